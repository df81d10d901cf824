"""Figures for the page, each with its caption and words: an SVG file as an address."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from markupsafe import Markup

from crossframe import io

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


class Plate(NamedTuple):
    """A figure, as the index of figures has it.

    Attributes:
        name: Name of its files.
        title: Its title.
        caption: Its caption.
        alt: What it shows, in words.
        picture: The picture.
    """

    name: str
    title: str
    caption: str
    alt: str
    picture: Picture


def plates(index: Path) -> dict[str, Plate]:
    """Return the study's figures by name.

    Args:
        index: The list of the figures, beside their folders.
    """
    columns, rows = io.read_rows(index)
    listed = [dict(zip(columns, row, strict=True)) for row in rows]
    return {row["figure"]: _plate(row, index.parent) for row in listed}


def _plate(row: Mapping[str, str], folder: Path) -> Plate:
    picture = embedded(folder / "two_columns" / f"{row['figure']}.svg")
    return Plate(row["figure"], row["title"], row["caption"], row["alt"], picture)


def embedded(path: Path) -> Picture:
    """Return an SVG file as a picture."""
    text = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    width, height = (_pixels(root.attrib[side]) for side in ("width", "height"))
    drawn = text[text.index("<svg") :].strip().translate(APART)
    return Picture(Markup(f"data:image/svg+xml,{drawn}"), width, height)


def _pixels(length: str) -> int:
    return round(float(length[:-2]) * PIXELS[length[-2:]])
