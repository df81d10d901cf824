"""Figures of tests: what every measure plots of a small corpus, each computed and drawn once."""

from functools import cache

import pandas as pd
from corpora import features, run
from matplotlib.figure import Figure

from crossframe import figures, fingerprint, measures
from crossframe.figures import SIZES, style
from crossframe.figures.sheets import Drawn
from crossframe.figures.style import Canvas

SUBJECTS = {subject.name: subject for subject in figures.of(measures.names())}
NAMES = tuple(name for name in SUBJECTS if name != figures.OVERVIEW)
# One measure of each shape; the others differ in nothing that a file could show.
A_SHAPE_EACH = tuple({SUBJECTS[name].drawing.shape: name for name in reversed(NAMES)}.values())
WIDTHS = (89.0, 180.0)
TWO = ("Left", "Right")
TWELVE = tuple(f"The {name} Herald" for name in "ABCDEFGHIJKL")


def shaped(shape: str) -> tuple[str, ...]:
    """Return the measures that a shape draws."""
    return tuple(name for name in NAMES if SUBJECTS[name].drawing.shape == shape)


def select(name: str, table: pd.DataFrame, canvas: Canvas) -> pd.DataFrame:
    """Return the rows that a figure plots."""
    rows: pd.DataFrame = SUBJECTS[name].shape.select(table, SUBJECTS[name].drawing, canvas)
    return rows


def draw(name: str, rows: pd.DataFrame, canvas: Canvas) -> Figure:
    """Return a figure, with its layout done; a warning that it does not fit is an error."""
    with style.applied():
        figure: Figure = SUBJECTS[name].shape.draw(rows, SUBJECTS[name].drawing, canvas)
        figure.draw_without_rendering()
    return figure


def describe(name: str, rows: pd.DataFrame, canvas: Canvas) -> str:
    """Return what a figure shows in words."""
    return str(SUBJECTS[name].shape.describe(rows, SUBJECTS[name].drawing, canvas))


def sheet(name: str, rows: pd.DataFrame, folder, outlets=TWO, dpi: int = 80) -> Drawn:
    """Return a figure in all sizes, ready to be printed into a folder."""
    canvases = {size: Canvas(tuple(outlets), width, 15)
                for size, width in zip(SIZES, WIDTHS, strict=True)}  # fmt: skip
    return Drawn(SUBJECTS[name], rows, canvases, folder, dpi)


def tables_of(outlets, term="ban"):
    """Return feature tables in which every measure finds something."""
    texts = {f"{o}-1": [{"own": f"{term} {term} app ."}, {"own": f"{term} . {o[4:5]}x ."},
                        {"quoted": "tide . ."}] for o in outlets}  # fmt: skip
    texts[f"{outlets[0]}-1"] = [{"own": f"{term} {term} {term} own"}, {"own": f"own {term}"}] * 2
    return features(
        texts,
        phrases=[(f"{o}-1", n, "own", f"{term} app", n) for o in outlets for n in (1, 2)],
        entities=[(f"{o}-1", n, "own", term, "person", n) for o in outlets for n in (1, 2)],
        sentences=[
            {"article": f"{o}-1", "number": n, "passage": n, "position": n / 3, "vader": 0.3 * n}
            for o in outlets for n in (1, 2)
        ],
        valences=[(f"{o}-1", n, n, "vader", term, 1, 1.0) for o in outlets for n in (1, 2)],
        frames=[(f"{o}-1", n, n, "own", frame, term, n)
                for o in outlets for n in (1, 2) for frame in ("blame", "nature")],
        mentions=[
            {"article": f"{o}-1", "sentence": n, "passage": n, "number": m, "variant": variant,
             "semantic_role": role, "verb": term}
            for o in outlets for n in (1, 2)
            for m, (variant, role) in enumerate([("firm", "agent"), (term, "patient")], start=1)
        ],
        modifiers=[(f"{o}-1", n, "own", "firm", "firm", term, n) for o in outlets for n in (1, 2)],
        sources=[{"article": f"{o}-1", "quotation": n, "passage": n, "speaker": term}
                 for o in outlets for n in (1, 2)],
    )  # fmt: skip


@cache
def table_of(name: str, outlets: tuple[str, ...] = TWO, term: str = "ban") -> pd.DataFrame:
    """Return the table of a measure of that corpus, or the overview of all."""
    if name == figures.OVERVIEW:
        made = fingerprint.measured(measures.names())
        held = {each: table_of(each, outlets, term) for each in made}
        return fingerprint.fingerprint(held, 0.95)
    return run(name, tables_of(outlets, term), outlets)


@cache
def rows_of(name: str, outlets: tuple[str, ...] = TWO, term: str = "ban") -> pd.DataFrame:
    """Return the rows that a figure plots of it."""
    return select(name, table_of(name, outlets, term), Canvas(outlets, WIDTHS[0], 15))


@cache
def drawn(
    name: str, outlets: tuple[str, ...] = TWO, width: float = 180.0, term: str = "ban"
) -> Figure:
    """Return the figure of it."""
    return draw(name, rows_of(name, outlets, term), Canvas(outlets, width, 15))
