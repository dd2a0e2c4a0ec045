"""Pages from templates: every value is escaped, a missing one is an error, and the policy names the page's own style."""

import base64
import hashlib
import re

import pytest

from reports.formats.html import TEMPLATES, environment, is_web_address, page_values, render

HOSTILE = "<script>alert(1)</script>\" onload='x' \x00\x0b\ud800"


def test_every_value_is_escaped_and_no_forbidden_character_is_left() -> None:
    out = render("articles_head.html", heads=[HOSTILE], **page_values(HOSTILE, "page.css"))
    assert "<script" not in out
    assert out.count("&lt;script&gt;") == 3  # title, h1, th
    assert "onload='x'" not in out
    assert not re.search("[\x00\x0b\ud800]", out)
    out.encode()


def test_a_missing_value_is_an_error() -> None:
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError, match="heads"):
        render("articles_head.html", **page_values("제목", "page.css"))


def test_none_is_nothing() -> None:
    from jinja2 import DictLoader

    env = environment().overlay(loader=DictLoader({"x": "[{{ value }}]"}))
    assert env.get_template("x").render(value=None) == "[]"


def test_the_policy_names_the_style_of_the_page() -> None:
    page = render("articles_head.html", heads=[], **page_values("제목", "page.css", rules="p{color:red}"))
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    assert style[1].endswith("p{color:red}")
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//host/x", "", " http://a.kr"])
def test_only_web_addresses_become_links(url: str) -> None:
    assert not is_web_address(url)
    out = render("articles_row.html", cells=[{"kind": "", "text": "글", "url": url, "day": ""}])
    assert out == "<tr><td>글</td></tr>"


def test_no_template_opts_out_of_escaping() -> None:
    for path in TEMPLATES.iterdir():
        text = path.read_text("utf-8")
        assert not re.search(r"\|\s*safe|autoescape|<script|javascript:", text), path.name
        assert path.suffix in (".html", ".css", ".svg", ".typ")
