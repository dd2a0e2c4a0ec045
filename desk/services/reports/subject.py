"""What a report is about: words or a saved search, the filters, and the rivals that it is compared with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desk.services.reports.rivals import check_rival
from desk.services.search import WidenedQuery, widen_query
from desk.services.watches import find_watch
from desk.services.workspace import Workspace
from models.interface import ArchiveReader
from models.language import _
from models.query.filters import NO_FILTERS, Filters
from models.query.tree import Query
from reports.clip.report import EVERYTHING
from reports.formats.errors import ExportError


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRequest:
    """What a report is asked to be about.

    ``typed`` are the words of ``query`` as they were typed. ``watch`` names a saved search instead; the filters narrow
    it further. ``rivals`` are words that the report is compared with, instead of the saved search's own; ``unlike``:
    they may ask for more or fewer words than the report does.
    """

    query: Query
    typed: str = ""
    filters: Filters = NO_FILTERS
    watch: str | None = None
    loose: bool = False
    exact: bool = False
    rivals: Sequence[str] = ()
    unlike: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """The query with its synonyms, the filters, the words for it in a person's language, and the rivals by name."""

    query: WidenedQuery
    filters: Filters
    name: str
    typed: str
    rivals: Sequence[str]
    title: str = ""

    @property
    def voice(self) -> str:
        """What our own line is called beside the rivals'; a saved search may have the name of a rival."""
        ours = self.name.strip("‘’")
        return f"{ours}(이 보고)" if ours in self.rivals else ours


def read_subject(workspace: Workspace, db: ArchiveReader, request: SubjectRequest) -> Subject:
    """The query, its filters and the words for it: of a saved search its own, narrowed by the request's.

    An office's own press releases are no coverage. Raises WatchNotFoundError, SynonymsError, ArchiveError.
    """
    if request.watch is None:
        wide = widen_query(workspace, request.query, loose=request.loose, exact=request.exact)
        name = f"‘{request.typed}’" if request.typed.strip() else EVERYTHING
        return Subject(wide, replace(request.filters, press_only=True), name, request.typed, request.rivals)
    watch = find_watch(db, request.watch)
    narrowed = {name: value for name, value in request.filters.as_json().items() if value}
    further = Filters.from_json(narrowed)
    filters = replace(watch.filters, press_only=True, **{name: getattr(further, name) for name in narrowed})
    rivals = request.rivals or watch.rivals
    return Subject(WidenedQuery(watch.query), filters, f"‘{watch.name}’", watch.typed, rivals, watch.title)


def read_rivals(workspace: Workspace, request: SubjectRequest, subject: Subject) -> Iterator[tuple[str, Query]]:
    """Each rival's name and query. Raises RivalError, and ExportError for one that the report itself is about."""
    query = subject.query.query
    is_loose = request.loose or any(term.loose for term in query.terms)
    # The rivals that a saved search keeps were looked at when it got them.
    unlike = request.unlike or not request.rivals
    for name in dict.fromkeys(subject.rivals):
        rival = check_rival(query, name, unlike=unlike)
        rival = widen_query(workspace, rival, loose=is_loose, exact=request.exact).query
        if rival.root == query.root:
            raise ExportError(_("--rival {name!r} is what the report itself is about: name another one.", name=name))
        yield name, rival
