"""Notices of the site itself on pages that nobody declared, and articles about the same things."""

import pytest

from models.records.article import Article
from pipelines.contracts.rejection import Reason, Reject
from tests.support.undeclared import read_unknown

BARE = "<html><head><title>견본일보</title></head><body><h1>{headline}</h1><p>{text}</p></body></html>"
ARTICLE = """<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{headline} - 견본일보</title>
<meta property="og:title" content="{headline}"></head><body><article><h1>{headline}</h1>{info}
<div itemprop="articleBody">{text}</div></article></body></html>"""
INFO = '<div class="info"><span>마루한 기자</span> <span>입력 2026.11.28 09:30</span></div>'

NOTICES = [
    (
        Reason.SERVER_ERROR,
        "시스템 작업 안내",
        "보다 안정적인 서비스를 위하여 시스템 작업을 하고 있습니다. 잠시 후 다시 접속해 주시기 바랍니다.",
    ),
    (
        Reason.SERVER_ERROR,
        "서버 점검 안내",
        "새벽 두 시부터 여섯 시까지 서버를 점검합니다. 그동안 누리집을 이용하실 수 없습니다. 견본일보 드림",
    ),
    (
        Reason.SERVER_ERROR,
        "홈페이지 개편 작업 중입니다",
        "더 좋은 모습으로 찾아뵙겠습니다. 빠른 시간 안에 다시 열겠습니다. 양해 부탁드립니다.",
    ),
    (
        Reason.SERVER_ERROR,
        "접속자 폭주",
        "현재 접속자가 폭주하여 연결이 늦어지고 있습니다. 잠시만 기다려 주십시오. 새로고침하시면 더 늦어질 수 있습니다.",
    ),
    (
        Reason.SERVER_ERROR,
        "서비스 이용 안내",
        "전산 장비 교체로 서비스를 일시 중단합니다. 이용자 여러분의 너른 양해를 바랍니다.",
    ),
    (
        Reason.SERVER_ERROR,
        "오류 안내",
        "요청하신 화면을 여는 가운데 오류가 발생했습니다. 관리자에게 알려 주시면 곧 고치겠습니다. 이용에 불편을 드려 죄송합니다.",
    ),
    (
        Reason.CHALLENGE,
        "대기열 안내",
        "지금 대기열에 서 계십니다. 앞에 312명이 있습니다. 순서가 되면 저절로 연결되니 창을 닫지 마십시오.",
    ),
    (
        Reason.CHALLENGE,
        "접근이 차단되었습니다",
        "고객님의 주소에서 평소와 다른 요청이 많아 이용을 멈추었습니다. 문의는 고객센터로 해 주시기 바랍니다.",
    ),
    (
        Reason.CHALLENGE,
        "접속 제한",
        "비정상적인 접근이 감지되었습니다. 차단 번호는 20261128-0007입니다. 이용에 불편을 드려 죄송합니다.",
    ),
    (
        Reason.CHALLENGE,
        "자동등록방지",
        "자동등록방지를 위해 아래 숫자를 차례로 적어 주세요. 확인이 끝나면 보시던 곳으로 돌아갑니다.",
    ),
    (
        Reason.CHALLENGE,
        "쿠키 설정 안내",
        "이 누리집은 쿠키를 허용해야 볼 수 있습니다. 브라우저 설정에서 쿠키를 켠 뒤 다시 접속해 주세요.",
    ),
    (
        Reason.CHALLENGE,
        "자바스크립트를 켜 주세요",
        "이 사이트는 자바스크립트를 사용해야 볼 수 있습니다. 브라우저 설정을 바꾼 다음 새로고침해 주세요.",
    ),
    (
        Reason.CHALLENGE,
        "로봇이 아닙니다",
        "사람임을 확인하고 있습니다. 몇 초 걸릴 수 있습니다. 확인이 끝나면 화면이 바뀝니다. 기다려 주셔서 감사합니다.",
    ),
    (
        Reason.CHALLENGE,
        "해외 접속 안내",
        "해외에서 접속하는 IP는 보안 정책에 따라 막고 있습니다. 꼭 보셔야 하면 관리자에게 문의해 주십시오.",
    ),
    (
        Reason.LOGIN_WALL,
        "로그인 안내",
        "로그인 후 이용하실 수 있는 화면입니다. 아직 회원이 아니시면 가입해 주세요. 가입에는 일 분이면 됩니다.",
    ),
    (
        Reason.LOGIN_WALL,
        "구독자 전용",
        "이 기사는 구독자 전용 콘텐츠입니다. 구독하시면 모든 글을 보실 수 있습니다. 첫 달은 무료입니다.",
    ),
    (
        Reason.DELETED,
        "안내",
        "해당 기사는 제공처의 요청으로 내려졌습니다. 다른 기사를 찾아봐 주시기 바랍니다. 견본일보를 찾아 주셔서 감사합니다.",
    ),
]


@pytest.mark.parametrize(("reason", "headline", "text"), NOTICES)
def test_a_notice_is_not_an_article(reason: Reason, headline: str, text: str) -> None:
    found = read_unknown(BARE.format(headline=headline, text=text))
    assert isinstance(found, Reject), found
    assert found.reason in {reason, Reason.NOT_FOUND} if reason is Reason.DELETED else found.reason is reason


@pytest.mark.parametrize(("reason", "headline", "text"), NOTICES)
def test_a_notice_with_a_line_a_paragraph_is_one_too(reason: Reason, headline: str, text: str) -> None:
    lines = text.replace(". ", ".</p><p>")
    assert isinstance(read_unknown(BARE.format(headline=headline, text=lines)), Reject)
    assert isinstance(read_unknown(ARTICLE.format(headline=headline, info="", text=f"<p>{lines}</p>")), Reject)


ARTICLES = [
    ("가온 지하철 2호선 점검에 첫차 늦어져", "가온교통공사는 28일 새벽 지하철 2호선 신호기를 점검한다고 밝혔다. 점검으로 첫차가 20분 늦게 떠난다. 시민들은 불편을 겪을 것으로 보인다."),
    ("가온시 민원 서버 장애로 세 시간 멈춰", "가온시 민원 서버에 28일 오전 장애가 발생했다. 접속자가 몰린 탓으로 시는 보고 있다. 서비스는 세 시간 만에 다시 열렸다."),
    ("은행 누리집 접속자 폭주…대기열 12만 명", "가온은행 누리집에 28일 접속자가 몰려 대기열이 12만 명까지 늘었다. 은행은 서버를 늘리기로 했다. 이용자들은 불편을 호소했다."),
    ("비정상적인 접근 막는 새 방화벽 나왔다", "나루소프트가 비정상적인 접근을 스스로 찾아 막는 방화벽을 내놓았다. 접속이 차단된 이용자는 로그인 후 다시 접속할 수 있다. 값은 정해지지 않았다."),
    ("게임사, 구독자 전용 서비스 내년 연다", "가온게임즈가 구독자 전용 서비스를 내년 3월 연다. 로그인 후 이용할 수 있는 놀이 40가지를 담는다. 달마다 새 놀이가 더해진다."),
    ("승강기 점검 중 기사 다쳐", "28일 낮 가온시 나루동 건물에서 승강기를 점검 중이던 기사가 다쳤다. 소방은 그를 병원으로 옮겼다. 승강기는 사흘 동안 멈춘다. 경찰은 안전띠를 맸는지 살피고 있다."),
    ("시청 누리집 새 단장…쿠키 사용 줄인다", "가온시가 누리집을 새로 꾸몄다. 쿠키를 허용하지 않아도 모든 화면이 열린다. 시는 이달 말까지 의견을 받는다."),
    ("상수도 시스템 작업으로 나루동 단수", "상수도본부는 30일 밤 시스템 작업으로 나루동 물이 끊긴다고 알렸다. 주민은 물을 미리 받아 두어야 한다. 문의는 본부로 하면 된다."),
]  # fmt: skip


@pytest.mark.parametrize("info", [INFO, ""])
@pytest.mark.parametrize(("headline", "text"), ARTICLES)
def test_an_article_about_such_things_is_one(headline: str, text: str, info: str) -> None:
    found = read_unknown(ARTICLE.format(headline=headline, info=info, text=f"<p>{text.replace('. ', '.</p><p>')}</p>"))
    assert isinstance(found, Article), found
    assert found.headline == headline


BROADCASTS = [
    (
        "가온 지하철 2호선 멈춰",
        "오늘 아침 가온 지하철 2호선이 신호 점검 탓에 30분 동안 멈췄습니다. 출근길 시민들이 큰 불편을 겪었습니다. 가온교통공사는 사고 원인을 살피고 있습니다.",
    ),
    (
        "시청 서버 장애 세 시간",
        "오늘 오전 가온시 민원 서버에 장애가 발생해 세 시간 동안 증명서를 떼지 못했습니다. 지금은 정상으로 돌아왔습니다. 시는 복구를 마쳤다고 밝혔습니다.",
    ),
]


@pytest.mark.parametrize(("headline", "text"), BROADCASTS)
def test_a_broadcasters_polite_sentences_are_news(headline: str, text: str) -> None:
    assert isinstance(read_unknown(ARTICLE.format(headline=headline, info=INFO, text=f"<p>{text}</p>")), Article)
