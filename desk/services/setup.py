"""The first set-up of an office, in one go: archive, outlets, saved searches, who is notified, the nightly crawl.

Nothing that an office has already is replaced: a saved search of the same name stays, and so does its notify.toml.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desk.schedule.desk_file import FILE_NAME, DeskFileKind, detect_kind, make_desk_file
from desk.schedule.installed_times import InstalledTimes
from desk.schedule.morning_file import make_morning_text
from desk.schedule.plan import CLOCK, ScheduleError, find_program, make_plan
from desk.services.outlets.selection import check_regions, choose_regions, list_regions, write_selection
from desk.services.reports.rivals import UnlikeRivalError, check_rival
from desk.services.schedule import ScheduleChange, ScheduleRequest, install_schedule, read_times
from desk.services.watches import AddedWatch, ReportSettings, add_watch
from desk.services.workspace import Workspace
from models.language import _, language
from models.query.filters import Filters
from models.query.synonyms import write_starter
from models.query.syntax import parse
from models.records.errors import UserError
from models.records.outlet import Outlet
from reports.formats.atomic_file import open_atomic
from scrapers.declarations.outlet_selection import NATIONAL, read_selection

PASSWORD = "NEWS_MAIL_PASSWORD"  # noqa: S105 - the name of the variable
OLD_SUFFIX = ".toml.old"
"""Of the notify.toml that another one has replaced."""
DEFAULT_AT, DEFAULT_DEADLINE = "02:30", "06:30"
MORNING_FILE = "아침 보고.cmd"
ICON = Path(__file__).resolve().parents[1] / "web" / "static" / "icon.svg"


class SetupStep(StrEnum):
    """What is set up, in this order."""

    ARCHIVE = "archive"
    OUTLETS = "outlets"
    WATCHES = "watches"
    NOTIFY = "notify"
    SCHEDULE = "schedule"


class SetupError(UserError):
    """An answer that cannot be used: one sentence."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAccount:
    """Where the morning's mail goes, and the server that takes it. ``password`` is written to notify.env alone."""

    host: str
    sender: str
    to: Sequence[str]
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupRequest:
    """What an office answers. ``words`` and ``rivals`` become saved searches of that name, the first with the others.

    ``mail`` None: a file beside the archive is written each night. ``replaces_notify``: also where there is a
    notify.toml, which is kept under another name. ``at`` and ``deadline`` are times of the day;
    without ``with_schedule`` nothing is put into the system's scheduler. ``with_desk_file``: also write the file that
    opens the desk at a double click.
    """

    regions: Sequence[str]
    with_national: bool = True
    words: Sequence[str] = ()
    rivals: Sequence[str] = ()
    mail: MailAccount | None = None
    notify_file: str = "last-night.txt"
    replaces_notify: bool = False
    at: str = DEFAULT_AT
    deadline: str = DEFAULT_DEADLINE
    with_schedule: bool = True
    with_desk_file: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupState:
    """What there is before: how many outlets a region has that are crawled by default, and the files of an office.

    ``times`` are those of the schedule as it is installed.
    """

    archive: Path
    has_archive: bool
    outlets: Mapping[str, int]
    regions: Sequence[str]
    watches: Sequence[str]
    has_notify: bool
    times: InstalledTimes


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupResult:
    """What was set up. ``schedule_failure`` says why there is no schedule; ``morning_file`` and
    ``desk_file`` are for a double click.

    ``synonyms`` is the list of synonyms that was written, or None where there was one.
    """

    archive: Path
    is_new: bool
    outlets: Sequence[Outlet]
    added: Sequence[AddedWatch]
    kept: Sequence[str]
    synonyms: Path | None
    notify: Path
    is_notify_kept: bool
    schedule: ScheduleChange | None
    schedule_failure: str
    morning_file: Path | None
    desk_file: Path | None


def read_state(workspace: Workspace) -> SetupState:
    """What an office has already. Raises OutletError, SelectionError, ArchiveError."""
    outlets = list(workspace.read_all_regions())
    counts = Counter(outlet.region for outlet in outlets if outlet.enabled)
    has_archive = workspace.archive.exists()
    watches: list[str] = []
    if has_archive:
        with closing(workspace.open_reader()) as reader:
            watches = [watch.name for watch in reader.watches.all()]
    return SetupState(
        archive=workspace.archive.absolute(),
        has_archive=has_archive,
        outlets={region: counts[region] for region in list_regions(outlets)},
        regions=read_selection(workspace.selection).regions,
        watches=watches,
        has_notify=workspace.notify_config.exists(),
        times=read_times(workspace),
    )


def check_request(workspace: Workspace, request: SetupRequest) -> None:
    """Raises SetupError or UnknownRegionError for an answer that cannot be used; nothing is written."""
    check_region_names(workspace, request.regions)
    check_some_outlet(workspace, request.regions, with_national=request.with_national)
    check_words((*request.words, *request.rivals))
    if request.with_schedule:
        check_clock(request.at)
        check_clock(request.deadline)
    if request.mail:
        check_mail_server(request.mail.host)
        check_addresses((*request.mail.to, request.mail.sender))
    if request.mail and request.mail.user and "\n" in request.mail.password:
        raise SetupError(_("A password has one line."))


def check_region_names(workspace: Workspace, regions: Sequence[str]) -> None:
    """Raises UnknownRegionError for a region that no outlet has."""
    check_regions(workspace.read_registry(), regions)


def check_some_outlet(workspace: Workspace, regions: Sequence[str], *, with_national: bool) -> None:
    """Raises SetupError where nothing would be crawled."""
    if not regions and not with_national:
        raise SetupError(_("Name a region, or take the national outlets: else there is nothing to crawl."))
    wanted = {*regions, *((NATIONAL,) if with_national else ())}
    selection = read_selection(workspace.selection)
    outlets = list(workspace.read_all_regions())
    if not any(outlet.id in selection.enabled or (outlet.enabled and outlet.region in wanted) for outlet in outlets):
        raise SetupError(
            _(
                "No outlet of {regions} is switched on: name another region, take the national outlets, or switch "
                "some on with `news outlets enable`.",
                regions=", ".join(regions),
            )
        )


def check_words(words: Sequence[str]) -> None:
    """Raises SetupError for words that a search cannot look for."""
    for word in words:
        if parse(word).is_empty:
            raise SetupError(_("There is no letter or digit in {word}.", word=repr(word)))


def check_clock(text: str) -> None:
    """Raises SetupError for what is no time of the day."""
    if CLOCK.fullmatch(text.strip()) is None:
        raise SetupError(_("{text} is not a time of the day; write 02:30.", text=repr(text)))


def check_mail_server(host: str) -> None:
    """Raises SetupError for what is no name of a server."""
    if not host.strip() or any(letter.isspace() or letter in "@/" for letter in host.strip()):
        raise SetupError(_("{text} is not the name of a mail server; write smtp.example.kr.", text=repr(host)))


def check_addresses(addresses: Sequence[str]) -> None:
    """Raises SetupError for what is no address of a mail."""
    for address in addresses:
        name, at, host = address.strip().partition("@")
        if not (name and at and host) or any(letter.isspace() for letter in address.strip()):
            raise SetupError(_("{text} is not a mail address; write press@example.kr.", text=repr(address)))


def set_up(
    workspace: Workspace, request: SetupRequest, *, on_step: Callable[[SetupStep], None] | None = None
) -> SetupResult:
    """Set everything up, in an order in which each part works without the next. ``on_step`` hears what comes.

    Raises SetupError, UnknownRegionError, OutletError, ExportError, ArchiveError; what was written until then stays,
    and the same request again goes on from there.
    """
    check_request(workspace, request)
    begin = on_step or (lambda _step: None)
    begin(SetupStep.ARCHIVE)
    is_new = not workspace.archive.exists()
    workspace.open_writer(create=True).close()
    begin(SetupStep.OUTLETS)
    national = (NATIONAL,) if request.with_national else ()
    write_selection(workspace, choose_regions(workspace, (*request.regions, *national)))
    has_starter = write_starter(workspace.synonyms)
    begin(SetupStep.WATCHES)
    added, kept = _add_watches(workspace, request)
    begin(SetupStep.NOTIFY)
    is_notify_kept = not _write_notify(workspace, request)
    begin(SetupStep.SCHEDULE)
    schedule, failure = _install(workspace, request) if request.with_schedule else (None, "")
    desk_file, desk_failure = _try_desk_file(workspace) if request.with_desk_file else (None, "")
    return SetupResult(
        archive=workspace.archive.absolute(),
        is_new=is_new,
        outlets=workspace.read_registry().enabled(),
        added=added,
        kept=kept,
        synonyms=workspace.synonyms if has_starter else None,
        notify=workspace.notify_config,
        is_notify_kept=is_notify_kept,
        schedule=schedule,
        schedule_failure=failure or desk_failure,
        morning_file=_write_morning_file(workspace) if os.name == "nt" else None,
        desk_file=desk_file,
    )


def _add_watches(workspace: Workspace, request: SetupRequest) -> tuple[list[AddedWatch], list[str]]:
    """A saved search for each of the words and the rivals; one of the words is compared with the rivals like it."""
    with closing(workspace.open_reader()) as reader:
        known = {watch.name for watch in reader.watches.all()}
    words = {" ".join(word.split()): _list_alike(word, request.rivals) for word in request.words}
    rivals: dict[str, list[str]] = {" ".join(rival.split()): [] for rival in request.rivals}
    settings = {name: ReportSettings(rivals=alike) for name, alike in (rivals | words).items()}
    added = [
        add_watch(workspace, name, parse(name), Filters(), settings=one)
        for name, one in settings.items()
        if name not in known
    ]
    return added, [name for name in settings if name in known]


def _list_alike(word: str, rivals: Sequence[str]) -> list[str]:
    """The rivals that ask for as many words as a search does; others could not be compared with it."""
    alike = []
    for rival in rivals:
        try:
            check_rival(parse(word), rival)
        except UnlikeRivalError:
            continue
        alike.append(rival)
    return alike


def _write_notify(workspace: Workspace, request: SetupRequest) -> bool:
    """Write notify.toml, and notify.env where there is a password; False where there is a notify.toml that stays."""
    if workspace.notify_config.exists():
        if not request.replaces_notify:
            return False
        os.replace(workspace.notify_config, workspace.notify_config.with_suffix(OLD_SUFFIX))
    mail = request.mail
    if mail and mail.password:
        others = _read_other_secrets(workspace.notify_secrets)
        with open_atomic(workspace.notify_secrets, lambda part: os.chmod(part, 0o600)) as file:
            file.write(f"{others}{PASSWORD}={mail.password}\n".encode())
    with open_atomic(workspace.notify_config) as file:
        file.write(notify_toml(request).encode())
    return True


def _read_other_secrets(path: Path) -> str:
    """The lines of notify.env but the one of our password."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return "".join(f"{line}\n" for line in lines if not line.startswith(f"{PASSWORD}="))


def notify_toml(request: SetupRequest) -> str:
    """The text of a notify.toml: a mail account, or the file that is written each night."""
    values: dict[str, object] = {"path": request.notify_file}
    if request.mail:
        mail = request.mail
        values = {"host": mail.host, "from": mail.sender, "to": list(mail.to)}
        if mail.user:
            values |= {"user": mail.user, "password_env": PASSWORD}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()]
    return f'language = "{language()}"\n\n[[{"mail" if request.mail else "file"}]]\n' + "".join(lines)


def _install(workspace: Workspace, request: SetupRequest) -> tuple[ScheduleChange | None, str]:
    """Install the times, with the alerts that there were; or the sentence why not."""
    alerts = read_times(workspace).alerts
    try:
        return install_schedule(workspace, ScheduleRequest(at=request.at, morning=request.deadline, alerts=alerts)), ""
    except ScheduleError as error:
        return None, str(error)


def _try_desk_file(workspace: Workspace) -> tuple[Path | None, str]:
    try:
        return write_desk_file(workspace), ""
    except ScheduleError as error:
        return None, str(error)


def write_desk_file(workspace: Workspace, folder: Path | None = None) -> Path:
    """A file that opens the desk at a double click, beside the archive or in a folder; its path.

    On Linux the menu of programs has it too. Raises ScheduleError, ExportError.
    """
    kind = detect_kind()
    archive = Path(os.path.abspath(workspace.archive))
    text = make_desk_file(kind, find_program(), archive, ICON)
    path = (workspace.folder if folder is None else folder).absolute() / f"{FILE_NAME}{kind}"
    places = [path, *([_find_menu() / f"{make_plan(archive).name}.desktop"] if kind is DeskFileKind.LINUX else [])]
    for place in places:
        place.parent.mkdir(parents=True, exist_ok=True)
        with open_atomic(place, lambda part: os.chmod(part, 0o700)) as file:
            file.write(text.encode())
    return path


def _find_menu() -> Path:
    """Where a desktop of Linux looks for the programs of its user."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "applications"


def _write_morning_file(workspace: Workspace) -> Path:
    """A file beside the archive that makes the morning's report at a double click, on Windows. Raises ExportError."""
    with closing(workspace.open_reader()) as reader:
        watches = [watch.name for watch in reader.watches.all()]
    path = workspace.folder.absolute() / MORNING_FILE
    with open_atomic(path) as file:
        file.write(make_morning_text(find_program(), workspace.archive.name, watches).encode())
    return path
