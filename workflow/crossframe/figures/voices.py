"""Sentiment by outlet and voice."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from crossframe.drawing import Drawing
from crossframe.figures import layout, style, words
from crossframe.figures.style import Canvas
from crossframe.wording import LEXICONS

VOICES = {"all": "all sentences", "own": "own voice", "quoted": "quoted", "reported": "reported"}
OFFSETS = {"all": -0.3, "own": -0.1, "quoted": 0.1, "reported": 0.3}
OUTLET_MM = 13  # height of the four voices of an outlet
MARKERS = {"all": "o", "own": "s", "quoted": "^", "reported": "v"}
SAID = ("quoted", "reported")  # by others: hollow
SCALES = {"vader": "VADER, mean score\n(−1 to 1)", "afinn": "AFINN, mean valence\n(−5 to 5)"}


def select(table: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> pd.DataFrame:
    """Return the means of every outlet, voice and lexicon."""
    rows = table[table["statistic"] == "mean"]
    kept = ["lexicon", "outlet", "voice", "value", "low", "high", "q", "n_of", "n_units",
            "scope", "note"]  # fmt: skip
    return style.plotted(rows.sort_values(["lexicon", "outlet", "voice"], kind="stable"), kept)


def draw(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> Figure:
    """Draw one panel a lexicon: dots are means, lines their intervals."""
    if rows.empty:
        return style.nothing(canvas)
    across = 2 if canvas.narrow else len(MARKERS)
    height = 24 + OUTLET_MM * len(canvas.outlets) + layout.LINE_MM * len(MARKERS) / across
    figure, axes = style.panels(1, len(LEXICONS), canvas.width_mm, height, sharey=True)
    for ax, lexicon in zip(axes[0], LEXICONS, strict=True):
        ax.axvline(0, color=style.GREY, linewidth=0.8)
        for place, (outlet, look) in enumerate(style.look(canvas.outlets).items()):
            own = rows[(rows["lexicon"] == lexicon) & (rows["outlet"] == outlet)]
            own = own.dropna(subset="value")
            y = [place + OFFSETS[voice] for voice in own["voice"]]
            style.intervals(ax, own, y, look["color"])
            for voice, value, at in zip(own["voice"], own["value"], y, strict=True):
                ax.scatter(value, at, s=18, marker=MARKERS[voice], edgecolors=look["color"],
                           c="white" if voice in SAID else look["color"], zorder=3)  # fmt: skip
        ax.set_xlabel(SCALES[lexicon])
        ax.xaxis.set_major_locator(MaxNLocator(4))
    room = canvas.width_mm * 0.25
    labels = [layout.wrapped(outlet, room) for outlet in canvas.outlets]
    axes[0, 0].set_yticks(range(len(labels)), labels)
    axes[0, 0].set_ylim(len(canvas.outlets) - 0.5, -0.5)
    layout.add_legend(figure, _legend(), across)
    return figure


def describe(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> str:
    """Return what the figure shows in words."""
    if rows.empty:
        return "No sentence to show."
    rows = rows.assign(item=rows["voice"].map(VOICES))
    whole = rows[rows["voice"] == "all"]
    told = [
        f"{said}: {words.ends(whole[whole['lexicon'] == name])}" for name, said in LEXICONS.items()
    ]
    return words.joined(
        "Marks with intervals, a row an outlet with a mark for each voice, a panel a lexicon. "
        "Axes: mean score of sentences; above 0 is positive.",
        *told,
        words.surest(rows),
        words.based(rows, canvas),
    )


def _legend() -> list[Line2D]:
    return [
        Line2D([], [], linestyle="", marker=marker, color="#333333", label=VOICES[voice],
               markerfacecolor="white" if voice in SAID else "#333333")
        for voice, marker in MARKERS.items()
    ]  # fmt: skip
