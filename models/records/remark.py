"""What people note about an article: tone (논조) and note (비고). Standard library only."""

from dataclasses import dataclass
from datetime import datetime

from models.records.labels import TONES

__all__ = ["TONES", "Remark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What one person said of an article, and when; ``tone`` is one of TONES or empty."""

    article_id: int
    tone: str
    note: str
    who: str
    at: datetime
