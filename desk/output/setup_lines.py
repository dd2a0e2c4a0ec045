"""What `news setup` prints: the regions there are, what was answered, what was done."""

from collections.abc import Iterator

from desk.schedule.plan import JobKind, SchedulePlan
from desk.services.setup import SetupRequest, SetupResult, SetupState, SetupStep
from models.language import N_, _, ngettext

STEPS = {
    SetupStep.ARCHIVE: N_("Archive …"),
    SetupStep.OUTLETS: N_("Outlets …"),
    SetupStep.WATCHES: N_("Saved searches …"),
    SetupStep.NOTIFY: N_("Who is notified …"),
    SetupStep.SCHEDULE: N_("The crawl of every night …"),
}
PER_LINE = 6


def region_lines(state: SetupState) -> Iterator[str]:
    """The regions with how many outlets each has."""
    regions = [f"{region} {count}" for region, count in state.outlets.items()]
    for start in range(0, len(regions), PER_LINE):
        yield "  " + " · ".join(regions[start : start + PER_LINE])


def answer_lines(request: SetupRequest) -> Iterator[str]:
    """What was answered, to be looked at once more."""
    rows = {
        _("Regions"): ", ".join(request.regions),
        _("Whole country"): _("yes") if request.with_national else _("no"),
        _("Words"): ", ".join(request.words),
        _("Rivals"): ", ".join(request.rivals),
        _("Mail"): ", ".join(request.mail.to) if request.mail else "",
        _("Every night"): f"{request.at}–{request.deadline}" if request.with_schedule else "",
    }
    yield from (f"  {name}: {value or '-'}" for name, value in rows.items())


def step_line(step: SetupStep) -> str:
    """The step that begins."""
    return _(STEPS[step])


def schedule_lines(plan: SchedulePlan) -> Iterator[str]:
    """What runs by itself, and when."""
    for job in plan.jobs:
        if job.kind is JobKind.NIGHT:
            yield _("The crawl of every night begins at {clock}.", clock=job.clock)
        elif job.kind is JobKind.MORNING:
            yield _("The clip of every morning is made and sent from {clock} on.", clock=job.clock)
        else:
            yield _("News to be told at once is looked for every {minutes} minutes.", minutes=job.every)


def result_lines(done: SetupResult) -> Iterator[str]:
    """What there is now, and what comes next."""
    if done.is_new:
        yield _("New archive: {path}", path=done.archive)
    yield ngettext("{count:,} outlet is crawled.", "{count:,} outlets are crawled.", len(done.outlets))
    if done.synonyms is not None:
        yield _("Words that are searched for together are in {path}: edit it freely.", path=done.synonyms)
    for watch in done.added:
        yield _("Saved search: {name}", name=watch.name)
    for name in done.kept:
        yield _("Saved search, there already: {name}", name=name)
    if done.is_notify_kept:
        yield _("{path} is left as it is.", path=done.notify)
    else:
        yield _("Written: {path}. Try: news tell --test", path=done.notify)
    if done.schedule is not None:
        yield from schedule_lines(done.schedule.plan)
    elif done.schedule_failure:
        yield _("There is no schedule yet: {reason} Try: news schedule install", reason=done.schedule_failure)
    if done.morning_file is not None:
        yield _("In the morning, double-click {path}.", path=done.morning_file)
    if done.desk_file is not None:
        yield _("To search and clip in the browser, double-click {path}.", path=done.desk_file)
    yield _("Now: news crawl; in the morning: news watch run and news report daily")
