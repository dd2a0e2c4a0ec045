"""Press releases: dropped here, compared with the archive in a process of their own, shown beside their articles."""

from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.datastructures import UploadFile
from starlette.responses import Response

from desk.services.pickup import list_releases, read_release, remove_releases
from desk.web.downloads import clean_file_name
from desk.web.error_pages import ParameterError
from desk.web.page_request import PageRequest
from models.language import _
from models.records.errors import UserError
from pipelines.releases.readers import KINDS
from reports.coverage.sentences import say_coverage
from reports.formats.terminal import clean
from reports.pickup.sides import describe_release

MAX_UPLOAD_BYTES = 21_000_000


class UploadError(UserError):
    """What was uploaded is no release: one sentence."""


def show_releases(request: PageRequest) -> Response:
    """The releases that the archive keeps, the newest first, and the form for a new one."""
    releases = sorted(list_releases(request.workspace), key=lambda one: -one.id)
    return request.page("releases.html", releases=releases, endings=",".join(sorted(KINDS)))


def show_release(request: PageRequest) -> Response:
    """One release and its articles, sentence by sentence, as the archive has them now."""
    number = request.number("id")
    read = read_release(request.workspace, number)
    return request.page(
        "release.html",
        number=number,
        sides=describe_release(read.result, read.rights),
        articles=read.result.articles,
        missing=say_coverage(read.coverage, len(read.result.articles), request.language),
    )


def add_release(request: PageRequest) -> Response:
    """Compare a release that was uploaded with the archive, as a job."""
    upload = request.form.get("file")
    if not isinstance(upload, UploadFile) or not upload.filename:
        raise UploadError(_("Choose the file of a press release."))
    name = safe_name(upload.filename)
    if Path(name).suffix.lower() not in KINDS:
        raise UploadError(
            _("{name} is not a file of a press release: {endings}.", name=name, endings=", ".join(sorted(KINDS)))
        )
    arguments = ["pickup"]
    if title := " ".join(clean(request.text("title")).split()):
        arguments.append(f"--title={title}")
    if released_at := request.text("at").strip():
        arguments.append(f"--at={released_at}")
    folder = TemporaryDirectory(prefix="news-release-", ignore_cleanup_errors=True)
    try:
        file = Path(folder.name) / name
        file.write_bytes(upload.file.read())
        job = request.desk.jobs.start(
            [*arguments, str(file)],
            title=_("Press release: {name}", name=name),
            who=request.who,
            back="/releases",
            language=request.language,
            folder=folder,
        )
    except BaseException:
        folder.cleanup()
        raise
    return request.see_other(f"/jobs/{job.id}")


def remove_release(request: PageRequest) -> Response:
    """Forget a release and what became of it. The articles stay."""
    remove_releases(request.workspace, [request.number("id")])
    return request.see_other("/releases")


def safe_name(typed: str) -> str:
    """The name of an uploaded file without a path, and of letters that every system takes. Raises ParameterError."""
    last = Path(clean(typed.replace("\\", "/").rsplit("/", 1)[-1]))
    if not (stem := last.stem.strip(" .-")):
        raise ParameterError(typed)
    return clean_file_name(stem) + last.suffix
