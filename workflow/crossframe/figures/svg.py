"""A figure as SVG: shapes in as few bytes as they need, text as text, with its own glyphs."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from crossframe.figures import fonts
from crossframe.figures.style import MM_PER_INCH

NAMESPACE = "http://www.w3.org/2000/svg"
STEPS = 10  # of a point, which is the unit of all lengths in the file: a 28th of a millimetre
LETTERS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C",
           Path.CLOSEPOLY: "Z"}  # fmt: skip
CIRCLE = list(np.asarray(Path.unit_circle().codes))
ANCHORS = {"left": (0.0, ""), "center": (0.5, ";text-anchor:middle"),
           "right": (1.0, ";text-anchor:end")}  # fmt: skip
EVERYWHERE = f"*{{stroke-linejoin:round}}text{{font-family:{fonts.FAMILY};white-space:pre}}"


def svg(figure: Figure) -> str:
    """Return a figure, whose layout is done, as an SVG file."""
    figure.set_dpi(72 * STEPS)
    width, height = figure.bbox.size
    renderer = Renderer(float(width), float(height))
    figure.draw(renderer)
    return renderer.file()


class Renderer(RendererBase):
    """What matplotlib draws on, as a tree of SVG."""

    def __init__(self, width: float, height: float) -> None:
        """Make an empty sheet, of a width and a height in steps."""
        super().__init__()
        self._size = width, height
        self._shapes = Element("g")
        self._classes: dict[str, str] = {}  # names by style
        self._clips: dict[tuple[int, ...], str] = {}  # names by left, top, width and height
        self._characters: dict[str, set[str]] = {}  # by weight of the font

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return width and height in steps."""
        return self._size

    def points_to_pixels(self, points: Any) -> Any:
        """Return lengths in steps."""
        return points * STEPS

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803 - matplotlib's name
    ) -> None:
        """Add a path; a line of the look of the one before becomes part of it."""
        look = self._class("".join([*self._stroke(gc), *self._clip(gc)]) + _fill(rgbFace))
        placed = transform + Affine2D().scale(1, -1).translate(0, self._size[1])
        if path.codes is not None and list(np.asarray(path.codes)) == CIRCLE:
            corners = placed.transform_path(path).get_extents()
            (x, y), radius = (corners.p0 + corners.p1) / 2, corners.width / 2
            drawn = {"cx": f"{x:.0f}", "cy": f"{y:.0f}", "r": f"{radius:.0f}"}
            SubElement(self._shapes, "circle", {"class": look} | drawn)
            return
        line = "".join(_segments(path, placed))
        last = self._shapes[-1] if len(self._shapes) else Element("none")
        if rgbFace is None and last.tag == "path" and last.get("class") == look:
            last.set("d", last.attrib["d"] + line)
        elif line:
            SubElement(self._shapes, "path", {"class": look, "d": line})

    def draw_text(  # noqa: PLR0913, PLR0917 - as matplotlib calls it
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Add a line of text, anchored where it is aligned, in case another font shows it."""
        weight = "bold" if prop.get_weight() == "bold" else "normal"
        self._characters.setdefault(weight, set()).update(s)
        part, anchor = ANCHORS["left" if angle or mtext is None else mtext.get_ha()]
        x += part * self.get_text_width_height_descent(s, prop, False)[0]
        size = f"font-size:{self.points_to_pixels(prop.get_size_in_points()):.3g}px"
        bold = ";font-weight:bold" if weight == "bold" else ""
        place = {"x": f"{x:.0f}", "y": f"{y:.0f}"}
        if angle:
            place["transform"] = f"rotate({-angle:g} {x:.0f} {y:.0f})"
        look = self._class(f"{size}{bold}{anchor};fill:{to_hex(gc.get_rgb())}")
        SubElement(self._shapes, "text", {"class": look} | place).text = s

    def file(self) -> str:
        """Return the file of what has been drawn, with its size in millimetres."""
        width, height = self._size
        sides = {
            name: f"{side / STEPS / 72 * MM_PER_INCH:.4g}mm"
            for name, side in (("width", width), ("height", height))
        }
        box = f"0 0 {width:.0f} {height:.0f}"
        root = Element("svg", {"xmlns": NAMESPACE, "viewBox": box} | sides)
        faces = [fonts.face(weight, "".join(sorted(held)))
                 for weight, held in sorted(self._characters.items())]  # fmt: skip
        rules = [f".{name}{{{style}}}" for style, name in self._classes.items()]
        SubElement(root, "style").text = "".join([*faces, EVERYWHERE, *rules])
        for rectangle, name in self._clips.items():
            corner = dict(zip(("x", "y", "width", "height"), map(str, rectangle), strict=True))
            SubElement(SubElement(root, "clipPath", {"id": name}), "rect", corner)
        root.extend(self._shapes)
        return tostring(root, encoding="unicode").replace(" />", "/>") + "\n"

    def _class(self, style: str) -> str:
        return self._classes.setdefault(style, f"s{len(self._classes)}")

    def _stroke(self, gc: GraphicsContextBase) -> Iterator[str]:
        """Yield how a line is drawn, where there is one."""
        width, cap, join = gc.get_linewidth(), gc.get_capstyle(), gc.get_joinstyle()
        if not width:
            return
        yield f"stroke:{to_hex(gc.get_rgb())};stroke-width:{self.points_to_pixels(width):.3g};"
        if cap != "butt":
            yield f"stroke-linecap:{'square' if cap == 'projecting' else cap};"
        if join != "round":
            yield f"stroke-linejoin:{join};"
        _, dashes = gc.get_dashes()
        if dashes is not None:
            lengths = self.points_to_pixels(np.asarray(dashes))
            yield f"stroke-dasharray:{' '.join(f'{length:.3g}' for length in lengths)};"

    def _clip(self, gc: GraphicsContextBase) -> Iterator[str]:
        """Yield what cuts a shape off at the edge of its panel, where that is done."""
        box = gc.get_clip_rectangle()
        if box is not None:
            left, top = box.x0, self._size[1] - box.y1
            held = tuple(round(each) for each in (left, top, box.width, box.height))
            yield f"clip-path:url(#{self._clips.setdefault(held, f'c{len(self._clips)}')});"


def _fill(color: Any) -> str:
    return "fill:none" if color is None else f"fill:{to_hex(color)}"


def _segments(path: Path, transform: Transform) -> Iterator[str]:
    """Yield the parts of a path as SVG writes them."""
    for points, code in path.iter_segments(transform, simplify=False):
        numbers = [] if code == Path.CLOSEPOLY else [f"{n:.0f}" for n in np.asarray(points)]
        yield LETTERS[np.uint8(code)] + " ".join(numbers)
