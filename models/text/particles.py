"""Whole words of Korean text: a word may carry a josa (포항에서), but is not part of another (대전, not 대전환)."""

from collections.abc import Iterator

JOSA_TEXT = (
    "은 는 이 가 을 를 의 에 와 과 도 로 만 야 나 랑 고 서 께 인 들 에서 에게 에는 에도 에선 에의 "
    "에서는 에서도 에서의 에게는 에게도 으로 으로서 으로써 으로는 으로의 로서 로써 로는 로의 까지 까지의 "
    "부터 부터의 보다 처럼 마다 조차 마저 밖에 이나 이랑 이며 이고 이다 이라 이라고 이라는 라고 라는 하고 한테 "
    "께서 만의 만이 와의 과의 와는 과는 인데 이었다 였다 들이 들은 들을 들의"
)
_JOSA = frozenset(JOSA_TEXT.split())
_LONGEST_JOSA = max(map(len, _JOSA))


def stems(word: str) -> Iterator[str]:
    """A word without the josa that it may end in, the longest josa first (포항시에서: 포항시, 포항시에)."""
    for length in range(min(_LONGEST_JOSA, len(word) - 1), 0, -1):
        if word[-length:] in _JOSA:
            yield word[:-length]


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text is a word of its own: no letter before it, its end or a josa after it."""
    if start and text[start - 1].isalnum():
        return False
    stop = end
    while stop < len(text) and stop - end <= _LONGEST_JOSA and text[stop].isalnum():
        stop += 1
    return stop == end or text[end:stop] in _JOSA


def places(word: str, text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every hit of a text inside another, one after the other."""
    at = text.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + len(word))


def has_whole_word(word: str, text: str) -> bool:
    """Whether a text occurs as a word of its own in another."""
    at = text.find(word)
    while at >= 0:
        if is_whole(text, at, at + len(word)):
            return True
        at = text.find(word, at + 1)
    return False
