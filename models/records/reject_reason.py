"""Why a page is not an article: a closed list. Standard library only."""

from enum import StrEnum


class Reason(StrEnum):
    """The closed list of reasons; the value is what ledger and reports carry."""

    LOGIN_WALL = "login_wall"
    ADULT_WALL = "adult_wall"
    DELETED = "deleted"
    NOT_FOUND = "not_found"
    LIST_PAGE = "list_page"
    REDIRECT_STUB = "redirect_stub"
    CHALLENGE = "challenge"
    SERVER_ERROR = "server_error"
    NOT_HTML = "not_html"
    TRUNCATED = "truncated"
    PARSE_LIMIT = "parse_limit"
    NO_HEADLINE = "no_headline"
    NO_BODY = "no_body"
