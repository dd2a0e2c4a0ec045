"""Findings of several outlets that say the same, together; what one shared cause explains, left out. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.health.causes import Cause
from models.health.diagnosis import HealthFinding
from models.records.labels import Language

EXPLAINED = frozenset(
    {
        *(Cause.DNS, Cause.UNREACHABLE, Cause.ROBOTS, Cause.CERTIFICATE, Cause.HANDSHAKE, Cause.STORAGE),
        *(Cause.NOTHING_NEW, Cause.NO_LINKS),
    }
)
"""What an outlet is found to have where this machine could not reach it, or could not write what came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """One sentence, the first night of it, and the outlets it is true of: ids with titles."""

    text: str
    since: datetime
    outlets: tuple[tuple[str, str], ...]


def group_findings(
    findings: Sequence[HealthFinding], language: Language, explained: Collection[str] = ()
) -> list[FindingGroup]:
    """The findings in their order, equal ones as one; of ``explained`` outlets only what has another cause."""
    groups: dict[tuple[str, str], list[HealthFinding]] = {}
    for one in findings:
        if one.outlet in explained and one.cause in EXPLAINED:
            continue
        groups.setdefault((f"{one.since:%Y-%m-%d}", one.say(language)), []).append(one)
    return [
        FindingGroup(text=text, since=alike[0].since, outlets=tuple((one.outlet, one.title) for one in alike))
        for (_, text), alike in groups.items()
    ]
