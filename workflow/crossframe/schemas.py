"""What a table that crosses a rule is: its columns, key and order."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from crossframe.errors import StudyError

KIND_NAMES = {"int64": "an integer", "float64": "a number", "bool": "True or False"}
NUMBERS = ("int64", "float64")
TRUTH = {"True": True, "False": False, True: True, False: False}
Dtype = Literal["str", "int64", "float64", "bool"]


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        dtype: Type of its values.
        description: What it states.
        least: Least value allowed.
        most: Largest value allowed.
        allowed: The only values allowed; empty where any are.
        nullable: Whether a value can be undefined.
    """

    dtype: Dtype
    description: str
    least: float | None = None
    most: float | None = None
    allowed: tuple[str, ...] = ()
    nullable: bool = False

    def fault(self, values: pd.Series) -> str:
        """Return what is wrong with values of the column's type, or nothing."""
        held = values.dropna()
        if len(held) < len(values) and not self.nullable:
            return "a value is missing"
        wrong: dict[str, pd.Series[bool]] = {}
        if self.allowed:
            wrong[f"one of {', '.join(self.allowed)}"] = ~held.isin(self.allowed)
        if self.least is not None:
            wrong[f"at least {self.least}"] = held < self.least
        if self.most is not None:
            wrong[f"at most {self.most}"] = held > self.most
        for expected, rows in wrong.items():
            if rows.any():
                return f"{held[rows].iloc[0]!r} is not {expected}"
        return ""


def column(
    dtype: Dtype,
    description: str,
    *,
    least: float | None = None,
    most: float | None = None,
    nullable: bool = False,
) -> Column:
    """Return a column of a table; `nullable` where a value can be undefined."""
    return Column(dtype, description, least, most, nullable=nullable)


def count(description: str, least: int = 0) -> Column:
    """Return a column of integers from `least` up."""
    return Column("int64", description, least)


def share(description: str, nullable: bool = False) -> Column:
    """Return a column of shares, 0 to 1."""
    return Column("float64", description, 0, 1, nullable=nullable)


def one_of(values: tuple[str, ...], description: str) -> Column:
    """Return a column of names from a closed list."""
    return Column("str", description, allowed=values)


@dataclass(frozen=True)
class Table:
    """A table: one row for each combination of its key, sorted by it."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: dict[str, Column]

    def validate(self, data: pd.DataFrame, source: str | None = None) -> pd.DataFrame:
        """Return `data` with its types, in the order of the schema's columns and key.

        Args:
            data: Rows in any order.
            source: The file that the rows come from, named in the error.

        Raises:
            StudyError: A column is missing or unknown, a value has the wrong type or range, or a
                key stands twice.
        """
        where = source or self.name
        valid = self.typed(data, where)[list(self.columns)]
        for name, spec in self.columns.items():
            if fault := spec.fault(valid[name]):
                raise StudyError(f"{where}: column {name!r}: {fault}")
        repeated = valid.duplicated(list(self.key))
        if repeated.any():
            row = valid.loc[repeated, list(self.key)].iloc[0].to_dict()
            raise StudyError(f"{where}: {row} stands twice")
        return valid.sort_values(list(self.key), kind="stable", ignore_index=True)

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
                name: _converted(data[name], spec.dtype, f"{source}: column {name!r}")
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
        raise StudyError(f"{where}: {values[wrong].iloc[0]!r} is not {KIND_NAMES[dtype]}")
    converted: pd.Series = known.astype(dtype)  # type: ignore[call-overload]  # one of three
    return converted
