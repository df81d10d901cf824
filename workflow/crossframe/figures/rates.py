"""Rates of items, side by side over the outlets."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from crossframe.drawing import Rates
from crossframe.figures import layout, style, words
from crossframe.figures.style import Canvas

STRETCH = 2.5  # an axis reaches as far as this many times the highest value


def select(table: pd.DataFrame, drawing: Rates, canvas: Canvas) -> pd.DataFrame:
    """Return the items of the highest mean rate over the outlets, all voices together."""
    rows = table[table["voice"] == "all"].copy()
    rows["item"] = style.item_labels(rows, drawing.item, drawing.sort).replace(drawing.labels)
    means = rows.groupby("item")["value"].mean().reset_index()
    means = means.sort_values(["value", "item"], ascending=[False, True], kind="stable")
    rank = {item: n for n, item in enumerate(means["item"].head(canvas.most_items), start=1)}
    rows = rows[rows["item"].isin(list(rank))].assign(rank=lambda r: r["item"].map(rank))
    kept = ["rank", "item", "outlet", "value", "low", "high", "q", "n", "n_of",
            "n_units", "scope"]  # fmt: skip
    return style.plotted(rows.sort_values(["rank", "outlet"], kind="stable"), kept)


def draw(rows: pd.DataFrame, drawing: Rates, canvas: Canvas) -> Figure:
    """Draw one panel an outlet: dots are rates, lines their intervals."""
    if rows.empty:
        return style.nothing(canvas)
    items = list(dict.fromkeys(rows["item"]))
    grid = layout.rows_of_panels(canvas)
    room = (canvas.width_mm - layout.LABELS_MM) / len(grid[0]) - 3
    titles = layout.titles(canvas.outlets, room)
    head_mm = 13 + 3.4 * any("\n" in title for title in titles.values())
    lines = layout.rows_in((layout.MOST_MM - 12) / len(grid) - head_mm, len(items))
    height = 12 + len(grid) * (head_mm + lines.height_mm * lines.shown)
    labels = [layout.shortened(item, layout.LABELS_MM - 2) for item in items]
    figure, axes = style.panels(
        len(grid), len(grid[0]), canvas.width_mm, height, sharex=True, sharey=True
    )
    for ax in axes.flat[len(canvas.outlets) :]:
        ax.set_visible(False)
    for ax, outlet in zip(axes.flat, canvas.outlets, strict=False):
        own = rows[(rows["outlet"] == outlet) & (rows["rank"] <= lines.shown)]
        _panel(ax, own, style.look(canvas.outlets)[outlet])
        ax.set_title(titles[outlet])
        ax.tick_params(labelbottom=True)
    axes[0, 0].set_yticks(range(lines.shown), labels[: lines.shown])
    axes[0, 0].set_ylim(lines.shown - 0.4, -0.6)
    axes[0, 0].set_xlim(0, _limit(rows))
    axes[0, 0].xaxis.set_major_locator(MaxNLocator(3))
    named = layout.axis_name("occurrences per 1,000 words", lines.shown, len(items))
    figure.supxlabel(named, fontsize=7.5)
    return figure


def _limit(rows: pd.DataFrame) -> float:
    """Return the end of an axis that holds every value, and of intervals what fits."""
    most = rows["value"].max() or 1.0
    return 1.04 * float(min(np.fmax(most, rows["high"].max()), STRETCH * most))


def describe(rows: pd.DataFrame, drawing: Rates, canvas: Canvas) -> str:
    """Return what the figure shows in words."""
    if rows.empty:
        return "No item to show."
    items = list(dict.fromkeys(rows["item"]))
    return words.joined(
        f"Dots with intervals, a panel an outlet, of {len(items)} items by mean rate, from "
        f"{words.name(items[0])} to {words.name(items[-1])}. Axis: occurrences per 1,000 words.",
        words.ends(rows),
        words.gap(rows),
        words.surest(rows),
        words.based(rows, canvas),
    )


def _panel(ax: Axes, rows: pd.DataFrame, look: dict[str, str]) -> None:
    own = rows.assign(y=rows["rank"] - 1)
    seen, unseen = own[own["n"] > 0], own[own["n"] == 0]
    style.intervals(ax, own, list(own["y"]), look["color"])
    ax.scatter(seen["value"], seen["y"], s=16, zorder=3, clip_on=False, color=look["color"],
               marker=look["marker"])  # fmt: skip
    ax.scatter(unseen["value"], unseen["y"], s=9, zorder=3, clip_on=False, color=style.GREY,
               marker="x", linewidths=0.7)  # fmt: skip
