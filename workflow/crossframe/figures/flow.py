"""What became of the records of every outlet."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crossframe.drawing import Drawing
from crossframe.figures import layout, style, words
from crossframe.figures.style import Canvas
from crossframe.measures.corpus_flow import READ, STEPS

STEP_MM = 18  # least width of a panel: a bar, and a number beside it
BAR = 6.0  # width of a bar, in points
CHARACTER = 0.17  # width of a digit, in lengths of the longest bar
NO_OUTLET = "no outlet of the study"


def select(table: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> pd.DataFrame:
    """Return the outcomes that occur; records of no outlet only where there are some."""
    occurs = table[table["n_records"] > 0]
    steps = [step for step in STEPS if step in set(occurs["outcome"])]
    rows = table[table["outcome"].isin(steps)]
    if occurs["outlet"].notna().all():
        rows = rows.dropna(subset="outlet")
    rows = rows.assign(step=rows["outcome"].map({step: n for n, step in enumerate(steps, start=1)}))
    kept = ["step", "outcome", "outlet", "n_records", "share"]
    return style.plotted(rows.sort_values(["step", "outlet"], kind="stable"), kept)


def draw(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> Figure:
    """Draw one panel an outcome: bars are shares of the records read, beside them their number."""
    if rows.empty:
        return style.nothing(canvas)
    looks = style.look(canvas.outlets)
    labels = [*canvas.outlets] + [NO_OUTLET] * bool(rows["outlet"].isna().any())
    colours = [*(looks[outlet]["color"] for outlet in canvas.outlets), style.GREY]
    titles = {outcome: outcome.replace(" ", "\n") for outcome in dict.fromkeys(rows["outcome"])}
    figure, axes = layout.panels_by_row(list(titles.values()), labels, canvas, STEP_MM)
    longest = len(f"{rows['n_records'].max():,}")
    for outcome, title in titles.items():
        own = rows[rows["outcome"] == outcome]
        places = {outlet: at for at, outlet in enumerate(canvas.outlets)}
        y = [places.get(outlet, len(places)) for outlet in own["outlet"]]  # no outlet: last
        _panel(axes[title], own, y, [colours[at] for at in y], outcome == READ)
        axes[title].set_xlim(0, 1 + CHARACTER * longest)
    return figure


def describe(rows: pd.DataFrame, drawing: Drawing, canvas: Canvas) -> str:
    """Return what the figure shows in words."""
    if rows.empty:
        return "No record to show."
    totals = rows.groupby(["step", "outcome"])["n_records"].sum().reset_index()
    told = [f"{row['outcome']} {row['n_records']:,}" for _, row in totals.iterrows()]
    analysed = rows[rows["outcome"] == STEPS[-1]].dropna(subset="outlet")
    analysed = analysed.assign(value=analysed["n_records"], item="analysed", low=None, high=None)
    return words.joined(
        "Bars with numbers, a row an outlet, a panel for each outcome of its records. "
        f"Records of all outlets: {', '.join(told)}.",
        words.ends(analysed),
        f"{len(canvas.outlets)} outlets; counts, so without intervals.",
    )


def _panel(ax: Axes, rows: pd.DataFrame, y: list[int], colours: list[str], all_read: bool) -> None:
    """Draw the bars of an outcome; for all records read, their share of the most read."""
    length = (rows["n_records"] / rows["n_records"].max()) if all_read else rows["share"].fillna(0)
    ax.hlines(y, 0, length, colors=colours, linewidth=BAR)
    for at, n, end in zip(y, rows["n_records"], length, strict=True):
        ax.annotate(f"{n:,}", (end, at), xytext=(2, 0), textcoords="offset points", va="center",
                    color="#333333" if n else style.GREY, fontsize=7)  # fmt: skip
    ax.set_xticks([] if all_read else [0, 1], [] if all_read else ["0", "100 %"])
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(length=0)
