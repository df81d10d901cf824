"""How a measure is drawn: plain values that name a shape of `figures`, and what it must know."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# What captions of several figures say.
EDGE = "A line that ends at the edge goes on beyond it."
CROSS = "A cross marks no occurrence."
CUT = "Where a page cannot hold them all, the first are drawn."
HOLLOW = (
    "Hollow: no interval, for fewer than {{ config.inference.min_units }} units of the outlet, or "
    "none of it in any outlet."
)


def lines(instead: str = "") -> str:
    """Return what a caption says of intervals.

    Args:
        instead: What they are not over, as in 'words'.
    """
    level = '{{ "%g" | format(100 * config.inference.level) }} %'
    return f"Lines are {level} intervals over units{f', not over {instead}' if instead else ''}."


@dataclass(frozen=True)
class Drawing:
    """A figure of a measure's table.

    Attributes:
        shape: The module of `figures` that draws it.
        caption: What is drawn and how it was made; a template of Jinja, filled with `config`.
    """

    shape: str
    caption: str


@dataclass(frozen=True)
class Rates(Drawing):
    """Rates of items, a panel an outlet.

    Attributes:
        item: Column that names the item.
        sort: Column that tells apart two of the same name; '' where there is none.
        labels: What items are called in the figure, where not as in the table.
    """

    item: str = ""
    sort: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Panel:
    """A panel of a figure of `Dots`.

    Attributes:
        cell: The cell, in the drawing's column of panels, of the rows in it.
        axis: Name of the axis.
        middle: Value that parts one side from the other, if one does.
        most: Most that a score can be, on either side of 0; None of a share.
    """

    cell: str
    axis: str
    middle: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Dots(Drawing):
    """Shares or scores of items, a panel a statistic, the outlets below one another in every row.

    Attributes:
        item: Columns of the item.
        column: Column that tells the panels apart.
        panels: The panels, from left to right.
        weight: Column whose sum over outlets and panels says which items are drawn.
        weighed: Panels whose rows are summed; empty: all.
        where: Cells of the rows drawn, by column.
        always: How many columns of the item its label has; more where items are else alike.
    """

    item: tuple[str, ...] = ()
    column: str = ""
    panels: tuple[Panel, ...] = ()
    weight: str = "n_of"
    weighed: tuple[str, ...] = ()
    where: Mapping[str, str] = field(default_factory=dict)
    always: int = 1


@dataclass(frozen=True)
class Dodged(Drawing):
    """Values of items, the marks of the outlets below one another, in one column or two.

    Attributes:
        item: Columns that tell items apart.
        axis: What the values are.
        percent: Whether they are shares.
        ratio: Whether they are logarithms of a ratio, with 0 in the middle and open ends.
        counted: Column of the occurrences behind a value.
        grouped: Whether items stand under the name of the first column.
        per_group: Most items of a group; where there is none, the figure's most items hold.
        where: Cells of the rows drawn, by column.
        last: Item that comes last, whatever its occurrences.
    """

    item: tuple[str, ...] = ()
    axis: str = ""
    percent: bool = False
    ratio: bool = False
    counted: str = "n"
    grouped: bool = True
    per_group: int | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    last: str = ""
