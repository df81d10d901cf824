"""Values of items, the marks of the outlets below one another."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from crossframe.figures import layout, style, words
from crossframe.figures.layout import GAP_MM, LINE_MM, MARK_MM, wrapped
from crossframe.figures.style import Canvas
from crossframe.measures.frames import NO_FRAME

HEAD_MM = 3.8  # height of a line that names a group
ROOM_MM = 34  # for labels
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
    Kind(("actor", "variant"), "estimate", "share of the actor's mentions (%)", percent=True),
    Kind(("actor", "modifier"), "estimate", "occurrences per 100 mentions of the actor"),
    Kind(("frame", "other"), "log_ratio", "log ratio to chance (1 = twice as often)",
         counted="n_both", grouped=False),
    Kind(("frame",), "estimate", "share of the sentences (%)", percent=True, grouped=False),
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
    kept = ["rank", *kind.item, "outlet", kind.value, "low", "high", "q", kind.counted, "n_units",
            "scope", "note"]  # fmt: skip
    ranked = rows.merge(chosen.assign(rank=range(1, len(chosen) + 1)))
    return style.plotted(ranked.sort_values(["rank", "outlet"], kind="stable"), kept)


def draw(rows: pd.DataFrame, canvas: Canvas) -> Figure:
    """Draw marks for values and lines for their intervals, in one column or two."""
    if rows.empty:
        return style.nothing(canvas)
    kind = _kind(rows)
    legend, across, legend_mm = layout.legend(canvas)
    room = layout.MOST_MM - legend_mm - layout.AXIS_MM - 4
    columns = _fitting(list(_lines(rows, kind, len(canvas.outlets))), room, canvas)
    tallest = max(sum(line.height_mm for line in column) for column in columns)
    height = legend_mm + tallest + layout.AXIS_MM
    figure, axes = style.panels(1, len(columns), canvas.width_mm, height, sharex=True)
    axes[0, 0].set_xlim(_limits(rows, kind))
    axes[0, 0].xaxis.set_major_locator(MaxNLocator(5))
    if kind.percent:
        axes[0, 0].xaxis.set_major_formatter(PercentFormatter(1, symbol=None))
    for ax, column in zip(axes[0], columns, strict=True):
        _panel(ax, rows, column, canvas)
        ax.set_ylim(tallest, 0)
        if kind.value == "log_ratio":
            ax.axvline(0, color=style.GREY, linewidth=0.8)
    shown = sum(line.rank is not None for column in columns for line in column)
    named = layout.axis_name(kind.axis, shown, int(rows["rank"].max()))
    figure.supxlabel(named, fontsize=7.5)
    layout.add_legend(figure, legend, across)
    return figure


def describe(rows: pd.DataFrame, canvas: Canvas) -> str:
    """Return what the figure shows in words."""
    if rows.empty:
        return "No item to show."
    kind = _kind(rows)
    names = [rows[column].map(lambda name, c=column: _shown(c, name)) for column in kind.item]
    held = rows.assign(value=rows[kind.value], item=names[-1])
    if len(names) > 1:
        held["item"] = names[0] + ": " + names[1] if kind.grouped else names[0] + " + " + names[1]
    return words.joined(
        f"Marks with intervals, one an outlet in each of {int(rows['rank'].max())} rows"
        f"{', in groups' if kind.grouped else ''}; "
        f"{words.listed(list(dict.fromkeys(held['item']))[:3])} come first. "
        f"Axis: {kind.axis.removesuffix(' (%)')}.",
        words.ends(held, kind.percent),
        "" if kind.value == "log_ratio" else words.gap(held, kind.percent),
        "Arrows: no sentence holds both." if kind.value == "log_ratio" else "",
        words.surest(held),
        words.based(rows, canvas),
    )


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
    least = float(np.fmin(low, first))
    return least - margin * (least < 0), float(np.fmax(high, last)) + margin


def _lines(rows: pd.DataFrame, kind: Kind, n_outlets: int) -> Iterator[Line]:
    """Yield the items in the order of their ranks, a group's name before its first."""
    group = None
    for row in rows.drop_duplicates("rank").to_dict("records"):
        first, *others = (_shown(column, row[column]) for column in kind.item)
        if kind.grouped and first != group:
            group = first
            yield _line(wrapped(group, ROOM_MM), None, HEAD_MM)
        names = others if kind.grouped else [first, *others]
        label = " +\n".join(wrapped(name, ROOM_MM) for name in names)
        yield _line(label, row["rank"], n_outlets * MARK_MM)


def _line(label: str, rank: int | None, least_mm: float) -> Line:
    """Return a line that is high enough for its label, and for its marks."""
    text_mm = (1 + label.count("\n")) * LINE_MM
    return Line(label, rank, max(least_mm, text_mm) + GAP_MM)


def _shown(column: str, name: str) -> str:
    """Return a name as a reader would write it; those of frames have underscores for blanks."""
    return name.replace("_", " ") if column in ("frame", "other") else name


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
    """Draw an outlet's value: a cross for no occurrence, hollow without an interval.

    An arrow stands where only the upper end is known.
    """
    kind = _kind(rows)
    for value, high, n in rows[[kind.value, "high", kind.counted]].to_numpy(dtype=float):
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
    style.intervals(ax, rows.assign(value=rows[kind.value]), [at] * len(rows), look["color"])
