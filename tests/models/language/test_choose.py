"""Which language is spoken: NEWS_LANG, else the locale, else that of Windows."""

import pytest

from models.language.choose import choose_language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.eucKR"}, "ko"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "en_US.UTF-8", "LC_ALL": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": ""}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "NEWS_LANG": "en"}, "en"),
        ({"LANG": "en_US.UTF-8", "NEWS_LANG": "ko"}, "ko"),
        ({"NEWS_LANG": " KO "}, "ko"),
        ({"NEWS_LANG": "한국어"}, "ko"),
        ({"NEWS_LANG": "fr"}, "en"),
        ({"LANG": "kok_IN.UTF-8"}, "en"),
    ],
)
def test_the_first_that_is_set_decides(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert choose_language(environment) == language


@pytest.mark.parametrize(("code", "language"), [(0x0412, "ko"), (0x0409, "en"), (0x0411, "en")])
def test_windows_is_asked_for_its_own_language(code: int, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes
    from types import SimpleNamespace

    monkeypatch.setattr("sys.platform", "win32")
    kernel = SimpleNamespace(kernel32=SimpleNamespace(GetUserDefaultUILanguage=lambda: code))
    monkeypatch.setattr(ctypes, "windll", kernel, raising=False)
    assert choose_language({}) == language
    assert choose_language({"NEWS_LANG": "en"}) == "en"
