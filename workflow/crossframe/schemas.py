"""What a table that crosses a rule is: its columns, key and order."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from crossframe.errors import StudyError

KIND_NAMES = {"int64": "whole number", "float64": "number", "bool": "truth value"}
NUMBERS = ("int64", "float64")
TRUTH = {"True": True, "False": False, True: True, False: False}
Dtype = Literal["str", "int64", "float64", "bool"]


def column(dtype: Dtype, description: str, *checks: pa.Check, nullable: bool = False) -> pa.Column:
    """Return a column of a table; `nullable` where a value can be undefined."""
    return pa.Column(dtype, list(checks), description=description, nullable=nullable)


def count(description: str, least: int = 0) -> pa.Column:
    """Return a column of whole numbers from `least` up."""
    return column("int64", description, pa.Check.ge(least))


def share(description: str, nullable: bool = False) -> pa.Column:
    """Return a column of shares, 0 to 1."""
    return column("float64", description, pa.Check.in_range(0, 1), nullable=nullable)


def one_of(values: tuple[str, ...], description: str) -> pa.Column:
    """Return a column of names from a closed list."""
    return column("str", description, pa.Check.isin(values))


@dataclass(frozen=True)
class Table:
    """A table: one row for each combination of its key, sorted by it."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: dict[str, pa.Column]

    def validate(self, data: pd.DataFrame, source: str | None = None) -> pd.DataFrame:
        """Return `data` with its types, in the order of the schema's columns and key.

        Args:
            data: Rows in any order.
            source: The file that the rows come from, named in the error.

        Raises:
            StudyError: A column is missing or unknown, a value has the wrong type or range, or a
                key stands twice.
        """
        schema = pa.DataFrameSchema(
            self.columns, strict=True, unique=list(self.key), name=self.name
        )
        try:
            valid = schema.validate(self.typed(data, source or self.name))
        except pandera.errors.SchemaError as error:
            raise StudyError(f"{source or self.name}: {_first_line(error)}") from error
        ordered = valid[list(self.columns)].sort_values(list(self.key), kind="stable")
        return ordered.reset_index(drop=True)

    def typed(self, data: pd.DataFrame, source: str) -> pd.DataFrame:
        """Return `data` with the schema's types, and with its columns where it has none.

        That is enough for a table that was validated when it was written.
        """
        if data.empty and not len(data.columns):
            data = pd.DataFrame(columns=list(self.columns))
        strange = set(data.columns) ^ set(self.columns)
        if strange:
            raise StudyError(
                f"{source}: column {min(strange)!r} is missing or unknown; expected "
                f"{', '.join(self.columns)}"
            )
        return data.assign(
            **{
                name: _converted(data[name], str(spec.dtype), f"{source}: column {name!r}")
                for name, spec in self.columns.items()
            }
        )


def _converted(values: pd.Series, dtype: str, where: str) -> pd.Series:
    """Return values of a type, or raise a `StudyError` that names the first that is not of it."""
    if dtype not in KIND_NAMES:
        return values.astype("str")
    known = values.map(TRUTH) if dtype == "bool" else pd.to_numeric(values, errors="coerce")
    wrong = known.isna() & (values.notna() | (dtype != "float64"))
    if dtype == "int64":
        wrong |= known % 1 != 0
    if wrong.any():
        raise StudyError(f"{where}: {values[wrong].iloc[0]!r} is no {KIND_NAMES[dtype]}")
    converted: pd.Series = known.astype(dtype)  # type: ignore[call-overload]  # one of three
    return converted


def _first_line(error: pandera.errors.SchemaError) -> str:
    return " ".join(str(error).split())[:300]
