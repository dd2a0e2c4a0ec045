"""The one table of routes: each names its path, its method, its view and who may use it.

``role=None`` is open to everybody, without a session: only the way in and the static files. A view runs in a thread. A
GET changes nothing. `tests/desk/web/test_request_table.py` fails for a route that it has no rows for.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from desk.web.page_request import View
from desk.web.views import charts, enter, preferences, search, static
from models.language import N_
from models.people.role import Role


class DeskRoute(NamedTuple):
    """One path and method. ``max_body`` is the limit of its body in bytes, where that is not the usual one."""

    path: str
    method: Literal["GET", "POST"]
    view: View
    role: Role | None
    max_body: int | None = None


ROUTES: tuple[DeskRoute, ...] = (
    DeskRoute("/", "GET", search.show_search, Role.READ),
    DeskRoute("/count", "GET", search.show_count, Role.READ),
    DeskRoute("/charts", "GET", charts.show_charts, Role.READ),
    DeskRoute("/language", "POST", preferences.choose_language, Role.READ),
    DeskRoute("/enter", "GET", enter.show_entrance, None),
    DeskRoute("/leave", "POST", enter.leave, Role.READ),
    DeskRoute("/static/{name}", "GET", static.send_static, None),
)

SECTIONS: tuple[tuple[str, str], ...] = (
    ("/", N_("Search")),
    ("/clip", N_("Clip")),
    ("/watches", N_("Watches")),
    ("/charts", N_("Figures")),
    ("/releases", N_("Press releases")),
    ("/month", N_("The month")),
    ("/outlets", N_("State of outlets")),
    ("/settings", N_("Settings")),
)
"""The navigation. A section is shown once there is a route for its path."""


def find_sections(routes: Sequence[DeskRoute] = ROUTES) -> tuple[tuple[str, str], ...]:
    """The sections that have a route."""
    paths = {route.path for route in routes if route.method == "GET"}
    return tuple(section for section in SECTIONS if section[0] in paths)
