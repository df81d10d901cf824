"""The look that all figures share, and their bytes."""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

MM_PER_INCH = 25.4
ROW_MM = 4.6  # height of a labelled row at the font size below
PANEL_MM = 25  # least width of a panel whose title is an outlet's name
LABELS_MM = 35  # room for the labels of rows
LABEL_CHARACTERS = 22  # as many fit in that room
SECOND_LINE_MM = 2.2  # what a row needs more for a label of two lines
# Distinct to colour-blind readers (Okabe and Ito 2008; Tol 2021), the darker ones first; markers
# tell outlets apart in grey.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#E69F00", "#56B4E9", "#882255",
           "#999933", "#332288", "#44AA99", "#661100")  # fmt: skip
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "p", "h", "*")
GREY = "#767676"  # contrast with white 4.5 to 1
STYLE: dict[str, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": GREY,
    "axes.grid": True,
    "axes.grid.axis": "x",
    "axes.labelsize": 7.5,
    "axes.linewidth": 0.6,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 8,
    "axes.titleweight": "bold",
    "figure.dpi": 100,
    "font.family": ["DejaVu Sans"],  # ships with matplotlib, so that every machine has it
    "font.size": 7.5,
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.5,
    "legend.fontsize": 7.5,
    "legend.frameon": False,
    "lines.linewidth": 1.2,
    "lines.markersize": 4.2,
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "crossframe",
    "text.parse_math": False,  # a dollar sign in a term is a dollar sign
    "xtick.color": "#333333",
    "xtick.labelsize": 7,
    "ytick.color": "#333333",
    "ytick.labelsize": 7,
}
# No date and no version of the software in the files.
METADATA: dict[str, dict[str, None]] = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
}
SHADES = 32  # of a PNG: as many as its colours and their edges need, in a third of the bytes


@dataclass(frozen=True)
class Canvas:
    """What a figure needs to know of the study.

    Attributes:
        outlets: The outlets, in the order of display.
        width_mm: Width of a figure.
        most_items: Most items in a figure, or in a panel of it.
    """

    outlets: tuple[str, ...]
    width_mm: float
    most_items: int


def use_style() -> None:
    """Set the look, whatever the user's own settings of matplotlib are."""
    mpl.rcParams.update(mpl.rcParamsDefault)
    for key, value in STYLE.items():
        mpl.rcParams[key] = value  # type: ignore[index]  # keys are typed as literals


def save(figure: Figure, stem: Path, dpi: int) -> None:
    """Write a figure as SVG, PDF and PNG, laid out once for all three."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for suffix, metadata in METADATA.items():
        figure.savefig(stem.with_suffix(f".{suffix}"), metadata=metadata)
    drawn = BytesIO()
    figure.savefig(drawn, format="png", dpi=dpi)
    image = Image.open(drawn).convert("RGB").quantize(SHADES)
    image.save(stem.with_suffix(".png"), dpi=(dpi, dpi), optimize=True)


def panels(
    n_rows: int, n_columns: int, width_mm: float, height_mm: float, **shared: Any
) -> tuple[Figure, "np.ndarray[Any, Any]"]:
    """Return a figure with a grid of axes, shape (n_rows, n_columns)."""
    use_style()
    size = (width_mm / MM_PER_INCH, height_mm / MM_PER_INCH)
    figure = Figure(figsize=size, layout="constrained")
    return figure, figure.subplots(n_rows, n_columns, squeeze=False, **shared)


def nothing(canvas: Canvas, why: str = "Nothing to show.") -> Figure:
    """Return the figure of a table without rows, or without a value."""
    figure, axes = panels(1, 1, canvas.width_mm, 30)
    axes[0, 0].set_axis_off()
    axes[0, 0].text(0.5, 0.5, why, ha="center", va="center", wrap=True)
    return figure


def panels_by_row(
    titles: Sequence[str], labels: Sequence[str], width_mm: float, panel_mm: float
) -> tuple[Figure, dict[str, Axes]]:
    """Return a figure with a panel a title, and the panels by title; all share labelled rows.

    Args:
        titles: Titles of the panels, from left to right and on in the next line.
        labels: Labels of the rows, from top to bottom; long ones are broken and cut.
        width_mm: Width of the figure.
        panel_mm: Least width of a panel.
    """
    labels = [_in_two_lines(label) for label in labels]
    row_mm = ROW_MM + SECOND_LINE_MM * any("\n" in label for label in labels)
    n_rows = math.ceil(len(titles) / max(1, (width_mm - LABELS_MM) // panel_mm))
    n_columns = math.ceil(len(titles) / n_rows)
    height = 4 + n_rows * (16 + row_mm * len(labels))
    figure, axes = panels(n_rows, n_columns, width_mm, height, sharey=True)
    for ax in axes.flat[len(titles) :]:
        ax.set_visible(False)
    for ax, title in zip(axes.flat, titles, strict=False):
        ax.set_title(title, fontsize=7)
    axes[0, 0].set_yticks(range(len(labels)), labels)
    axes[0, 0].set_ylim(len(labels) - 0.4, -0.6)
    return figure, dict(zip(titles, axes.flat, strict=False))


def _in_two_lines(label: str) -> str:
    first, *more = textwrap.wrap(label, LABEL_CHARACTERS) or [label]
    second = more[:1] if len(more) < 2 else [more[0][: LABEL_CHARACTERS - 1] + "…"]
    return "\n".join([first, *second])


def rows_of_panels(canvas: Canvas) -> list[tuple[str, ...]]:
    """Return the outlets in rows of as many panels as the canvas has room for."""
    across = max(1, int((canvas.width_mm - LABELS_MM) // PANEL_MM))
    starts = range(0, len(canvas.outlets), across)
    return [canvas.outlets[start : start + across] for start in starts]


def look(outlets: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return each outlet's colour and marker, the same in every figure."""
    return {
        outlet: {"color": colour, "marker": marker}
        for outlet, colour, marker in zip(outlets, COLOURS, MARKERS, strict=False)
    }


def intervals(ax: Axes, x: pd.DataFrame, y: Sequence[float], color: str) -> None:
    """Draw the intervals of rows with `low` and `high`; an open end runs to an arrowhead."""
    for (low, high, value), at in zip(
        x[["low", "high", "value"]].to_numpy(dtype=float), y, strict=True
    ):
        if np.isfinite(low) and np.isfinite(high):
            ax.plot([low, high], [at, at], color=color, solid_capstyle="butt", zorder=2)
        elif np.isfinite(low):
            ax.plot([low, value], [at, at], color=color, solid_capstyle="butt", zorder=2)
            ax.annotate(
                "", xy=(value, at), xytext=(9, 0), textcoords="offset points",
                arrowprops={"arrowstyle": "<-", "color": color, "shrinkA": 0, "shrinkB": 0,
                            "linewidth": 1.0, "mutation_scale": 6},
            )  # fmt: skip


def item_labels(rows: pd.DataFrame, item: str, sort: str | None) -> "pd.Series[str]":
    """Return an item's label, with its sort in brackets where one name has several."""
    if sort is None:
        return rows[item]
    pairs = rows[[item, sort]].drop_duplicates()
    several = set(pairs[item][pairs[item].duplicated()])
    return rows[item].where(~rows[item].isin(several), rows[item] + " (" + rows[sort] + ")")
