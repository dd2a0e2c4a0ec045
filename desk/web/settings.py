"""What the web desk is started with."""

import os
from dataclasses import dataclass

from desk.services.workspace import Workspace
from models.language.choose import Language, choose_language

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""The names of this machine, as they stand in an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """``port`` is the one that the desk is reached at; ``lan_hosts`` are further names of this machine in a network.

    ``language`` is that of a page where a person chose none. ``asks_password``: people log in, also at this machine.
    """

    workspace: Workspace
    port: int
    lan_hosts: tuple[str, ...] = ()
    is_encrypted: bool = False
    asks_password: bool = False
    language: Language = "ko"

    @property
    def hosts(self) -> frozenset[str]:
        """What a ``Host`` header may say. A browser leaves the usual port of the scheme out."""
        names = {*LOOPBACK, *self.lan_hosts}
        usual = 443 if self.is_encrypted else 80
        return frozenset({f"{name}:{self.port}" for name in names} | (names if self.port == usual else set()))

    @property
    def scheme(self) -> str:
        """``https`` where the line is encrypted."""
        return "https" if self.is_encrypted else "http"

    @property
    def session_cookie(self) -> str:
        """The name of the session's cookie. Not every browser parts cookies by port, so it carries the port."""
        return f"desk_{self.port}"

    @property
    def language_cookie(self) -> str:
        """The name of the cookie that keeps the language a person chose."""
        return f"desk_language_{self.port}"


def page_language() -> Language:
    """The language of pages: ``NEWS_LANG`` where it is set; else Korean, whatever the machine speaks."""
    named = os.environ.get("NEWS_LANG")
    return choose_language({"NEWS_LANG": named}) if named else "ko"
