"""What a run reports of itself: a code of a closed list and its details. Sentences are made where they are shown."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class RunFindingCode(StrEnum):
    """What happened. ``detail`` and ``where`` of a RunFinding hold what is named behind each."""

    ROBOTS_UNAVAILABLE = "robots_unavailable"  # detail: the reason, such as dns or http_503
    UNREACHABLE = "unreachable"  # detail: how many failures, and the last
    SERVER_BUSY = "server_busy"  # detail: the status, and how long the server asks to wait
    STORAGE_ERROR = "storage_error"  # detail: the archive's error as a sentence
    NOT_BEGUN = "not_begun"
    ARCHIVE_NOTE = "archive_note"  # detail: a sentence without its full stop
    LIST_UNREADABLE = "list_unreadable"  # where: kind and address; detail: the reason
    NOT_A_LIST = "not_a_list"  # where: kind and address; detail: what came instead, such as "an HTML page"
    LIST_BY_LINKS = "list_by_links"  # where: the list's address; detail: how many links were read without its rows
    LIST_WITHOUT_END = "list_without_end"  # where: the list's name; detail: pages walked
    INTERNAL_ERROR = "internal_error"  # where: kind of request and address, or a key; detail: the error's name
    NO_MEMORY = "no_memory"  # where: kind of request and address, or a key
    ENDED_TWICE = "ended_twice"  # where: the key
    REVISITED_TWICE = "revisited_twice"  # where: the key
    NEVER_FINISHED = "never_finished"  # detail: how many addresses; where: the first
    SUMS_DIFFER = "sums_differ"  # detail: the run's sums and the archive's
    REVISIT_SUMS_DIFFER = "revisit_sums_differ"  # detail: the two sums
    UNUSUAL_PAGES = "unusual_pages"  # detail: what is unusual; where: how many pages are held back, or ""
    SELECTORS_MISSED = "selectors_missed"  # detail: "3 of 60"; where: the first key
    PARTS_MISSED = "parts_missed"  # detail: "body 60, headline 55 of 60"
    READINGS_DIFFER = "readings_differ"  # detail: "1 of 2"; where: the fields and the key of the first
    SLOW_READING = "slow_reading"  # detail: seconds that its slow pages took
    NOTICES = "notices"  # detail: how many pages; where: "server_error 5, another_text 1"
    UNREAD = "unread"  # detail: "12 of 12"; where: "login_wall 12"
    MORE = "more"  # there are more findings than are kept
    SENTENCE = "sentence"  # detail: a sentence that an earlier release wrote


@dataclass(frozen=True, slots=True)
class RunFinding:
    """One finding of a run."""

    code: RunFindingCode
    detail: str = ""
    where: str = ""

    def as_text(self) -> str:
        """As the archive stores it: code, where and detail with tabs between them, on one line."""
        return "\t".join((str(self.code), _one_line(self.where), _one_line(self.detail)))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """A stored finding; sentences of earlier releases get the code that health asks for."""
        code, _, rest = text.partition("\t")
        if rest and code in set(RunFindingCode):
            where, _, detail = rest.partition("\t")
            return cls(RunFindingCode(code), detail, where)
        for pattern, old in _OLD_SENTENCES:
            if found := pattern.search(text):
                return cls(old, found["detail"], "")
        return cls(RunFindingCode.SENTENCE, text)


_OLD_SENTENCES = (
    (re.compile(r"^robots_unavailable: robots\.txt: (?P<detail>.*)"), RunFindingCode.ROBOTS_UNAVAILABLE),
    (re.compile(r"fault of this program: (?P<detail>.*)"), RunFindingCode.INTERNAL_ERROR),
    (re.compile(r"(?P<detail>.* do(?:es)? not close\b.*)"), RunFindingCode.SUMS_DIFFER),
    (re.compile(r"cannot be read: (?P<detail>.*)"), RunFindingCode.LIST_UNREADABLE),
)


def _one_line(text: str) -> str:
    return " ".join(text.split())
