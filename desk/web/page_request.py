"""What a view is given, and how it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple, Protocol

from starlette.datastructures import FormData, QueryParams, UploadFile
from starlette.responses import RedirectResponse, Response

from desk.services.clips.filled_file import FilledFile
from desk.services.people.attempts import Attempts
from desk.services.workspace import Workspace
from desk.web.cached_health import CachedHealth
from desk.web.cached_losses import CachedLosses
from desk.web.error_pages import ParameterError, explain_refusal
from desk.web.jobs import Jobs
from desk.web.kept_answers import KeptAnswers
from desk.web.rendering import render
from desk.web.sessions import EntryTokens, Person, SessionStore
from desk.web.settings import DeskSettings
from desk.web.work_clips import WorkClips
from models.language.choose import Language
from models.people.role import Role


class Section(NamedTuple):
    """A part of the desk in the navigation: where it begins, its name as a message, and who may open it."""

    path: str
    name: str
    role: Role


NO_VALUES: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Desk:
    """What all requests share."""

    settings: DeskSettings
    workspace: Workspace
    sessions: SessionStore
    tokens: EntryTokens
    attempts: Attempts
    jobs: Jobs
    health: CachedHealth = field(default_factory=CachedHealth)
    losses: CachedLosses = field(default_factory=CachedLosses)
    sections: tuple[Section, ...] = ()
    work_clips: WorkClips = field(default_factory=WorkClips)
    looked_at: KeptAnswers[FilledFile] = field(default_factory=KeptAnswers)
    """Filled-in workbooks that were looked at and may be taken over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """One request, read whole. A view runs in a thread of its own and may take its time.

    ``parameters`` are the parts of the path, by name; ``query`` is what stands behind the ``?``; ``form`` holds the
    fields and files of a POST.
    """

    desk: Desk
    person: Person | None
    method: str
    path: str
    language: Language
    parameters: Mapping[str, str] = field(default_factory=dict)
    query: QueryParams = field(default_factory=QueryParams)
    form: FormData = field(default_factory=FormData)
    session_secret: str = ""
    is_part: bool = False
    """htmx asks for a part of the page, not for the page."""
    source: str = ""
    """The element that htmx asks for, as ``form#search``."""
    agent: str = ""
    address: str = ""

    @property
    def workspace(self) -> Workspace:
        """The archive and the files beside it."""
        return self.desk.workspace

    @property
    def who(self) -> str:
        """The name to sign a change with; empty on a page that needs no session."""
        return self.person.name if self.person else ""

    @property
    def login(self) -> str:
        """The name that what somebody has read is kept under, and what they did: the one they log in with."""
        return (self.person.login or self.person.name) if self.person else ""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The parts of the desk that the person may open."""
        role = self.person.role if self.person else None
        return tuple(one for one in self.desk.sections if role is not None and role.includes(one.role))

    @property
    def losses(self) -> tuple[str, ...]:
        """What the archive has lost, for whoever is logged in; a sentence each."""
        return self.desk.losses.read(self.workspace) if self.person else ()

    @property
    def can_mark(self) -> bool:
        """Whether the person may mark, clip and save searches."""
        return self.may(Role.MARK)

    def may(self, role: Role) -> bool:
        """Whether the person may do what a role may."""
        return self.person is not None and self.person.role.includes(role)

    @property
    def section(self) -> str:
        """The part of the desk that the page belongs to, as the navigation names it."""
        first = "/" + self.path.split("/")[1]
        return first if any(first == one.path for one in self.desk.sections) else "/"

    @property
    def address_bar(self) -> str:
        """The path of the page with its query, to come back to after a form; the beginning after a POST."""
        return f"{self.path}?{self.query}" if self.query else self.path

    def text(self, name: str) -> str:
        """A field of the form as text; empty where it is missing. Raises ParameterError for a file."""
        value = self.form.get(name, "")
        if isinstance(value, UploadFile):
            raise ParameterError(name)
        return value

    def number(self, name: str) -> int:
        """A part of the path that is a whole number. Raises ParameterError."""
        return read_number(self.parameters.get(name, ""))

    def page(
        self, template: str, values: Mapping[str, object] = NO_VALUES, /, *, status: int = 200, **more: object
    ) -> Response:
        """A page, or a part of one, from its template; every template also knows ``request``."""
        html = render(template, self.language, request=self, **values, **more)
        return Response(html, status, media_type="text/html", headers={"vary": "HX-Request, Cookie"})

    def refuse(self, status: int) -> Response:
        """The page that says why something is refused: 403, 404 and the like."""
        return explain_refusal(status, self.language, is_part=self.is_part, request=self)

    def see_other(self, path: str) -> Response:
        """The answer to a form that was sent without htmx: the browser goes on to a page of ours."""
        return RedirectResponse(path, 303)


class View(Protocol):
    """A page or an action: parses the request, calls one service, renders one template."""

    def __call__(self, request: PageRequest, /) -> Response: ...


MAX_DIGITS = 18


def read_number(text: str) -> int:
    """A whole number that an archive may know. Raises ParameterError."""
    if not (text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS):
        raise ParameterError(text)
    return int(text)
