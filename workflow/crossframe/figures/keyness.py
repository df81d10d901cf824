"""The terms that set each outlet off from the rest."""

import math

import pandas as pd
from matplotlib.figure import Figure

from crossframe.figures import style
from crossframe.figures.style import Canvas

COLUMNS = 2
NARROW_MM = 120  # below, labels leave no room for two columns


def select(table: pd.DataFrame, canvas: Canvas) -> pd.DataFrame:
    """Return each outlet's terms of the highest z, all voices together.

    Left out are terms that the outlet uses less than the rest, and those that one unit carries.
    """
    rows = table[(table["voice"] == "all") & (table["log_ratio"] > 0) & ~table["one_unit"]].copy()
    rows["item"] = style.item_labels(rows, "term", "pos")
    rows = rows.sort_values(["log_odds_z", "item"], ascending=[False, True], kind="stable")
    rows["rank"] = rows.groupby("outlet").cumcount() + 1
    kept = ["outlet", "rank", "item", "log_ratio", "low", "high", "log_odds_z", "n", "n_rest",
            "n_units_with", "n_units", "scope", "note"]  # fmt: skip
    top = rows[rows["rank"] <= canvas.most_items][kept]
    return top.sort_values(["outlet", "rank"], kind="stable")


def draw(rows: pd.DataFrame, canvas: Canvas) -> Figure:
    """Draw one panel an outlet: dots are log ratios, lines their intervals."""
    if rows.empty:
        return style.nothing(canvas)
    longest = int(rows["rank"].max())
    columns = 1 if canvas.width_mm < NARROW_MM else COLUMNS
    n_rows = math.ceil(len(canvas.outlets) / columns)
    height = n_rows * (14 + style.ROW_MM * longest) + 8
    figure, axes = style.panels(n_rows, columns, canvas.width_mm, height, sharex=True)
    for ax, (outlet, look) in zip(axes.flat, style.look(canvas.outlets).items(), strict=False):
        own = rows[rows["outlet"] == outlet].assign(value=lambda r: r["log_ratio"])
        y = list(own["rank"] - 1)
        style.intervals(ax, own, y, look["color"])
        fill = [look["color"] if n else "white" for n in own["n_rest"]]
        ax.scatter(own["value"], y, s=16, c=fill, edgecolors=look["color"], marker=look["marker"],
                   linewidths=1.0, zorder=3)  # fmt: skip
        ax.axvline(0, color=style.GREY, linewidth=0.8)
        labels = [
            f"{item}  {n}:{rest}" for item, n, rest in own[["item", "n", "n_rest"]].to_numpy()
        ]
        ax.set_yticks(y, labels)
        ax.set_ylim(longest - 0.4, -0.6)
        ax.set_title(outlet)
        ax.tick_params(labelbottom=True)
    for ax in axes.flat[len(canvas.outlets) :]:
        ax.set_visible(False)
    figure.supxlabel("log ratio to the rest (1 = twice the rate)", fontsize=7.5)
    return figure
