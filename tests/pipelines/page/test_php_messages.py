"""PHP messages go exactly as they were printed; words about them stay."""

import html as markup

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.page.php_messages import Stripped, strip_php_messages

LEVELS = [
    "Warning",
    "Notice",
    "Deprecated",
    "Fatal error",
    "Parse error",
    "Strict Standards",
    "Catchable fatal error",
    "Recoverable fatal error",
    "Unknown error",
    "User Warning",
    "User Notice",
    "User Error",
]
MESSAGES = {
    "plain": "Illegal string offset 'use'",
    "link": "mysql_connect() [<a href='function.mysql-connect'>function.mysql-connect</a>]: Access denied for 'u'@'h'",
    "in in": "Trying to access array offset in null in loop",
    "quotes": "Undefined array key \"skin\" & 'use' < 3",
    "own file": "include(/home/a/b.php): failed to open stream: No such file in /home/a",
    "korean": "게시판 '옥산' 설정이 없습니다",
    "exception": (
        "Uncaught Exception: 연결 실패 in /home/okis/db.php:12\nStack trace:\n"
        "#0 /home/okis/lib.php(36): connect('localhost', '***')\n#1 /home/okis/sub.php(3): main()\n#2 {main}\n  thrown"
    ),
    "old exception": (
        "Uncaught exception 'Exception' with message 'first\n\nsecond' in /home/okis/db.php:12\n"
        "Stack trace:\n#0 {main}\n  thrown"
    ),
    "sql": 'pg_query(): Query failed: ERROR:  syntax error at or near "FROM"\nLINE 1: SELECT FROM news\n               ^',
}
FILES = {
    "unix": "/home/jane82850/public_html/theme/wide01/mobile/sub.php",
    "windows": "C:\\Inetpub\\wwwroot\\my news\\sub.php",
    "share": "\\\\server\\www\\sub.php",
    "eval": "/home/okis/lib.php(12) : eval()'d code",
    "phar": "phar:///opt/app.phar/src/Kernel.php",
    "relative": "./inc/sub.inc",
    "no file": "Unknown",
}


def as_html(level: str, message: str, file: str, line: int = 36) -> str:
    return f"\n<br />\n<b>{level}</b>:  {message} in <b>{file}</b> on line <b>{line}</b><br />\n"


def as_text(level: str, message: str, file: str, line: int = 36) -> str:
    return f"\n{level}: {message} in {file} on line {line}\n"


FORMS = {"html": as_html, "text": as_text}
PAGE = '<!doctype html>\n<html><body>\n<p class="a">옥산군은 설명회를 열었다.</p>\n<p>끝</p></body></html>\n'
PLACES = {
    "before the doctype": 0,
    "in a word": PAGE.index("산군"),
    "in an attribute": PAGE.index('a">'),
    "at the end": len(PAGE),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("level", LEVELS)
def test_each_level_in_each_place(form: str, place: str, level: str) -> None:
    at = PLACES[place]
    message = FORMS[form](level, MESSAGES["plain"], FILES["unix"])
    assert strip_php_messages(PAGE[:at] + message + PAGE[at:]) == Stripped(PAGE, 1)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("message", MESSAGES)
@pytest.mark.parametrize("file", FILES)
def test_each_message_and_file(form: str, message: str, file: str) -> None:
    text = FORMS[form]("Fatal error", MESSAGES[message], FILES[file])
    at = PLACES["in a word"]
    assert strip_php_messages(PAGE[:at] + text + PAGE[at:]) == Stripped(PAGE, 1)


W = as_text("Warning", "Illegal string offset 'use'", FILES["unix"])
H = as_html("Warning", "Illegal string offset 'use'", FILES["unix"])
VARIANTS = {
    "CRLF, text": (PAGE.replace("옥산", "옥" + W + "산")).replace("\n", "\r\n"),
    "CRLF, html": (PAGE.replace("옥산", "옥" + H + "산")).replace("\n", "\r\n"),
    "logged form": PAGE.replace("옥산", "옥\nPHP Warning:  Undefined index in /a/b.php on line 3\n산"),
    "logged with time": PAGE.replace(
        "옥산", "옥\n[20-Nov-2026 09:10:11 Asia/Seoul] PHP Notice:  Undefined index in /a/b.php on line 3\n산"
    ),
    "escaped in an attribute": PAGE.replace('"a"', '"a' + markup.escape(H) + '"'),
    "escaped without quotes": PAGE.replace('"a"', '"a' + markup.escape(H, quote=False) + '"'),
    "serialized again": PAGE.replace("옥산", "옥" + H.replace("<br />", "<br>") + "산"),
    "xdebug": PAGE.replace(
        "옥산",
        "옥\n<br />\n<font size='1'><table class='xdebug-error xe-warning' dir='ltr' border='1' cellspacing='0' cellpadding='1'>\n"
        "<tr><th align='left' bgcolor='#f57900' colspan=\"5\"><span style='color: #fce94f;'>( ! )</span> Warning: Illegal "
        "string offset in /home/okis/sub.php on line <i>36</i></th></tr>\n<tr><th colspan='5'>Call Stack</th></tr>\n"
        "<tr><td>1</td><td>0.0001</td><td>{main}(  )</td></tr>\n</table></font>\n산",
    ),
}


@pytest.mark.parametrize("case", VARIANTS)
def test_variants(case: str) -> None:
    found = strip_php_messages(VARIANTS[case])
    assert found.html.replace("\r\n", "\n") == PAGE
    assert found.messages == 1


def test_messages_in_a_row_are_counted_one_by_one() -> None:
    six = "".join(as_text("Warning", "Illegal string offset", FILES["unix"], line) for line in (36, 38) * 3)
    assert strip_php_messages(f"<p>끝</p>{six}<div>") == Stripped("<p>끝</p><div>", 6)
    assert strip_php_messages(six.replace("\n\n", "\n")) == Stripped("", 6)
    assert strip_php_messages(f"가{W}{H}{W}나") == Stripped("가나", 3)


KEPT = {
    "a sentence": "화면에는 Warning: Illegal string offset 'use' in /home/a/sub.php on line 36 이라는 문구가 떴다.",
    "a paragraph of its own": "<p>Warning: Illegal string offset 'use' in /home/a/sub.php on line 36</p>",
    "after other words": "\n오류는 Warning: a in /home/a/sub.php on line 36\n",
    "before other words": "\nWarning: a in /home/a/sub.php on line 36 이었다.\n",
    "no file": "\nWarning: the council in session voted on line 36\n",
    "no number": "\nWarning: broken in /home/a/sub.php on line\n",
    "prose": "<p>Warning: 이 기사는 유료다.</p> He is in Seoul on line 2 of the metro.\n",
    "a heading and a later path": "\nNotice: 옥산군 공고\n<p>군청은 공고를 냈다.</p>\n<p>파일은 in /home/a.php on line 3\n",
    "html without its tags": "<b>Warning</b>: 옥산군은 in /home/a.php on line 36<br />",
    "log word inside": "\nMy Warning: x in /home/a.php on line 3\n",
    "css": ".on line 3 { color: red }",
    "a table of an article": "<table class='error'><tr><td>on line <i>3</i></td></tr></table>",
}


@pytest.mark.parametrize("case", KEPT)
def test_words_about_messages_stay(case: str) -> None:
    page = PAGE.replace("옥산", KEPT[case])
    assert strip_php_messages(page) == Stripped(page, 0)


def test_prose_before_a_real_message_stays() -> None:
    page = "<p>\nWarning: 이 약을 조심하라.\n</p><p>끝</p>"
    assert strip_php_messages(page + W + H) == Stripped(page, 2)


HOSTILE = {
    "ends": " in /a.php on line 3\n",
    "starts": "\nWarning: ",
    "html starts": "<br />\n<b>Warning</b>:  ",
    "html ends": " in <b>/a</b> on line <b>3</b><br />\n",
    "both": "\nWarning:  in /a.php on line 3\n",
    "open path": " in <b>",
    "hints": "on line 1 ",
    "newlines": "\n",
    "spaces": " ",
    "levels": "Fatal error: ",
    "start and bad ends": "\nWarning: x" + " on line 3\n" * 50,
    "tables": "<table class='xdebug-error on line <i>3",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_comes_to_an_end(case: str) -> None:
    text = HOSTILE[case] * (1_000_000 // len(HOSTILE[case])) + "on line 3\n"
    assert len(strip_php_messages(text).html) <= len(text)


SAFE = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=60).filter(
    lambda text: "on line" not in text
)


@given(
    st.lists(SAFE, min_size=1, max_size=5),
    st.data(),
)
def test_the_text_around_joins_as_if_nothing_had_been_printed(texts: list[str], data: st.DataObject) -> None:
    page = texts[0]
    for text in texts[1:]:
        form = FORMS[data.draw(st.sampled_from(sorted(FORMS)))]
        level = data.draw(st.sampled_from(LEVELS))
        message = MESSAGES[data.draw(st.sampled_from(sorted(MESSAGES)))]
        page += form(level, message, FILES[data.draw(st.sampled_from(sorted(FILES)))]) + text
    assert strip_php_messages(page) == Stripped("".join(texts), len(texts) - 1)


@given(st.text(max_size=300))
def test_other_text_is_untouched(text: str) -> None:
    assert strip_php_messages(text) == Stripped(text, 0)
