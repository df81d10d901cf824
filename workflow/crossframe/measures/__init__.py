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
from crossframe.feature_tables import FEATURES
from crossframe.schemas import Table
from crossframe.stats.comparisons import made
from crossframe.stats.resampling import Sample

Features = Mapping[str, pd.DataFrame]
ADDITIVE = ("n", "n_tokens", "n_sentences", "valence")  # over voices


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


def read(paths: Mapping[str, str], reported_speech: str) -> Features:
    """Read feature tables by name; those by passage, which can have millions of rows, coded.

    Args:
        paths: Their files.
        reported_speech: How indirect speech is read: a voice, or 'split' for one of its own.
    """
    large = {name for name, table in FEATURES.items() if "passage" in table.columns}
    tables = {
        name: store.read_coded(Path(path)) if name in large else store.read_parquet(Path(path))
        for name, path in paths.items()
    }
    return reread(tables, reported_speech)


def reread(features: Features, reported_speech: str) -> Features:
    """Return feature tables in which indirect speech has another voice; arguments as of `read`."""
    if reported_speech == "split":
        return features
    return {name: _reread(name, table, reported_speech) for name, table in features.items()}


def _reread(name: str, table: pd.DataFrame, voice: str) -> pd.DataFrame:
    for size in ("n_{}_tokens", "{}_share"):
        reported, quoted = size.format("reported"), size.format("quoted")
        if reported in table:
            added = table[reported] if voice == "quoted" else 0
            table = table.assign(**{quoted: table[quoted] + added, reported: 0 * table[reported]})
    if "voice" not in table:
        return table
    table = table.assign(voice=table["voice"].astype("str").replace("reported", voice))
    if "voice" not in FEATURES[name].key:
        return table
    item = [column for column in table if column not in ADDITIVE]
    return table.groupby(item, as_index=False, observed=True, sort=False).sum()


def outputs(name: str) -> list[Table]:
    """Return the schemas of a measure's tables."""
    measure = load(name)
    return [measure.OUTPUT, *([measure.COMPARISONS] if hasattr(measure, "COMPARISONS") else [])]


def run(name: str, features: Features, sample: Sample, options: Model) -> list[pd.DataFrame]:
    """Return a measure's tables, in the order of `outputs`."""
    measure = load(name)
    tables = [measure.compute(features, sample, options)]
    if hasattr(measure, "COMPARISONS"):
        tables.append(made(measure.compare(features, sample, options)))
    return [output.validate(table) for output, table in zip(outputs(name), tables, strict=True)]


def names() -> list[str]:
    """Return the names of all measures."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def load(name: str) -> Measure:
    """Return a measure by name; raise `StudyError` for an unknown one."""
    if name not in names():
        raise StudyError(f"measures.{name}: no such measure; expected one of {', '.join(names())}")
    return cast("Measure", importlib.import_module(f"crossframe.measures.{name}"))
