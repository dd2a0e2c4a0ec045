"""What a page says of its article for programs, from whichever source it came: one shape for all of them."""

from dataclasses import dataclass, field, fields, replace

from pipelines.contracts.raw_article import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Texts as written (entities resolved, no HTML but in ``body``). ``source`` is meta, json-ld or page.

    ``body`` is HTML or plain text with line breaks; ``authors`` are texts that should hold names.
    """

    source: Source = "json-ld"
    headline: str = ""
    deck: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    site: str = ""
    url: str = ""
    body: str = field(default="", repr=False)

    def or_else(self, other: "Said") -> "Said":
        """This, with what it lacks taken from ``other``."""
        lacking = {f.name: getattr(other, f.name) for f in fields(self) if not getattr(self, f.name)}
        return replace(self, **lacking)
