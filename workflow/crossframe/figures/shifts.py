"""The words that make the difference in sentiment between each outlet and the rest."""

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from crossframe.figures import style
from crossframe.figures.style import Canvas
from crossframe.measures.shifts import OTHERS

LEXICON = "vader"
COLUMNS = 2
NARROW_MM = 120  # below, labels leave no room for two columns
MARKERS = {True: "^", False: "v"}  # more often, less often than in the rest
SIGNS = {1: "positive word", -1: "negative word", 0: "no valence"}


def select(table: pd.DataFrame, canvas: Canvas) -> pd.DataFrame:
    """Return each outlet's words of the largest contributions to VADER's mean, all voices."""
    rows = table[
        (table["subject"] == LEXICON)
        & (table["voice"] == "all")
        & (table["word"] != OTHERS)
        & (table["rank"] <= canvas.most_items)
    ]
    kept = ["outlet", "rank", "word", "n", "n_rest", "valence", "used_more", "contribution", "low",
            "high", "share", "difference", "without", "n_units", "scope", "note"]  # fmt: skip
    return rows[kept].sort_values(["outlet", "rank"], kind="stable")


def draw(rows: pd.DataFrame, canvas: Canvas) -> Figure:
    """Draw one panel an outlet: marks are contributions, lines their intervals."""
    if rows.empty:
        return style.nothing(canvas)
    longest = int(rows["rank"].max())
    columns = 1 if canvas.width_mm < NARROW_MM else COLUMNS
    n_rows = math.ceil(len(canvas.outlets) / columns)
    height = n_rows * (19 + style.ROW_MM * longest) + 18
    figure, axes = style.panels(n_rows, columns, canvas.width_mm, height, sharex=True)
    for ax in axes.flat[len(canvas.outlets) :]:
        ax.set_visible(False)
    for ax, (outlet, look) in zip(axes.flat, style.look(canvas.outlets).items(), strict=False):
        own = rows[rows["outlet"] == outlet]
        _panel(ax, own, look["color"])
        ax.set_title(" ".join([outlet, *own["difference"].head(1).map(_signed)]))
        ax.set_ylim(longest - 0.4, -0.6)
        ax.tick_params(labelbottom=True)
    figure.legend(handles=_legend(rows), loc="outside upper left", ncols=columns)
    figure.supxlabel("contribution to the difference in VADER's mean score", fontsize=7.5)
    return figure


def _panel(ax: Axes, rows: pd.DataFrame, color: str) -> None:
    y = list(rows["rank"] - 1)
    fills = {1: color, -1: "white", 0: style.GREY}
    ax.axvline(0, color=style.GREY, linewidth=0.8)
    style.intervals(ax, rows.assign(value=rows["contribution"]), y, color)
    for used_more, marker in MARKERS.items():
        own = rows[rows["used_more"] == used_more]
        ax.scatter(own["contribution"], own["rank"] - 1, s=18, c=[fills[s] for s in _signs(own)],
                   edgecolors=color, marker=marker, linewidths=1.0, zorder=3)  # fmt: skip
    labels = [f"{word}  {n}:{rest}" for word, n, rest in rows[["word", "n", "n_rest"]].to_numpy()]
    ax.set_yticks(y, labels)
    for whole in rows["difference"].head(1):
        ax.set_xlabel(f"in these words {_signed(rows['contribution'].sum())} of {_signed(whole)}")


def _signs(rows: pd.DataFrame) -> list[int]:
    return [int(sign) for sign in np.sign(rows["valence"].fillna(0.0))]


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _legend(rows: pd.DataFrame) -> list[Line2D]:
    """Return a mark for each kind of word; those without a valence where there are any."""
    fills = {1: "#333333", -1: "white", 0: style.GREY}
    return [
        Line2D([], [], linestyle="", marker=marker, color="#333333", markerfacecolor=fills[sign],
               label=f"{name}, {'more' if more else 'less'} often than in the rest")
        for sign, name in SIGNS.items() if sign or 0 in _signs(rows)
        for more, marker in MARKERS.items()
    ]  # fmt: skip
