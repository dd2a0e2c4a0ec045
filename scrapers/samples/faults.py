"""What answers instead of an article: missing pages, deleted notices, walls. Status 200 unless said otherwise.

gnuboard's alert page is from memory of its bbs/alert.php; the sentences are gnuboard's own.
"""


def missing() -> str:
    """An error page that is served with status 200."""
    return """<!DOCTYPE html>
<html lang="ko"><head><meta charset="utf-8"><title>견본뉴스핌</title></head><body>
<header id="header"><a href="/">전체기사</a> <span class="today">2026년 11월 21일 03:00</span></header>
<div class="error"><h1>요청하신 페이지를 찾을 수 없습니다</h1><p>주소가 바뀌었거나 없어진 페이지입니다.</p><a href="/">처음으로</a></div>
<footer>Copyright ⓒ 견본뉴스핌. All rights reserved.</footer>
</body></html>
"""


def alert(words: str, target: str = "") -> str:
    """gnuboard's alert page: a script that says ``words`` and leaves for ``target``, or goes back."""
    leave = f'document.location.replace("{target}");' if target else "history.back();"
    shown = words.replace("\\n", "<br>")
    return f"""<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><title>오류안내 페이지 | 견본하나신문</title></head><body>
<script>
alert("{words}");
{leave}
</script>
<noscript><div id="validation_check"><h1>다음 항목에 오류가 있습니다.</h1><p class="cbg">{shown}</p></div></noscript>
</body></html>
"""


def deleted() -> str:
    """gnuboard's answer for a deleted article."""
    return alert("글이 존재하지 않습니다.\\n\\n글이 삭제되었거나 이동하였을 수 있습니다.")


def members_only() -> str:
    """gnuboard's answer to a guest who may not read."""
    return alert("글을 읽을 권한이 없습니다.\\n\\n회원이시라면 로그인 후 이용해 보십시오.", "/bbs/login.php?wr_id=1")


def login() -> str:
    """A login form in place of the article."""
    return """<!DOCTYPE html>
<html lang="ko"><head><meta charset="utf-8"><title>로그인 - 견본뉴스핌</title></head><body>
<header id="header"><a href="/">전체기사</a></header>
<form id="login" action="/member/login" method="post"><h1>로그인</h1><p>로그인 후 이용하실 수 있는 회원 전용 기사입니다.</p>
<input name="id"><input name="password" type="password"><button>로그인</button></form>
</body></html>
"""
