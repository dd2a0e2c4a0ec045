"""Hits by story: of articles that carry one text, the first found stands for the others."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from desk.services.workspace import Workspace
from models.records.search_results import Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryGroup:
    """A hit, and those further down the page that carry its text.

    ``outlets`` is how many outlets carry the text in the whole archive; 1 where no other does.
    """

    hit: Hit
    others: Sequence[Hit] = ()
    outlets: int = 1


def group_by_story(workspace: Workspace, hits: Sequence[Hit]) -> list[StoryGroup]:
    """The hits in their order, each story once. Raises ArchiveError."""
    with closing(workspace.open_reader()) as db:
        members = db.stories.members_of([hit.id for hit in hits])
        stories = {hit.id: members[hit.id].story_id for hit in hits if hit.id in members}
        outlets = db.stories.outlets_of(sorted({*stories.values()}))
    groups: dict[tuple[str, int], list[Hit]] = {}
    for hit in hits:
        story = stories.get(hit.id)
        groups.setdefault(("article", hit.id) if story is None else ("story", story), []).append(hit)
    return [
        StoryGroup(
            hit=group[0],
            others=tuple(group[1:]),
            outlets=len(outlets.get(number, ())) or 1 if kind == "story" else 1,
        )
        for (kind, number), group in groups.items()
    ]
