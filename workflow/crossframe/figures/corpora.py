"""What the outlets' articles are like, side by side."""

from collections.abc import Callable, Iterator

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crossframe.drawing import Drawing
from crossframe.figures import layout, style, words
from crossframe.figures.style import Canvas
from crossframe.measures.comparability import first_day, last_day

PANEL_MM = 19  # least width of a panel: the two ends of its axis
KEPT = ["outlet", "n_articles", "first_date", "last_date", "n_undated", "tokens_min",
        "tokens_low_quartile", "tokens_median", "tokens_high_quartile", "tokens_max",
        "quoted_share", "wire_share", "other_language_share"]  # fmt: skip
Panel = Callable[[Axes, pd.DataFrame, Canvas], None]


def select(table: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> pd.DataFrame:
    """Return the facts that are drawn."""
    return style.plotted(table.sort_values("outlet", kind="stable"), KEPT)


def draw(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> Figure:
    """Draw one panel a fact: dots are values, thick lines quartiles, thin ones ranges."""
    if rows.empty:
        return style.nothing(canvas)
    panels: dict[str, Panel] = {
        "articles": _articles,
        "dates": _dates,
        "words of\nan article": _lengths,
        "words\nquoted": _shares("quoted_share"),
        "wire\nservice": _shares("wire_share"),
        "other\nlanguage": _shares("other_language_share"),
    }
    figure, axes = layout.panels_by_row(list(panels), canvas.outlets, canvas, PANEL_MM)
    for title, panel in panels.items():
        panel(axes[title], rows, canvas)
    return figure


def describe(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> str:
    """Return what the figure shows in words."""
    if rows.empty:
        return "No outlet to show."
    rows = rows.assign(low=None, high=None)
    facts = {"n_articles": "articles", "tokens_median": "median words of an article"}
    told = [words.ends(rows.assign(value=rows[column].astype("float64"), item=name))
            for column, name in facts.items()]  # fmt: skip
    quoted = rows.assign(value=rows["quoted_share"].astype("float64"), item="words quoted")
    dated = rows.dropna(subset="first_date")
    first = min(dated["first_date"], key=first_day, default="none")
    last = max(dated["last_date"], key=last_day, default="none")
    return words.joined(
        "Marks, a row an outlet, a panel for each of six facts of its articles: number, dates, "
        "words of an article, words quoted, share by wire service and in another language.",
        *told,
        words.ends(quoted, percent=True),
        f"Dates: {first} to {last}. {len(canvas.outlets)} outlets; facts, so without intervals.",
    )


def _articles(ax: Axes, rows: pd.DataFrame, canvas: Canvas) -> None:
    for at, row, colour, marker in _marks(rows, canvas):
        ax.scatter(row["n_articles"], at, s=16, color=colour, marker=marker, zorder=3)
    most = rows["n_articles"].max()
    _ends(ax, 0, most, f"{most:,}")


def _dates(ax: Axes, rows: pd.DataFrame, canvas: Canvas) -> None:
    """Draw the days from an outlet's first date to its last."""
    dated = rows.dropna(subset="first_date")
    for at, row, colour, _ in _marks(dated, canvas):
        ends = first_day(row["first_date"]).toordinal(), last_day(row["last_date"]).toordinal()
        ax.hlines(at, ends[0], ends[1], colors=colour, linewidth=2.4)
        ax.scatter(ends, [at, at], s=24, color=colour, marker="|")
    if dated.empty:
        ax.set_xticks([])
        return
    first, last = min(dated["first_date"], key=first_day), max(dated["last_date"], key=last_day)
    ends = first_day(first).toordinal(), last_day(last).toordinal()
    # in a line of its own, as two full dates are wider than the panel
    _ends(ax, ends[0], ends[1], f"\n{last}", first)


def _lengths(ax: Axes, rows: pd.DataFrame, canvas: Canvas) -> None:
    held = rows.dropna(subset="tokens_median")
    for at, row, colour, marker in _marks(held, canvas):
        for low, high, width in (("min", "max", 0.8), ("low_quartile", "high_quartile", 2.4)):
            ax.hlines(at, row[f"tokens_{low}"], row[f"tokens_{high}"], colour, linewidth=width)
        ax.scatter(row["tokens_median"], at, s=16, color=colour, marker=marker, zorder=3)
    most = held["tokens_max"].max() if len(held) else 0
    _ends(ax, 0, most, f"{most:,.0f}")


def _shares(column: str) -> Panel:
    """Return what draws a share of every outlet."""

    def panel(ax: Axes, rows: pd.DataFrame, canvas: Canvas) -> None:
        for at, row, colour, marker in _marks(rows.dropna(subset=column), canvas):
            ax.scatter(row[column], at, s=16, color=colour, marker=marker, zorder=3)
        _ends(ax, 0, 1, "100 %")

    return panel


def _ends(ax: Axes, low: float, high: float, at_high: str, at_low: str = "0") -> None:
    """Name the two ends of an axis, inside it; leave room for marks that stand at them."""
    margin = 0.06 * (high - low) or 1.0
    ax.set_xlim(low - margin, high + margin)
    ax.set_xticks([low, high], [at_low, at_high])
    left, right = ax.get_xticklabels()
    left.set_horizontalalignment("left")
    right.set_horizontalalignment("right")


def _marks(rows: pd.DataFrame, canvas: Canvas) -> Iterator[tuple[int, pd.Series, str, str]]:
    """Yield the place of each outlet that has a row, its row, colour and marker."""
    by_outlet = {row["outlet"]: row for _, row in rows.iterrows()}
    for at, (outlet, look) in enumerate(style.look(canvas.outlets).items()):
        if outlet in by_outlet:
            yield at, by_outlet[outlet], look["color"], look["marker"]
