"""A page with every class and id by another name, the same word by the same name: what a redesign does."""

import hashlib
import re

_ATTRIBUTE = re.compile(r"""((?:\s|['"])(?:class|id|for)\s*=\s*)(["'])([^"'<>]*)\2""", re.IGNORECASE)
_BARE = re.compile(r"(\s(?:class|id)\s*=)([A-Za-z_][\w-]*)(?=[\s>])", re.IGNORECASE)


def rename_marks(html: str, seed: str) -> str:
    """The page in the skin of a seed."""

    def word(text: str) -> str:
        digest = hashlib.sha256(f"{seed}|{text}".encode("utf-8", "surrogatepass")).hexdigest()
        return "x" + re.sub(r"[^a-z]", "", digest)[:8]

    html = _ATTRIBUTE.sub(lambda m: m[1] + m[2] + " ".join(map(word, m[3].split())) + m[2], html)
    return _BARE.sub(lambda m: m[1] + word(m[2]), html)
