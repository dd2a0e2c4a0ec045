"""Random requests to the desk: none may end in an internal error, and every answer carries its policy.

``python -m tests.stress.fuzz_desk`` asks 10,000 (``REQUESTS=``); ``--seed N`` another draw. The suite asks some hundreds.
"""

import os
import random
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from desk.services.workspace import Workspace
from desk.web.routes import ROUTES
from models.people.role import Role
from tests.support.clip_workspace import make_workspace
from tests.support.desk_client import ORIGIN, Visit, visiting
from tests.support.hostile_texts import HOSTILE_TEXTS

TEXTS = [text for text in HOSTILE_TEXTS if len(text) <= 2_000]
WORDS = (
    "견본",
    "들꽃길",
    "OR",
    "-",
    '"',
    "(",
    ")",
    "=",
    "headline:",
    "기자:",
    "견본시 소식",
    "7일",
    "2026-11-03",
    "0",
    "-1",
    "1e9",
    "on",
    "true",
    "긍정",
    "ko",
    "newest",
    "",
)
NAMES = (
    *(
        "q",
        "outlet",
        "region",
        "section",
        "reporter",
        "tone",
        "since",
        "until",
        "sort",
        "loose",
        "exact",
        "group",
        "cursor",
    ),
    *(
        "revision",
        "name",
        "language",
        "back",
        "token",
        "note",
        "article",
        "on",
        "after",
        "day",
        "by",
        "role",
        "password",
        "file",
    ),
)
HEADERS = (
    "HX-Request",
    "HX-Source",
    "HX-Target",
    "HX-Current-URL",
    "Accept-Language",
    "Range",
    "If-None-Match",
    "Content-Type",
    "User-Agent",
    "Accept-Encoding",
    "X-Forwarded-For",
    "Referer",
)
CONTENT_TYPES = (b"multipart/form-data; boundary=x", b"application/json", b"application/x-www-form-urlencoded", b"x")
NOT_FUZZED = ("/leave", "/setup", "/setup/demo")
"""They end the session that asks, or set up the machine: asked by tests of their own."""


def random_text(rng: random.Random) -> str:
    """A word that means something, one that breaks things, or noise."""
    match rng.randrange(4):
        case 0:
            return rng.choice(WORDS)
        case 1:
            return rng.choice(TEXTS)
        case 2:
            return " ".join(rng.choices(WORDS, k=rng.randrange(1, 6)))
        case _:
            return "".join(
                chr(rng.choice((rng.randrange(0x80), rng.randrange(0xAC00, 0xD7A4), rng.randrange(0xD800))))
                for _ in range(rng.randrange(30))
            )


def random_path(rng: random.Random, path: str, ids: list[int]) -> str:
    """The path with its parts filled in, mostly sensibly, and a random query."""
    while "{" in path:
        before, _, rest = path.partition("{")
        _name, _, after = rest.partition("}")
        part = (
            str(rng.choice(ids))
            if rng.random() < 0.6
            else rng.choice(
                ("2026-11-03", "1", "x", "견본", quote(random_text(rng).encode("utf-8", "replace"), safe=""))
            )
        )
        path = before + (part or "x") + after
    fields = [
        f"{rng.choice(NAMES)}={quote(random_text(rng).encode('utf-8', 'surrogatepass'))}"
        for _ in range(rng.randrange(5))
    ]
    return f"{path}?{'&'.join(fields)}" if fields else path


def ask(visit: Visit, rng: random.Random, ids: list[int]) -> int:
    """One random request; the status of its answer."""
    route = rng.choice([route for route in ROUTES if route.path not in NOT_FUZZED])
    path = random_path(rng, route.path, ids)
    headers = {name: random_header(rng) for name in rng.sample(HEADERS, rng.randrange(3))}
    given: dict[str, object] = {}
    method = route.method if rng.random() < 0.95 else rng.choice(("GET", "POST", "HEAD", "PUT"))
    if method == "POST":
        headers |= {"Origin": ORIGIN.encode(), "Sec-Fetch-Site": b"same-origin"}
        given = random_body(rng)
        headers.pop("Content-Type", None)
        if "content" in given:
            headers["Content-Type"] = rng.choice(CONTENT_TYPES)
    raw = [(name.encode(), value) for name, value in headers.items()]
    return check(visit.client.request(method, path, headers=raw, follow_redirects=False, **given))


def random_header(rng: random.Random) -> bytes:
    """A value that a header may carry."""
    value = rng.choice(("true", "form#search", "bytes=0-", "x", random_text(rng)[:100]))
    return "".join(c for c in value if c.isprintable()).strip().encode("latin-1", "replace")


def random_body(rng: random.Random) -> dict[str, object]:
    """Bytes, fields, or fields and a file."""
    fields = {rng.choice(NAMES): as_sent(random_text(rng)) for _ in range(rng.randrange(5))}
    match rng.randrange(4):
        case 0:
            return {"content": rng.randbytes(rng.randrange(300))}
        case 1:
            return {
                "data": fields,
                "files": {rng.choice(NAMES): (as_sent(random_text(rng)[:40]) or "a", rng.randbytes(200))},
            }
        case _:
            return {"data": fields}


def as_sent(text: str) -> str:
    """A text as a browser can send it."""
    return text.encode("utf-8", "replace").decode()


def check(answer: object) -> int:
    """The status of an answer that is in order."""
    status: int = answer.status_code
    assert status < 500 or status == 503, (status, answer.text[:500])
    assert "Traceback" not in answer.text
    assert "content-security-policy" in answer.headers
    return status


def run(workspace: Workspace, requests: int, seed: int) -> dict[int, int]:
    """How many answers had each status. Raises AssertionError with the request that broke something."""
    rng = random.Random(seed)
    with workspace.open_reader() as db:
        newest = db.articles.newest_id() or 1
    ids = [newest, newest - 1, 0, 999]
    counts: dict[int, int] = {}
    with visiting(workspace, Role.ADMIN) as visit:
        for number in range(requests):
            state = rng.getstate()
            try:
                status = ask(visit, rng, ids)
            except Exception as error:
                rng.setstate(state)
                raise AssertionError(f"seed {seed}, request {number}: {error}") from error
            counts[status] = counts.get(status, 0) + 1
    return counts


def main() -> None:
    """Ask so many and say how they were answered."""
    requests = int(os.environ.get("REQUESTS", "10000"))
    seed = int(sys.argv[sys.argv.index("--seed") + 1]) if "--seed" in sys.argv else 1
    with tempfile.TemporaryDirectory() as folder, suppress(KeyboardInterrupt):
        path = Path(folder) / "archive.db"
        make_workspace(path)
        print(f"{requests} requests:", run(Workspace.at(path), requests, seed))


if __name__ == "__main__":
    main()
