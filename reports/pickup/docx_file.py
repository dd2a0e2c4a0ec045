"""The lines of a .docx file: a paragraph a line, a table a line a row."""

import zipfile
from io import BytesIO

from reports.pickup.limits import BadRelease, open_zip


def lines_of(data: bytes) -> list[str]:
    """The text of the document's body. Raises ``BadRelease``."""
    open_zip(data, ".docx").close()
    from docx import Document
    from docx.opc.exceptions import OpcError
    from docx.table import Table

    try:
        document = Document(BytesIO(data))
        lines: list[str] = []
        for part in document.iter_inner_content():
            if isinstance(part, Table):
                for row in part.rows:
                    cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
                    lines.append(" | ".join(filter(None, cells)))
            else:
                lines += part.text.split("\n")
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, AttributeError, OSError) as error:
        raise BadRelease("it is damaged, or no .docx file") from error
    return [line for line in map(str.strip, lines) if line]
