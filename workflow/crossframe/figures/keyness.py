"""The terms that set each outlet off from the rest."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crossframe.drawing import Drawing
from crossframe.figures import layout, style, words
from crossframe.figures.style import Canvas

MOST_TOLD = 5  # outlets


def select(table: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> pd.DataFrame:
    """Return each outlet's terms of the highest z, all voices together.

    Left out are terms that the outlet uses less than the rest, and those that one unit carries.
    """
    rows = table[(table["voice"] == "all") & (table["value"] > 0) & ~table["one_unit"]].copy()
    rows["item"] = style.item_labels(rows, "term", "pos")
    rows = rows.sort_values(["log_odds_z", "item"], ascending=[False, True], kind="stable")
    rows["rank"] = rows.groupby("outlet").cumcount() + 1
    kept = ["outlet", "rank", "item", "value", "low", "high", "log_odds_z", "q", "n", "n_rest",
            "n_units_with", "n_units", "scope", "note"]  # fmt: skip
    top = rows[rows["rank"] <= canvas.most_items].sort_values(["outlet", "rank"], kind="stable")
    return style.plotted(top, kept)


def draw(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> Figure:
    """Draw one panel an outlet: dots are log ratios, lines their intervals."""
    if rows.empty:
        return style.nothing(canvas)
    longest = int(rows["rank"].max())
    figure, axes, lines = layout.panels_of_outlets(canvas, longest, layout.AXIS_MM + 4)
    room = canvas.width_mm * (0.55 if canvas.narrow else 0.25)
    for outlet, look in style.look(canvas.outlets).items():
        own = rows[(rows["outlet"] == outlet) & (rows["rank"] <= lines.shown)]
        _panel(axes[outlet], own, look, canvas)
        axes[outlet].set_title(layout.shortened(outlet, room, layout.TITLE, True))
    named = "log ratio to the rest (1 = twice the rate)"
    figure.supxlabel(layout.axis_name(named, lines.shown, longest), fontsize=7.5)
    return figure


def _panel(ax: Axes, rows: pd.DataFrame, look: dict[str, str], canvas: Canvas) -> None:
    y = list(rows["rank"] - 1)
    style.intervals(ax, rows, y, look["color"])
    fill = [look["color"] if n else "white" for n in rows["n_rest"]]
    ax.scatter(rows["value"], y, s=16, c=fill, edgecolors=look["color"], marker=look["marker"],
               linewidths=1.0, zorder=3)  # fmt: skip
    ax.axvline(0, color=style.GREY, linewidth=0.8)
    ax.set_yticks(y, layout.counted_labels(rows, "item", canvas))


def describe(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> str:
    """Return what the figure shows in words."""
    if rows.empty:
        return "No term to show."
    leading = rows[rows["rank"] == 1]
    told = [
        f"{words.name(row['outlet'])}: {words.name(row['item'])}, {words.measured(row)}"
        for _, row in leading.set_index("outlet", drop=False).reindex(canvas.outlets).iterrows()
        if pd.notna(row["item"])
    ]
    more = f"; and {len(told) - MOST_TOLD} outlets more" if len(told) > MOST_TOLD else ""
    return words.joined(
        f"Dots with intervals, a panel an outlet, of up to {int(rows['rank'].max())} terms each. "
        "Axis: log ratio to the rest; 1 is twice the rate. First term of each outlet: "
        f"{'; '.join(told[:MOST_TOLD])}{more}.",
        words.surest(rows),
        words.based(rows, canvas),
    )
