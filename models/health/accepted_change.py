"""A change of an outlet's pages that a person may accept for good. Pure."""

from dataclasses import dataclass

from models.health.signs import Trait


@dataclass(frozen=True, slots=True)
class AcceptedChange:
    """What is odd about an outlet now. ``traits`` can be accepted, ``never`` cannot.

    ``held``: address and reasons of each page held back, newest first; ``stay``: how many of them stay so.
    """

    traits: tuple[Trait, ...]
    never: tuple[Trait, ...]
    held: tuple[tuple[str, str], ...]
    stay: int
