"""A file of gzip members as one stream of plain bytes; a member without its end is an error, not the file's end."""

import zlib
from typing import BinaryIO

from models.language import N_, _

MAGIC = b"\x1f\x8b"
BLOCK = 1 << 16
CUT = N_("The file ends in the middle of a record.")


class GzipMemberError(Exception):
    """A gzip member that is damaged, or without its end. ``number``: which member of the file, counted from 1."""

    def __init__(self, why: str, number: int) -> None:
        super().__init__(why)
        self.number = number


class GzipMembers:
    """The plain bytes of gzip members, one after another. A read never goes beyond the member it is in."""

    def __init__(self, file: BinaryIO) -> None:
        self.number = 0
        """The member that is read just now, counted from 1; it is whole once a read has gone on to the next one."""
        self._file = file
        self._member: zlib._Decompress | None = None
        self._packed = b""
        self._given = 0

    def tell(self) -> int:
        """How many plain bytes were read."""
        return self._given

    def read(self, size: int = BLOCK) -> bytes:
        """At most so many bytes, none at the end of the last member. Raises GzipMemberError, OSError."""
        while True:
            packed = self._packed or self._file.read(BLOCK)
            if self._member is None:
                if not packed:
                    return b""
                self._member, self.number = zlib.decompressobj(16 + zlib.MAX_WBITS), self.number + 1
            elif not packed:
                raise GzipMemberError(_(CUT), self.number)
            try:
                plain = self._member.decompress(packed, size)
            except zlib.error as error:
                raise GzipMemberError(_("The WARC file is damaged: {error}.", error=error), self.number) from error
            self._packed = self._member.unconsumed_tail
            if self._member.eof:
                self._packed, self._member = self._member.unused_data, None
            if plain:
                self._given += len(plain)
                return plain
