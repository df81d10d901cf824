"""The words that make the difference in sentiment between each outlet and the rest."""

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from crossframe.drawing import Drawing
from crossframe.figures import layout, style, words
from crossframe.figures.style import Canvas
from crossframe.measures.shifts import OTHERS

LEXICON = "vader"
MARKERS = {True: "^", False: "v"}  # more often, less often than in the rest
MOST_TOLD = 5  # outlets
SIGNS = {1: "positive word", -1: "negative word", 0: "no valence"}


def select(table: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> pd.DataFrame:
    """Return each outlet's words of the largest contributions to VADER's mean, all voices."""
    rows = table[
        (table["subject"] == LEXICON)
        & (table["voice"] == "all")
        & (table["word"] != OTHERS)
        & (table["rank"] <= canvas.most_items)
    ]
    kept = ["outlet", "rank", "word", "n", "n_rest", "valence", "used_more", "value", "low", "high",
            "share", "subject_difference", "without", "n_units", "scope", "note"]  # fmt: skip
    return style.plotted(rows.sort_values(["outlet", "rank"], kind="stable"), kept)


def draw(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> Figure:
    """Draw one panel an outlet: marks are contributions, lines their intervals."""
    if rows.empty:
        return style.nothing(canvas)
    longest = int(rows["rank"].max())
    handles = _legend(rows)
    across = 1 if canvas.narrow else 2
    more_mm = layout.AXIS_MM + 4 + 1.4 * layout.LINE_MM * math.ceil(len(handles) / across)
    figure, axes, lines = layout.panels_of_outlets(canvas, longest, more_mm)
    for outlet, look in style.look(canvas.outlets).items():
        own = rows[(rows["outlet"] == outlet) & (rows["rank"] <= lines.shown)]
        _panel(axes[outlet], own, look["color"], canvas)
        _title(axes[outlet], outlet, own, canvas)
    layout.add_legend(figure, handles, across)
    named = "contribution to the difference in VADER's mean score"
    figure.supxlabel(layout.axis_name(named, lines.shown, longest), fontsize=7.5)
    return figure


def _title(ax: Axes, outlet: str, rows: pd.DataFrame, canvas: Canvas) -> None:
    """Name an outlet, its difference from the rest, and what of it these words make."""
    room_mm = canvas.width_mm * (0.41 if canvas.narrow else 0.2)
    name = layout.shortened(outlet, room_mm, 7.5, bold=True)
    whole = "".join(f" {_signed(value)}" for value in rows["subject_difference"].head(1))
    # the name begins above the labels of the words, so that there is room for it
    ax.set_title(f"{name}{whole}", fontsize=7.5, x=-0.3)
    if whole:
        made = f"in these words {_signed(rows['value'].sum())}"
        ax.set_title(made, loc="right", fontsize=6.5, fontweight="normal")


def _panel(ax: Axes, rows: pd.DataFrame, color: str, canvas: Canvas) -> None:
    y = list(rows["rank"] - 1)
    fills = {1: color, -1: "white", 0: style.GREY}
    ax.axvline(0, color=style.GREY, linewidth=0.8)
    style.intervals(ax, rows, y, color)
    for used_more, marker in MARKERS.items():
        own = rows[rows["used_more"] == used_more]
        ax.scatter(own["value"], own["rank"] - 1, s=18, c=[fills[s] for s in _signs(own)],
                   edgecolors=color, marker=marker, linewidths=1.0, zorder=3)  # fmt: skip
    ax.set_yticks(y, layout.counted_labels(rows, "word", canvas))


def describe(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> str:
    """Return what the figure shows in words."""
    if rows.empty:
        return "No word to show."
    told = []
    for outlet in canvas.outlets[:MOST_TOLD]:
        own = rows[rows["outlet"] == outlet]
        for _, row in own[own["rank"] == own["rank"].min()].iterrows():
            told.append(f"{words.name(outlet)} {_signed(row['subject_difference'])}, most by "
                        f"{words.name(row['word'])} ({_signed(row['value'])})")  # fmt: skip
    more = len(canvas.outlets) - MOST_TOLD
    return words.joined(
        f"Triangles with intervals, a panel an outlet, of up to {int(rows['rank'].max())} words "
        "each. Axis: contribution to the difference in VADER's mean from the rest. "
        f"Differences: {'; '.join(told)}{f'; and {more} outlets more' if more > 0 else ''}.",
        words.based(rows, canvas),
    )


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
