"""What a report may carry of an outlet's text: a closed list. Standard library only."""

from enum import StrEnum


class Licence(StrEnum):
    """From the strictest to the freest; the value is what outlet files and the archive carry."""

    LINK = "link"
    EXCERPT = "excerpt"
    FULL = "full"


def read_licence(text: str) -> Licence:
    """The licence of a text; an unknown one allows only the link."""
    return Licence(text) if text in set(Licence) else Licence.LINK


def stricter_licence(one: str, other: str) -> Licence:
    """The one of two licences that allows less."""
    order = list(Licence)
    return min(read_licence(one), read_licence(other), key=order.index)
