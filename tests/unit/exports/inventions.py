"""Invented tables, written as the pipeline writes them."""

from pathlib import Path
from typing import Any

import pandas as pd

from crossframe import schemas, store
from crossframe.results import Results


def invented(table: schemas.Table, n_rows: int, **given: Any) -> pd.DataFrame:
    """Return rows that the schema of a table allows; `given` columns as they are given."""
    columns = {
        name: given.get(name, [_value(name, spec, n) for n in range(n_rows)])
        for name, spec in table.columns.items()
    }
    return table.validate(pd.DataFrame(columns))


def write(results: Path, table: schemas.Table, data: pd.DataFrame) -> Path:
    """Write a table of the results, and return its file."""
    path = results / "tables" / f"{table.name}.csv"
    store.write_csv(data, path)
    return path


def results_in(folder: Path) -> Results:
    """Return the results of a folder."""
    found = (sorted((folder / name).glob("*.csv")) for name in ("tables", "figures"))
    return Results.of(*found)


def _value(name: str, spec: Any, number: int) -> Any:
    if spec.allowed:
        return spec.allowed[0]
    if spec.nullable and name == "note":
        return None
    return {"int64": number + 1, "float64": (number + 1) / 10_000, "bool": False}.get(
        spec.dtype, f"{name} {number:04}"
    )
