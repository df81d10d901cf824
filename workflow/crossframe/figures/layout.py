"""What fits where: labels in their room, rows on a page, panels side by side."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib import font_manager, textpath
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from crossframe.figures import style
from crossframe.figures.style import MM_PER_INCH, Canvas

MOST_MM = 235  # height of a figure: a page, with its caption on the next
ROW_MM = 4.0  # height of a labelled row
LEAST_ROW_MM = 3.2  # and where a page is full; letters are 2.5 mm high
LINE_MM = 3.0  # height of a line of text
HEAD_MM = 7  # a panel's title and what parts it from the panel above
AXIS_MM = 11  # an axis with its numbers and its name
LABEL_SHARE = 0.3  # of the width of a panel, for the labels of its rows
PANEL_MM = 25  # least width of a panel whose title is an outlet's name
LABELS_MM = 30  # room for the labels that several panels share
HANDLE_MM = 9  # width of a mark in the legend, with what parts it from the next
LABEL, TITLE = 7.0, 8.0  # points
PLAIN = 0.87  # width of a line of plain letters, of that in bold
MARK_MM = 1.6  # height of a mark among those of outlets below one another
GAP_MM = 1.4  # between such items


@cache
def width_mm(text: str, points: float = LABEL, bold: bool = False) -> float:
    """Return the width of a line of text."""
    font = font_manager.FontProperties(
        family=["DejaVu Sans"], size=points, weight="bold" if bold else "normal"
    )
    ruler = textpath.TextToPath()
    width, _, _ = ruler.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / 72 * MM_PER_INCH


def shortened(text: str, room_mm: float, points: float = LABEL, bold: bool = False) -> str:
    """Return a line of text, cut where it is wider than its room."""
    text = " ".join(text.split())
    if width_mm(text, points, bold) <= room_mm:
        return text
    return text[: _most(text, room_mm, points, bold, "…")].rstrip() + "…"


def wrapped(text: str, room_mm: float, most_lines: int = 2, points: float = LABEL) -> str:
    """Return text in lines no wider than their room; what has no room in the last is cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_mm(longer, points) <= room_mm:
            lines[-1] = longer
            continue
        lines += [""] if lines[-1] else []
        rest = word
        while width_mm(rest, points) > room_mm:
            fits = max(1, _most(rest, room_mm, points))
            lines[-1:] = [rest[:fits], ""]
            rest = rest[fits:]
        lines[-1] = rest
    if len(lines) > most_lines:
        rest = " ".join(lines[most_lines - 1 :])
        last = rest[: max(1, _most(rest, room_mm, points, end="…"))].rstrip() + "…"
        lines[most_lines - 1 :] = [last]
    return "\n".join(lines)


def titles(outlets: Sequence[str], room_mm: float) -> dict[str, str]:
    """Return the outlets' names as titles of panels, of up to two lines in bold."""
    return {outlet: wrapped(outlet, room_mm * PLAIN, 2, TITLE) for outlet in outlets}


def _most(text: str, room_mm: float, points: float, bold: bool = False, end: str = "") -> int:
    """Return how many first characters of a text fit, with an end after them."""
    widths = range(len(text) + 1)
    return bisect_left(
        widths, True, key=lambda n: width_mm(text[:n] + end, points, bold) > room_mm
    ) - 1  # fmt: skip


class Rows(NamedTuple):
    """How many rows a page holds, and their height."""

    shown: int
    height_mm: float


def rows_in(room_mm: float, n_rows: int, row_mm: float = ROW_MM) -> Rows:
    """Return how rows fit into their room: lower where they have to be, the last ones left out."""
    least = min(row_mm, max(LEAST_ROW_MM, row_mm - (ROW_MM - LEAST_ROW_MM)))
    height = min(row_mm, max(least, room_mm / max(1, n_rows)))
    return Rows(max(1, min(n_rows, int(room_mm / height + 1e-9))), height)


def axis_name(name: str, shown: int, of: int) -> str:
    """Return the name of an axis; it says where rows had no room."""
    return name if shown >= of else f"{name}\n(first {shown} of {of}; all are in the data)"


def legend(canvas: Canvas) -> tuple[list[Line2D], int, float]:
    """Return the outlets' marks with their names, how many stand side by side, and the height."""
    labels = {outlet: wrapped(outlet, canvas.width_mm / 2 - HANDLE_MM, points=7.5)
              for outlet in canvas.outlets}  # fmt: skip
    widths = [HANDLE_MM + max(width_mm(line, 7.5) for line in label.split("\n"))
              for label in labels.values()]  # fmt: skip
    across = next(
        n
        for n in range(len(labels), 0, -1)
        if n == 1 or sum(map(max, np.array_split(widths, n))) <= canvas.width_mm - 3
    )
    handles = [
        Line2D([], [], color=look["color"], marker=look["marker"], label=labels[outlet])
        for outlet, look in style.look(canvas.outlets).items()
    ]
    lines = 1 + max(label.count("\n") for label in labels.values())
    return handles, across, 2 + 1.4 * LINE_MM * lines * math.ceil(len(labels) / across)


def add_legend(figure: Figure, handles: list[Line2D], across: int) -> None:
    """Place a legend above the panels."""
    figure.legend(handles=handles, loc="outside upper left", ncols=across, handlelength=1.6,
                  handletextpad=0.5, columnspacing=1.0)  # fmt: skip


def panels_of_outlets(
    canvas: Canvas, n_rows: int, more_mm: float
) -> tuple[Figure, dict[str, Axes], Rows]:
    """Return a figure with a panel an outlet, each with rows of its own on one scale.

    Args:
        canvas: The canvas.
        n_rows: Most rows of a panel.
        more_mm: What the figure needs in height beside its panels.
    """
    columns = 1 if canvas.narrow else 2
    lines = math.ceil(len(canvas.outlets) / columns)
    rows = rows_in((MOST_MM - more_mm) / lines - HEAD_MM, n_rows)
    height = more_mm + lines * (HEAD_MM + rows.height_mm * rows.shown)
    figure, axes = style.panels(lines, columns, canvas.width_mm, height, sharex=True)
    for ax in axes.flat[len(canvas.outlets) :]:
        ax.set_visible(False)
    held = dict(zip(canvas.outlets, axes.flat, strict=False))
    for place, ax in enumerate(held.values()):
        ax.set_ylim(rows.shown - 0.4, -0.6)
        ax.tick_params(labelbottom=place + columns >= len(held))  # nothing below
    return figure, held, rows


def counted_labels(rows: pd.DataFrame, item: str, canvas: Canvas) -> list[str]:
    """Return labels for rows of such panels: the item and its occurrences here and in the rest."""
    room = LABEL_SHARE * canvas.width_mm / (1 if canvas.narrow else 2)
    return [
        f"{shortened(name, room)}  {n}:{rest}"
        for name, n, rest in rows[[item, "n", "n_rest"]].to_numpy()
    ]


def panels_by_row(
    titles: Sequence[str], labels: Sequence[str], canvas: Canvas, panel_mm: float
) -> tuple[Figure, dict[str, Axes]]:
    """Return a figure with a panel a title, and the panels by title; all share labelled rows.

    Args:
        titles: Titles of the panels, from left to right and on in the next line.
        labels: Labels of the rows, from top to bottom; long ones are broken and cut.
        canvas: The canvas.
        panel_mm: Least width of a panel.
    """
    across = max(1, (canvas.width_mm - LABELS_MM - 2) // panel_mm)
    n_lines = math.ceil(len(titles) / across)
    n_columns = math.ceil(len(titles) / n_lines)
    most_lines = 2 if n_lines * (16 + (ROW_MM + 2.2) * len(labels)) + 4 <= MOST_MM else 1
    labels = [wrapped(label, LABELS_MM - 3, most_lines) for label in labels]
    row_mm = ROW_MM + 2.2 * any("\n" in label for label in labels)
    row_mm = min(row_mm, ((MOST_MM - 4) / n_lines - 16) / len(labels))
    height = 4 + n_lines * (16 + row_mm * len(labels))
    figure, axes = style.panels(n_lines, n_columns, canvas.width_mm, height, sharey=True)
    for ax in axes.flat[len(titles) :]:
        ax.set_visible(False)
    for ax, title in zip(axes.flat, titles, strict=False):
        ax.set_title(title, fontsize=LABEL)
    axes[0, 0].set_yticks(range(len(labels)), labels)
    axes[0, 0].set_ylim(len(labels) - 0.4, -0.6)
    return figure, dict(zip(titles, axes.flat, strict=False))


def rows_of_panels(canvas: Canvas) -> list[tuple[str, ...]]:
    """Return the outlets in rows of as many panels as the canvas has room for."""
    across = max(1, int((canvas.width_mm - LABELS_MM) // PANEL_MM))
    starts = range(0, len(canvas.outlets), across)
    return [canvas.outlets[start : start + across] for start in starts]
