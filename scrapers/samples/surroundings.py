"""What stands around an article by default, and the menus and scripts that make a page as heavy as a real one."""

from datetime import datetime
from functools import cache
from random import Random

from models.records.article import Article, Photo
from models.records.times import KST
from scrapers.samples.skins.skin import Surroundings

TICKER = (
    "견본시 해안도로 밤사이 통제…오전 7시 재개",
    "동해남부선 첫차 15분 지연 운행",
    "가상도 내년 예산안 3조 1천억 편성",
)
RELATED = (
    "견본대 로봇동아리, 전국대회 은상",
    "가상군 사과 작황 '평년 수준' 전망",
    "시립도서관 야간 개방 다음 달부터 두 시간 늘려",
)
SUMMARY = (
    "견본시가 다음 달부터 해안도로 공사를 시작한다고 밝혔다.",
    "공사는 내년 봄까지 두 구간으로 나눠 이어진다.",
)
WEATHER = ("맑음속초15.9℃", "구름조금북춘천12.1℃", "흐림견본14.0℃", "비울릉도13.7℃")


@cache
def others() -> tuple[Article, ...]:
    """Two whole articles of other places and days: whatever of them is found in a record is a fault."""
    return (
        Article(
            outlet="decoy",
            outlet_title="다른신문",
            headline="양말 공장 굴뚝에 둥지 튼 황조롱이 가족",
            reporters=("도해솔",),
            emails=("haesol@decoy.example",),
            dateline="서울",
            agency="뉴스핌",
            published_at=datetime(2019, 3, 7, 6, 41, tzinfo=KST),
            body="폐업한 양말 공장 굴뚝에서 황조롱이 새끼 네 마리가 자라고 있다. 건물주 하모씨는 철거를 두 달 미뤘다.\n"
            "조류보호단체는 둥지 아래 그물을 치고 폐쇄회로 카메라를 달았다. 새끼들은 이달 말쯤 둥지를 떠날 것으로 보인다.",
            photos=(Photo(url="https://img.example/decoy/1.jpg"),),
            url="https://www.newspim.com/news/view/20190307000041",
            canonical_url="https://www.newspim.com/news/view/20190307000041",
            fetched_at=datetime(2019, 3, 8, tzinfo=KST),
        ),
        Article(
            outlet="decoy",
            outlet_title="다른신문",
            headline="잠수교 아래 떠오른 피아노, 주인은 끝내 나타나지 않아",
            reporters=("민가람", "서로운"),
            emails=("garam@decoy.example",),
            dateline="부산",
            agency="뉴스핌",
            published_at=datetime(2019, 3, 9, 22, 8, tzinfo=KST),
            body="장맛비가 그친 뒤 교각 사이에서 업라이트 피아노 한 대가 발견됐다. 구청은 보름 동안 공고를 냈다.\n"
            "주인을 찾지 못한 피아노는 음악학원 원장 기모씨가 가져가 고치기로 했다. 그는 건반 여섯 개만 바꾸면 된다고 했다.",
            url="https://www.newspim.com/news/view/20190309000208",
            canonical_url="https://www.newspim.com/news/view/20190309000208",
            fetched_at=datetime(2019, 3, 10, tzinfo=KST),
        ),
    )


def usual(clock: datetime, messages: tuple[str, ...], weight: int) -> Surroundings:
    """Everything at once: clock, ticker, widget, lists, summary, weather, advertisements."""
    return Surroundings(
        clock=clock,
        ticker=TICKER,
        widget=others(),
        related=RELATED,
        summary=SUMMARY,
        weather=WEATHER,
        messages=messages,
        ads=True,
        weight=weight,
    )


_MENU = [
    "종합",
    "정치",
    "경제",
    "사회",
    "문화",
    "스포츠",
    "교육",
    "환경",
    "농업",
    "수산",
    "관광",
    "건강",
    "오피니언",
    "사람들",
    "포토",
    "영상",
    "알림",
    "구독",
    "제보",
    "연재",
]


@cache
def _scripts() -> str:
    """About 60 kB of one site's styles and scripts: the same on each of its pages."""
    rng = Random("scripts")
    rules = [
        f".m{n} .box{rng.randrange(99)}>a{{padding:{rng.randrange(30)}px;color:#{rng.randrange(4096):03x}}}"
        for n in range(400)
    ]
    calls = [
        f"var s{n}=s{n}||{{id:{rng.randrange(10**6)},slot:'w{rng.randrange(300)}'}};if(s{n}.id%7){{push(s{n});}}"
        for n in range(500)
    ]
    return "\n".join(rules) + "\0" + "\n".join(calls)


def _menu(count: int, rng: Random) -> str:
    """A menu of ``count`` links."""
    items = "".join(
        f'<li class="gnb{n % 9}"><a href="/sections/{n}" data-log="g{rng.randrange(999)}">{_MENU[n % len(_MENU)]}</a></li>\n'
        for n in range(count)
    )
    return f'<ul class="gnb">{items}</ul>\n'


def filled(page: str, weight: int, rng: Random) -> str:
    """The page, made up to about ``weight`` bytes (UTF-8): a third menus, the rest styles and scripts."""
    missing = weight - len(page.encode("utf-8", "replace"))
    if missing <= 0:
        return page
    menu = _menu(missing // 3 // 70, rng)
    left = max(0, missing - len(menu.encode()) - 120)
    rules, calls = _scripts().split("\0")
    style, script = (part[: part.rfind("\n", 0, left // 2) + 1] for part in (rules, calls))
    page = page.replace("</head>", f"<style>\n{style}</style>\n<script>\n{script}</script>\n</head>", 1)
    before, body, after = page.partition("<body>\n")
    return before + body + menu + after
