"""The sections of the page: a measure each, in groups, with its figure and its tables."""

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from crossframe import figures, io, measures, store
from crossframe.exports.excerpts import Excerpt, excerpts
from crossframe.report.docstrings import labelled
from crossframe.report.pictures import Picture, embedded
from crossframe.schemas import NUMBERS

BEHIND = "rows of findings that stand in no table above"
READINGS = "readings"  # no measure, but a table that a reader of the checks needs
CHECKS = "Checks"
FEWER = 40  # rows of a table that is not drawn, such as one of pairs: the files have the others


class Figure(NamedTuple):
    """A figure, as the index of figures has it.

    Attributes:
        name: Name of its files.
        title: Its title.
        category: The group that it belongs to.
        caption: Its caption.
        alt: What it shows, in words.
        picture: The picture.
    """

    name: str
    title: str
    category: str
    caption: str
    alt: str
    picture: Picture


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
    """

    name: str
    title: str
    category: str
    about: str
    reading: list[tuple[str, str]]
    figure: Figure | None
    tables: list[Excerpt]


def drawings(results: Path) -> dict[str, Figure]:
    """Return the study's figures by name, in the order of the report."""
    folder = results / "figures"
    columns, rows = io.read_rows(folder / "index.csv")
    listed = [dict(zip(columns, row, strict=True)) for row in rows]
    return {row["figure"]: _figure(row, folder) for row in listed}


def _figure(row: Mapping[str, str], folder: Path) -> Figure:
    return Figure(
        name=row["figure"],
        title=row["title"],
        category=row["category"],
        caption=row["caption"],
        alt=row["alt"],
        picture=embedded(folder / "two_columns" / f"{row['figure']}.svg"),
    )


def sections(
    results: Path, measured: Sequence[str], drawn: Mapping[str, Figure], most_rows: int
) -> list[Section]:
    """Return a section for each measure, and one for the readings of indirect speech.

    Args:
        results: Folder of the results.
        measured: Names of the measures, in the order of the report.
        drawn: The figures.
        most_rows: Most rows of a table.
    """
    made = [_section(results, name, drawn.get(name), most_rows) for name in measured]
    return [*made, _readings(results, most_rows)]


def grouped(made: Sequence[Section]) -> list[tuple[str, list[Section]]]:
    """Return sections by category, in the order in which the categories first come."""
    order = list(dict.fromkeys(section.category for section in made))
    ordered = sorted(made, key=lambda section: order.index(section.category))
    return [(name, [*each]) for name, each in groupby(ordered, lambda section: section.category)]


def _section(results: Path, name: str, figure: Figure | None, most_rows: int) -> Section:
    measure = measures.load(name)
    parts = labelled(measure.__doc__ or "")
    return Section(
        name,
        measure.TITLE,
        figures.category(name),
        parts.get("", ""),
        [(label, parts[label]) for label in ("Reads as", "Cannot show") if label in parts],
        figure,
        [*map(_fewer, excerpts(results, name, most_rows))],
    )


def _fewer(excerpt: Excerpt) -> Excerpt:
    """Return an excerpt, cut where it has the rows of the lowest q, which come in that order."""
    if "lowest q" not in excerpt.shown or len(excerpt.rows) <= FEWER:
        return excerpt
    shown = f"the {FEWER} rows of the lowest q"
    return excerpt._replace(rows=excerpt.rows[:FEWER], ids=excerpt.ids[:FEWER], shown=shown)


def completed(results: Path, made: Sequence[Section], wanted: Set[str]) -> list[Section]:
    """Return sections that show certain rows, too: those that sentences rest on.

    Args:
        results: Folder of the results.
        made: The sections.
        wanted: Ids of the rows.
    """
    return [
        section._replace(tables=[*section.tables, *_behind(results, section, wanted)])
        for section in made
    ]


def _behind(results: Path, section: Section, wanted: Set[str]) -> Iterator[Excerpt]:
    """Yield the wanted rows that no table of a section shows, an excerpt a table."""
    for excerpt in section.tables:
        table = excerpt.table
        lost = {row for row in wanted if row.split(store.BETWEEN)[0] == table.name}
        lost -= set(excerpt.ids)
        if lost:
            parts = store.read_csv_parts(results / "tables" / f"{table.name}.csv")
            rows = pd.concat([part[store.row_ids(table, part).isin(lost)] for part in parts])
            columns = [name for name in table.columns if rows[name].notna().any()]
            cells = rows[columns].fillna("").to_numpy(dtype=object).tolist()
            ids = [*store.row_ids(table, rows)]
            yield Excerpt(table, {}, columns, cells, ids, excerpt.n_rows, BEHIND)


def _readings(results: Path, most_rows: int) -> Section:
    tables = excerpts(results, READINGS, most_rows)
    about = tables[0].table.description
    return Section(READINGS, "Readings of indirect speech", CHECKS, about, [], None, tables)


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
                ("Markdown", f"../paper/{name}.md"),
                ("LaTeX", f"../paper/{name}.tex"),
            ],
        )


def numbers(excerpt: Excerpt) -> list[int]:
    """Return the places of an excerpt's columns of numbers, from 0."""
    columns = excerpt.table.columns
    dtypes = [str(columns[name].dtype) for name in excerpt.columns]
    return [place for place, dtype in enumerate(dtypes) if dtype in NUMBERS]
