"""The glyphs that a figure needs of the font, which its files hold."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from matplotlib.backends import _backend_pdf_ps
from matplotlib.backends._backend_pdf_ps import SubsetResults

FAMILY = "'DejaVu Sans',Verdana,sans-serif"
FILES = {"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}
# What no reader of SVG and PDF needs: hints for screens of old, names, what pairs of letters do.
DROPPED = ["MATH", "GSUB", "GPOS", "GDEF", "kern", "fpgm", "prep", "cvt ", "gasp", "FFTM", "name",
           "post"]  # fmt: skip


@cache
def face(weight: str, characters: str) -> str:
    """Return a rule of CSS that holds the glyphs of these characters."""
    path = Path(mpl.get_data_path(), "fonts", "ttf", FILES[weight])
    font = _subset(str(path), text=characters).font
    font.flavor = "woff"
    written = BytesIO()
    font.save(written)
    data = b64encode(written.getvalue()).decode("ascii")
    return (
        f"@font-face{{font-family:'DejaVu Sans';font-weight:{weight};"
        f"src:url(data:font/woff;base64,{data})}}"
    )


@contextmanager
def lean() -> Iterator[None]:
    """Let matplotlib embed in a PDF what it needs of fonts.

    It embeds hints and tables for typesetting, too, which make most of the file and take most of
    the time, and has no setting for it.
    """
    fat = _backend_pdf_ps.get_glyphs_subset
    _backend_pdf_ps.get_glyphs_subset = _glyphs
    try:
        yield
    finally:
        _backend_pdf_ps.get_glyphs_subset = fat


@contextmanager
def _glyphs(fontfile: str, glyphs: Iterable[int]) -> Iterator[SubsetResults]:
    yield _held(str(fontfile), frozenset(glyphs))


@cache
def _held(path: str, glyphs: frozenset[int]) -> SubsetResults:
    return _subset(path, gids=sorted(glyphs))


def _subset(path: str, **held: object) -> SubsetResults:
    font = TTFont(BytesIO(_read(path)), lazy=True, recalcTimestamp=False)
    options = subset.Options(
        hinting=False, layout_features=[], drop_tables=DROPPED, notdef_outline=True
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(**held)
    subsetter.subset(font)
    return SubsetResults(font, subsetter.glyph_index_map)


@cache
def _read(path: str) -> bytes:
    return Path(path).read_bytes()
