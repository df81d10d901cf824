"""How outlets frame the issue, at a glance: a row an indicator, a column an outlet."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from crossframe.drawing import Drawing
from crossframe.figures import layout, style, words
from crossframe.figures.style import Canvas
from crossframe.tables.columns import PER_1000, SHARE
from crossframe.wording import spoken

CELL_MM = 9.4  # least width of a cell: a number, and the mark of a difference
LABEL_SHARE = 0.27, 0.35  # of the width, for labels: of a page, of a column
ROW_MM = 6.2  # height of a cell with a number and, below it, its mark and interval
LOW_ROW_MM, LEAST_ROW_MM = 3.8, 2.8  # height of a cell with a number alone
GROUP_MM = 4.0  # height of the name of a group
MARK_MM = 4.5  # height of the outlets' marks above the columns
STRETCH = 1.5  # a row's scale reaches as far beyond its values as this many times their span
LIGHT, DARK = 1.0, 0.80  # grey behind the lowest and the highest value of a row
UNITS = {SHARE: "%", PER_1000: "per 1,000 words", "VADER score": "−1…1", "AFINN score": "−5…5"}
DIGITS = {SHARE: 0, PER_1000: 1}  # after the point; of others 2
HIGHER, LOWER = "↑", "↓"  # triangles are outlets' marks
KEY = (f"{HIGHER} higher, {LOWER} lower than the other outlets, as the tests support (framed); "
       "darker: higher in its row; hollow: no interval; –: no value.")  # fmt: skip
MARKED = " Marks and lines: value and interval, on a scale of the row's own; tick: 0."
MOST_TOLD = 7  # differences
KEPT = ["rank", "group", "indicator", "unit_of_value", "outlet", "value", "low", "high",
        "difference", "q", "differs", "measure", "n_units", "unit", "scope", "note"]  # fmt: skip


class Grid(NamedTuple):
    """Where things stand, in mm.

    Attributes:
        label: Width of the labels.
        cell: Width of a cell.
        across: How many outlets stand side by side; the others follow below.
        row: Height of a row.
        block: Height of a block of rows, with its head.
        head: Height of the head: the outlets' marks, and their names where these fit.
        marks: Whether cells have room for marks and intervals.
        looks: Colour and marker of each outlet.
        names: The outlets' names above the columns; empty where they do not fit.
    """

    label: float
    cell: float
    across: int
    row: float
    block: float
    head: float
    marks: bool
    looks: dict[str, dict[str, str]]
    names: dict[str, str]


def select(table: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> pd.DataFrame:
    """Return all rows, indicator by indicator."""
    return style.plotted(table.sort_values(["rank", "outlet"], kind="stable"), KEPT)


def draw(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> Figure:
    """Draw a cell an indicator and outlet: its number, and its interval where there is room."""
    if rows.empty:
        return style.nothing(canvas)
    names = _names(canvas)
    handles, columns, legend_mm = layout.legend(canvas)
    legend_mm = 1.0 if names else legend_mm + 1.5
    key = layout.wrapped(KEY, canvas.width_mm - 4, 4, 6.5)
    foot_mm = 3 + layout.LINE_MM * (1 + key.count("\n"))
    grid = _grid(rows, canvas, layout.MOST_MM - legend_mm - foot_mm - layout.LINE_MM)
    if grid.marks:
        key = layout.wrapped(KEY + MARKED, canvas.width_mm - 4, 4, 6.5)
        foot_mm = 3 + layout.LINE_MM * (1 + key.count("\n"))
    blocks = [canvas.outlets[start : start + grid.across]
              for start in range(0, len(canvas.outlets), grid.across)]  # fmt: skip
    height = legend_mm + grid.block * len(blocks) + foot_mm
    figure, ax = _sheet(canvas, height)
    for number, outlets in enumerate(blocks):
        _block(ax, rows, outlets, grid, legend_mm + number * grid.block)
    ax.text(2, height - foot_mm + 1.5, key, va="top", fontsize=6.5, color="#333333")
    if not names:
        figure.legend(handles=handles, loc="upper left", ncols=columns, handlelength=1.6,
                      handletextpad=0.5, columnspacing=1.0, borderaxespad=0.2)  # fmt: skip
    return figure


def _sheet(canvas: Canvas, height: float) -> tuple[Figure, Axes]:
    """Return a figure whose only axes cover it, in mm from its upper left corner."""
    figure, axes = style.panels(1, 1, canvas.width_mm, height)
    figure.set_layout_engine("none")
    ax: Axes = axes[0, 0]
    ax.set_position((0, 0, 1, 1))
    ax.set_axis_off()
    ax.set_xlim(0, canvas.width_mm)
    ax.set_ylim(height, 0)
    return figure, ax


def _columns(canvas: Canvas) -> tuple[float, float, int]:
    """Return the widths of labels and cells, and how many cells stand side by side."""
    label = canvas.width_mm * LABEL_SHARE[canvas.narrow]
    room = canvas.width_mm - label - 1
    across = min(len(canvas.outlets), int(room // CELL_MM))
    return label, room / across, across


def _names(canvas: Canvas) -> dict[str, str]:
    """Return the outlets' names as they stand above their columns; none where they do not fit."""
    _, cell, _ = _columns(canvas)
    lines = [outlet.split() for outlet in canvas.outlets]
    if max(layout.width_mm(word) for line in lines for word in line) > cell - 1:
        return {}
    names = {outlet: layout.wrapped(outlet, cell - 1, 9) for outlet in canvas.outlets}
    return names if max(name.count("\n") for name in names.values()) < 2 else {}


def _grid(rows: pd.DataFrame, canvas: Canvas, room_mm: float) -> Grid:
    label, cell, across = _columns(canvas)
    n_blocks = -(-len(canvas.outlets) // across)
    names = _names(canvas)
    head = MARK_MM + layout.LINE_MM * (
        1 + max(n.count("\n") for n in names.values()) if names else 0
    )
    fixed = head + GROUP_MM * rows["group"].nunique() + 1
    n_rows = rows["rank"].nunique()
    fitting = (room_mm / n_blocks - fixed) / n_rows
    marks = fitting >= ROW_MM
    row = ROW_MM if marks else max(LEAST_ROW_MM, min(LOW_ROW_MM, fitting))
    looks = style.look(canvas.outlets)
    return Grid(label, cell, across, row, fixed + n_rows * row, head, marks, looks, names)


def _block(ax: Axes, rows: pd.DataFrame, outlets: tuple[str, ...], grid: Grid, top: float) -> None:
    """Draw the columns of some outlets, with the labels of the rows."""
    for column, outlet in enumerate(outlets):
        middle, look = grid.label + (column + 0.5) * grid.cell, grid.looks[outlet]
        ax.scatter(middle, top + MARK_MM / 2, s=26, color=look["color"], marker=look["marker"])
        ax.text(middle, top + MARK_MM, grid.names.get(outlet, ""), ha="center", va="top",
                fontsize=7)  # fmt: skip
    y, group = top + grid.head, None
    for _, own in rows.groupby("rank"):
        if own["group"].iloc[0] != group:
            group = own["group"].iloc[0]
            ax.text(2, y + GROUP_MM - 0.6, group, fontweight="bold", fontsize=7, va="bottom")
            y += GROUP_MM
        unit = own["unit_of_value"].iloc[0]
        name = f"{own['indicator'].iloc[0]} ({UNITS.get(unit, unit)})"
        label = layout.wrapped(name, grid.label - 4, 2 if grid.marks else 1)
        ax.text(3, y + grid.row / 2, label, va="center", fontsize=7, color="#333333")
        by_outlet = {row["outlet"]: row for _, row in own.iterrows()}
        for column, outlet in enumerate(outlets):
            if outlet in by_outlet:
                corner = grid.label + column * grid.cell, y
                _cell(ax, by_outlet[outlet], own, corner, grid)
        y += grid.row


def _cell(
    ax: Axes, row: "pd.Series[float]", of: pd.DataFrame, corner: tuple[float, float], grid: Grid
) -> None:
    """Draw a cell: its shade, its number, and its interval where there is room."""
    (x, y), differs = corner, bool(row["differs"])
    ax.add_patch(
        Rectangle((x + 0.3, y + 0.25), grid.cell - 0.6, grid.row - 0.5, facecolor=_shade(row, of),
                  edgecolor="#000000" if differs else "none", linewidth=0.9)
    )  # fmt: skip
    down = y + (0.34 if grid.marks else 0.5) * grid.row
    text, points = _number(row, grid.cell - 1.4)
    ax.text(x + grid.cell / 2, down, text, ha="center", va="center", fontsize=points,
            fontweight="bold" if differs else "normal")  # fmt: skip
    if grid.marks and pd.notna(row["value"]):
        _interval(ax, row, of, corner, grid)


def _shade(row: "pd.Series[float]", of: pd.DataFrame) -> str:
    """Return the grey of a value, between the lowest and the highest of its row."""
    values = of["value"].dropna()
    if pd.isna(row["value"]) or values.max() == values.min():
        return str(LIGHT)
    part = (row["value"] - values.min()) / (values.max() - values.min())
    return f"{LIGHT - (LIGHT - DARK) * part:.3f}"


def _number(row: "pd.Series[float]", room: float) -> tuple[str, float]:
    """Return the text of a cell and its size in points, as large as its room allows."""
    if pd.isna(row["value"]):
        return "–", layout.LABEL
    unit, value = str(row["unit_of_value"]), row["value"]
    number = f"{100 * value if unit == SHARE else value:.{DIGITS.get(unit, 2)}f}"
    number = re.sub(r"^-(?=[0.]+$)", "", number).replace("-", "−")  # no minus zero
    if not row["differs"]:
        return number, layout.LABEL
    mark = HIGHER if row["difference"] > 0 else LOWER
    tries = [(f"{number}{gap}{mark}", points) for points in (7.0, 6.5, 6.0) for gap in (" ", "")]
    fits = (each for each in tries if layout.width_mm(*each, bold=True) <= room)
    short = re.sub(r"^(−?)0(?=[.])", r"\1", number)  # .5 in place of 0.5
    return next(fits, (f"{short}{mark}", 6.0))


def _interval(
    ax: Axes, row: "pd.Series[float]", of: pd.DataFrame, corner: tuple[float, float], grid: Grid
) -> None:
    """Draw a mark and its interval on the scale of the row."""
    x, y, width = corner[0] + 1.4, corner[1] + 0.76 * grid.row, grid.cell - 2.8
    look = grid.looks[str(row["outlet"])]
    first, last = _scale(of)

    def at(value: float) -> float:
        return x + width * float(np.clip((value - first) / (last - first), 0, 1))

    ax.hlines(y, x, x + width, colors="#BBBBBB", linewidth=0.5)
    if first < 0 < last:
        ax.vlines(at(0), y - 0.7, y + 0.7, colors=style.GREY, linewidth=0.5)
    sure = pd.notna(row["low"]) and pd.notna(row["high"])
    if sure:
        ax.hlines(y, at(row["low"]), at(row["high"]), colors=look["color"], linewidth=1.2)
    ax.scatter(at(row["value"]), y, s=9, c=look["color"] if sure else "white", zorder=3,
               edgecolors=look["color"], marker=look["marker"], linewidths=0.7)  # fmt: skip


def _scale(of: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of a row's scale: 0 and every value are on it, of intervals what fits."""
    least, most = min(0.0, of["value"].min()), max(0.0, of["value"].max())
    span = most - least or 1.0
    low = np.fmin(least, np.fmax(of["low"].min(), least - STRETCH * span))
    high = np.fmax(most, np.fmin(of["high"].max(), most + STRETCH * span))
    return float(low), float(high) if high > low else float(low) + 1.0


def describe(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> str:
    """Return what the figure shows in words."""
    if rows.empty:
        return "No indicator to show."
    told = list(_differences(rows))
    more = f"; and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
    said = f"{'; '.join(told[:MOST_TOLD])}{more}" if told else "none"
    return words.joined(
        f"Grid of {rows['rank'].nunique()} indicators by {len(canvas.outlets)} outlets, with a "
        "number, mark and interval in a cell, on "
        f"{words.listed([group.lower() for group in dict.fromkeys(rows['group'])])}. Differences "
        f"from the other outlets that the tests support: {said}.",
        words.based(rows, canvas),
    )


def _differences(rows: pd.DataFrame) -> Iterator[str]:
    """Yield what differs, the surest first."""
    held = rows[rows["differs"].astype(bool)].sort_values(["q", "rank", "outlet"], kind="stable")
    for _, row in held.iterrows():
        side = "more" if row["difference"] > 0 else "less"
        yield (
            f"{words.name(row['outlet'])}, {words.name(row['indicator'])}: "
            f"{spoken(row['value'], row['unit_of_value'] == SHARE)}, {side}"
        )
