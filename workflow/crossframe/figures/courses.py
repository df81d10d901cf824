"""Sentiment from start to end of the outlets' articles."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crossframe.annotation.sentiment import LEXICONS
from crossframe.figures import style
from crossframe.figures.style import Canvas

MARK = 8.0  # area of a mark of one sentence, in square points
NAMES = {"vader": "VADER", "afinn": "AFINN"}


def select(table: pd.DataFrame, canvas: Canvas) -> pd.DataFrame:
    """Return the course of all voices together."""
    rows = table[table["voice"] == "all"]
    kept = ["lexicon", "outlet", "segment", "position", "mean", "low", "high", "n_sentences",
            "n_units", "scope", "note"]  # fmt: skip
    return rows[kept].sort_values(["lexicon", "outlet", "segment"], kind="stable")


def draw(rows: pd.DataFrame, canvas: Canvas) -> Figure:
    """Draw one panel an outlet and lexicon: dots are segments' means, the larger the more told."""
    if rows.empty:
        return style.nothing(canvas)
    grid = style.rows_of_panels(canvas)
    figure, axes = style.panels(
        len(grid) * len(LEXICONS), len(grid[0]), canvas.width_mm, 8 + 80 * len(grid), sharex=True
    )
    for ax in axes.flat:
        ax.set_visible(False)
    for place, outlet in enumerate(canvas.outlets):
        at, column = divmod(place, len(grid[0]))
        own = rows[rows["outlet"] == outlet]
        for n, lexicon in enumerate(LEXICONS):
            ax = axes[at * len(LEXICONS) + n, column]
            _panel(ax, own[own["lexicon"] == lexicon], style.look(canvas.outlets)[outlet])
            ax.set_ylim(_limits(rows[rows["lexicon"] == lexicon]))
            if column == 0:
                ax.set_ylabel(f"{NAMES[lexicon]}, mean")
        axes[at * len(LEXICONS), column].set_title(outlet)
    figure.supxlabel("position in the article", fontsize=7.5)
    return figure


def _panel(ax: Axes, rows: pd.DataFrame, look: dict[str, str]) -> None:
    ax.set_visible(True)
    ax.axhline(0, color=style.GREY, linewidth=0.8)
    ax.vlines(rows["position"], rows["low"], rows["high"], color=look["color"], linewidth=1.2)
    ax.plot(rows["position"], rows["mean"], color=look["color"])
    ax.scatter(rows["position"], rows["mean"], s=MARK * np.sqrt(rows["n_sentences"]),
               color=look["color"], marker=look["marker"], zorder=3)  # fmt: skip
    ax.grid(axis="y")
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.5, 1], ["start", "middle", "end"])
    ax.tick_params(labelbottom=True)


def _limits(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of an axis that holds every mean and interval, and 0."""
    values = rows[["mean", "low", "high"]].to_numpy(dtype=float)
    low, high = min(0.0, np.nanmin(values)), max(0.0, np.nanmax(values))
    margin = 0.08 * (high - low) or 1.0
    return low - margin, high + margin
