"""The comparisons: one module a table.

A measure is a module with

- a docstring: what it reads, formula, how it reads, what it cannot show, source;
- `TITLE`: its heading in the report;
- `READS`: the feature tables that it needs beside articles and passages;
- `Options`: its keys in the config;
- `OUTPUT`: the schema of its table, one outlet a row;
- `compute(features, sample, options)`: the table;
- where outlets are tested, `COMPARISONS` and `compare(features, sample, options)`: likewise of the
  table of differences between all outlets together, and between every pair.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol, cast

import pandas as pd

from crossframe import store
from crossframe.config import Model
from crossframe.errors import StudyError
from crossframe.schemas import FEATURES, Table
from crossframe.stats.resampling import Sample

Features = Mapping[str, pd.DataFrame]


class Measure(Protocol):
    """What the modules of this package offer; `COMPARISONS` and `compare` not all of them."""

    TITLE: str
    READS: tuple[str, ...]
    Options: type[Model]
    OUTPUT: Table
    COMPARISONS: Table

    def compute(self, features: Features, sample: Sample, options: Model) -> pd.DataFrame:
        """Return the table, with the columns of `OUTPUT`."""
        ...

    def compare(self, features: Features, sample: Sample, options: Model) -> pd.DataFrame:
        """Return the table, with the columns of `COMPARISONS`."""
        ...


def read(paths: Mapping[str, str]) -> Features:
    """Read feature tables by name; those by passage, which can have millions of rows, coded."""
    large = {name for name, table in FEATURES.items() if "passage" in table.columns}
    return {
        name: store.read_coded(Path(path)) if name in large else store.read_parquet(Path(path))
        for name, path in paths.items()
    }


def outputs(name: str) -> list[Table]:
    """Return the schemas of a measure's tables."""
    measure = load(name)
    return [measure.OUTPUT, *([measure.COMPARISONS] if hasattr(measure, "COMPARISONS") else [])]


def run(name: str, features: Features, sample: Sample, options: Model) -> list[pd.DataFrame]:
    """Return a measure's tables, in the order of `outputs`."""
    measure = load(name)
    steps = [measure.compute, *([measure.compare] if hasattr(measure, "COMPARISONS") else [])]
    return [
        output.validate(step(features, sample, options))
        for output, step in zip(outputs(name), steps, strict=True)
    ]


def names() -> list[str]:
    """Return the names of all measures."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def load(name: str) -> Measure:
    """Return a measure by name; raise `StudyError` for an unknown one."""
    if name not in names():
        raise StudyError(f"measures.{name}: no such measure; expected one of {', '.join(names())}")
    return cast("Measure", importlib.import_module(f"crossframe.measures.{name}"))
