"""All figures of a study, drawn side by side."""

import multiprocessing
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from crossframe import store
from crossframe.config import Config
from crossframe.figures import SIZES, Subject, files, style
from crossframe.figures.style import Canvas
from crossframe.results import Results


@dataclass(frozen=True)
class Drawn:
    """A figure, in all its sizes.

    Attributes:
        subject: What it is of.
        rows: What it plots.
        canvases: The canvas of every size.
        folder: Folder of the figures.
        dpi: Resolution of the PNG files.
    """

    subject: Subject
    rows: pd.DataFrame
    canvases: Mapping[str, Canvas]
    folder: Path
    dpi: int

    def print(self) -> None:
        """Draw the figure in every size, and write it in every format."""
        shape, drawing = self.subject.shape, self.subject.drawing
        for size, canvas in self.canvases.items():
            with style.applied():
                figure = shape.draw(self.rows, drawing, canvas)
                files.save(figure, self.folder / size / self.subject.name, self.dpi)


def every(
    subjects: Iterable[Subject], tables: Results, config: Config, folder: Path
) -> list[Drawn]:
    """Return figures with the rows that they plot.

    Args:
        subjects: The figures.
        tables: The study's tables.
        config: The study's config.
        folder: Folder of the figures.
    """
    widths = (config.figures.one_column_mm, config.figures.two_columns_mm)
    canvases = {
        size: Canvas(tuple(config.outlets), width, config.figures.most_items)
        for size, width in zip(SIZES, widths, strict=True)
    }
    return [
        Drawn(each, plotted(each, tables.typed(each.name), canvases), canvases, folder,
              config.figures.dpi)
        for each in subjects
    ]  # fmt: skip


def plotted(subject: Subject, table: pd.DataFrame, canvases: Mapping[str, Canvas]) -> pd.DataFrame:
    """Return the rows that a figure plots in any size, with the ids of the table's rows."""
    if "row" not in table:  # the overview names the rows that its own are taken from
        table = table.assign(row=store.row_ids(subject.table, table))
    rows: pd.DataFrame = subject.shape.select(table, subject.drawing, canvases[SIZES[0]])
    return rows


def print_all(drawn: Sequence[Drawn], processes: int) -> None:
    """Print figures, those with most to draw first.

    Args:
        drawn: The figures.
        processes: How many are drawn at the same time.
    """
    ordered = sorted(drawn, key=lambda each: -len(each.rows))
    if processes == 1:
        for each in ordered:
            _print(each)
        return
    for each in ordered:
        _ = each.subject.shape  # imported once, before the processes part
    with ProcessPoolExecutor(processes, multiprocessing.get_context("fork")) as pool:
        for _ in pool.map(_print, ordered):
            pass


def _print(drawn: Drawn) -> None:
    try:
        drawn.print()
    except Exception as error:
        error.add_note(f"in the figure {drawn.subject.name}")
        raise
