"""Rates of items, side by side over the outlets."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crossframe.figures import style
from crossframe.figures.style import Canvas

# What names the item, and what tells apart two of the same name.
ITEMS = {"term": "pos", "phrase": None, "entity": "kind", "pos": None}

PARTS_OF_SPEECH = {"NOUN": "nouns", "PROPN": "names", "VERB": "verbs", "ADJ": "adjectives",
                   "ADV": "adverbs", "INTJ": "interjections", "PRON": "pronouns",
                   "AUX": "auxiliaries", "ADP": "prepositions", "DET": "determiners"}  # fmt: skip


def select(table: pd.DataFrame, canvas: Canvas) -> pd.DataFrame:
    """Return the items of the highest mean rate over the outlets, all voices together."""
    rows = table[table["voice"] == "all"].copy()
    item = next(name for name in ITEMS if name in rows)
    rows["item"] = style.item_labels(rows, item, ITEMS[item])
    if item == "pos":
        rows["item"] = rows["item"].map(PARTS_OF_SPEECH)
    means = rows.groupby("item")["rate_per_1000"].mean().reset_index()
    means = means.sort_values(["rate_per_1000", "item"], ascending=[False, True], kind="stable")
    rank = {item: n for n, item in enumerate(means["item"].head(canvas.most_items), start=1)}
    rows = rows[rows["item"].isin(list(rank))].assign(rank=lambda r: r["item"].map(rank))
    kept = ["rank", "item", "outlet", "rate_per_1000", "low", "high", "n", "n_tokens", "scope"]
    return rows[kept].sort_values(["rank", "outlet"], kind="stable")


def draw(rows: pd.DataFrame, canvas: Canvas) -> Figure:
    """Draw one panel an outlet: dots are rates, lines their intervals."""
    if rows.empty:
        return style.nothing(canvas)
    items = list(dict.fromkeys(rows["item"]))
    grid = style.rows_of_panels(canvas)
    height = 10 + len(grid) * (14 + style.ROW_MM * len(items))
    figure, axes = style.panels(
        len(grid), len(grid[0]), canvas.width_mm, height, sharex=True, sharey=True
    )
    for ax in axes.flat[len(canvas.outlets) :]:
        ax.set_visible(False)
    for ax, outlet in zip(axes.flat, canvas.outlets, strict=False):
        _panel(ax, rows[rows["outlet"] == outlet], style.look(canvas.outlets)[outlet])
        ax.set_title(outlet)
        ax.tick_params(labelbottom=True)
    axes[0, 0].set_yticks(range(len(items)), items)
    axes[0, 0].set_ylim(len(items) - 0.4, -0.6)
    axes[0, 0].set_xlim(left=0)
    figure.supxlabel("occurrences per 1,000 words", fontsize=7.5)
    return figure


def _panel(ax: Axes, rows: pd.DataFrame, look: dict[str, str]) -> None:
    own = rows.assign(value=rows["rate_per_1000"], y=rows["rank"] - 1)
    seen, unseen = own[own["n"] > 0], own[own["n"] == 0]
    style.intervals(ax, own, list(own["y"]), look["color"])
    ax.scatter(seen["value"], seen["y"], s=16, zorder=3, clip_on=False, color=look["color"],
               marker=look["marker"])  # fmt: skip
    ax.scatter(unseen["value"], unseen["y"], s=9, zorder=3, clip_on=False, color=style.GREY,
               marker="x", linewidths=0.7)  # fmt: skip
