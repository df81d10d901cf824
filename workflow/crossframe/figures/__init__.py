"""The figures: one module a shape.

A shape is a module with

- `select(table, canvas)`: the rows that are plotted, published beside the figure;
- `draw(rows, canvas)`: the figure, in the style of `figures.style`.
"""

import importlib
from types import ModuleType

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


def names() -> list[str]:
    """Return the names of the measures that are drawn."""
    return list(SHAPES)


def module(measure: str) -> str:
    """Return the module that draws a measure."""
    return f"{__name__}.{SHAPES[measure]}"


def load(measure: str) -> ModuleType:
    """Return the shape that draws a measure."""
    return importlib.import_module(module(measure))
