"""Which 부서 a release is of, by its own words or its folder's name; what names none stays as it is."""

from pathlib import Path

import pytest

from pipelines.releases.departments import find_department, read_folder
from pipelines.releases.readers import Read, read_release
from tests.support import release_files as made


@pytest.mark.parametrize(
    ("said", "department"),
    [
        ("안전총괄과", "안전총괄과"),
        ("행정안전국 안전총괄과 과장 이보기", "안전총괄과"),
        ("안전총괄과장 이보기", "안전총괄과"),
        ("홍보담당관 보도팀 주무관 국하람", "홍보담당관"),
        ("견본시 보건소", "보건소"),
        ("문화관광과(팀장 국하람)", "문화관광과"),
        ("복지국 이보기", "복지국"),
        ("들꽃면 이보기 주무관", "들꽃면"),
        ("견본시립도서관 사서 이보기", "견본시립도서관"),
        ("이보기 담당자", "이보기 담당자"),
        ("", ""),
    ],
)
def test_the_department_is_told_from_its_people_and_the_offices_above(said: str, department: str) -> None:
    assert find_department(said) == department


@pytest.mark.parametrize(
    ("folder", "department"),
    [
        ("안전총괄과", "안전총괄과"),
        ("01_안전총괄과", "안전총괄과"),
        ("3. 문화관광과", "문화관광과"),
        ("[홍보실]", "홍보실"),
        ("2026년 보건소", "보건소"),
        ("보도자료", ""),
        ("2026-11", ""),
        ("11월", ""),
        ("다운로드", ""),
        ("바탕 화면", ""),
        ("자료실", ""),
        ("회의 결과", ""),
        ("", ""),
        ("과" * 300, ""),
    ],
)
def test_a_folder_is_believed_only_where_its_name_is_a_department(folder: str, department: str) -> None:
    assert read_folder(folder) == department


def _write(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "자료.txt").write_text(text, "utf-8")
    return folder / "자료.txt"


def test_the_releases_own_words_come_before_its_folder(tmp_path: Path) -> None:
    body = "\n".join([made.TITLE, *made.PARAGRAPHS])
    silent = _write(tmp_path / "01_홍보실", body)
    told = _write(tmp_path / "안전과", f"담당부서: 문화관광과\n{body}")
    other = _write(tmp_path / "보도자료", body)
    issuers = [read_release(path, lambda _: Read([])).issuer for path in (silent, told, other)]
    assert issuers == ["홍보실", "문화관광과", ""]
