"""The look that all figures share."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

MM_PER_INCH = 25.4
NARROW_MM = 120  # below, a figure has one column of panels where it else has two
# Distinct to colour-blind readers (Okabe and Ito 2008; Tol 2021), the darker ones first; markers
# tell outlets apart in grey.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#E69F00", "#56B4E9", "#882255",
           "#999933", "#332288", "#44AA99", "#661100")  # fmt: skip
BLUES = ("#5B9BC9", "#1F66A3", "#08306B")  # of what is ranked; darker in grey too
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
    "figure.constrained_layout.w_pad": 0.06,  # inches
    "figure.dpi": 300,  # of the layout; letters are wider or narrower at others
    "font.family": ["DejaVu Sans"],  # ships with matplotlib, so that every machine has it
    "font.size": 7.5,
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.5,
    "legend.fontsize": 7.5,
    "legend.frameon": False,
    "lines.linewidth": 1.2,
    "lines.markersize": 4.2,
    "pdf.compression": 9,
    "pdf.fonttype": 42,
    "text.parse_math": False,  # a dollar sign in a term is a dollar sign
    "xtick.color": "#333333",
    "xtick.labelsize": 7,
    "ytick.color": "#333333",
    "ytick.labelsize": 7,
}


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

    @property
    def narrow(self) -> bool:
        """Whether it is a column of a page, rather than the page."""
        return self.width_mm < NARROW_MM


@contextmanager
def applied() -> Iterator[None]:
    """Set the look, whatever the user's own settings of matplotlib are.

    All that matplotlib makes for a figure is made, and written, while this holds: marks and texts
    take sizes from the settings when they are made.
    """
    with mpl.rc_context():
        mpl.rcParams.update(mpl.rcParamsDefault)
        for key, value in STYLE.items():
            mpl.rcParams[key] = value  # type: ignore[index]  # keys are typed as literals
        yield


def panels(
    n_rows: int, n_columns: int, width_mm: float, height_mm: float, **shared: Any
) -> tuple[Figure, "np.ndarray[Any, Any]"]:
    """Return a figure with a grid of axes, shape (n_rows, n_columns)."""
    size = (width_mm / MM_PER_INCH, height_mm / MM_PER_INCH)
    figure = Figure(figsize=size, layout="constrained")
    return figure, figure.subplots(n_rows, n_columns, squeeze=False, **shared)


def nothing(canvas: Canvas, why: str = "Nothing to show.") -> Figure:
    """Return the figure of a table without rows, or without a value."""
    figure, axes = panels(1, 1, canvas.width_mm, 30)
    axes[0, 0].set_axis_off()
    axes[0, 0].text(0.5, 0.5, why, ha="center", va="center", wrap=True)
    return figure


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


def held(table: pd.DataFrame, cells: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows that have certain cells, by column."""
    for column, cell in cells.items():
        table = table[table[column] == cell]
    return table


def plotted(rows: pd.DataFrame, kept: Sequence[str]) -> pd.DataFrame:
    """Return columns of rows, those that there are, with the id of the table's row."""
    return rows[[name for name in (*kept, "row") if name in rows]]


def item_labels(rows: pd.DataFrame, item: str, sort: str) -> "pd.Series[str]":
    """Return an item's label, with its sort in brackets where one name has several."""
    if not sort:
        return rows[item]
    pairs = rows[[item, sort]].drop_duplicates()
    several = set(pairs[item][pairs[item].duplicated()])
    return rows[item].where(~rows[item].isin(several), rows[item] + " (" + rows[sort] + ")")
