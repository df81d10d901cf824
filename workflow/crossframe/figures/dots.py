"""Shares or scores of items, a panel a statistic, the outlets below one another in every row."""

from collections.abc import Iterator

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from crossframe.drawing import Dots, Panel
from crossframe.figures import layout, style, words
from crossframe.figures.style import Canvas

MOST_MM = 190  # height of all rows, so that the figure fits a page
LABEL_SHARE = 0.28  # of the width, for labels
TICKS = (1, 2, 2.5, 5, 10)  # what numbers on an axis are multiples of
SHADE = "#F3F3F3"  # behind every other item
IN_WORDS = {"True": "named", "False": "unnamed"}


def select(table: pd.DataFrame, drawing: Dots, canvas: Canvas) -> pd.DataFrame:
    """Return the items that rest on most occurrences, all voices together, with their rank."""
    panels = [panel.cell for panel in drawing.panels]
    rows = style.held(table, {"voice": "all", **drawing.where})
    rows = rows[rows[drawing.column].isin(panels)]
    rows = rows.assign(item=_labels(rows, drawing), panel=rows[drawing.column])
    counted = rows[rows["panel"].isin(drawing.weighed or panels)]
    totals = counted.groupby("item")[drawing.weight].sum().reset_index()
    order = totals.sort_values([drawing.weight, "item"], ascending=[False, True], kind="stable")
    items = order["item"].head(_most(canvas))
    rank = {item: n for n, item in enumerate(items, start=1)}
    rows = rows[rows["item"].isin(items)].assign(rank=lambda r: r["item"].map(rank))
    kept = ["panel", "rank", "item", "outlet", "value", "low", "high", "q", "n_of", "n_units",
            "scope", "note"]  # fmt: skip
    return style.plotted(rows.sort_values(["panel", "rank", "outlet"], kind="stable"), kept)


def _most(canvas: Canvas) -> int:
    """Return how many items fit."""
    return min(canvas.most_items, int(MOST_MM // _row_mm(canvas, 2)))


def _row_mm(canvas: Canvas, lines: int) -> float:
    """Return the height of an item with its marks, or with so many lines of its label."""
    return layout.GAP_MM + max(layout.MARK_MM * len(canvas.outlets), layout.LINE_MM * lines)


def _labels(rows: pd.DataFrame, drawing: Dots) -> "pd.Series[str]":
    """Return the items' labels, with more columns where one label has several items."""
    label = rows[drawing.item[0]].astype("str")
    for column in drawing.item[1 : drawing.always]:
        label = label + " (" + rows[column].astype("str") + ")"
    for column in drawing.item[drawing.always :]:
        pairs = rows.assign(label=label)[["label", column]].drop_duplicates()
        several = set(pairs["label"][pairs["label"].duplicated()])
        more = rows[column].astype("str").replace(IN_WORDS)
        label = label.where(~label.isin(several), label + " (" + more + ")")
    return label


def draw(rows: pd.DataFrame, drawing: Dots, canvas: Canvas) -> Figure:
    """Draw one panel a statistic: marks are values, lines their intervals."""
    if rows.empty:
        return style.nothing(canvas)
    panels = list(_panels(rows, drawing))
    items = rows.drop_duplicates("rank").sort_values("rank")["item"]
    labels = [layout.wrapped(item, canvas.width_mm * LABEL_SHARE) for item in items]
    row_mm = _row_mm(canvas, 1 + max(label.count("\n") for label in labels))
    handles, across, legend_mm = layout.legend(canvas)
    height = legend_mm + row_mm * len(items) + layout.AXIS_MM + 2
    figure, axes = style.panels(1, len(panels), canvas.width_mm, height, sharey=True)
    step = layout.MARK_MM / row_mm
    for ax, (panel, own) in zip(axes[0], panels, strict=True):
        _panel(ax, own, step, canvas)
        _axis(ax, panel, canvas)
    axes[0, 0].set_yticks(range(len(labels)), labels)
    axes[0, 0].set_ylim(len(labels) - 0.5, -0.5)
    layout.add_legend(figure, handles, across)
    return figure


def describe(rows: pd.DataFrame, drawing: Dots, canvas: Canvas) -> str:
    """Return what the figure shows in words."""
    if rows.empty:
        return "No item to show."
    told = [_told(panel, own) for panel, own in _panels(rows, drawing)]
    items = list(dict.fromkeys(rows.sort_values("rank")["item"]))
    return words.joined(
        f"Marks with intervals, one an outlet in each of {int(rows['rank'].max())} rows, those "
        f"that rest on most first: {words.listed(items[:3])} lead.",
        *told,
        words.surest(rows),
        words.based(rows, canvas),
    )


def _panels(rows: pd.DataFrame, drawing: Dots) -> Iterator[tuple[Panel, pd.DataFrame]]:
    """Yield the panels that have rows, with them."""
    for panel in drawing.panels:
        own = rows[rows["panel"] == panel.cell]
        if len(own):
            yield panel, own


def _told(panel: Panel, rows: pd.DataFrame) -> str:
    axis = panel.axis.replace("\n", " ").replace(" (%)", "")
    return f"Axis: {axis}. {words.ends(rows, percent=panel.most is None)}"


def _panel(ax: Axes, rows: pd.DataFrame, step: float, canvas: Canvas) -> None:
    """Draw the marks of every outlet; hollow where there is no interval."""
    for place in range(0, int(rows["rank"].max()), 2):
        ax.axhspan(place - 0.5, place + 0.5, color=SHADE, linewidth=0, zorder=0)
    middle = (len(canvas.outlets) - 1) / 2
    for place, (outlet, look) in enumerate(style.look(canvas.outlets).items()):
        own = rows[rows["outlet"] == outlet].dropna(subset="value")
        y = own["rank"] - 1 + step * (place - middle)
        style.intervals(ax, own, list(y), look["color"])
        fill = [look["color"] if sure else "white" for sure in own["high"].notna()]
        ax.scatter(own["value"], y, s=12, c=fill, edgecolors=look["color"], marker=look["marker"],
                   linewidths=0.8, zorder=3, clip_on=False)  # fmt: skip
    ax.tick_params(axis="y", length=0)


def _axis(ax: Axes, panel: Panel, canvas: Canvas) -> None:
    """Name an axis, and end it where values end: intervals can reach beyond what is possible."""
    if panel.middle is not None:
        ax.axvline(panel.middle, color=style.GREY, linewidth=0.8)
    ax.set_xlabel(panel.axis)
    ax.xaxis.set_major_locator(MaxNLocator(2 if canvas.narrow else 4, steps=TICKS))
    if panel.most is not None:
        low, high = ax.get_xlim()
        ax.set_xlim(max(low, -panel.most), min(high, panel.most))
        return
    ax.xaxis.set_major_formatter(PercentFormatter(1, symbol=None, decimals=0))
    ax.set_xlim(0, 1)
