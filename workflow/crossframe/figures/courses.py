"""Sentiment from start to end of the outlets' articles."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crossframe.drawing import Drawing
from crossframe.figures import layout, style, words
from crossframe.figures.style import Canvas
from crossframe.wording import LEXICONS, spoken

MARK = 8.0  # area of a mark of one sentence, in square points
PANEL_MM = 38  # height of a panel, where there is room
MANY = 8  # rows of panels; an axis is then too low for more than a word
MOST_TOLD = 6  # outlets


def select(table: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> pd.DataFrame:
    """Return the course of all voices together."""
    rows = table[table["voice"] == "all"]
    kept = ["lexicon", "outlet", "segment", "position", "value", "low", "high", "n_of",
            "n_units", "scope", "note"]  # fmt: skip
    return style.plotted(rows.sort_values(["lexicon", "outlet", "segment"], kind="stable"), kept)


def draw(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> Figure:
    """Draw one panel an outlet and lexicon: dots are segments' means, the larger the more told."""
    if rows.empty:
        return style.nothing(canvas)
    n_rows, n_columns, across = _grid(canvas)
    height = min(layout.MOST_MM, 12 + PANEL_MM * n_rows)
    figure, axes = style.panels(n_rows, n_columns, canvas.width_mm, height, sharex=True)
    for ax in axes.flat:
        ax.set_visible(False)
    titles = layout.titles(canvas.outlets, canvas.width_mm / across - 12)
    for place, (outlet, look) in enumerate(style.look(canvas.outlets).items()):
        own = rows[rows["outlet"] == outlet]
        line, column = divmod(place, across)
        for n, lexicon in enumerate(LEXICONS):
            ax = axes[line, n] if canvas.narrow else axes[line * len(LEXICONS) + n, column]
            _panel(ax, own[own["lexicon"] == lexicon], look)
            ax.set_ylim(_limits(rows[rows["lexicon"] == lexicon]))
            lowest = canvas.narrow or n == len(LEXICONS) - 1
            ax.tick_params(labelbottom=lowest and place + across >= len(canvas.outlets))
            if canvas.narrow or column == 0:
                ax.set_ylabel(f"{LEXICONS[lexicon]}, mean" if n_rows < MANY else LEXICONS[lexicon])
            if n == 0:
                ax.set_title(titles[outlet])
    figure.supxlabel("position in the article", fontsize=7.5)
    return figure


def _grid(canvas: Canvas) -> tuple[int, int, int]:
    """Return rows and columns of panels, and how many outlets stand side by side.

    An outlet's lexicons stand below one another, but side by side in a narrow figure.
    """
    if canvas.narrow:
        return len(canvas.outlets), len(LEXICONS), 1
    grid = layout.rows_of_panels(canvas)
    return len(grid) * len(LEXICONS), len(grid[0]), len(grid[0])


def describe(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> str:
    """Return what the figure shows in words."""
    if rows.empty:
        return "No sentence to show."
    last = rows["segment"].max()
    told = []
    for outlet in canvas.outlets[:MOST_TOLD]:
        own = rows[(rows["outlet"] == outlet) & (rows["lexicon"] == "vader")].set_index("segment")
        ends = [own["value"].get(segment, np.nan) for segment in (1, last)]
        if not np.isnan(ends).any():
            told.append(f"{words.name(outlet)} {spoken(ends[0])} to {spoken(ends[1])}")
    return words.joined(
        f"Lines with a mark for each of {int(last)} segments of the article and an interval where "
        "there is one; panels by outlet and lexicon. Axes: position in the article; mean score of "
        f"sentences. VADER from first to last segment: {'; '.join(told) or 'no value'}.",
        words.ends(_of_segments(rows)),
        words.based(rows, canvas),
    )


def _of_segments(rows: pd.DataFrame) -> pd.DataFrame:
    """Return VADER's means with the names that `words` reads."""
    own = rows[rows["lexicon"] == "vader"]
    return own.assign(item=own["segment"].map(lambda n: f"segment {n:.0f}"))


def _panel(ax: Axes, rows: pd.DataFrame, look: dict[str, str]) -> None:
    ax.set_visible(True)
    ax.axhline(0, color=style.GREY, linewidth=0.8)
    ax.vlines(rows["position"], rows["low"], rows["high"], color=look["color"], linewidth=1.2)
    ax.plot(rows["position"], rows["value"], color=look["color"])
    ax.scatter(rows["position"], rows["value"], s=MARK * np.sqrt(rows["n_of"]),
               color=look["color"], marker=look["marker"], zorder=3)  # fmt: skip
    ax.grid(axis="y")
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.5, 1], ["start", "middle", "end"])


def _limits(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of an axis that holds every mean and interval, and 0."""
    values = rows[["value", "low", "high"]].to_numpy(dtype=float)
    low, high = min(0.0, np.nanmin(values)), max(0.0, np.nanmax(values))
    margin = 0.08 * (high - low) or 1.0
    return low - margin, high + margin
