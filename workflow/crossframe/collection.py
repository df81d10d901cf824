"""All values of all measures in one tidy table, a value a row, for whoever works on with them."""

from collections.abc import Iterable, Iterator

import pandas as pd

from crossframe import measures, schemas, store
from crossframe.results import Results
from crossframe.stats.units import VOICES
from crossframe.tables.columns import number

TABLE = schemas.Table(
    "all",
    "The values of every outlet in all tables that state some; made by each run, as "
    "`results/all.csv`.",
    ("row",),
    {
        "measure": schemas.column("str", "The measure."),
        "item": schemas.column(
            "str", "Its item: the cells of its key but outlets and voice, if any.", nullable=True
        ),
        "outlet": schemas.column("str", "The outlet."),
        "voice": schemas.one_of(VOICES, "own, quoted, reported, or all: together."),
        "statistic": schemas.column("str", "What the row states."),
        "unit_of_value": schemas.column("str", "What its values are in; a share is from 0 to 1."),
        "value": number("The value."),
        "low": number("Lower end of its interval."),
        "high": number("Upper end of its interval."),
        "difference": number("Value less that of all other outlets, where it is compared."),
        "q": number("Its q, where it is tested."),
        "n": number("What the value counts."),
        "n_of": number("What that is counted among."),
        "row": schemas.column("str", "The id of the row that states it."),
    },
)
STATED = ("outlet", "voice", "statistic", "unit_of_value", "value")  # of a table that has values


def parts(results: Results, names: Iterable[str]) -> Iterator[pd.DataFrame]:
    """Yield the values of measures, part by part.

    Args:
        results: The tables.
        names: The measures.
    """
    yield pd.DataFrame(columns=[*TABLE.columns])
    for measure in map(measures.load, names):
        if measure.table.columns.keys() >= {*STATED}:
            yield from (_named(rows, measure.table) for rows in results.typed_parts(measure.name))


def _named(rows: pd.DataFrame, table: schemas.Table) -> pd.DataFrame:
    named = rows.assign(
        measure=table.name, item=store.items(table, rows), row=store.row_ids(table, rows)
    )
    return named.reindex(columns=[*TABLE.columns])
