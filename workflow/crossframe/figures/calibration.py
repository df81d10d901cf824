"""What the tests of terms find where nothing differs, and where a difference is planted."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crossframe.drawing import Drawing
from crossframe.figures import style, words
from crossframe.figures.style import Canvas
from crossframe.measures.calibration import BANDS, POWER, TESTS

NAMES = {
    "p": "p, one difference",
    "p_pooled": "p pooled over terms",
    "p_max_t": "max-T p,\nany in the corpus",
    "q": "q, any in the corpus",
    "g2_bonferroni": "G2 of words with\nBonferroni, any",
}
SHARES = {0: "0", 0.01: "1", 0.05: "5", 0.1: "10", 0.2: "20", 0.5: "50", 1: "100"}  # ticks
RECALLED_BY = "q"  # max-T finds nearly the same, and two lines a band would hide each other
MARKERS = ("^", "s", "o")
LINES = (":", "--", "-")
DODGE = 1.04  # factor by which a band stands beside the next, so that no interval hides another
MARGIN = 1.15  # factor of room beside the least and the largest factor
HEIGHT_MM = 66


def select(table: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> pd.DataFrame:
    """Return the false findings of every test, and the recall of q."""
    false, recall = (table["statistic"] == name for name in ("false_findings", "recall"))
    kept = ["statistic", "test", "band", "factor", "value", "low", "high", "nominal", "n",
            "n_units", "scope", "note"]  # fmt: skip
    rows = style.plotted(table[false | (recall & (table["test"] == RECALLED_BY))], kept)
    place = {name: n for n, name in enumerate([*TESTS, "all", *BANDS])}
    by = {"test": rows["test"].map(place), "band": rows["band"].map(place)}
    order = rows.assign(**by).sort_values(["statistic", "test", "band", "factor"], kind="stable")
    return rows.loc[order.index]


def draw(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> Figure:
    """Draw false findings by test, and recall by factor, with a line a band of occurrences."""
    if rows.empty:
        return style.nothing(canvas)
    if rows["value"].isna().all():
        return style.nothing(canvas, f"Nothing can be tested: {rows['note'].iloc[0]}.")
    n_rows, n_columns = (2, 1) if canvas.narrow else (1, 2)
    figure, axes = style.panels(n_rows, n_columns, canvas.width_mm, n_rows * HEIGHT_MM)
    _false_findings(axes.flat[0], rows[rows["statistic"] == "false_findings"])
    _recall(axes.flat[1], rows[rows["statistic"] == "recall"])
    figure.legend(loc="outside lower right", ncols=len(BANDS), reverse=True,
                  title="occurrences of the term", title_fontsize=7.5)  # fmt: skip
    return figure


def describe(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> str:
    """Return what the figure shows in words."""
    if rows["value"].isna().all():
        return "Nothing can be tested."
    false = rows[(rows["statistic"] == "false_findings")].dropna(subset="value")
    told = [f"{NAMES[row['test']]} {words.measured(row, percent=True)}".replace("\n", " ")
            for _, row in false.iterrows()]  # fmt: skip
    raised = rows[(rows["statistic"] == "recall")].dropna(subset="value")
    found = []
    for band in BANDS:
        own = raised[raised["band"] == band].sort_values("factor").tail(1)
        found += [f"{band} {words.measured(row, percent=True)}" for _, row in own.iterrows()]
    factor = f"{raised['factor'].max():g}" if len(raised) else "none"
    return words.joined(
        "Left, dots with intervals: differences found where nothing differs, by test: "
        f"{'; '.join(told)}. Right, lines: share of raised terms found by {RECALLED_BY}, by the "
        "factor of the rise and the occurrences of the term. At the largest factor, "
        f"{factor}: {'; '.join(found) or 'no such term'}.",
        words.based(rows.drop(columns="n_units"), canvas),
    )


def _false_findings(ax: Axes, rows: pd.DataFrame) -> None:
    places = list(range(len(rows)))
    ax.set_xscale("function", functions=(np.sqrt, np.square))  # most of interest is near 0
    style.intervals(ax, rows, places, "#333333")
    ax.scatter(rows["value"], places, s=16, color="#333333", zorder=3, clip_on=False)
    level = rows["nominal"].iloc[0]
    ax.axvline(level, color=style.GREY, linewidth=0.8, linestyle="--")
    ax.annotate(f"level, {100 * level:.3g} %", (level, -0.8), xytext=(3, 0), va="center",
                textcoords="offset points", color=style.GREY)  # fmt: skip
    ax.set_title("Where nothing differs")
    ax.set_yticks(places, [NAMES[test] for test in rows["test"]])
    ax.set_ylim(len(places) - 0.4, -1.2)
    ax.set_xlim(0, 1.03)
    ax.set_xticks([*SHARES], [*SHARES.values()])
    ax.set_xlabel("differences found, or shuffles with any (%)")


def _recall(ax: Axes, rows: pd.DataFrame) -> None:
    ax.axhline(POWER, color=style.GREY, linewidth=0.8, linestyle="--")
    ax.annotate("power", (1, POWER), xytext=(2, 0), va="center", color=style.GREY,
                xycoords=ax.get_yaxis_transform(), textcoords="offset points")  # fmt: skip
    for place, band in enumerate(BANDS):
        own = rows[rows["band"] == band].dropna(subset="value")
        if len(own):
            x, shade = own["factor"] * DODGE ** (place - 1), style.BLUES[place]
            ax.vlines(x, own["low"], own["high"], colors=shade, linewidth=1.2)
            ax.plot(x, own["value"], LINES[place], marker=MARKERS[place], color=shade, label=band)
    factors = sorted(set(rows["factor"]))
    ax.set_title("Where a rate is raised")
    ax.grid(axis="x", visible=False)
    ax.grid(axis="y")
    ax.set_xscale("log")
    ax.minorticks_off()
    ax.set_xticks(factors, [f"{factor:g}" for factor in factors])
    ax.set_xlim(factors[0] / MARGIN, factors[-1] * MARGIN)
    ax.set_xlabel("factor by which it is raised")
    ax.set_ylim(-0.03, 1.03)
    ax.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1], ["0", "20", "40", "60", "80", "100"])
    ax.set_ylabel(f"found by {RECALLED_BY} (%)")
