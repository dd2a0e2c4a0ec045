"""The one table of routes: each names its path, its method, its view and who may use it.

``role=None`` is open to everybody, without a session: only the way in, the language and the static files. A view runs
in a thread. A GET changes nothing. `tests/desk/web/test_request_table.py` fails for a route that it has no rows for.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from desk.web.page_request import Section, View
from desk.web.views import (
    article,
    audit,
    charts,
    clip_entries,
    clip_files,
    clip_items,
    clip_page,
    clips,
    enter,
    jobs,
    marks,
    month,
    outlets,
    people,
    preferences,
    releases,
    report_form,
    search,
    setup,
    static,
    watches,
)
from models.language import N_
from models.people.audit import AuditDeed
from models.people.role import Role


class DeskRoute(NamedTuple):
    """One path and method. ``max_body`` is the limit of its body in bytes, where that is not the usual one.

    ``deed`` is what the audit keeps of it once it is done; without one nothing, or the service keeps it itself.
    ``needs_archive``: where there is none, the setup is shown instead.
    """

    path: str
    method: Literal["GET", "POST"]
    view: View
    role: Role | None
    max_body: int | None = None
    deed: AuditDeed | None = None
    needs_archive: bool = True


ROUTES: tuple[DeskRoute, ...] = (
    DeskRoute("/", "GET", search.show_search, Role.READ),
    DeskRoute("/count", "GET", search.show_count, Role.READ),
    DeskRoute("/charts", "GET", charts.show_charts, Role.READ),
    DeskRoute("/language", "POST", preferences.choose_language, None, needs_archive=False),
    DeskRoute("/people", "GET", people.show_people, Role.ADMIN),
    DeskRoute("/people", "POST", people.add, Role.ADMIN),
    DeskRoute("/people/{name}/shown", "POST", people.rename, Role.ADMIN),
    DeskRoute("/people/{name}/role", "POST", people.change_role, Role.ADMIN),
    DeskRoute("/people/{name}/password", "POST", people.change_password, Role.ADMIN),
    DeskRoute("/people/{name}/end", "POST", people.end, Role.ADMIN),
    DeskRoute("/people/audit", "GET", audit.show_audit, Role.ADMIN),
    DeskRoute("/password", "GET", people.show_own_password, Role.READ),
    DeskRoute("/password", "POST", people.change_own, Role.READ),
    DeskRoute("/hints", "GET", search.show_hints, Role.READ),
    DeskRoute("/search/watch", "POST", search.save_watch, Role.MARK, deed=AuditDeed.WATCHED),
    DeskRoute("/a/{id}", "GET", article.show_article, Role.READ),
    DeskRoute("/a/{id}/history", "GET", article.show_history, Role.READ),
    DeskRoute("/a/{id}/page", "GET", article.show_stored_page, Role.READ),
    DeskRoute("/a/{id}/page.bin", "GET", article.send_original_page, Role.READ),
    DeskRoute("/a/{id}/warc.gz", "GET", article.send_warc, Role.READ),
    DeskRoute("/watches", "GET", watches.show_watches, Role.READ),
    DeskRoute("/watches", "POST", watches.add, Role.MARK, deed=AuditDeed.WATCHED),
    DeskRoute("/watches/{id}", "GET", watches.show_watch, Role.READ),
    DeskRoute("/watches/{id}", "POST", watches.change, Role.MARK, deed=AuditDeed.WATCHED),
    DeskRoute("/watches/{id}/seen", "POST", watches.mark_read, Role.READ),
    DeskRoute("/watches/{id}/remove", "POST", watches.remove, Role.MARK, deed=AuditDeed.WATCHED),
    DeskRoute("/releases", "GET", releases.show_releases, Role.READ),
    DeskRoute("/releases", "POST", releases.add_release, Role.MARK, releases.MAX_UPLOAD_BYTES, AuditDeed.UPLOADED),
    DeskRoute("/releases/{id}", "GET", releases.show_release, Role.READ),
    DeskRoute("/releases/{id}/remove", "POST", releases.remove_release, Role.MARK, deed=AuditDeed.UPLOADED),
    DeskRoute("/month", "GET", month.show_month, Role.READ),
    DeskRoute("/month/report", "GET", month.show_report, Role.READ),
    DeskRoute("/month/file/{kind}", "GET", month.send_report, Role.READ),
    DeskRoute("/outlets", "GET", outlets.show_outlets, Role.READ),
    DeskRoute("/outlets/crawl", "POST", outlets.crawl_all, Role.MARK, deed=AuditDeed.CRAWLED),
    DeskRoute("/outlets/{outlet}", "GET", outlets.show_outlet, Role.READ),
    DeskRoute("/outlets/{outlet}/crawl", "POST", outlets.crawl_outlet, Role.MARK, deed=AuditDeed.CRAWLED),
    DeskRoute("/outlets/{outlet}/check", "POST", outlets.check_outlet, Role.MARK, deed=AuditDeed.CRAWLED),
    DeskRoute("/outlets/{outlet}/fit", "POST", outlets.fit_outlet, Role.MARK, deed=AuditDeed.CRAWLED),
    DeskRoute("/outlets/{outlet}/switch", "POST", outlets.switch_outlet, Role.ADMIN, deed=AuditDeed.SET_UP),
    DeskRoute("/a/{id}/mark", "GET", marks.show_marking, Role.READ),
    DeskRoute("/a/{id}/mark", "POST", marks.mark, Role.MARK, deed=AuditDeed.MARKED),
    DeskRoute("/a/{id}/mark/undo", "POST", marks.undo, Role.MARK, deed=AuditDeed.MARKED),
    DeskRoute("/a/{id}/tick", "POST", marks.tick, Role.MARK, deed=AuditDeed.CLIPPED),
    DeskRoute("/clip", "GET", clips.show_clips, Role.READ),
    DeskRoute("/clip", "POST", clips.make, Role.MARK, deed=AuditDeed.CLIPPED),
    DeskRoute(
        "/clip/entry", "POST", clip_entries.save_entry, Role.MARK, clip_entries.MAX_ENTRY_BYTES, AuditDeed.CLIPPED
    ),
    DeskRoute(
        "/clip/workbook",
        "POST",
        clip_files.look_at_workbook,
        Role.MARK,
        clip_files.MAX_WORKBOOK_BYTES,
        AuditDeed.UPLOADED,
    ),
    DeskRoute("/clip/{id}", "GET", clip_page.show_clip_page, Role.READ),
    DeskRoute("/clip/{id}/propose", "POST", clips.propose, Role.MARK, deed=AuditDeed.CLIPPED),
    DeskRoute("/clip/{id}/drop", "POST", clip_items.drop_rows, Role.MARK, deed=AuditDeed.CLIPPED),
    DeskRoute("/clip/{id}/restore", "POST", clip_items.restore_rows, Role.MARK, deed=AuditDeed.CLIPPED),
    DeskRoute("/clip/{id}/order", "POST", clip_items.move_row, Role.MARK, deed=AuditDeed.CLIPPED),
    DeskRoute("/clip/{id}/marks", "POST", clip_items.mark_row, Role.MARK, deed=AuditDeed.MARKED),
    DeskRoute("/clip/{id}/marks/undo", "POST", clip_items.undo_row_mark, Role.MARK, deed=AuditDeed.MARKED),
    DeskRoute("/clip/{id}/finish", "POST", clips.finish, Role.MARK, deed=AuditDeed.CLIPPED),
    DeskRoute("/clip/{id}/rename", "POST", clips.rename, Role.MARK, deed=AuditDeed.CLIPPED),
    DeskRoute("/clip/{id}/remove", "POST", clips.remove, Role.MARK, deed=AuditDeed.CLIPPED),
    DeskRoute("/clip/{id}/return", "POST", clips.bring_back, Role.MARK, deed=AuditDeed.CLIPPED),
    DeskRoute("/clip/{id}/history", "GET", clips.show_history, Role.READ),
    DeskRoute("/clip/{id}/entry", "GET", clip_entries.show_entry_form, Role.MARK),
    DeskRoute("/clip/{id}/scan/{item}/{number}", "GET", clip_entries.send_scan, Role.READ),
    DeskRoute("/clip/{id}/message", "GET", clip_files.show_message, Role.READ),
    DeskRoute("/clip/{id}/file.{kind}", "GET", clip_files.send_file, Role.READ),
    DeskRoute("/clip/{id}/workbook", "POST", clip_files.take_workbook, Role.MARK, deed=AuditDeed.UPLOADED),
    DeskRoute("/jobs", "GET", jobs.show_jobs, Role.READ, needs_archive=False),
    DeskRoute("/jobs/{id}", "GET", jobs.show_job, Role.READ, needs_archive=False),
    DeskRoute("/jobs/{id}/stop", "POST", jobs.stop_job, Role.MARK, needs_archive=False),
    DeskRoute("/setup", "GET", setup.show_setup, Role.ADMIN, needs_archive=False),
    DeskRoute("/setup", "POST", setup.set_up_office, Role.ADMIN, needs_archive=False),
    DeskRoute("/setup/form", "POST", report_form.choose_form, Role.ADMIN),
    DeskRoute("/setup/demo", "POST", setup.try_demo, Role.ADMIN, needs_archive=False),
    DeskRoute("/enter", "GET", enter.show_entrance, None, needs_archive=False),
    DeskRoute("/enter", "POST", enter.enter, None, needs_archive=False),
    DeskRoute("/leave", "POST", enter.leave, Role.READ, needs_archive=False),
    DeskRoute("/static/{name}", "GET", static.send_static, None, needs_archive=False),
)

SECTIONS: tuple[tuple[str, str], ...] = (
    ("/", N_("Search")),
    ("/clip", N_("Clip")),
    ("/watches", N_("Watches")),
    ("/charts", N_("Figures")),
    ("/releases", N_("Press releases")),
    ("/month", N_("The month")),
    ("/outlets", N_("State of outlets")),
    ("/people", N_("People")),
    ("/setup", N_("Settings")),
)
"""The navigation. A section is shown once there is a route for its path."""


def find_sections(routes: Sequence[DeskRoute] = ROUTES) -> tuple[Section, ...]:
    """The sections that have a route, each with the role that it needs."""
    roles = {route.path: route.role for route in routes if route.method == "GET" and route.role is not None}
    return tuple(Section(path, name, roles[path]) for path, name in SECTIONS if path in roles)
