"""How each outlet frames the issue, at a glance: a few values of the tables, outlet by outlet.

Every value is a row of another table, and nothing is computed anew. Which rows stand here follows
from the study's measures, and from what occurs most in all outlets together, never from how much
outlets differ.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from crossframe import measures, schemas, store
from crossframe.measures.frames import NO_FRAME
from crossframe.stats.comparisons import scope_columns
from crossframe.stats.multiplicity import alpha

MOST_FRAMES = 8
KINDS = ("share", "rate", "score")
TABLE = schemas.Table(
    "fingerprint",
    "The values that sum up each outlet's framing, each a row of another table.",
    ("place", "outlet"),
    {
        "place": schemas.count("Place of the indicator in the overview.", least=1),
        "outlet": schemas.column("str", "The outlet."),
        "group": schemas.column("str", "What the indicator tells of."),
        "indicator": schemas.column("str", "The indicator."),
        "kind": schemas.one_of(
            KINDS, "A share (0 to 1), a rate per 1,000 words or a score of a lexicon."
        ),
        "value": schemas.column("float64", "The outlet's value.", nullable=True),
        "low": schemas.column("float64", "Lower end of its interval.", nullable=True),
        "high": schemas.column("float64", "Upper end of its interval.", nullable=True),
        "difference": schemas.column(
            "float64", "Difference from all other outlets.", nullable=True
        ),
        "q": schemas.share("Its q, as in the table that it comes from.", nullable=True),
        "differs": schemas.column("bool", "Whether q is at most the level of the study's tests."),
        "measure": schemas.column("str", "The measure whose table it comes from."),
        "source": schemas.column("str", "The id of its row there."),
    }
    | scope_columns(),
)
KEPT = ("outlet", "value", "low", "high", "difference", "q", "n_units", "unit", "scope", "note")
Rows = Callable[[pd.DataFrame], Iterator[tuple[str, pd.DataFrame]]]


class Indicator(NamedTuple):
    """What is taken from a table.

    Attributes:
        group: What it tells of.
        measure: The table's measure.
        kind: What its values are.
        rows: Yields the name of each indicator and its rows, of a table of all voices together.
    """

    group: str
    measure: str
    kind: str
    rows: Rows


def fingerprint(tables: Mapping[str, pd.DataFrame], level: float) -> pd.DataFrame:
    """Return the overview.

    Args:
        tables: The table of each measure of the study that has indicators, by measure.
        level: Level of the study's intervals; tests are at 1 less it.
    """
    parts: list[pd.DataFrame] = []
    for indicator in INDICATORS:
        if indicator.measure not in tables:
            continue
        table = tables[indicator.measure]
        ids = store.row_ids(measures.load(indicator.measure).OUTPUT, table)
        whole = table.assign(source=ids).rename(columns={"estimate": "value"})
        for name, rows in indicator.rows(whole):
            parts.append(_part(indicator, name, rows).assign(place=len(parts) + 1))
    if not parts:  # no measure of the study has an indicator
        return pd.DataFrame()
    found = pd.concat(parts, ignore_index=True)
    return found.assign(differs=found["q"] <= alpha(level))


def measured() -> list[str]:
    """Return the measures that have indicators."""
    return list(dict.fromkeys(indicator.measure for indicator in INDICATORS))


def _part(indicator: Indicator, name: str, rows: pd.DataFrame) -> pd.DataFrame:
    facts = {"group": indicator.group, "measure": indicator.measure, "kind": indicator.kind}
    return rows[[*KEPT, "source"]].assign(indicator=name, **facts)


def _where(name: str, **cells: str) -> Rows:
    """Return what yields the rows with these cells; nothing where there are none."""

    def rows(table: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
        held = _held(table, {"voice": "all"} | cells)
        if len(held):
            yield name, held

    return rows


def _frames(table: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the shares of the frames with the most sentences, then of no frame."""
    held = _held(table, {"voice": "all", "statistic": "share"})
    frames = [frame for frame in _by_sum(held, ["frame"], "n") if frame != NO_FRAME]
    for frame in [*frames[:MOST_FRAMES], NO_FRAME]:
        yield frame.replace("_", " "), held[held["frame"] == frame]


def _of_leading(name: str, weight: str, **cells: str) -> Rows:
    """Return what yields the rows of the actor of whom most is said."""

    def rows(table: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
        held = _held(table, {"voice": "all"} | cells)
        for actor in list(_by_sum(held, ["actor"], weight))[:1]:
            yield f"{name}: {actor}", held[held["actor"] == actor]

    return rows


def _names(table: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the shares of the two names by which the actor of most mentions is called most."""
    held = _held(table, {"voice": "all"})
    for actor in list(_by_sum(held, ["actor"], "n"))[:1]:
        own = held[held["actor"] == actor]
        for variant in list(_by_sum(own, ["variant"], "n"))[:2]:
            yield f"called {variant}: {actor}", own[own["variant"] == variant]


def _held(table: pd.DataFrame, cells: Mapping[str, str]) -> pd.DataFrame:
    for column, value in cells.items():
        table = table[table[column] == value]
    return table


def _by_sum(rows: pd.DataFrame, key: list[str], weight: str) -> Iterable[str]:
    """Return names in the order of their weight in all outlets together, then of the alphabet."""
    sums = rows.groupby(key)[weight].sum().reset_index()
    order = sums.sort_values([weight, *key], ascending=[False, *(True for _ in key)], kind="stable")
    return [str(each) for each in order[key[0]]]


SPOKEN = {"dimension": "voice", "statistic": "per_1000_words"}
QUOTED = {"statistic": "share_of_quotations"}
NAMING = QUOTED | {"dimension": "naming"}
INDICATORS = (
    Indicator("Sources", "sources", "rate",
              _where("direct quotations", **SPOKEN, category="quoted")),
    Indicator("Sources", "sources", "rate",
              _where("indirect quotations", **SPOKEN, category="reported")),
    Indicator("Sources", "sources", "share",
              _where("quotations of officials", **QUOTED, dimension="kind", category="official")),
    Indicator("Sources", "sources", "share",
              _where("quotations of the nameless", **NAMING, category="unnamed")),
    Indicator("Tone", "sentiment", "score",
              _where("all sentences", lexicon="vader", statistic="mean")),
    Indicator("Tone", "targets", "score",
              _of_leading("towards", "n_of", lexicon="vader", statistic="mean")),
    Indicator("Frames", "frames", "share", _frames),
    Indicator("Actors", "naming", "share", _names),
    Indicator("Actors", "agency", "share",
              _of_leading("as agent", "n_of", statistic="agent_share")),
)  # fmt: skip
