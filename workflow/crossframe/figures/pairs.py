"""Likeness of outlets, pair by pair."""

import pandas as pd
from matplotlib.figure import Figure

from crossframe.drawing import Drawing
from crossframe.figures import layout, style, words
from crossframe.figures.style import Canvas

NAMES = {
    "cosine": "cosine of tf-idf\n(1 = alike)",
    "jensen_shannon": "Jensen-Shannon\ndistance (0 = alike)",
}


def select(table: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> pd.DataFrame:
    """Return all pairs, all voices together, the most alike by cosine first."""
    rows = table[table["voice"] == "all"].copy()
    rows["pair"] = rows["outlet"] + " – " + rows["other"]
    cosine = rows[rows["statistic"] == "cosine"]
    order = cosine.sort_values(["value", "pair"], ascending=[False, True], kind="stable")
    rank = {pair: place for place, pair in enumerate(order["pair"], start=1)}
    rows["rank"] = rows["pair"].map(rank)
    kept = ["statistic", "rank", "pair", "outlet", "other", "value", "low", "high", "n_shared",
            "n_units", "scope"]  # fmt: skip
    return style.plotted(rows.sort_values(["statistic", "rank"], kind="stable"), kept)


def draw(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> Figure:
    """Draw one panel a statistic: dots are values, lines their intervals."""
    if rows.empty:
        return style.nothing(canvas)
    labels = _labels(rows, canvas)
    row_mm = layout.ROW_MM + 2.6 * any("\n" in label for label in labels)
    lines = layout.rows_in(layout.MOST_MM - 16, len(labels), row_mm)
    height = 16 + lines.height_mm * lines.shown
    figure, axes = style.panels(1, len(NAMES), canvas.width_mm, height, sharey=True)
    for ax, (statistic, name) in zip(axes[0], NAMES.items(), strict=True):
        own = rows[(rows["statistic"] == statistic) & (rows["rank"] <= lines.shown)]
        y = list(own["rank"] - 1)
        style.intervals(ax, own, y, "#333333")
        ax.scatter(own["value"], y, s=16, color="#333333", zorder=3)
        ax.set_xlim(0, 1)
        ax.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
        ax.set_xlabel(name)
    axes[0, 0].set_yticks(range(lines.shown), labels[: lines.shown])
    axes[0, 0].set_ylim(lines.shown - 0.4, -0.6)
    if lines.shown < len(labels):
        figure.supxlabel(layout.axis_name("", lines.shown, len(labels)).strip(), fontsize=7.5)
    return figure


def _labels(rows: pd.DataFrame, canvas: Canvas) -> list[str]:
    """Return the pairs, each in a line, or in two where their names leave no room for marks."""
    pairs = rows.drop_duplicates("rank").sort_values("rank")[["outlet", "other"]].to_numpy()
    room = canvas.width_mm * 0.42
    if all(layout.width_mm(f"{one} – {other}") <= room for one, other in pairs):
        return [f"{one} – {other}" for one, other in pairs]
    return [
        f"{layout.shortened(one, room - 3)} –\n{layout.shortened(other, room)}"
        for one, other in pairs
    ]


def describe(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> str:
    """Return what the figure shows in words."""
    if rows.empty:
        return "No pair to show."
    rows = rows.assign(item=rows["pair"])
    cosine = rows[rows["statistic"] == "cosine"].sort_values("rank")
    first, last = cosine.iloc[0], cosine.iloc[-1]
    return words.joined(
        f"Dots with intervals, a row for each of {len(cosine)} pairs of outlets, the most alike "
        "first; left the cosine of tf-idf (1 is alike), right the Jensen-Shannon distance (0 is "
        f"alike). Most alike by cosine: {_pair(first)}, {words.measured(first)}. Least: "
        f"{_pair(last)}, {words.measured(last)}.",
        words.based(rows, canvas),
    )


def _pair(row: "pd.Series[float]") -> str:
    return f"{words.name(row['outlet'])} and {words.name(row['other'])}"
