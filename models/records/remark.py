"""What people note about an article: tone (논조) and note (비고). Standard library only."""

from dataclasses import dataclass
from datetime import datetime

TONES: tuple[str, ...] = ("긍정", "중립", "부정")
"""What a tone may be; an empty one is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What one person said of an article, and when; ``tone`` is one of TONES or empty."""

    article_id: int
    tone: str
    note: str
    who: str
    at: datetime
