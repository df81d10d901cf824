"""Values of items, the marks of the outlets below one another."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from crossframe.drawing import Dodged
from crossframe.figures import layout, style, words
from crossframe.figures.layout import GAP_MM, LINE_MM, MARK_MM, wrapped
from crossframe.figures.style import Canvas

HEAD_MM = 3.8  # height of a line that names a group
ROOM_MM = 34  # for labels
STRETCH = 2  # an axis reaches as far beyond the values as this many times their span


@dataclass(frozen=True)
class Line:
    """A line of a panel: an item, or the name of a group, which has no rank."""

    label: str
    rank: int | None
    height_mm: float


def select(table: pd.DataFrame, drawing: Dodged, canvas: Canvas) -> pd.DataFrame:
    """Return the items that occur most, all voices together, ranked by group and occurrences."""
    rows = style.held(table, {"voice": "all", **drawing.where})
    items = rows.groupby([*drawing.item])[[drawing.counted]].sum().reset_index()
    ascending = [False, *(True for _ in drawing.item)]
    items = items.sort_values([drawing.counted, *drawing.item], ascending=ascending, kind="stable")
    chosen = _chosen(items, drawing, canvas.most_items)[[*drawing.item]]
    kept = ["rank", *drawing.item, "outlet", "value", "low", "high", "q", drawing.counted,
            "n_units", "scope", "note"]  # fmt: skip
    ranked = rows.merge(chosen.assign(rank=range(1, len(chosen) + 1)))
    return style.plotted(ranked.sort_values(["rank", "outlet"], kind="stable"), kept)


def draw(rows: pd.DataFrame, drawing: Dodged, canvas: Canvas) -> Figure:
    """Draw marks for values and lines for their intervals, in one column or two."""
    if rows.empty:
        return style.nothing(canvas)
    legend, across, legend_mm = layout.legend(canvas)
    room = layout.MOST_MM - legend_mm - layout.AXIS_MM - 4
    columns = _fitting(list(_lines(rows, drawing, len(canvas.outlets))), room, canvas)
    tallest = max(sum(line.height_mm for line in column) for column in columns)
    height = legend_mm + tallest + layout.AXIS_MM
    figure, axes = style.panels(1, len(columns), canvas.width_mm, height, sharex=True)
    axes[0, 0].set_xlim(_limits(rows))
    axes[0, 0].xaxis.set_major_locator(MaxNLocator(5))
    if drawing.percent:
        axes[0, 0].xaxis.set_major_formatter(PercentFormatter(1, symbol=None))
    for ax, column in zip(axes[0], columns, strict=True):
        _panel(ax, rows, column, drawing, canvas)
        ax.set_ylim(tallest, 0)
        if drawing.ratio:
            ax.axvline(0, color=style.GREY, linewidth=0.8)
    shown = sum(line.rank is not None for column in columns for line in column)
    named = layout.axis_name(drawing.axis, shown, int(rows["rank"].max()))
    figure.supxlabel(named, fontsize=7.5)
    layout.add_legend(figure, legend, across)
    return figure


def describe(rows: pd.DataFrame, drawing: Dodged, canvas: Canvas) -> str:
    """Return what the figure shows in words."""
    if rows.empty:
        return "No item to show."
    names = [rows[column].map(lambda name, c=column: _shown(c, name)) for column in drawing.item]
    held = rows.assign(item=names[-1])
    if len(names) > 1:
        held["item"] = (
            names[0] + ": " + names[1] if drawing.grouped else names[0] + " + " + names[1]
        )
    return words.joined(
        f"Marks with intervals, one an outlet in each of {int(rows['rank'].max())} rows"
        f"{', in groups' if drawing.grouped else ''}; "
        f"{words.listed(list(dict.fromkeys(held['item']))[:3])} come first. "
        f"Axis: {drawing.axis.removesuffix(' (%)')}.",
        words.ends(held, drawing.percent),
        "" if drawing.ratio else words.gap(held, drawing.percent),
        "Arrows: no sentence holds both." if drawing.ratio else "",
        words.surest(held),
        words.based(rows, canvas),
    )


def _chosen(items: pd.DataFrame, drawing: Dodged, most_items: int) -> pd.DataFrame:
    """Return the items to draw, in their order; the one named `last` comes last.

    Args:
        items: All items, those that occur most first.
        drawing: What they are.
        most_items: Most items, or most groups where these have a limit of their own.
    """
    group = items.groupby(drawing.item[0], sort=False)
    if drawing.per_group is None:
        chosen = items.head(most_items)
    else:
        chosen = items[(group.cumcount() < drawing.per_group) & (group.ngroup() < most_items)]
    first = chosen[drawing.item[0]]
    if not drawing.grouped:
        return chosen.loc[(first == drawing.last).sort_values(kind="stable").index]
    place = chosen.groupby(drawing.item[0], sort=False).ngroup()
    return chosen.loc[place.sort_values(kind="stable").index]


def _limits(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of an axis that holds 0 and every value, and of intervals what fits."""
    values = rows["value"].fillna(rows["high"]).dropna()
    first, last = min(0.0, values.min()), max(0.0, values.max())
    span = last - first or 1.0
    low = rows["low"].clip(lower=first - STRETCH * span).min()
    high = rows["high"].clip(upper=last + STRETCH * span).max()
    margin = 0.04 * span
    least = float(np.fmin(low, first))
    return least - margin * (least < 0), float(np.fmax(high, last)) + margin


def _lines(rows: pd.DataFrame, drawing: Dodged, n_outlets: int) -> Iterator[Line]:
    """Yield the items in the order of their ranks, a group's name before its first."""
    group = None
    for row in rows.drop_duplicates("rank").to_dict("records"):
        first, *others = (_shown(column, row[column]) for column in drawing.item)
        if drawing.grouped and first != group:
            group = first
            yield _line(wrapped(group, ROOM_MM), None, HEAD_MM)
        names = others if drawing.grouped else [first, *others]
        label = " +\n".join(wrapped(name, ROOM_MM) for name in names)
        yield _line(label, row["rank"], n_outlets * MARK_MM)


def _line(label: str, rank: int | None, least_mm: float) -> Line:
    """Return a line that is high enough for its label, and for its marks."""
    text_mm = (1 + label.count("\n")) * LINE_MM
    return Line(label, rank, max(least_mm, text_mm) + GAP_MM)


def _shown(column: str, name: str) -> str:
    """Return a name as a reader would write it; those of frames have underscores for blanks."""
    return name.replace("_", " ") if column in ("frame", "other_frame") else name


def _fitting(lines: list[Line], room_mm: float, canvas: Canvas) -> list[list[Line]]:
    """Return as many lines as a page holds, in a column, or in two where there is room."""
    held = list(lines)
    while True:
        columns = [held] if canvas.narrow else _columns(held)
        tallest = max(sum(line.height_mm for line in column) for column in columns)
        if tallest <= room_mm or len(held) <= 2:
            return columns
        del held[-1]
        if held[-1].rank is None:  # a name with nothing below it
            del held[-1]


def _columns(lines: list[Line]) -> list[list[Line]]:
    """Return lines in two columns of nearly one height; no group is parted."""
    ends = np.cumsum([line.height_mm for line in lines])
    grouped = lines[0].rank is None
    starts = [n for n, line in enumerate(lines) if n and (line.rank is None or not grouped)]
    if not starts:
        return [lines]
    # of two ways with equal heights, the one with more on the left
    first = min(reversed(starts), key=lambda n: max(ends[n - 1], ends[-1] - ends[n - 1]))
    return [lines[:first], lines[first:]]


def _panel(
    ax: Axes, rows: pd.DataFrame, lines: list[Line], drawing: Dodged, canvas: Canvas
) -> None:
    """Draw a column; y is in mm from its top."""
    looks, by_rank = style.look(canvas.outlets), dict(list(rows.groupby("rank")))
    ends = np.cumsum([line.height_mm for line in lines])
    middles = ends - [line.height_mm / 2 for line in lines]
    for line, middle in zip(lines, middles, strict=True):
        if line.rank is not None:
            own = by_rank[line.rank]
            for place, (outlet, look) in enumerate(looks.items()):
                at = middle + MARK_MM * (place - (len(looks) - 1) / 2)
                _mark(ax, own[own["outlet"] == outlet], drawing.counted, at, look)
    ax.hlines(ends, 0, 1, colors="#DDDDDD", linewidth=0.5, transform=ax.get_yaxis_transform())
    ax.set_yticks(middles, [line.label for line in lines])
    ax.tick_params(axis="y", length=0)
    for label, line in zip(ax.get_yticklabels(), lines, strict=True):
        label.set_fontweight("bold" if line.rank is None else "normal")


def _mark(ax: Axes, rows: pd.DataFrame, counted: str, at: float, look: dict[str, str]) -> None:
    """Draw an outlet's value: a cross for no occurrence, hollow without an interval.

    An arrow stands where only the upper end is known.
    """
    for value, high, n in rows[["value", "high", counted]].to_numpy(dtype=float):
        if np.isfinite(value):
            marker, size = (look["marker"], 12) if n else ("x", 9)
            drawn = ax.scatter(value, at, s=size, color=look["color"], marker=marker,
                               linewidths=0.8, zorder=3, clip_on=False)  # fmt: skip
            if n and not np.isfinite(high):
                drawn.set_facecolor("white")
        elif np.isfinite(high):
            ax.scatter(high, at, s=12, color=look["color"], marker="|", linewidths=1.2)
            ax.annotate("", xy=(high, at), xytext=(-9, 0), textcoords="offset points",
                        arrowprops={"arrowstyle": "<-", "color": look["color"], "shrinkA": 0,
                                    "shrinkB": 0, "linewidth": 1.0, "mutation_scale": 6},
                        )  # fmt: skip
    style.intervals(ax, rows, [at] * len(rows), look["color"])
