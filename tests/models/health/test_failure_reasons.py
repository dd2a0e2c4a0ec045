"""Codes of failures in words."""

import re
from pathlib import Path

import pytest

from models.health.failure_reasons import REASONS, describe_failure, describe_failures, describe_source
from models.language import speaking
from scrapers.outcomes.network_errors import CERTIFICATE, HANDSHAKE
from scrapers.outcomes.network_errors import REASONS as NETWORK

SCRAPERS = Path(__file__).resolve().parents[3] / "scrapers"


@pytest.mark.parametrize(
    ("told", "korean"),
    [
        ("dns", "주소를 찾지 못함"),
        ("refused", "서버가 연결을 거절함"),
        ("http_503", "HTTP 503 응답"),
        ("robots", "robots.txt가 허용하지 않음"),
        ("redirect_offsite: https://www.example.com/a:b", "다른 사이트로 넘김: https://www.example.com/a:b"),
        ("3", "3"),
        ("", ""),
    ],
)
def test_a_code_is_told_in_words(told: str, korean: str) -> None:
    with speaking("ko"):
        assert describe_failure(told) == korean
    with speaking("en"):
        assert describe_failure(told) == told


def test_codes_are_told_in_words_wherever_they_stand() -> None:
    with speaking("ko"):
        assert describe_failures("dns 3, http_503 2") == "주소를 찾지 못함 3, HTTP 503 응답 2"
        assert describe_failures("feed https://www.example.com/list refused") == (
            "피드 https://www.example.com/list 서버가 연결을 거절함"
        )
        assert describe_failures("https://dns.example.com/memory") == "https://dns.example.com/memory"
    with speaking("en"):
        assert describe_failures("dns 3, http_503 2") == "dns 3, http_503 2"


def test_a_source_is_told_in_words() -> None:
    with speaking("ko"):
        assert describe_source("feed https://www.example.com/rss") == "피드 https://www.example.com/rss"
        assert describe_source("https://www.example.com/rss") == "https://www.example.com/rss"


def test_every_code_of_the_network_and_of_redirects_has_words() -> None:
    redirects = re.findall(r'"(redirect_[a-z]+)"', (SCRAPERS / "middlewares" / "redirect.py").read_text("utf-8"))
    codes = {CERTIFICATE, HANDSHAKE, *(word for _, word in NETWORK), *redirects} - {"redirect_urls"}
    assert len(codes) > 10
    with speaking("ko"):
        assert {code for code in codes if describe_failure(code) == code} == set()
    assert codes <= REASONS.keys()
