"""Values of items, the marks of the outlets below one another."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator, PercentFormatter

from crossframe.figures import style
from crossframe.figures.style import Canvas
from crossframe.measures.frames import NO_FRAME

TWO_COLUMNS_MM = 150  # least width of a figure with two columns: labels take a third of each
MARK_MM = 1.6  # height of a mark, with some air
GAP_MM = 1.2  # between items
LINE_MM = 3.0  # height of a line of text
HEAD_MM = 3.8  # height of a line that names a group
AXIS_MM = 12  # height of an axis with its ticks and its name
CHARACTERS = 24  # of a line of a label
CHARACTER_MM = 1.45
HANDLE_MM = 9  # width of a mark in the legend
STRETCH = 2  # an axis reaches as far beyond the values as this many times their span
LEADING = 3  # cues of a frame


@dataclass(frozen=True)
class Kind:
    """What a table states.

    Attributes:
        item: Columns that tell items apart.
        value: Column of the values.
        axis: What the values are.
        percent: Whether they are shares.
        counted: Column of the occurrences behind a value.
        grouped: Whether items stand under the name of the first column.
        per_group: Most items of a group; where there is none, the figure's most items hold.
    """

    item: tuple[str, ...]
    value: str
    axis: str
    percent: bool = False
    counted: str = "n"
    grouped: bool = True
    per_group: int | None = None


@dataclass(frozen=True)
class Line:
    """A line of a panel: an item, or the name of a group, which has no rank."""

    label: str
    rank: int | None
    height_mm: float


KINDS = (
    Kind(("frame", "cue"), "rate_per_1000", "occurrences per 1,000 words", per_group=LEADING),
    Kind(("actor", "variant"), "estimate", "share of the actor's mentions", percent=True),
    Kind(("actor", "modifier"), "estimate", "occurrences per 100 mentions of the actor"),
    Kind(("frame", "other"), "log_ratio", "log ratio to chance (1 = twice as often)",
         counted="n_both", grouped=False),
    Kind(("frame",), "estimate", "share of the sentences", percent=True, grouped=False),
)  # fmt: skip


def select(table: pd.DataFrame, canvas: Canvas) -> pd.DataFrame:
    """Return the items that occur most, all voices together, ranked by group and occurrences."""
    kind, rows = _kind(table), table[table["voice"] == "all"]
    if "statistic" in rows:
        rows = rows[rows["statistic"] == "share"]
    items = rows.groupby([*kind.item])[[kind.counted]].sum().reset_index()
    ascending = [False, *(True for _ in kind.item)]
    items = items.sort_values([kind.counted, *kind.item], ascending=ascending, kind="stable")
    chosen = _chosen(items, kind, canvas.most_items)[[*kind.item]]
    kept = ["rank", *kind.item, "outlet", kind.value, "low", "high", kind.counted, "n_units",
            "scope", "note"]  # fmt: skip
    ranked = rows.merge(chosen.assign(rank=range(1, len(chosen) + 1)))
    return ranked[kept].sort_values(["rank", "outlet"], kind="stable")


def draw(rows: pd.DataFrame, canvas: Canvas) -> Figure:
    """Draw marks for values and lines for their intervals, in one column or two."""
    if rows.empty:
        return style.nothing(canvas)
    kind = _kind(rows)
    lines = list(_lines(rows, kind, len(canvas.outlets)))
    columns = _columns(lines) if canvas.width_mm >= TWO_COLUMNS_MM else [lines]
    legend, across, legend_mm = _legend(canvas)
    tallest = max(sum(line.height_mm for line in column) for column in columns)
    height = legend_mm + tallest + AXIS_MM
    figure, axes = style.panels(1, len(columns), canvas.width_mm, height, sharex=True)
    axes[0, 0].set_xlim(_limits(rows, kind))
    axes[0, 0].xaxis.set_major_locator(MaxNLocator(5))
    if kind.percent:
        axes[0, 0].xaxis.set_major_formatter(PercentFormatter(1, symbol=" %"))
    for ax, column in zip(axes[0], columns, strict=True):
        _panel(ax, rows, column, canvas)
        ax.set_ylim(tallest, 0)
        if kind.value == "log_ratio":
            ax.axvline(0, color=style.GREY, linewidth=0.8)
    figure.supxlabel(kind.axis, fontsize=7.5)
    figure.legend(handles=legend, loc="outside upper left", ncols=across, handlelength=1.6,
                  handletextpad=0.5, columnspacing=1.0)  # fmt: skip
    return figure


def _kind(table: pd.DataFrame) -> Kind:
    return next(kind for kind in KINDS if {*kind.item} <= {*table.columns})


def _chosen(items: pd.DataFrame, kind: Kind, most_items: int) -> pd.DataFrame:
    """Return the items to draw, in their order; what is in no frame comes last.

    Args:
        items: All items, those that occur most first.
        kind: What they are.
        most_items: Most items, or most groups where these have a limit of their own.
    """
    group = items.groupby(kind.item[0], sort=False)
    if kind.per_group is None:
        chosen = items.head(most_items)
    else:
        chosen = items[(group.cumcount() < kind.per_group) & (group.ngroup() < most_items)]
    if not kind.grouped:
        return chosen.sort_values("frame", key=lambda f: f == NO_FRAME, kind="stable")
    place = chosen.groupby(kind.item[0], sort=False).ngroup()
    return chosen.loc[place.sort_values(kind="stable").index]


def _limits(rows: pd.DataFrame, kind: Kind) -> tuple[float, float]:
    """Return the ends of an axis that holds 0 and every value, and of intervals what fits."""
    values = rows[kind.value].fillna(rows["high"]).dropna()
    first, last = min(0.0, values.min()), max(0.0, values.max())
    span = last - first or 1.0
    low = rows["low"].clip(lower=first - STRETCH * span).min()
    high = rows["high"].clip(upper=last + STRETCH * span).max()
    margin = 0.04 * span
    return float(np.fmin(low, first)) - margin * (first < 0), float(np.fmax(high, last)) + margin


def _lines(rows: pd.DataFrame, kind: Kind, n_outlets: int) -> Iterator[Line]:
    """Yield the items in the order of their ranks, a group's name before its first."""
    group = None
    for row in rows.drop_duplicates("rank").to_dict("records"):
        first, *others = (_shown(column, row[column]) for column in kind.item)
        if kind.grouped and first != group:
            group = first
            yield _line(_wrapped(group, 2), None, HEAD_MM)
        names = others if kind.grouped else [first, *others]
        label = " +\n".join(_wrapped(name, 2) for name in names)
        yield _line(label, row["rank"], n_outlets * MARK_MM)


def _line(label: str, rank: int | None, least_mm: float) -> Line:
    """Return a line that is high enough for its label, and for its marks."""
    text_mm = (1 + label.count("\n")) * LINE_MM
    return Line(label, rank, max(least_mm, text_mm) + GAP_MM)


def _shown(column: str, name: str) -> str:
    """Return a name as a reader would write it; those of frames have underscores for blanks."""
    return name.replace("_", " ") if column in ("frame", "other") else name


def _wrapped(text: str, most_lines: int) -> str:
    return "\n".join(textwrap.wrap(text, CHARACTERS, max_lines=most_lines, placeholder="…"))


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


def _panel(ax: Axes, rows: pd.DataFrame, lines: list[Line], canvas: Canvas) -> None:
    """Draw a column; y is in mm from its top."""
    looks, by_rank = style.look(canvas.outlets), dict(list(rows.groupby("rank")))
    ends = np.cumsum([line.height_mm for line in lines])
    middles = ends - [line.height_mm / 2 for line in lines]
    for line, middle in zip(lines, middles, strict=True):
        if line.rank is not None:
            own = by_rank[line.rank]
            for place, (outlet, look) in enumerate(looks.items()):
                at = middle + MARK_MM * (place - (len(looks) - 1) / 2)
                _mark(ax, own[own["outlet"] == outlet], at, look)
    ax.hlines(ends, 0, 1, colors="#DDDDDD", linewidth=0.5, transform=ax.get_yaxis_transform())
    ax.set_yticks(middles, [line.label for line in lines])
    ax.tick_params(axis="y", length=0)
    for label, line in zip(ax.get_yticklabels(), lines, strict=True):
        label.set_fontweight("bold" if line.rank is None else "normal")


def _mark(ax: Axes, rows: pd.DataFrame, at: float, look: dict[str, str]) -> None:
    """Draw the value of an outlet: a cross where nothing occurs, an arrow where only an end is."""
    kind = _kind(rows)
    for value, high, n in rows[[kind.value, "high", kind.counted]].to_numpy(dtype=float):
        if np.isfinite(value):
            marker, size = (look["marker"], 12) if n else ("x", 9)
            ax.scatter(value, at, s=size, color=look["color"], marker=marker, linewidths=0.8,
                       zorder=3, clip_on=False)  # fmt: skip
        elif np.isfinite(high):
            ax.scatter(high, at, s=12, color=look["color"], marker="|", linewidths=1.2)
            ax.annotate("", xy=(high, at), xytext=(-9, 0), textcoords="offset points",
                        arrowprops={"arrowstyle": "<-", "color": look["color"], "shrinkA": 0,
                                    "shrinkB": 0, "linewidth": 1.0, "mutation_scale": 6},
                        )  # fmt: skip
    style.intervals(ax, rows.assign(value=rows[kind.value]), [at] * len(rows), look["color"])


def _legend(canvas: Canvas) -> tuple[list[Line2D], int, float]:
    """Return the legend's entries, how many stand side by side, and its height in mm."""
    labels = {outlet: _wrapped(outlet, 2) for outlet in canvas.outlets}
    longest = max(len(line) for label in labels.values() for line in label.split("\n"))
    across = max(1, int(canvas.width_mm // (HANDLE_MM + CHARACTER_MM * longest)))
    handles = [
        Line2D([], [], color=look["color"], marker=look["marker"], label=labels[outlet])
        for outlet, look in style.look(canvas.outlets).items()
    ]
    lines = 1 + max(label.count("\n") for label in labels.values())
    return handles, across, LINE_MM + 1.4 * LINE_MM * lines * -(-len(labels) // across)
