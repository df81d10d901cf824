"""The files of a figure: PDF, PNG and SVG, small and the same on every run."""

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image, ImageColor

from crossframe import io
from crossframe.figures import fonts, style
from crossframe.figures.svg import svg

# No date and no version of the software in the file.
METADATA: dict[str, None] = {"CreationDate": None, "Producer": None, "Creator": None}
GREYS = (0, 0x33, 0x76, 0x99, 0xBB, 0xDD, 0xF3, 0xFF)  # of letters, lines and their edges


def save(figure: Figure, stem: Path, dpi: int) -> None:
    """Write a figure in all formats, laid out once for all.

    Args:
        figure: The figure.
        stem: Path of the files, without their suffix.
        dpi: Resolution of the PNG.
    """
    stem.parent.mkdir(parents=True, exist_ok=True)
    if engine := figure.get_layout_engine():
        engine.execute(figure)
        figure.set_layout_engine("none")
    stem.with_suffix(".pdf").write_bytes(_pdf(figure))
    _png(figure, dpi).save(stem.with_suffix(".png"), dpi=(dpi, dpi))
    io.write_text(svg(figure), stem.with_suffix(".svg"))


def size_mm(path: Path) -> tuple[float, float]:
    """Return width and height of a figure from its SVG file."""
    root = ElementTree.parse(path).getroot()
    width, height = (float(root.attrib[name].removesuffix("mm")) for name in ("width", "height"))
    return width, height


def _pdf(figure: Figure) -> bytes:
    written = BytesIO()
    with fonts.lean():
        figure.savefig(written, format="pdf", metadata=METADATA)
    return written.getvalue()


def _png(figure: Figure, dpi: int) -> Image.Image:
    """Return a figure in its own colours, one blend of each with white, and greys.

    A chosen palette would let colours of outlets run into each other.
    """
    figure.set_dpi(dpi)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    drawn = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    image = Image.fromarray(drawn).convert("RGB")
    held = {colour for _, colour in image.getcolors(image.width * image.height) or ()}
    known = [ImageColor.getrgb(colour)[:3] for colour in (*style.COLOURS, *style.BLUES)]
    palette = [channel for grey in GREYS for channel in (grey, grey, grey)]
    for colour in known:
        if colour in held and len(set(colour)) > 1:
            palette += [*colour, *((channel + 255) // 2 for channel in colour)]
    chosen = Image.new("P", (1, 1))
    chosen.putpalette(palette)
    return image.quantize(palette=chosen, dither=Image.Dither.NONE)
