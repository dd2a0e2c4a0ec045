"""Board pages of invented city halls, each an own press release: the styles that Korean offices use, with their chrome.

``BOARDS`` are those that the rules were written on, ``HELD_OUT`` those they were measured on. All news is invented.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

HOST = "https://www.gaon.go.kr"


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRelease:
    """A press release as an office wrote it. ``files`` are names with addresses; ``at`` is a day or a time."""

    title: str
    department: str
    person: str
    at: str
    paragraphs: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


RELEASES = (
    MadeRelease(
        title="가온시, 물길 정비 첫 보고회 개최…“넘치지 않는 물길 만든다”",
        department="물길정비과",
        person="마루정",
        at="2026-11-20 09:30",
        paragraphs=(
            "가온시는 20일 시청 대회의실에서 물길 정비 사업의 첫 보고회를 열었다고 밝혔다.",
            "이번 사업은 해마다 넘치던 아랫물길 3.2㎞를 2028년까지 넓히고 둑을 높이는 것으로, 사업비는 모두 120억 원이다.",
            "국하람 가온시장은 “걷고 싶은 길이 되도록 주민의 의견을 듣겠다”고 말했다.",
        ),
        files=(
            ("1. 보도자료(물길 정비).hwpx", "/cmm/fms/FileDown.do?atchFileId=FILE_000000000012345&fileSn=0"),
            ("물길 정비 보고회 사진.jpg", "/cmm/fms/FileDown.do?atchFileId=FILE_000000000012345&fileSn=1"),
        ),
    ),
    MadeRelease(
        title="누리군 청년 농부 50명 모집",
        department="농업기술센터 인력육성팀",
        person="온새미",
        at="2026-11-19",
        paragraphs=(
            "누리군은 내년에 농사를 시작할 청년 농부 50명을 다음 달 18일까지 모집한다.",
            "뽑힌 사람은 3년 동안 달마다 최대 110만 원의 정착 지원금을 받고 농기계를 반값에 빌려 쓸 수 있다.",
            "신청은 읍·면사무소에서 받으며 자세한 내용은 군 누리집에서 볼 수 있다.",
        ),
        files=(("보도자료_청년농부.pdf", "/cmm/fms/FileDown.do?atchFileId=FILE_000000000012345&fileSn=0"),),
    ),
    MadeRelease(
        title="다솜구, 겨울철 한파 쉼터 34곳 운영",
        department="안전총괄과",
        person="",
        at="2026-11-18 14:05",
        paragraphs=("다솜구가 내년 2월까지 경로당과 주민센터 34곳을 한파 쉼터로 연다. 문의는 안전총괄과에서 받는다.",),
        files=(),
    ),
)

NAV = "".join(
    f'<li><a href="/menu/{n}">{word}</a></li>'
    for n, word in enumerate(
        [
            "종합민원",
            "열린행정",
            "정보공개",
            "가온소식",
            "보도자료",
            "고시공고",
            "새소식",
            "시정뉴스",
            "분야별정보",
            "조직도",
            "직원안내",
        ]
    )
)
FOOT = """<div class="page_manager"><dl><dt>담당부서</dt><dd>홍보담당관</dd><dt>연락처</dt><dd>054-000-1234</dd>
<dt>최종수정일</dt><dd>2024-01-05</dd></dl></div>
<div class="satisfaction"><p>이 페이지에서 제공하는 정보에 만족하십니까?</p><label><input type="radio"> 매우만족</label></div>
<footer id="footer"><p>(00000) 경상북도 가온시 시청로 1 가온시청 대표전화 054-000-0000</p>
<p>COPYRIGHT ⓒ GAON CITY. ALL RIGHTS RESERVED.</p></footer>"""
LICENCE = (
    '<div class="kogl"><img src="/img/opentype01.png" alt="공공누리"><p>본 저작물은 공공누리 제1유형(출처표시) 조건에 따라 '
    "이용할 수 있습니다.</p></div>"
)
NEIGHBOURS = (
    '<ul class="prevnext"><li><strong>이전글</strong> <a href="?nttId=101">가온시, 김장 나눔 행사 열어</a> <span>2026-11-17</span></li>'
    '<li><strong>다음글</strong> <a href="?nttId=103">가온시립도서관 새 단장 마쳐</a> <span>2026-11-21</span></li></ul>'
    '<div class="btns"><a href="list.do">목록</a></div>'
)


def wrap(board: str, title: str, *, heading: str = "<h3>보도자료</h3>", path: str = "가온소식 &gt; 보도자료") -> str:
    """A page of a city hall around a board."""
    return f"""<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{title}</title></head><body>
<div id="header"><h1><a href="/">가온시청</a></h1><ul class="gnb">{NAV}</ul></div>
<div id="container"><div class="location"><a href="/">홈</a> &gt; {path}</div>{heading}
<div class="sns"><a href="#f"><img src="/img/sns_f.png" alt="페이스북"></a><a href="#p"><img src="/img/print.png" alt="인쇄"></a></div>
<div id="content">{board}</div></div>{FOOT}</body></html>"""


def paragraphs(made: MadeRelease, form: str = "p") -> str:
    """The text as an editor writes it: paragraphs, or lines with breaks."""
    if form == "br":
        return "<br><br>\n".join(made.paragraphs)
    return "".join(f"<p>{text}</p>" for text in made.paragraphs)


def links(made: MadeRelease, size: str = " (Size : 689.0 KB)", between: str = "<br>") -> str:
    """Attachments as plain links."""
    return between.join(
        f'<img src="/img/ext_hwp.gif" alt="첨부파일"> <a href="{url}">{name}</a>{size}' for name, url in made.files
    )


def script_links(made: MadeRelease) -> str:
    """Attachments as eGovFrame prints them."""
    return "".join(
        f"<a href=\"javascript:fn_egov_downFile('FILE_000000000012345','{n}')\">{name}&nbsp;[705536&nbsp;byte]</a><br/>"
        for n, (name, _) in enumerate(made.files)
    )


def rows(made: MadeRelease) -> str:
    """A table of labelled rows, the title among them (older in-house boards)."""
    files = (
        f'<tr><th scope="row"><label>파일1</label></th><td colspan="3">{links(made)}</td></tr>' if made.files else ""
    )
    table = f"""<table class="show_form"><caption>글 내용보기</caption><tbody>
<tr><th><label>번호</label></th><td><span>138492</span></td><th><label>조회</label></th><td><span>42</span></td></tr>
<tr><th><label>등록부서</label></th><td><span>{made.department}</span></td><th><label>등록일</label></th>
<td><span>{made.at}</span></td></tr>
<tr><th><label>제목</label></th><td colspan="3"><span>{made.title}</span></td></tr>
<tr><th><label>내용</label></th><td colspan="3" class="content"><span>{paragraphs(made, "br")}</span></td></tr>
{files}</tbody></table>{LICENCE}{NEIGHBOURS}"""
    return wrap(table, " 보도자료/해명 &lt; 가온군뉴스 &lt; 열린군정 &lt; 가온군청", heading="<h3>보도자료/해명</h3>")


def egov_table(made: MadeRelease) -> str:
    """eGovFrame's own view: th and td, the text in a row of its own without a label."""
    files = f'<tr><th scope="row">첨부파일</th><td colspan="5">{script_links(made)}</td></tr>' if made.files else ""
    table = f"""<div id="bbsView"><table class="board_view" summary="보도자료 상세"><tbody>
<tr><th scope="row">제목</th><td colspan="5">{made.title}</td></tr>
<tr><th scope="row">담당부서</th><td>{made.department}</td><th scope="row">작성일</th><td>{made.at}</td>
<th scope="row">조회수</th><td>1,204</td></tr>{files}
<tr><td colspan="6" class="bbs_content">{paragraphs(made)}</td></tr></tbody></table></div>{NEIGHBOURS}"""
    return wrap(table, "보도자료 상세 | 가온시청")


def info_list(made: MadeRelease) -> str:
    """A heading with a list of terms below it."""
    person = f"<dt>담당자</dt><dd>{made.person}</dd>" if made.person else ""
    files = f'<dl class="view_file"><dt>첨부</dt><dd>{links(made, "")}</dd></dl>' if made.files else ""
    board = f"""<div class="board_view"><h4 class="view_title">{made.title}</h4><dl class="view_info">
<dt>담당부서</dt><dd>{made.department}</dd>{person}<dt>등록일</dt><dd>{made.at}</dd><dt>조회</dt><dd>318</dd></dl>{files}
<div class="view_cont">{paragraphs(made)}</div></div>{LICENCE}{NEIGHBOURS}"""
    return wrap(board, f"{made.title} - 보도자료 - 가온시")


def gnuboard(made: MadeRelease) -> str:
    """A gnuboard skin as small offices use it."""
    files = "".join(
        f'<li><i class="fa"></i><a href="{url}" class="view_file_download"><strong>{name}</strong></a> (689.0K)<br>'
        '<span class="bo_v_file_cnt">12회 다운로드 | DATE : 2026-11-20</span></li>'
        for name, url in made.files
    )
    files = f'<section id="bo_v_file"><h2>첨부파일</h2><ul>{files}</ul></section>' if files else ""
    board = f"""<article id="bo_v"><header><h2 id="bo_v_title"><span class="bo_v_tit">{made.title}</span></h2></header>
<section id="bo_v_info"><h2>페이지 정보</h2><span class="sound_only">작성자</span> <strong>{made.department}</strong>
<span class="sound_only">댓글</span> <strong>0건</strong> <span class="sound_only">조회</span> <strong>77회</strong>
<strong class="if_date"><span class="sound_only">작성일</span> {made.at}</strong></section>
<section id="bo_v_atc"><h2 id="bo_v_atc_title">본문</h2><div id="bo_v_con">{paragraphs(made)}</div></section>{files}</article>
{NEIGHBOURS}"""
    return wrap(board, f"{made.title} > 보도자료 | 가온시시설관리공단", heading="<h2>보도자료</h2>")


def title_row(made: MadeRelease) -> str:
    """The title as the table's head, facts in one cell."""
    person = f" | 작성자 : {made.person}" if made.person else ""
    files = f'<tr><td class="file">첨부파일 : {links(made, " [689KB]")}</td></tr>' if made.files else ""
    table = f"""<table class="bbs_view"><thead><tr><th class="subject">{made.title}</th></tr></thead><tbody>
<tr><td class="info">부서명 : {made.department}{person} | 등록일 : {made.at} | 조회수 : 55</td></tr>{files}
<tr><td class="con">{paragraphs(made, "br")}</td></tr></tbody></table>{NEIGHBOURS}"""
    return wrap(table, "가온시청 &gt; 보도자료", heading="<h2 class='tit'>보도자료</h2>")


def view_info(made: MadeRelease) -> str:
    """A title paragraph, and items whose labels are bold type."""
    person = f"<li><strong>담당자</strong> {made.person} (054-000-2345)</li>" if made.person else ""
    files = (
        '<div class="view_attach"><strong>첨부파일</strong><ul>'
        + "".join(
            f'<li><a href="{url}">{name}</a> <a href="#none" class="btn">미리보기</a> <a href="{url}">다운로드</a></li>'
            for name, url in made.files
        )
        + "</ul></div>"
        if made.files
        else ""
    )
    board = f"""<div class="bbs_view"><div class="view_head"><p class="tit">{made.title}</p><ul class="view_info">
<li><strong>작성일</strong> {made.at}</li><li><strong>담당부서</strong> {made.department}</li>{person}
<li><strong>조회수</strong> 9</li></ul></div>{files}<div class="view_body"><div class="editor">{paragraphs(made)}</div></div></div>
{LICENCE}{NEIGHBOURS}"""
    return wrap(board, "보도자료 - 가온소식 - 가온시청", heading="")


def spans(made: MadeRelease) -> str:
    """A newer skin: everything in div and span, the facts on one line."""
    files = "".join(
        f'<a class="down" href="{url}" title="{name} 내려받기"><span>{name}</span></a>' for name, url in made.files
    )
    board = f"""<section class="view"><div class="view-top"><strong class="view-subject">{made.title}</strong>
<div class="view-meta"><span><em>등록일</em>{made.at.replace("-", ".")}</span><span><em>작성자</em>{made.department}</span>
<span><em>조회</em>1,002</span></div></div><div class="view-content">{paragraphs(made)}</div>
<div class="view-files"><em>첨부파일</em>{files}</div></section>{LICENCE}{NEIGHBOURS}"""
    return wrap(board, "가온시 보도자료", heading="<h2>보도자료</h2>")


def mobile(made: MadeRelease) -> str:
    """The mobile site: few labels, the title in the heading."""
    files = f'<p class="file">붙임파일 {links(made, "", " ")}</p>' if made.files else ""
    board = f"""<div class="m_view"><h3 class="m_tit">{made.title}</h3><p class="m_info">{made.department}
<span>등록일 {made.at}</span></p><div class="m_con">{paragraphs(made, "br")}</div>{files}</div>{NEIGHBOURS}"""
    return wrap(board, "보도자료 - 가온시 모바일", heading="", path="보도자료")


def body_first_cell(made: MadeRelease) -> str:
    """A table of two columns with the office's contact, the text labelled 본문, attachments above it."""
    files = "".join(
        f'<tr><th>붙임{n}</th><td><a href="{url}">{name}</a></td></tr>' for n, (name, url) in enumerate(made.files, 1)
    )
    person = f"<tr><th>담당자</th><td>{made.person}</td></tr>" if made.person else ""
    table = f"""<table class="tbl_view"><colgroup><col><col></colgroup><tbody><tr><th>글제목</th><td>{made.title}</td></tr>
<tr><th>작성부서</th><td>{made.department}</td></tr>{person}<tr><th>연락처</th><td>054-000-2345</td></tr>
<tr><th>게시일</th><td>{made.at}</td></tr><tr><th>조회수</th><td>7</td></tr>{files}
<tr><th>본문</th><td class="tbl_con">{paragraphs(made)}</td></tr></tbody></table>{LICENCE}{NEIGHBOURS}"""
    return wrap(table, "가온시의회 | 보도자료", heading="<h3>보도자료</h3>")


def facts_above(made: MadeRelease) -> str:
    """The facts stand above the title."""
    files = "".join(f"<li>{links(replace(made, files=(one,)), ' (다운로드 3회)')}</li>" for one in made.files)
    files = f'<ul class="files">{files}</ul>' if files else ""
    board = f"""<div class="post"><div class="post-meta"><span class="dept">담당부서 : {made.department}</span>
<span class="date">등록일 : {made.at}</span></div><h3 class="post-title">{made.title}</h3>
<div class="post-body">{paragraphs(made)}</div>{files}</div>{NEIGHBOURS}"""
    return wrap(board, f"{made.title} | 가온시", heading="<h2>보도자료</h2>")


def caption_table(made: MadeRelease) -> str:
    """An accessible table: its caption repeats all labels, labels have blanks inside, the text is preformatted."""
    files = (
        f'<tr><td class="tt"><b>첨 부</b></td><td colspan="3"><ul><li>{links(made, " [705,536 byte]", "</li><li>")}</li></ul></td></tr>'
        if made.files
        else ""
    )
    table = f"""<table class="view"><caption>보도자료 상세보기 표 - 제목, 작성자, 작성일, 조회수, 첨부파일, 내용 정보를 제공합니다.</caption>
<tr><td class="tt"><b>제 목</b></td><td colspan="3"><b>{made.title}</b></td></tr>
<tr><td class="tt"><b>작 성 자</b></td><td>{made.department}</td><td class="tt"><b>작 성 일</b></td><td>{korean(made.at)}</td></tr>{files}
<tr><td colspan="4" class="cont"><div class="box">{paragraphs(made, "br")}</div></td></tr></table>
<table class="near"><tr><td>이전글</td><td><a href="?no=1">가온시, 김장 나눔 행사 열어</a></td></tr><tr><td>다음글</td><td>다음글이 없습니다.</td></tr></table>"""
    return wrap(table, "가온시청 - 보도자료")


def picture_first(made: MadeRelease) -> str:
    """A heading of a table, a picture above the text, contacts below the text."""
    files = f"<tr><th>파일</th><td>{links(made, '', ' ')}</td></tr>" if made.files else ""
    table = f"""<table class="bd_view"><thead><tr><th colspan="2">{made.title}</th></tr></thead><tbody>
<tr><th>작성자</th><td>{made.department}</td></tr><tr><th>등록일시</th><td>{made.at}</td></tr>{files}
<tr><td colspan="2"><div class="photo"><img src="/upload/bodo/20261120.jpg" alt="물길 정비 보고회"></div>{paragraphs(made)}</td></tr>
</tbody></table><div class="charge"><strong>자료관리</strong> 홍보담당관 <strong>전화</strong> 054-000-1234</div>{NEIGHBOURS}"""
    return wrap(table, "보도자료(상세) - 가온시청", path="소식 &gt; 보도자료")


def korean(at: str) -> str:
    """A time as Korean offices write it."""
    day, _, clock = at.partition(" ")
    year, month, number = day.split("-")
    return f"{year}년 {int(month)}월 {int(number)}일" + (f" {clock}" if clock else "")


Style = Callable[[MadeRelease], str]
BOARDS: Mapping[str, Style] = {"rows": rows, "egov_table": egov_table, "info_list": info_list, "gnuboard": gnuboard}
HELD_OUT: Mapping[str, Style] = {
    "title_row": title_row,
    "view_info": view_info,
    "spans": spans,
    "mobile": mobile,
    "body_first_cell": body_first_cell,
    "facts_above": facts_above,
    "caption_table": caption_table,
    "picture_first": picture_first,
}
