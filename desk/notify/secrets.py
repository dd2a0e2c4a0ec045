"""notify.env beside the archive: the secrets that notify.toml names, for a night that runs without an environment.

Lines of NAME=value. systemd, cron and Windows start a run with next to no environment, and each would be handed one in
its own way; this file is read by the program itself, and only for names that the environment does not have.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from models.language import _, describe_system_error
from models.records.errors import UserError

VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
OTHERS = 0o077


class MissingSecretError(UserError):
    """A secret does not exist, or others can read it. The message never holds the secret itself."""

    exit_code = 2


def read_secret(variable: str, file: Path) -> str:
    """The value of an environment variable, or else of the line of that name in the file. Raises MissingSecretError."""
    value = os.environ.get(variable, "") or _read_file(file).get(variable, "")
    if not value:
        raise MissingSecretError(
            _("{variable} is neither in the environment nor in {file}", variable=variable, file=file)
        )
    return value


def _read_file(file: Path) -> Mapping[str, str]:
    """The lines of the file by name; none where there is no file."""
    try:
        with file.open(encoding="utf-8-sig") as opened:
            if os.name == "posix" and os.fstat(opened.fileno()).st_mode & OTHERS:
                raise MissingSecretError(
                    _(
                        "{file} is not read, because others than its owner can: chmod 600 {name}",
                        file=file,
                        name=file.name,
                    )
                )
            lines = opened.read().split("\n")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise MissingSecretError(
            _("{file} cannot be read: {reason}", file=file, reason=describe_system_error(error))
        ) from error
    except UnicodeDecodeError as error:
        raise MissingSecretError(_("{file} is not UTF-8 text (byte {start})", file=file, start=error.start)) from None
    return dict(_read_line(file, number, line.strip()) for number, line in enumerate(lines, 1) if _is_entry(line))


def _is_entry(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _read_line(file: Path, number: int, line: str) -> tuple[str, str]:
    name, equals, value = (part.strip() for part in line.partition("="))
    if not (equals and VARIABLE.fullmatch(name)):
        raise MissingSecretError(_("{file}: line {number} is not of the form NAME=value", file=file, number=number))
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return name, value[1:-1] if quoted else value
