"""What verifying an archive finds: one sentence each. Standard library only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VerifyFinding:
    """``check`` is the part checked (file, manifest, rows, pages, links, ledger, search); ``id`` an article's."""

    check: str
    sentence: str
    id: int | None = None
