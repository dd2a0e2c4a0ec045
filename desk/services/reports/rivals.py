"""What a report may be compared with: words that ask for as much as the report's own."""

from models.language import _
from models.query.shape import query_shape
from models.query.syntax import parse
from models.query.tree import Query
from models.records.errors import UserError


class RivalError(UserError):
    """Words that a report cannot be compared with."""


class UnlikeRivalError(RivalError):
    """Words that ask for more or for less than the report: a person may mean it so."""


def check_rival(query: Query, typed: str, *, unlike: bool = False) -> Query:
    """The query of a rival. ``unlike``: it may ask for more or fewer words than ``query`` does.

    Raises RivalError, and UnlikeRivalError where only ``unlike`` is missing.
    """
    rival = parse(typed)
    if rival.is_empty:
        raise RivalError(_("There is no letter or digit in --rival {rival!r}.", rival=typed))
    ours, theirs = query_shape(query), query_shape(rival)
    if ours == theirs or unlike:
        return rival
    if not ours:
        raise RivalError(
            _("A report of all articles cannot be compared with --rival {rival!r}: name words.", rival=typed)
        )
    raise UnlikeRivalError(
        _(
            "{ours!r} asks for {count} and --rival {rival!r} for {other}: such counts cannot be compared. "
            "Ask alike for both, such as --rival {example!r}.",
            ours=query.typed,
            count=len(ours),
            rival=typed,
            other=len(theirs),
            example=_make_example(query, rival),
        )
    )


def _make_example(query: Query, rival: Query) -> str:
    """The rival's first word in the place of the query's first."""
    ours, theirs = query.typed.split(), rival.typed.split()
    return " ".join([*theirs[:1], *ours[1:]]) if len(ours) > 1 else theirs[0]
