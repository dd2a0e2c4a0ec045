"""What a run reports: stored as a code with its details, shown as a sentence; sentences of earlier releases stay known."""

import pytest

from models.records.run_finding import RunFinding, RunFindingCode
from models.records.run_finish import Finish
from scrapers.outcomes.run_summary import FINISH_FINDINGS, RunSummary, sentence_of


@pytest.mark.parametrize("code", RunFindingCode)
def test_every_code_has_a_sentence_and_is_stored_whole(code: RunFindingCode) -> None:
    finding = RunFinding(code, "timeout: {of} 3", "list https://a.kr/?page={}")
    assert RunFinding.from_text(finding.as_text()) == finding
    assert RunFinding.from_text(RunFinding(code).as_text()) == RunFinding(code)
    assert sentence_of(finding)


def test_a_finding_is_one_line() -> None:
    assert RunFinding(RunFindingCode.SENTENCE, "a\tb\nc").as_text() == "sentence\t\ta b c"


@pytest.mark.parametrize(
    ("sentence", "code", "detail"),
    [
        ("robots_unavailable: robots.txt: dns", RunFindingCode.ROBOTS_UNAVAILABLE, "dns"),
        ("a fault of this program: KeyError at list x", RunFindingCode.INTERNAL_ERROR, "KeyError at list x"),
        ("feed https://a.kr/rss cannot be read: certificate", RunFindingCode.LIST_UNREADABLE, "certificate"),
        ("list 108: no end after 300 pages", RunFindingCode.SENTENCE, "list 108: no end after 300 pages"),
    ],
)
def test_sentences_of_earlier_releases_keep_what_health_needs(sentence: str, code: RunFindingCode, detail: str) -> None:
    assert RunFinding.from_text(sentence) == RunFinding(code, detail)


def test_sums_that_an_earlier_release_found_open_are_known() -> None:
    for sentence in ("the ledger does not close: found 3", "the revisits do not close: 3 asked, 2 ended"):
        assert RunFinding.from_text(sentence).code is RunFindingCode.SUMS_DIFFER


def test_a_summary_names_its_outlet_in_a_command() -> None:
    missed = RunFinding(RunFindingCode.SELECTORS_MISSED, "3 of 60", "https://a.kr/1")
    one = RunSummary(
        outlet="a",
        title="가",
        run_id=1,
        finish=Finish.FINISHED,
        complete=True,
        counts={},
        seconds=1.0,
        findings=(missed,),
    )
    assert not one.ok
    assert "`news outlets check a`" in one.sentences()[0]


def test_ends_and_findings_have_one_name() -> None:
    assert all(str(finish) == str(code) for finish, code in FINISH_FINDINGS.items())
