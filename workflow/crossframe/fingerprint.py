"""How each outlet frames the issue, at a glance: a few values of the tables, outlet by outlet.

Every value is a row of another table, and nothing is computed anew. Which rows stand here the
measures say as their indicators, never by how much outlets differ.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from crossframe import measures, schemas, store
from crossframe.measure import Indicator
from crossframe.stats.multiplicity import alpha
from crossframe.tables.columns import scope

TABLE = schemas.Table(
    "fingerprint",
    "The values that sum up each outlet's framing, each a row of another table.",
    ("rank", "outlet"),
    {
        "rank": schemas.count("Place of the indicator in the overview.", least=1),
        "outlet": schemas.column("str", "The outlet."),
        "group": schemas.column("str", "What the indicator tells of."),
        "indicator": schemas.column("str", "The indicator."),
        "unit_of_value": schemas.column("str", "What its values are in; a share is from 0 to 1."),
        "value": schemas.column("float64", "The outlet's value.", nullable=True),
        "low": schemas.column("float64", "Lower end of its interval.", nullable=True),
        "high": schemas.column("float64", "Upper end of its interval.", nullable=True),
        "difference": schemas.column(
            "float64", "Difference from all other outlets.", nullable=True
        ),
        "q": schemas.share("Its q, as in the table that it comes from.", nullable=True),
        "differs": schemas.column("bool", "Whether q is at most the level of the study's tests."),
        "measure": schemas.column("str", "The measure whose table it comes from."),
        "row": schemas.column("str", "The id of its row there."),
    }
    | scope(),
)
MADE_HERE = ("rank", "group", "indicator", "differs", "measure", "row")


def measured(names: Iterable[str]) -> list[str]:
    """Return those of some measures that have indicators."""
    return [name for name in names if measures.load(name).indicators]


def fingerprint(tables: Mapping[str, pd.DataFrame], level: float) -> pd.DataFrame:
    """Return the overview.

    Args:
        tables: The table of each measure that has indicators, in the order of the report.
        level: Level of the study's intervals; tests are at 1 less it.
    """
    parts = [
        _part(measure, indicator, name, rows)
        for measure, indicator in _indicators(tables)
        for name, rows in indicator.rows(tables[measure])
    ]
    if not parts:  # no measure of the study has an indicator
        return TABLE.validate(pd.DataFrame())
    found = pd.concat([part.assign(rank=rank) for rank, part in enumerate(parts, start=1)])
    return TABLE.validate(found.assign(differs=found["q"] <= alpha(level)))


def _indicators(names: Iterable[str]) -> list[tuple[str, Indicator]]:
    """Return indicators with their measures, groups in their places."""
    found = [(name, indicator) for name in names for indicator in measures.load(name).indicators]
    return sorted(found, key=lambda each: each[1].place)


def _part(measure: str, indicator: Indicator, name: str, rows: pd.DataFrame) -> pd.DataFrame:
    kept = rows[[column for column in TABLE.columns if column not in MADE_HERE]]
    ids = store.row_ids(measures.load(measure).table, rows)
    return kept.assign(row=ids, indicator=name, group=indicator.group, measure=measure)
