"""Lines that are boilerplate, and sentences that only mention such words."""

import pytest

from pipelines.page.boilerplate import is_boilerplate

BOILERPLATE = [
    "기자명 홍길동 기자 승인 2024.01.02 12:34 댓글 0",
    "BEST댓글 BEST 댓글 답글과 추천수를 합산하여 자동으로 노출됩니다.",
    "카카오스토리(으)로 기사보내기",
    "본문 글씨 키우기",
    "기사를 읽어드립니다.",
    "삭제한 댓글은 다시 복구할 수 없습니다.",
    "저작권자 © 견본일보 무단전재 및 재배포 금지",
    "저작권자 ⓒ 견본일보 무단전재 및 재배포금지",
    "저작권자(c) 견본일보, 무단 전재-재배포, AI 학습 및 활용 금지",
    "<저작권자(c) 견본통신, 무단 전재-재배포 금지> 2026/11/20 11:35 송고",
    "<저작권자ⓒ견본일보사. 무단전재-재배포 금지>",
    "[저작권자 ⓒ 견본신문 무단전재 및 재배포 금지]",
    "ⓒ 견본신문 & 견본닷컴, 무단 전재 및 재배포 금지",
    "- ⓒ 세계의 견본 견본닷컴, 무단 전재 및 재배포 금지-",
    "© 견본신문 무단전재·재배포, AI학습 이용 금지",
    "Copyright ⓒ 견본신문. All rights reserved.",
    "Copyright (c) 견본. All rights reserved. 무단 전재, 재배포 및 AI학습 이용 금지",
    "Copyrightⓒ The Sample Times, All rights reserved.",
    "<Copyright ⓒ 견본일보. All rights reserved. 무단 전재 및 재배포 금지>",
    "&copy; 견본신문 무단전재 및 재배포 금지",
    "기사제보",
    "기사제보 및 보도자료",
    "기사제보 및 보도자료 119@example.com",
    "SNS 기사보내기",
    "SNS 공유하기",
    "SNS공유하기",
    "이 기사를 공유합니다",
    "관련기사",
    "관련 기사",
    "[관련기사]",
    "▶관련기사",
    "많이 본 뉴스",
    "많이 본 기사",
    "댓글 많은 뉴스",
    "인기기사",
    "다른 기사 보기",
    "다른기사 보기",
    "이메일 | 프린트",
    "+크기 | -작게 | 이메일 | 프린트",
    "트위터 페이스북 밴드 카카오톡 네이버블로그 URL복사",
    "URL복사",
    "카카오톡에 공유",
    "네이버에서 견본신문 구독하기",
    "제보하기",
    "▲ 제보하기 [메일] jebo@example.com [카카오톡] 견본신문 채널 검색, 채널 추가",
    "기사상세페이지",
    "fa tw gp",
    "ks url",
    "backward top home",
    "Top으로 이동",
    "안다쇼핑",
    "[뉴스핌 베스트 기사]",
    "[관련키워드]",
    "뒤로가기",
    "맨위로",
    "※ 본문 글자 크기 조정",
    "AI가 자동 생성한 요약으로 정확하지 않을 수 있어요.",
    "AI 핵심 요약",
    "0개의 댓글",
    "댓글 0",
    "댓글쓰기",
    "본문 바로가기",
    "이미지 확대보기",
    "ADVERTISEMENT",
    "출처 : 견본신문(https://www.example.com)",
    "지면게재일 2025년 01월 02일 목요일",
    "공감언론 뉴시스 hong@example.com",
    "◎공감언론 뉴시스 hong@example.com",
    "제보는 카카오톡 okjebo",
]
SENTENCES = [
    "",
    "옥산군은 설명회를 열었다.",
    "군은 저작권자의 허락을 받았다고 밝혔다.",
    "저작권자 보호를 위한 조례가 통과됐다.",
    "무단전재와 재배포를 금지하는 조항이 논란이다.",
    "주민들은 관련기사를 읽고 군청에 전화했다.",
    "많이 본 뉴스 순위를 없애야 한다는 목소리가 높다.",
    "기사제보 창구를 늘려야 한다.",
    "이메일과 프린트 이용이 줄었다.",
    "공유하기 좋은 날이다.",
    "Copyright 분쟁이 이어지고 있다.",
    "댓글 폐지를 논의했다.",
    "드론 무단 사용 금지",
    "■ 페이스북",
    "밴드",
    "저작권자는 무단전재 금지를 요구했다.",
    "더보기 단추를 누르면 된다고 했다.",
    "바로가기 사업은 내년에 시작한다.",
    "제보는 군청이 받는다고 했다.",
    "보도자료에 따르면 참석자는 300명이다.",
    "배터리 3사가 함께했다.",
    "광고비를 줄였다.",
    "■ 지역 소식",
    "출처 : 통계청",
    "ⓒ 표시가 없는 사진은 쓰지 않기로 했다.",
]


@pytest.mark.parametrize("line", BOILERPLATE)
def test_boilerplate(line: str) -> None:
    assert is_boilerplate(line)
    assert is_boilerplate(f"  {line}\n")


@pytest.mark.parametrize("line", SENTENCES)
def test_sentences_that_mention_it_are_none(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    "hostile", [" ", "이메일 ", "ⓒ ", "무단전재 ", "저작권자 ", "가", "\u200b", "\u1100", "\u0300", "출처 : ", "<"]
)
def test_hostile_text_comes_to_an_end(hostile: str) -> None:
    text = hostile * (1_000_000 // len(hostile))
    is_boilerplate(text)
