"""The sections of the page: a measure each, in groups, with its figure and its tables."""

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from crossframe import figures, measures, readings, store
from crossframe.config import Config
from crossframe.exports.excerpts import Excerpt, excerpts, whole
from crossframe.findings.choice import FRAME
from crossframe.findings.frames import Frame, frames_of
from crossframe.report.docstrings import labelled
from crossframe.report.plates import Plate
from crossframe.results import Results
from crossframe.schemas import NUMBERS

BEHIND = "rows of findings that stand in no table above"
FEWER = 40  # rows of a table that is not drawn, such as one of pairs: the files have the others


class Section(NamedTuple):
    """A section.

    Attributes:
        name: Its measure.
        title: Its heading.
        category: The group that it belongs to.
        about: One sentence on what is measured.
        reading: How to read it, as pairs of label and text.
        figure: Its figure, if it is drawn.
        tables: Rows of its tables.
        frames: The frames, where it tells of them.
    """

    name: str
    title: str
    category: str
    about: str
    reading: list[tuple[str, str]]
    figure: Plate | None
    tables: list[Excerpt]
    frames: Sequence[Frame] = ()


def sections(results: Results, config: Config, drawn: Mapping[str, Plate]) -> list[Section]:
    """Return a section for each measure, and one for the readings of indirect speech.

    Args:
        results: The results.
        config: The study's config.
        drawn: The figures.
    """
    own = [_section(results, config, name, drawn.get(name)) for name in config.measures]
    return [*own, _readings(results, config)]


def grouped(sections: Sequence[Section]) -> list[tuple[str, list[Section]]]:
    """Return sections by category, in the order in which the categories first come."""
    order = list(dict.fromkeys(section.category for section in sections))
    ordered = sorted(sections, key=lambda section: order.index(section.category))
    return [(name, [*each]) for name, each in groupby(ordered, lambda section: section.category)]


def _section(results: Results, config: Config, name: str, figure: Plate | None) -> Section:
    measure = measures.load(name)
    parts = labelled(measure.about)
    of_frames = measure.claims is not None and measure.claims.topic == FRAME
    return Section(
        name,
        measure.title,
        measure.category,
        parts.get("", ""),
        [(label, parts[label]) for label in ("Reads as", "Cannot show") if label in parts],
        figure,
        [*map(_fewer, excerpts(results, name, config.report.most_rows))],
        [*frames_of(config).values()] if of_frames else [],
    )


def _fewer(excerpt: Excerpt) -> Excerpt:
    """Return an excerpt, cut where it has the rows of the lowest q, which come in that order."""
    if "lowest q" not in excerpt.shown or len(excerpt.rows) <= FEWER:
        return excerpt
    shown = f"the {FEWER} rows of the lowest q"
    return excerpt._replace(rows=excerpt.rows[:FEWER], ids=excerpt.ids[:FEWER], shown=shown)


def completed(results: Results, sections: Sequence[Section], wanted: Set[str]) -> list[Section]:
    """Return sections that show certain rows, too: those that sentences rest on.

    Args:
        results: The results.
        sections: The sections.
        wanted: Ids of the rows.
    """
    return [
        section._replace(tables=[*section.tables, *_behind(results, section, wanted)])
        for section in sections
    ]


def _behind(results: Results, section: Section, wanted: Set[str]) -> Iterator[Excerpt]:
    """Yield the wanted rows that no table of a section shows, an excerpt a table."""
    for excerpt in section.tables:
        table = excerpt.table
        lost = {row for row in wanted if row.split(store.BETWEEN)[0] == table.name}
        lost -= set(excerpt.ids)
        if lost:
            parts = results.parts(table.name)
            rows = pd.concat([part[store.row_ids(table, part).isin(lost)] for part in parts])
            yield whole(table, rows, excerpt.n_rows, BEHIND)


def _readings(results: Results, config: Config) -> Section:
    table = readings.TABLE
    tables = excerpts(results, table.name, config.report.most_rows)
    title = "Readings of indirect speech"
    return Section(table.name, title, "Checks", table.description, [], None, tables)


def files(section: Section) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the files to take from a section: a label, and what each is with its address."""
    if section.figure:
        for size in figures.SIZES:
            stem = f"../figures/{size}/{section.name}"
            links = [(kind.upper(), f"{stem}.{kind}") for kind in figures.FORMATS]
            yield f"Figure, {size.replace('_', ' ')}", links
        yield "Plotted data", [("CSV", f"../figures/{section.name}.csv")]
    for name, n_rows in {each.table.name: each.n_rows for each in section.tables}.items():
        yield (
            f"Table {name}",
            [
                (f"CSV, all {n_rows:,} rows", f"../tables/{name}.csv"),
                ("LaTeX", f"../paper/{name}.tex"),
            ],
        )


def numbers(excerpt: Excerpt) -> list[int]:
    """Return the places of an excerpt's columns of numbers, from 0."""
    columns = excerpt.table.columns
    dtypes = [columns[name].dtype for name in excerpt.columns]
    return [place for place, dtype in enumerate(dtypes) if dtype in NUMBERS]
