"""The comparisons: one module a table.

A measure is a module with

- a docstring: what it reads, formula, how it reads, what it cannot show, source;
- `TITLE`: its heading in the report;
- `READS`: the feature tables that it needs beside articles and passages;
- `Options`: its keys in the config;
- `OUTPUT`: the schema of its table;
- `compute(features, sample, options)`: the table.
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
    """What every module of this package offers."""

    TITLE: str
    READS: tuple[str, ...]
    Options: type[Model]
    OUTPUT: Table

    def compute(self, features: Features, sample: Sample, options: Model) -> pd.DataFrame:
        """Return the table, with the columns of `OUTPUT`."""
        ...


def read(paths: Mapping[str, str]) -> Features:
    """Read feature tables by name; those by passage, which can have millions of rows, coded."""
    large = {name for name, table in FEATURES.items() if "passage" in table.columns}
    return {
        name: store.read_coded(Path(path)) if name in large else store.read_parquet(Path(path))
        for name, path in paths.items()
    }


def names() -> list[str]:
    """Return the names of all measures."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def load(name: str) -> Measure:
    """Return a measure by name; raise `StudyError` for an unknown one."""
    if name not in names():
        raise StudyError(f"measures.{name}: no such measure; expected one of {', '.join(names())}")
    return cast("Measure", importlib.import_module(f"crossframe.measures.{name}"))
