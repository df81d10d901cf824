"""Rates of items, side by side over the outlets."""

import pandas as pd
from matplotlib.figure import Figure

from crossframe.figures import style
from crossframe.figures.style import Canvas

# What names the item, and what tells apart two of the same name.
ITEMS = {"term": "pos", "phrase": None, "entity": "kind", "pos": None}


def select(table: pd.DataFrame, canvas: Canvas) -> pd.DataFrame:
    """Return the items of the highest mean rate over the outlets, both voices together."""
    rows = table[table["voice"] == "all"].copy()
    item = next(name for name in ITEMS if name in rows)
    rows["item"] = style.item_labels(rows, item, ITEMS[item])
    means = rows.groupby("item", as_index=False)["rate_per_1000"].mean()
    means = means.sort_values(["rate_per_1000", "item"], ascending=[False, True], kind="stable")
    top = list(means["item"].head(canvas.most_items))
    rows = rows[rows["item"].isin(top)].assign(rank=lambda r: r["item"].map(top.index) + 1)
    kept = ["rank", "item", "outlet", "rate_per_1000", "low", "high", "n", "n_tokens", "scope"]
    return rows[kept].sort_values(["rank", "outlet"], kind="stable")


def draw(rows: pd.DataFrame, canvas: Canvas) -> Figure:
    """Draw one panel an outlet: dots are rates, lines their intervals."""
    items = list(dict.fromkeys(rows["item"]))
    height = 24 + style.ROW_MM * len(items)
    figure, axes = style.panels(
        1, len(canvas.outlets), canvas.width_mm, height, sharex=True, sharey=True
    )
    for ax, (outlet, look) in zip(axes[0], style.look(canvas.outlets).items(), strict=True):
        own = rows[rows["outlet"] == outlet].assign(value=lambda r: r["rate_per_1000"])
        y = [items.index(item) for item in own["item"]]
        style.intervals(ax, own, y, look["color"])
        seen = own["n"] > 0
        ax.scatter(own["value"][seen], [at for at, n in zip(y, own["n"], strict=True) if n], s=16,
                   color=look["color"], marker=look["marker"], zorder=3)  # fmt: skip
        ax.scatter(own["value"][~seen], [at for at, n in zip(y, own["n"], strict=True) if not n],
                   s=9, color=style.GREY, marker="x", linewidths=0.7, zorder=3)  # fmt: skip
        ax.set_title(outlet)
        ax.set_xlim(left=0)
        ax.margins(x=0.04)
    axes[0, 0].set_yticks(range(len(items)), items)
    axes[0, 0].set_ylim(len(items) - 0.4, -0.6)
    figure.supxlabel("occurrences per 1,000 words", fontsize=7.5)
    return figure
