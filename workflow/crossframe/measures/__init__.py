"""The comparisons: one module each, whose `MEASURE` says all there is of it."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import pandas as pd

from crossframe import store
from crossframe.config import Model
from crossframe.errors import StudyError
from crossframe.feature_tables import FEATURES
from crossframe.measure import Features, Measure
from crossframe.stats.sample import Sample

ADDITIVE = ("n", "n_tokens", "n_sentences", "valence")  # over voices


@cache
def names() -> tuple[str, ...]:
    """Return the names of all measures."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


@cache
def load(name: str) -> Measure[Any]:
    """Return a measure by name; raise `StudyError` for an unknown one."""
    if name not in names():
        raise StudyError(f"measures.{name}: no such measure; expected one of {', '.join(names())}")
    module = importlib.import_module(f"{__name__}.{name}")
    return cast("Measure[Any]", module.MEASURE)


def run(
    measure: Measure[Any], features: Features, sample: Sample, options: Model
) -> list[pd.DataFrame]:
    """Return a measure's tables, in the order of its schemas."""
    tables = measure.compute(features, sample, options)
    return [schema.validate(t) for schema, t in zip(measure.tables, tables, strict=True)]


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
