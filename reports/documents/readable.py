"""Text as a document may carry it: no character that could break a file, steer a viewer or hide what stands beside."""

from unicodedata import is_normalized, normalize

from reports.formats.terminal import clean_lines

_NO_CHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")
"""What no XML file may hold, of what ``clean_lines`` lets through."""


def make_readable(text: str) -> str:
    """The text with its line ends (``\\n``), without control, format and bidi characters, in composed letters (NFC).

    Lone surrogates and private characters become U+FFFD. Every writer passes every text through it.
    """
    if text.isascii() and text.isprintable():
        return text
    text = clean_lines(text.replace("\r\n", "\n")).translate(_NO_CHARACTERS)
    return text if is_normalized("NFC", text) else normalize("NFC", text)
