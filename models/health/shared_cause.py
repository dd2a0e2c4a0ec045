"""One cause behind the failures of nearly all outlets of a night: no network, names, the clock, a proxy. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

MIN_OUTLETS = 2
MIN_ANSWERS = 3
MIN_SHARE = 0.8
"""Fewer outlets that fail alike may have their own faults."""


class SharedCause(StrEnum):
    """What is wrong on this side, and not at the outlets."""

    NETWORK = "network"
    NAMES = "names"  # only the name server does not answer, or there is no network at all
    CLOCK = "clock"  # no certificate is valid: a wrong date, or a program that reads along
    PROXY = "proxy"
    STORAGE = "storage"


@dataclass(frozen=True, slots=True)
class Shared:
    """A cause, and the ids of the outlets that have it."""

    cause: SharedCause
    outlets: frozenset[str]


_CAUSES: Mapping[str, SharedCause] = MappingProxyType(
    {
        "dns": SharedCause.NAMES,
        "refused": SharedCause.NETWORK,
        "connection": SharedCause.NETWORK,
        "address": SharedCause.NETWORK,
        "timeout": SharedCause.NETWORK,
        "certificate": SharedCause.CLOCK,
        "tls_handshake": SharedCause.PROXY,
        "http_407": SharedCause.PROXY,
        "storage": SharedCause.STORAGE,
    }
)


def find_shared_cause(reasons: Mapping[str, str], outlets: int) -> Shared | None:
    """The cause that nearly all of so many ``outlets`` share; ``reasons``: a word for each that failed, by its id.

    A network that breaks off in the night fails in several words: all of them together are one cause. One and the same
    error of several servers is most likely the answer of something before them.
    """
    causes = {outlet: _CAUSES[word] for outlet, word in reasons.items() if word in _CAUSES}
    statuses = Counter(word for word in reasons.values() if word.startswith("http_"))
    if statuses and (most := statuses.most_common(1)[0])[1] >= MIN_ANSWERS:
        causes |= {outlet: SharedCause.PROXY for outlet, word in reasons.items() if word == most[0]}
    if {*causes.values()} >= {SharedCause.NAMES, SharedCause.NETWORK}:
        causes = {
            outlet: SharedCause.NETWORK if cause is SharedCause.NAMES else cause for outlet, cause in causes.items()
        }
    for cause in SharedCause:
        alike = frozenset(outlet for outlet, one in causes.items() if one is cause)
        if len(alike) >= MIN_OUTLETS and len(alike) >= MIN_SHARE * outlets:
            return Shared(cause, alike)
    return None
