"""The error of everything that writes or configures a report."""

from models.records.errors import UserError


class ExportError(UserError):
    """The export cannot be made as requested; the message is one sentence for the user."""

    exit_code = 2
