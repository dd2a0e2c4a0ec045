"""Other extractors, in an environment of their own (``.venv-peers``), handed decoded text: the best case for each.

This file runs twice: as a module of the project (``peers.rows``), and as the program that the other environment runs,
with a folder for the records and the name of one peer; there it imports nothing of the project.
"""

import json
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
HOME = ROOT / ".venv-peers"
PACKAGES = (
    "trafilatura==2.3.1",
    "newspaper4k==0.9.6",
    "nltk",
    "goose3==3.1.22",
    "readability-lxml==0.9",
    "resiliparse==2.0.1",
    "lxml_html_clean",
)
NAMES = ("trafilatura", "trafilatura-precision", "newspaper4k", "goose3", "readability", "resiliparse")
WAIT = 900


class NoPeersError(Exception):
    """The peers cannot be installed here: one sentence."""


def python() -> Path:
    """The interpreter of the peers' environment, made where it is missing. Raises NoPeersError."""
    interpreter = HOME / "bin" / "python"
    if (HOME / ".ready").exists():
        return interpreter
    try:
        venv.create(HOME, with_pip=True)
        unpinned = tuple(package.split("==")[0] for package in PACKAGES)
        for packages in (("--upgrade", "pip"), PACKAGES, unpinned):
            command = [str(interpreter), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
            ran = subprocess.run(command, capture_output=True, text=True, timeout=WAIT, check=False)
            if ran.returncode == 0 and packages[0] != "--upgrade":
                (HOME / ".ready").touch()
                return interpreter
    except (OSError, subprocess.SubprocessError) as error:
        raise NoPeersError(f"the peers could not be installed: {error}") from error
    lines = ran.stderr.strip().splitlines() or ["pip failed"]
    raise NoPeersError(f"the peers could not be installed: {lines[-1]}")


def rows(pages: list[dict[str, str]]) -> Iterator[tuple[str, Path, float]]:
    """(name, folder of records, processor seconds) of each peer that runs here; ``pages``: stem, url, html."""
    interpreter = python()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pages.json").write_text(json.dumps(pages, ensure_ascii=False), encoding="utf-8")
        for peer in NAMES:
            out = folder / peer
            out.mkdir()
            ran = subprocess.run(
                [str(interpreter), __file__, str(folder / "pages.json"), str(out), peer],
                capture_output=True,
                text=True,
                timeout=WAIT,
                check=False,
            )
            if ran.returncode == 0:
                yield peer, out, float(ran.stdout.strip().splitlines()[-1])
            else:
                print(f"  {peer}: does not run here ({(ran.stderr.strip().splitlines() or ['?'])[-1][:100]})")


def _trafilatura(precise: bool) -> Callable[[str, str], dict[str, Any]]:
    from trafilatura import bare_extraction

    def read(html: str, url: str) -> dict[str, Any]:
        clock = {"original_date": True, "extensive_search": True, "outputformat": "%Y-%m-%dT%H:%M:%S"}
        found = bare_extraction(
            html,
            url=url,
            favor_precision=precise,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=clock,
        )
        if found is None:
            return {}
        said = found if isinstance(found, dict) else found.as_dict()
        names = [name.strip() for name in (said.get("author") or "").split(";") if name.strip()]
        return {
            "headline": said.get("title"),
            "published_at": said.get("date"),
            "reporters": names,
            "body": said.get("text"),
        }

    return read


def _newspaper(html: str, url: str) -> dict[str, Any]:
    from functools import partial

    import nltk
    from newspaper import Article

    nltk.word_tokenize = partial(nltk.tokenize.word_tokenize, preserve_line=True)  # its sentence model is a download
    article = Article(url, language="ko", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    when = article.publish_date
    return {
        "headline": article.title,
        "published_at": when.isoformat() if when else None,
        "reporters": list(article.authors),
        "body": article.text,
    }


def _goose(html: str, _url: str) -> dict[str, Any]:
    from goose3 import Goose
    from goose3.text import StopWordsKorean

    with Goose({"stopwords_class": StopWordsKorean, "enable_image_fetching": False}) as goose:
        article = goose.extract(raw_html=html)
    when = article.publish_datetime_utc or article.publish_date
    return {
        "headline": article.title,
        "published_at": when.isoformat() if hasattr(when, "isoformat") else when,
        "reporters": list(article.authors),
        "body": article.cleaned_text,
    }


def _readability(html: str, _url: str) -> dict[str, Any]:
    from lxml.html import fromstring
    from readability import Document

    document = Document(html)
    body = fromstring(document.summary(html_partial=True) or "<p></p>")
    for block in body.iter("p", "br", "div", "li", "tr"):
        block.tail = "\n" + (block.tail or "")
    return {"headline": document.short_title(), "published_at": None, "reporters": [], "body": body.text_content()}


def _resiliparse(html: str, _url: str) -> dict[str, Any]:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    title = HTMLTree.parse(html).title
    return {
        "headline": title,
        "published_at": None,
        "reporters": [],
        "body": extract_plain_text(html, main_content=True),
    }


def main() -> None:
    """In the peers' environment: pages.json, a folder for the records, the peer's name."""
    pages = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    out, peer = Path(sys.argv[2]), sys.argv[3]
    read = {
        "newspaper4k": lambda: _newspaper,
        "goose3": lambda: _goose,
        "readability": lambda: _readability,
        "resiliparse": lambda: _resiliparse,
    }.get(peer, lambda: _trafilatura(peer.endswith("precision")))()
    spent = 0.0
    for page in pages:
        start = time.process_time()
        try:
            record = read(page["html"], page["url"])
        except Exception as error:  # noqa: BLE001 - a peer's fault costs it that page alone
            print(f"{peer}: {page['stem']}: {error!r}", file=sys.stderr)
            record = {}
        spent += time.process_time() - start
        names = [name.strip().removesuffix("기자").strip() for name in record.get("reporters") or ()]
        record["reporters"] = [name for name in names if name]  # a title is no fault of a tool that knows none
        (out / f"{page['stem']}.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    print(spent)


if __name__ == "__main__":
    main()
