"""The morning's health as one self-contained page: a line an outlet, what is wrong in words, a sparkline of its nights.

Nothing is loaded from anywhere and nothing runs (CSP ``default-src 'none'``); every text is escaped.
"""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from models.health.diagnosis import Finding, Record, RunRow
from models.records.labels import Language
from reports.formats.terminal import clean

NIGHTS = 30
WIDTH, HEIGHT, STEP = 182, 28, 6
WORDS = {
    "ko": ("수집 점검", "매체", "최근 30회 새 기사", "마지막 수집", "상태", "이상 없음", "부터", "보류"),
    "en": ("Health", "Outlet", "New articles, last 30 runs", "Last run", "State", "all is well", "since", "held"),
}
STYLE = """body{font:15px/1.5 system-ui,sans-serif;margin:2rem;color:#1b1b1b;background:#fff}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #ddd}
td{vertical-align:top}
.bad{color:#a40000}.well{color:#2d6a2d}.when{color:#666;white-space:nowrap}svg{display:block}
@media(prefers-color-scheme:dark){body{color:#eee;background:#181818}th,td{border-color:#444}.bad{color:#ff9a9a}.well{color:#9ad29a}.when{color:#aaa}}"""


def health_page(
    records: Sequence[Record], findings: Sequence[Finding], now: datetime, language: Language = "ko"
) -> str:
    """The whole page; outlets with findings first."""
    title, outlet, nights, last, state, *_ = WORDS[language]
    by_outlet: dict[str, list[Finding]] = {}
    for finding in findings:
        by_outlet.setdefault(finding.outlet, []).append(finding)
    ordered = sorted(records, key=lambda one: (one.outlet not in by_outlet, one.outlet))
    rows = "\n".join(_row(record, by_outlet.get(record.outlet, []), language) for record in ordered)
    heads = "".join(f"<th scope=col>{escape(word)}</th>" for word in (outlet, nights, last, state))
    return f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>{escape(title)} {now:%Y-%m-%d}</title>
<style>{STYLE}</style></head><body>
<h1>{escape(title)} <span class="when">{now:%Y-%m-%d %H:%M}</span></h1>
<table><thead><tr>{heads}</tr></thead><tbody>
{rows}
</tbody></table></body></html>
"""


def _row(record: Record, findings: Sequence[Finding], language: Language) -> str:
    *_, well, since, held = WORDS[language]
    run = record.runs[0]
    said = "".join(
        f'<p class="bad">{escape(clean(one.say(language)))} <span class="when">{one.since:%Y-%m-%d} {since}</span></p>'
        for one in findings
    )
    state = said or f'<span class="well">{escape(well)}</span>'
    if record.held:
        state += f' <span class="when">{escape(held)} {record.held}</span>'
    return (
        f"<tr><td>{escape(clean(record.title))}<br><span class=when>{escape(clean(record.outlet))}</span></td>"
        f"<td>{sparkline(record.runs)}</td><td class=when>{run.started_at:%Y-%m-%d %H:%M}</td><td>{state}</td></tr>"
    )


def sparkline(runs: Sequence[RunRow]) -> str:
    """New articles of the last runs as bars, the newest on the right; a run that did not finish is marked red."""
    shown = list(reversed(runs[:NIGHTS]))
    counts = [run.stored - run.changed for run in shown]
    most = max([*counts, 1])
    bars = []
    for place, (run, count) in enumerate(zip(shown, counts, strict=True)):
        height = max(1, round(count / most * (HEIGHT - 2)))
        colour = "#4a78b5" if run.finish == "finished" else "#c0392b"
        bars.append(
            f'<rect x="{place * STEP + 1}" y="{HEIGHT - height}" width="{STEP - 2}" height="{height}" fill="{colour}"/>'
        )
    words = f"{counts[-1]} / {most}" if counts else ""
    return (
        f'<svg width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{words}">'
        f"<title>{words}</title>{''.join(bars)}</svg>"
    )
