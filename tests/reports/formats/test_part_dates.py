"""The dates of a zipped file's parts are those of its document."""

import io
import zipfile
from datetime import datetime

from reports.formats.part_dates import set_part_dates


def test_parts_keep_their_order_packing_and_bytes_and_have_the_given_date() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("mimetype", "application/hwp+zip", zipfile.ZIP_STORED)
        file.writestr("본문.xml", "<글/>" * 100, zipfile.ZIP_DEFLATED)
    dated = set_part_dates(made.getvalue(), datetime(2026, 11, 3, 9, 0, 59))
    assert dated == set_part_dates(dated, datetime(2026, 11, 3, 9, 0, 59))
    with zipfile.ZipFile(io.BytesIO(dated)) as file:
        assert file.testzip() is None
        assert [(one.filename, one.compress_type) for one in file.infolist()] == [("mimetype", 0), ("본문.xml", 8)]
        assert {one.date_time for one in file.infolist()} == {(2026, 11, 3, 9, 0, 58)}
        assert file.read("본문.xml").decode() == "<글/>" * 100
