"""The dates of the parts of a zipped file (.docx, .hwpx): of what it says, not of the machine that packed it.

So the same document is the same file, byte for byte, whoever asks for it.
"""

import io
import zipfile
from datetime import datetime


def set_part_dates(data: bytes, moment: datetime) -> bytes:
    """The zipped file with every part dated ``moment`` (of 1980 or later), in the same order, packed as it was."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w") as file:
        for part in made.infolist():
            content = made.read(part)
            part.date_time = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
            file.writestr(part, content)
    return out.getvalue()
