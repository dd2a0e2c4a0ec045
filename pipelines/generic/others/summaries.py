"""Summaries that a machine or a desk set above a text: a box with a heading that calls it one."""

import re
from collections.abc import Iterator

from pipelines.dom.tree import Element
from pipelines.generic.density import WeighedPage
from pipelines.generic.others.unmarked_lists import find_boxes

HEADING = re.compile(
    r"[\[<【■▶●◆\s]{0,3}(?:AI|A\.I\.|인공지능)?(?:가|로)?\s?(?:뽑은|만든|쓴)?\s?(?:기사|뉴스|본문|오늘의)?\s?(?:핵심|자동|[3-5]줄|세\s?줄|한\s?줄|한눈에|빠른)?\s?"
    r"(?:요약(?:봇|문|보기|하기)?|한눈에\s?보기|핵심\s?(?:정리|포인트|내용))\s?(?:beta)?[\]>】:：\s]{0,3}",
    re.IGNORECASE,
)
MAX_LINES_ABOVE, MAX_SHARE = 12, 0.5


def find_summaries(body: Element, page: WeighedPage) -> Iterator[Element]:
    """The boxes near a body's beginning that a summary's heading begins, where they hold less than it."""
    weight = page.of(body)
    for at in range(weight.first, min(weight.last, weight.first + MAX_LINES_ABOVE)):
        if not HEADING.fullmatch(page.lines[at].text):
            continue
        for box in find_boxes(body, page, at, page.lines[at : at + 1]):
            if page.of(box).last > at + 1 and page.of(box).plain <= MAX_SHARE * weight.plain:
                yield box
