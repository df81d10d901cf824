"""Figures for the page: an SVG file as an address that needs no file."""

from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from markupsafe import Markup

# What ends an attribute, begins a reference, or is no part of an address. The rest may stand as it
# is: half the bytes of base64, a quarter less than the picture as lossless WebP.
APART = str.maketrans(
    {"%": "%25", "#": "%23", "&": "%26", '"': "%22", "\n": "%0A", "\r": "%0D", "\t": "%09"}
)
PIXELS = {"mm": 96 / 25.4, "pt": 96 / 72, "px": 1.0}  # as CSS defines them


class Picture(NamedTuple):
    """A picture: its address, and its size in pixels of CSS."""

    address: Markup
    width: int
    height: int


def embedded(path: Path) -> Picture:
    """Return an SVG file as a picture."""
    text = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    width, height = (_pixels(root.attrib[side]) for side in ("width", "height"))
    drawn = text[text.index("<svg") :].strip().translate(APART)
    return Picture(Markup(f"data:image/svg+xml,{drawn}"), width, height)


def _pixels(length: str) -> int:
    return round(float(length[:-2]) * PIXELS[length[-2:]])
