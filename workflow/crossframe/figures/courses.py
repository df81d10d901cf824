"""Sentiment from start to end of the outlets' articles."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from crossframe.figures import style
from crossframe.figures.style import Canvas
from crossframe.sentiment import LEXICONS

NAMES = {"vader": "VADER", "afinn": "AFINN"}


def select(table: pd.DataFrame, canvas: Canvas) -> pd.DataFrame:
    """Return the course of both voices together."""
    rows = table[table["voice"] == "all"]
    kept = ["lexicon", "outlet", "segment", "position", "mean", "low", "high", "n_sentences",
            "n_units", "scope", "note"]  # fmt: skip
    return rows[kept].sort_values(["lexicon", "outlet", "segment"], kind="stable")


def draw(rows: pd.DataFrame, canvas: Canvas) -> Figure:
    """Draw one panel an outlet and lexicon: dots are segments' means, the larger the more told."""
    figure, axes = style.panels(
        len(LEXICONS), len(canvas.outlets), canvas.width_mm, 88, sharex=True, sharey="row"
    )
    for row, lexicon in zip(axes, LEXICONS, strict=True):
        for ax, (outlet, look) in zip(row, style.look(canvas.outlets).items(), strict=True):
            own = rows[(rows["lexicon"] == lexicon) & (rows["outlet"] == outlet)]
            ax.axhline(0, color=style.GREY, linewidth=0.8)
            ax.vlines(own["position"], own["low"], own["high"], color=look["color"], linewidth=1.2)
            ax.plot(own["position"], own["mean"], color=look["color"])
            ax.scatter(own["position"], own["mean"], s=4 * own["n_sentences"] ** np.float64(0.8),
                       color=look["color"], marker=look["marker"], zorder=3)  # fmt: skip
            ax.grid(axis="y")
            ax.set_xlim(0, 1)
            ax.set_xticks([0, 0.5, 1], ["start", "middle", "end"])
        row[0].set_ylabel(f"{NAMES[lexicon]}, mean")
    for ax, outlet in zip(axes[0], canvas.outlets, strict=True):
        ax.set_title(outlet)
    figure.supxlabel("position in the article", fontsize=7.5)
    return figure
