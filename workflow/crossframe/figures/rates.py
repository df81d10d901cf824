"""Rates of items, side by side over the outlets."""

import pandas as pd
from matplotlib.figure import Figure

from crossframe.figures import style
from crossframe.figures.style import Canvas

# What names the item, and what tells apart two of the same name.
ITEMS = {"term": "pos", "phrase": None, "entity": "kind", "pos": None}

PARTS_OF_SPEECH = {"NOUN": "nouns", "PROPN": "names", "VERB": "verbs", "ADJ": "adjectives",
                   "ADV": "adverbs", "INTJ": "interjections", "PRON": "pronouns",
                   "AUX": "auxiliaries", "ADP": "prepositions", "DET": "determiners"}  # fmt: skip


def select(table: pd.DataFrame, canvas: Canvas) -> pd.DataFrame:
    """Return the items of the highest mean rate over the outlets, both voices together."""
    rows = table[table["voice"] == "all"].copy()
    item = next(name for name in ITEMS if name in rows)
    rows["item"] = style.item_labels(rows, item, ITEMS[item])
    if item == "pos":
        rows["item"] = rows["item"].map(PARTS_OF_SPEECH)
    means = rows.groupby("item")["rate_per_1000"].mean().reset_index()
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
    rows = rows.assign(value=rows["rate_per_1000"], y=rows["rank"] - 1)
    for ax, (outlet, look) in zip(axes[0], style.look(canvas.outlets).items(), strict=True):
        own = rows[rows["outlet"] == outlet]
        seen, unseen = own[own["n"] > 0], own[own["n"] == 0]
        style.intervals(ax, own, list(own["y"]), look["color"])
        ax.scatter(seen["value"], seen["y"], s=16, **look, zorder=3, clip_on=False)
        ax.scatter(unseen["value"], unseen["y"], s=9, marker="x", color=style.GREY,
                   linewidths=0.7, zorder=3, clip_on=False)  # fmt: skip
        ax.set_title(outlet)
        ax.set_xlim(left=0)
    axes[0, 0].set_yticks(range(len(items)), items)
    axes[0, 0].set_ylim(len(items) - 0.4, -0.6)
    figure.supxlabel("occurrences per 1,000 words", fontsize=7.5)
    return figure
