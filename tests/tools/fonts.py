"""Makes the fonts of reports/fonts anew: `python -m tests.tools.fonts FOLDER`, with fontTools installed.

FOLDER holds NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc (Debian: fonts-noto-cjk). What is kept: all Hangul
syllables, Latin, Greek, Cyrillic, signs, and of the regular weight the hanja of KS X 1001. The licence asks that its
text goes along (OFL.txt); the name is another one, since a whole Noto Sans CJK may be installed beside it.
"""

import sys
from pathlib import Path

NAME = "Archive Sans KR"
FONTS = Path(__file__).parents[2] / "reports" / "fonts"
BLOCKS = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x370, 0x3FF), (0x400, 0x45F), (0x2000, 0x20CF), (0x2100, 0x22FF)),
    *((0x2460, 0x25FF), (0x2600, 0x27BF), (0x3000, 0x30FF), (0x3130, 0x318F), (0x3200, 0x33FF), (0xAC00, 0xD7A3)),
    *((0xFF00, 0xFFEF), (0xFFFD, 0xFFFD)),
)


def kept_letters(*, hanja: bool) -> set[int]:
    """The code points that stay."""
    kept = {code for first, last in BLOCKS for code in range(first, last + 1)}
    if hanja:
        rows = bytes(range(0xCA, 0xFE))
        kept |= {ord(bytes([row, cell]).decode("euc_kr")) for row in rows for cell in range(0xA1, 0xFF)}
    return kept


def make_font(source: Path, style: str, *, hanja: bool) -> Path:
    """The Korean face of a collection with the letters that stay, under the name of ours."""
    from fontTools.subset import Options, Subsetter  # type: ignore[import-not-found]
    from fontTools.ttLib import TTCollection  # type: ignore[import-not-found]

    font = next(one for one in TTCollection(source).fonts if "KR" in one["name"].getDebugName(1))
    options = Options(hinting=False, layout_features=["ccmp", "kern"], name_IDs=[0, 13, 14], notdef_outline=True)
    options.drop_tables += ["DSIG", "BASE", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=kept_letters(hanja=hanja))
    subsetter.subset(font)
    postscript = f"{NAME.replace(' ', '')}-{style}"
    for number, text in {
        1: NAME,
        2: style,
        3: postscript,
        4: f"{NAME} {style}",
        5: "Version 2.004",
        6: postscript,
    }.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["CFF "].cff.fontNames = [postscript]
    made = FONTS / f"{postscript}.otf"
    font.save(made)
    return made


if __name__ == "__main__":
    for weight, has_hanja in (("Regular", True), ("Bold", False)):
        path = make_font(Path(sys.argv[1]) / f"NotoSansCJK-{weight}.ttc", weight, hanja=has_hanja)
        print(path.name, path.stat().st_size)
