"""Sentences that tell a blind reader what a figure shows."""

from collections.abc import Sequence

import pandas as pd

from crossframe.figures.style import Canvas
from crossframe.wording import enumerated, first_of, spoken

LONGEST = 40  # characters of a name
MOST_NAMES = 6


def name(text: object) -> str:
    """Return a name in one line, cut where it is too long to be listened to."""
    line = " ".join(str(text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def listed(names: Sequence[object]) -> str:
    """Return names as a sentence lists them; of many the first."""
    most = MOST_NAMES if len(names) <= MOST_NAMES else MOST_NAMES - 1
    return enumerated(first_of([name(each) for each in names], most))


def measured(row: "pd.Series[float]", percent: bool = False) -> str:
    """Return the value of a row, with its interval where it has one."""
    ends = [row["low"], row["high"]]
    if any(map(pd.isna, ends)):
        return spoken(row["value"], percent)
    low, high = (spoken(end, percent).removesuffix(" %") for end in ends)
    return f"{spoken(row['value'], percent)} ({low} to {high})"


def ends(rows: pd.DataFrame, percent: bool = False) -> str:
    """Say which item of which outlet has the highest and which the lowest value.

    Args:
        rows: Rows with item, outlet, value, low and high.
        percent: Whether values are shares.
    """
    held = rows.dropna(subset="value").reset_index(drop=True)
    if held.empty:
        return "No value is defined."
    high, low = held.iloc[int(held["value"].argmax())], held.iloc[int(held["value"].argmin())]
    first = f"Highest: {_place(high)}, {measured(high, percent)}"
    if high["value"] == low["value"]:
        return f"{first}; all values are the same."
    alike = int((held["value"] == low["value"]).sum()) - 1
    shared = f", as {alike} other{'s' * (alike > 1)}" if alike else ""
    return f"{first}. Lowest: {_place(low)}, {measured(low, percent)}{shared}."


def gap(rows: pd.DataFrame, percent: bool = False) -> str:
    """Say in which item the outlets lie furthest apart."""
    held = rows.dropna(subset="value")
    spans = held.groupby("item", sort=False)["value"].agg(lambda v: v.max() - v.min())
    if spans.empty or spans.max() <= 0 or len(spans) < 2:
        return ""
    own = held[held["item"] == spans.idxmax()].reset_index(drop=True)
    low, high = own.iloc[int(own["value"].argmin())], own.iloc[int(own["value"].argmax())]
    return (
        f"Outlets lie furthest apart in {name(own['item'].iloc[0])}: "
        f"{spoken(low['value'], percent)} in {name(low['outlet'])}, "
        f"{spoken(high['value'], percent)} in {name(high['outlet'])}."
    )


def surest(rows: pd.DataFrame) -> str:
    """Say which difference from the rest the tests support best."""
    held = rows.dropna(subset="q").reset_index(drop=True) if "q" in rows else rows.iloc[:0]
    if held.empty:
        return ""
    best = held.iloc[int(held["q"].argmin())]
    if best["q"] > 0.2:
        return "No difference from the rest has a q of at most 0.2."
    return f"Least q of a difference from the rest: {spoken(best['q'])}, {_place(best)}."


def based(rows: pd.DataFrame, canvas: Canvas) -> str:
    """Say on how many outlets and units the figure rests, and of what it speaks."""
    said = f"{len(canvas.outlets)} outlets"
    if "n_units" in rows and rows["n_units"].notna().any():
        few, many = int(rows["n_units"].min()), int(rows["n_units"].max())
        said += f", n = {few if few == many else f'{few} to {many}'} units each"
    if "scope" in rows and rows["scope"].notna().any():
        said += f"; scope {rows['scope'].dropna().iloc[0]}"
    return f"{said}."


def joined(*sentences: str) -> str:
    """Return sentences as one text."""
    return " ".join(filter(None, sentences))


def _place(row: "pd.Series[float]") -> str:
    parts = [name(row[column]) for column in ("item", "outlet") if column in row]
    return " in ".join(parts)
