"""Likeness of outlets, pair by pair."""

import pandas as pd
from matplotlib.figure import Figure

from crossframe.figures import style
from crossframe.figures.style import Canvas

NAMES = {
    "cosine": "cosine of tf-idf (1 = alike)",
    "jensen_shannon": "Jensen-Shannon distance (0 = alike)",
}


def select(table: pd.DataFrame, canvas: Canvas) -> pd.DataFrame:
    """Return all pairs, all voices together, the most alike by cosine first."""
    rows = table[table["voice"] == "all"].copy()
    rows["pair"] = rows["outlet"] + " – " + rows["other"]
    cosine = rows[rows["statistic"] == "cosine"]
    order = cosine.sort_values(["estimate", "pair"], ascending=[False, True], kind="stable")
    rank = {pair: place for place, pair in enumerate(order["pair"], start=1)}
    rows["rank"] = rows["pair"].map(rank)
    kept = ["statistic", "rank", "pair", "estimate", "low", "high", "n_shared", "n_units", "scope"]
    return rows[kept].sort_values(["statistic", "rank"], kind="stable")


def draw(rows: pd.DataFrame, canvas: Canvas) -> Figure:
    """Draw one panel a statistic: dots are values, lines their intervals."""
    if rows.empty:
        return style.nothing(canvas)
    pairs = list(dict.fromkeys(rows["pair"]))
    height = 20 + style.ROW_MM * len(pairs)
    figure, axes = style.panels(1, len(NAMES), canvas.width_mm, height, sharey=True)
    for ax, (statistic, name) in zip(axes[0], NAMES.items(), strict=True):
        own = rows[rows["statistic"] == statistic].assign(value=lambda r: r["estimate"])
        y = list(own["rank"] - 1)
        style.intervals(ax, own, y, "#333333")
        ax.scatter(own["value"], y, s=16, color="#333333", zorder=3)
        ax.set_xlim(0, 1)
        ax.set_xlabel(name)
    axes[0, 0].set_yticks(range(len(pairs)), pairs)
    axes[0, 0].set_ylim(len(pairs) - 0.4, -0.6)
    return figure
