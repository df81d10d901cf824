"""Choosers of rows for the overview: each yields the name of an indicator and its rows.

Which rows stand in the overview follows from what occurs most in all outlets together, never from
how much outlets differ.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import pandas as pd

Chosen = Iterator[tuple[str, pd.DataFrame]]
Rows = Callable[[pd.DataFrame], Chosen]


def where(name: str, **cells: str) -> Rows:
    """Return what yields the rows with these cells; nothing where there are none."""

    def rows(table: pd.DataFrame) -> Chosen:
        held = held_in(table, cells)
        if len(held):
            yield name, held

    return rows


def leading(name: str, weight: str, **cells: str) -> Rows:
    """Return what yields the rows of the actor of whom most is said."""

    def rows(table: pd.DataFrame) -> Chosen:
        held = held_in(table, cells)
        for actor in by_sum(held, "actor", weight)[:1]:
            yield f"{name}: {actor}", held[held["actor"] == actor]

    return rows


def names_of_leading(table: pd.DataFrame) -> Chosen:
    """Yield the shares of the two names by which the actor of most mentions is called most."""
    held = held_in(table, {})
    for actor in by_sum(held, "actor", "n")[:1]:
        own = held[held["actor"] == actor]
        for variant in by_sum(own, "variant", "n")[:2]:
            yield f"called {variant}: {actor}", own[own["variant"] == variant]


def held_in(table: pd.DataFrame, cells: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows with these cells, of all voices together."""
    for column, value in ({"voice": "all"} | dict(cells)).items():
        table = table[table[column] == value]
    return table


def by_sum(rows: pd.DataFrame, column: str, weight: str) -> Sequence[str]:
    """Return names in the order of their weight in all outlets together, then of the alphabet."""
    sums = rows.groupby(column)[weight].sum().reset_index()
    order = sums.sort_values([weight, column], ascending=[False, True], kind="stable")
    return [str(each) for each in order[column]]
