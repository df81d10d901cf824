"""The figures: one module a shape.

A shape is a module with

- `select(table, drawing, canvas)`: the rows plotted, published beside the figure, of every width;
- `draw(rows, drawing, canvas)`: the figure, while the style of `figures.style` is applied;
- `describe(rows, drawing, canvas)`: what it shows, in words for whoever cannot see it.

How a measure is drawn it says itself, as a `Drawing`.
"""

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from types import ModuleType

from crossframe import fingerprint, measures
from crossframe.drawing import Drawing, lines
from crossframe.schemas import Table

OVERVIEW = fingerprint.TABLE.name  # made of the measures' tables, and no measure itself
SIZES = ("one_column", "two_columns")  # of a page: folders of the figures
FORMATS = ("pdf", "png", "svg")
CAPTION = f"""
Values that sum up each outlet's framing, all voices together; each is a row of another table, which
the column row of the data names. Shares of quotations, of sentences (frames), of an actor's
mentions (called), and of its mentions as agent or patient; scores are VADER's means, towards an
actor of what is said of it. The actor is that with most mentions. Arrows: q of at most
{{{{ "%g" | format(1 - config.inference.level) }}}} among all differences of that table from the
rest. {lines()[:-1]}; a line may go on beyond its cell.
"""


@dataclass(frozen=True)
class Subject:
    """What a figure is of.

    Attributes:
        name: Name of the figure, of its files and of its table.
        title: Its heading.
        category: The category of its measure, or that of the overview.
        table: Schema of the table drawn.
        drawing: How it is drawn.
    """

    name: str
    title: str
    category: str
    table: Table
    drawing: Drawing

    @property
    def module(self) -> str:
        """The name of the module that draws it."""
        return f"{__name__}.{self.drawing.shape}"

    @property
    def shape(self) -> ModuleType:
        """The module that draws it."""
        return importlib.import_module(self.module)


def of(names: Iterable[str]) -> list[Subject]:
    """Return the figures of a study: the overview, and those of its measures that are drawn.

    Args:
        names: The study's measures.
    """
    overview = Subject(
        OVERVIEW, "Overview", "Overview", fingerprint.TABLE, Drawing("overview", CAPTION)
    )
    return [overview, *_drawn(names)]


def _drawn(names: Iterable[str]) -> list[Subject]:
    found = ((name, measures.load(name)) for name in names)
    return [
        Subject(name, each.title, each.category, each.table, each.drawing)
        for name, each in found
        if each.drawing
    ]
