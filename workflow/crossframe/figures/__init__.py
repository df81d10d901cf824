"""The figures: one module a shape.

A shape is a module with

- `select(table, canvas)`: the rows that are plotted, published beside the figure, of every width;
- `draw(rows, canvas)`: the figure, in the style of `figures.style`;
- `describe(rows, canvas)`: what it shows, in words for whoever cannot see it.
"""

import importlib
from types import ModuleType

from crossframe import fingerprint, measures
from crossframe.schemas import Table

OVERVIEW = fingerprint.TABLE.name  # made of the measures' tables, and no measure itself
SIZES = ("one_column", "two_columns")  # of a page: folders of the figures
FORMATS = ("pdf", "png", "svg")
# The shape that draws each measure.
SHAPES = {
    "corpus_flow": "flow",
    "comparability": "corpora",
    "frequency": "rates",
    "parts_of_speech": "rates",
    "phrases": "rates",
    "entities": "rates",
    "keywords": "keyness",
    "sentiment": "voices",
    "shifts": "shifts",
    "course": "courses",
    "sources": "dots",
    "speakers": "dots",
    "reporting_verbs": "dots",
    "agency": "dots",
    "agency_verbs": "dots",
    "targets": "dots",
    "frames": "dodged",
    "frame_cues": "dodged",
    "frame_pairs": "dodged",
    "naming": "dodged",
    "modifiers": "dodged",
    "similarity": "pairs",
    "calibration": "calibration",
}
# What the measures compare, in the order of the report.
CATEGORIES = {
    "Corpus": ("corpus_flow", "comparability", "duplicates", "verdicts"),
    "Words": ("frequency", "parts_of_speech", "phrases", "entities", "keywords", "similarity"),
    "Tone": ("sentiment", "shifts", "course", "targets"),
    "Framing": ("frames", "frame_cues", "frame_pairs", "naming", "modifiers", "agency",
                "agency_verbs"),
    "Sources": ("sources", "speakers", "reporting_verbs"),
    "Checks": ("calibration",),
}  # fmt: skip


def names() -> list[str]:
    """Return the names of the measures that are drawn."""
    return list(SHAPES)


def module(name: str) -> str:
    """Return the module that draws a measure, or the overview."""
    return f"{__name__}.{'overview' if name == OVERVIEW else SHAPES[name]}"


def load(name: str) -> ModuleType:
    """Return the shape that draws a measure, or the overview."""
    return importlib.import_module(module(name))


def table(name: str) -> Table:
    """Return the schema of the table that a figure draws."""
    return fingerprint.TABLE if name == OVERVIEW else measures.load(name).OUTPUT


def title(name: str) -> str:
    """Return the title of a figure."""
    return "Overview" if name == OVERVIEW else measures.load(name).TITLE


def category(name: str) -> str:
    """Return the category that a measure belongs to, or the overview."""
    found = [category for category, held in CATEGORIES.items() if name in held]
    return found[0] if found else "Overview"
