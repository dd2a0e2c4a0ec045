"""The web desk: the services of `desk/services/` as pages, for people who never open a terminal.

A page is a view, a template, a row of the table of routes, and rows of the tests:

1. ``views/NAME.py``: ``def show_thing(request: PageRequest) -> Response``. It reads the request (``request.query``,
   ``request.text("field")``, ``request.number("id")``), calls ONE service with ``request.workspace``, and returns
   ``request.page("thing.html", …)``. It runs in a thread, speaks the person's language, and may raise any UserError:
   the page says its sentence with a fitting status. A change is signed with ``request.who``. What a verb and a page
   both need belongs in a service.
2. ``templates/thing.html`` extends ``base.html``; parts that htmx asks for stand in ``templates/parts/``. Texts are
   ``{{ _("English") }}``, translated in ``models/language/ko.po``. No ``style=``, no ``on…=``, no ``|safe``, no
   scraped text in an attribute that begins with ``hx-``: tests look for each of them. Values are escaped already.
3. ``routes.py``: a row (path, method, view, role). A GET changes nothing. A POST answers
   ``request.see_other(path)``, or a part where ``request.is_part``. Everything works without script.
4. ``tests/desk/web/test_NAME.py`` with the fixture ``visit`` (a client that is signed in, over an archive of
   invented news), and rows in ``test_request_table.py``, which fails for a route it does not know. A page that needs a
   real browser: ``tests/desk/web/browser/``.

What all requests share stands in ``app.py`` (routes to threads), ``request_guard.py`` (what is refused before a view
sees it), ``sessions.py`` (who it is), ``error_pages.py``, ``rendering.py`` (templates), ``shared_writer.py`` (the
archive kept open for marks) and ``serve.py`` (`news desk`). One script of ours, joined from ``scripts/`` without their
comments (``base.js`` first; they share one scope); one style sheet, joined from ``styles/``: what all pages share in
``base.css``, then a file a part.
"""
