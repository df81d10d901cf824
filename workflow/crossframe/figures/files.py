"""The bytes of a figure: PDF, PNG and SVG, small and the same on every run."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from matplotlib.figure import Figure
from PIL import Image, ImageColor
from pypdf import PdfWriter
from pypdf.generic import NameObject, NumberObject, StreamObject

from crossframe import io
from crossframe.figures import style
from crossframe.figures.style import MM_PER_INCH

# No date and no version of the software in the files.
METADATA: dict[str, dict[str, None]] = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
}
GREYS = (0, 0x33, 0x76, 0x99, 0xBB, 0xDD, 0xF3, 0xFF)  # of letters, lines and their edges
SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
FAMILY = "font-family:'DejaVu Sans',Verdana,sans-serif"
FONTS = {"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}
# What a reader of SVG needs of a font: no hints for screens of old, no names, no kerning.
TABLES = [
    "MATH",
    "GSUB",
    "GPOS",
    "GDEF",
    "kern",
    "fpgm",
    "prep",
    "cvt ",
    "gasp",
    "FFTM",
    "name",
    "post",
]
DECIMALS = 1  # of a coordinate in points: a fiftieth of a millimetre
NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
REFERENCE = re.compile(r"#([\w-]+)")


def save(figure: Figure, stems: Path, dpi: int) -> None:
    """Write a figure in all formats, laid out once for all.

    Args:
        figure: The figure.
        stems: Path of the files, without their suffix.
        dpi: Resolution of the PNG.
    """
    stems.parent.mkdir(parents=True, exist_ok=True)
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    drawn = BytesIO()
    figure.savefig(drawn, format="pdf", metadata=METADATA["pdf"])
    stems.with_suffix(".pdf").write_bytes(slim(drawn))
    drawn = BytesIO()
    figure.savefig(drawn, format="png", dpi=dpi)
    image = _in_few_colours(Image.open(drawn).convert("RGB"))
    image.save(stems.with_suffix(".png"), dpi=(dpi, dpi), optimize=True)
    written = StringIO()
    figure.savefig(written, format="svg", metadata=METADATA["svg"])
    io.write_text(compact(written.getvalue()), stems.with_suffix(".svg"))


def _in_few_colours(image: Image.Image) -> Image.Image:
    """Return an image in its own colours, one blend of each with white, and greys.

    A chosen palette would let colours of outlets run into each other.
    """
    held = {colour for _, colour in image.getcolors(image.width * image.height) or ()}
    known = [ImageColor.getrgb(colour)[:3] for colour in (*style.COLOURS, *style.BLUES)]
    palette = [channel for grey in GREYS for channel in (grey, grey, grey)]
    for colour in known:
        if colour in held and len(set(colour)) > 1:
            palette += [*colour, *((channel + 255) // 2 for channel in colour)]
    chosen = Image.new("P", (1, 1))
    chosen.putpalette(palette)
    return image.quantize(palette=chosen, dither=Image.Dither.NONE)


def size_mm(svg: Path) -> tuple[float, float]:
    """Return width and height of a figure from its SVG file."""
    root = ElementTree.parse(svg).getroot()
    width, height = (float(root.attrib[name].removesuffix("mm")) for name in ("width", "height"))
    return width, height


def slim(pdf: BytesIO) -> bytes:
    """Return a PDF of matplotlib's whose fonts have no hints for screens of old."""
    writer = PdfWriter(clone_from=pdf)
    writer.metadata = None
    for font in writer._objects:
        if isinstance(font, StreamObject) and "/Length1" in font:
            data = _without_hints(font.get_data())
            font.set_data(data)
            font[NameObject("/Length1")] = NumberObject(len(data))
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _without_hints(data: bytes) -> bytes:
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    options = subset.Options(
        hinting=False, layout_features=[], drop_tables=TABLES, retain_gids=True, notdef_outline=True
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(gids=range(len(font.getGlyphOrder())))
    subsetter.subset(font)
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def compact(svg: str) -> str:
    """Return an SVG of matplotlib's in a tenth of its bytes, with the glyphs that it needs."""
    ElementTree.register_namespace("", SVG[1:-1])
    ElementTree.register_namespace("xlink", LINK[1:].partition("}")[0])
    root = ElementTree.fromstring(svg)
    for side in ("width", "height"):  # as print sizes are stated
        points = float(root.attrib[side].removesuffix("pt"))
        root.set(side, f"{points / 72 * MM_PER_INCH:.4g}mm")
    _unwrap(root)
    fonts = "".join(_font_face(*each) for each in sorted(_characters(root).items()))
    for element in root.iter():
        _shorten(element)
        _as_circle(element)
    classes = _classes(root)
    _join_lines(root, {name for name, value in classes.items() if "fill:none" in value})
    rules = "".join(f".{name}{{{value}}}" for name, value in classes.items())
    style = ElementTree.Element(f"{SVG}style")
    style.text = f"{fonts}*{{stroke-linejoin:round}}text{{{FAMILY};white-space:pre}}{rules}"
    root.insert(0, style)
    return ElementTree.tostring(root, encoding="unicode").replace(" />", "/>") + "\n"


def _unwrap(parent: ElementTree.Element) -> None:
    """Drop descriptions, and groups that group nothing."""
    children = list(parent)
    parent[:] = []
    parent.tail = None
    if parent.tag != f"{SVG}text":
        parent.text = None
    for child in children:
        if child.tag in (f"{SVG}metadata", f"{SVG}style"):
            continue
        _unwrap(child)
        if child.tag == f"{SVG}g" and not child.attrib.keys() - {"id"}:
            parent.extend(child)
        elif len(child) or child.tag not in (f"{SVG}g", f"{SVG}defs"):
            parent.append(child)


def _characters(root: ElementTree.Element) -> dict[str, str]:
    """Return the characters of each weight of the font."""
    found: dict[str, set[str]] = {}
    for text in root.iter(f"{SVG}text"):
        bold = re.search(r"font(?:-weight)?: (?:bold|[6-9]00)", text.get("style", ""))
        found.setdefault("bold" if bold else "normal", set()).update(text.text or "")
    return {weight: "".join(sorted(characters)) for weight, characters in found.items()}


def _font_face(weight: str, characters: str) -> str:
    """Return a rule of CSS that holds the glyphs of these characters."""
    font = TTFont(BytesIO(_font(weight)), recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=[], drop_tables=TABLES)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    font.flavor = "woff"
    written = BytesIO()
    font.save(written)
    data = b64encode(written.getvalue()).decode("ascii")
    return (
        f"@font-face{{font-family:'DejaVu Sans';font-weight:{weight};"
        f"src:url(data:font/woff;base64,{data})}}"
    )


@cache
def _font(weight: str) -> bytes:
    return Path(mpl.get_data_path(), "fonts", "ttf", FONTS[weight]).read_bytes()


def _shorten(element: ElementTree.Element) -> None:
    """Round numbers, and leave out what says nothing."""
    for name, value in list(element.attrib.items()):
        digits = 2 if name == "style" else DECIMALS
        short = NUMBER.sub(partial(_rounded, digits=digits), value)
        if name == "transform":
            short = re.sub(r"rotate\(-?0 [^)]*\)", "", short).strip()
        elif name == "d":
            short = re.sub(r"\s*([MLCQZz])\s*", r"\1", " ".join(short.split())).strip()
            short = re.sub(r"M(\S+) (\S+?)L(\S+?) \2(?![\d.])", r"M\1 \2H\3", short)
            short = re.sub(r"M(\S+) (\S+?)L\1 ", r"M\1 \2V", short)
        elif name == "style":
            short = re.sub(r"font: (?:(bold|\d00) )?([\d.]+px) [^;]*", _font_style, short)
            short = re.sub(r"font-family: [^;]*;? ?", "", short)
            short = re.sub(r"([;:]) ", r"\1", short).rstrip(";")
        element.set(name, short)
        if not short:
            del element.attrib[name]


def _as_circle(element: ElementTree.Element) -> None:
    """Write a circle as such, not as eight curves."""
    line = element.get("d", "")
    if line.count("C") == 8 and line.endswith("z"):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", line)]
        sides = [(min(numbers[start::2]), max(numbers[start::2])) for start in (0, 1)]
        (left, right), (bottom, top) = sides
        element.tag = f"{SVG}circle"
        del element.attrib["d"]
        element.set("cx", f"{(left + right) / 2:.4g}")
        element.set("cy", f"{(bottom + top) / 2:.4g}")
        element.set("r", f"{(right - left) / 2:.3g}")


def _font_style(match: re.Match[str]) -> str:
    weight, size = match.groups()
    return f"font-size: {size}" + (f"; font-weight: {weight}" if weight else "")


def _rounded(match: re.Match[str], digits: int) -> str:
    short = f"{float(match[0]):.{digits}f}".rstrip("0").rstrip(".")
    return "0" if short in ("-0", "") else short


def _join_lines(parent: ElementTree.Element, lines: set[str]) -> None:
    """Write lines of one look that follow each other as one path."""
    last: ElementTree.Element | None = None
    for child in list(parent):
        _join_lines(child, lines)
        if child.tag == f"{SVG}path" and "d" not in child.attrib:
            parent.remove(child)  # of no point
            continue
        alike = last is not None and _look(last) == _look(child)
        if child.tag != f"{SVG}path" or child.get("class") not in lines:
            last = None
        elif last is not None and alike:
            last.set("d", last.attrib["d"] + child.attrib["d"])
            parent.remove(child)
        else:
            last = child


def _look(element: ElementTree.Element) -> dict[str, str]:
    return {name: value for name, value in element.attrib.items() if name != "d"}


def _classes(root: ElementTree.Element) -> dict[str, str]:
    """Put styles into classes, and give short names to what is referred to; return the classes."""
    styles = Counter(e.attrib["style"] for e in root.iter() if "style" in e.attrib)
    names = {style: f"s{n}" for n, style in enumerate(styles)}
    ids = {old: f"i{n}" for n, old in enumerate(dict.fromkeys(_references(root)))}
    for element in root.iter():
        style, name = element.attrib.pop("style", None), element.attrib.pop("id", None)
        if style is not None:
            element.set("class", names[style])
        if name in ids:
            element.set("id", ids[name])
        for key in ("clip-path", LINK):
            if key in element.attrib:
                element.set(key, REFERENCE.sub(lambda m: f"#{ids[m[1]]}", element.attrib[key]))
    return {name: style for style, name in names.items()}


def _references(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        for key in ("clip-path", LINK):
            yield from REFERENCE.findall(element.get(key, ""))
