"""Pages as they are kept: zstd, level 3, with an earlier page of the same outlet as the dictionary.

Two pages of one outlet share most of their markup, so a page shrinks to about a seventh (44 kB to 6 kB), against a
quarter without. A dictionary is such a page, kept once, itself compressed without one. This is the only file that
knows zstandard; reading and writing both go through it.
"""

from dataclasses import dataclass, field

import zstandard

from models.language import _

LEVEL = 3
DICTIONARY_BYTES = 128 * 1024
"""Of a longer page only this much, from its beginning, serves as a dictionary."""
SAMPLE_EVERY = 8
"""One page of so many is also compressed without the dictionary, to see what it is still worth."""
POOR_SAMPLES = 3
"""After so many samples in a row that gained too little, a new dictionary is due."""
POOR_GAIN = 0.9
"""A sample is poor where the page with the dictionary is larger than this share of the page without."""


class DamagedPageError(Exception):
    """A stored page does not decompress to what was stored."""


def pack(data: bytes) -> bytes:
    """The data compressed without a dictionary."""
    return zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compress(data)


def pack_dictionary(page: bytes) -> bytes:
    """A page as the body of a ``dictionary`` row."""
    return pack(page[:DICTIONARY_BYTES])


def unpack(blob: bytes, size: int, dictionary: bytes | None = None) -> bytes:
    """The bytes as received of a ``page`` row: its body and size, and the body of its ``dictionary`` row, if any.

    Raises ``DamagedPageError`` when they do not fit.
    """
    return Unpacker(dictionary).unpack(blob, size)


class Unpacker:
    """Reads pages that were packed with one dictionary: the body of its row, or None for those packed without."""

    def __init__(self, dictionary: bytes | None = None) -> None:
        words = None
        if dictionary is not None:
            try:
                words = _raw(zstandard.ZstdDecompressor().decompress(dictionary, max_output_size=DICTIONARY_BYTES))
            except zstandard.ZstdError as error:
                raise DamagedPageError(_("the stored dictionary is damaged ({error})", error=error)) from error
        self._with = zstandard.ZstdDecompressor(dict_data=words)

    def unpack(self, blob: bytes, size: int) -> bytes:
        """One page. Raises ``DamagedPageError``; a damaged length never makes it ask for more memory than ``size``."""
        try:
            stated = zstandard.frame_content_size(blob)
            if stated != size:
                raise DamagedPageError(
                    _("the stored page is damaged ({stated} of {size} bytes)", stated=stated, size=size)
                )
            return self._with.decompress(blob, max_output_size=size)
        except zstandard.ZstdError as error:
            raise DamagedPageError(_("the stored page is damaged ({error})", error=error)) from error


def _raw(words: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(words, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


@dataclass(slots=True)
class Packer:
    """Compresses the pages of one outlet with one dictionary, and notices when that has grown old.

    ``dictionary_id`` is the row the dictionary is kept in. Hold one a outlet: making it costs about a millisecond.
    """

    dictionary_id: int
    words: bytes
    poor: int = 0
    _seen: int = 0
    _with: zstandard.ZstdCompressor = field(init=False)
    _without: zstandard.ZstdCompressor = field(init=False)

    def __post_init__(self) -> None:
        words = _raw(self.words)
        words.precompute_compress(level=LEVEL)
        self._with = zstandard.ZstdCompressor(level=LEVEL, dict_data=words, write_checksum=True)
        self._without = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)

    @classmethod
    def of_row(cls, dictionary_id: int, body: bytes) -> "Packer":
        """The packer of a ``dictionary`` row. Raises ``DamagedPageError`` when its body is damaged."""
        try:
            words = zstandard.ZstdDecompressor().decompress(body, max_output_size=DICTIONARY_BYTES)
        except zstandard.ZstdError as error:
            raise DamagedPageError(
                _(
                    "the stored dictionary {id} is damaged ({error})",
                    id=dictionary_id,
                    error=error,
                )
            ) from error
        return cls(dictionary_id, words)

    def pack(self, data: bytes) -> bytes:
        """The page compressed with the dictionary."""
        blob = self._with.compress(data)
        if self._seen % SAMPLE_EVERY == 0:
            gained = len(blob) <= POOR_GAIN * len(self._without.compress(data))
            self.poor = 0 if gained else self.poor + 1
        self._seen += 1
        return blob

    @property
    def is_old(self) -> bool:
        """Whether the outlet's pages no longer look like the dictionary."""
        return self.poor >= POOR_SAMPLES
