"""Rows of the annotation as evidence needs them: what measures' own finders are made of."""

from collections.abc import Callable, Mapping

import pandas as pd

from crossframe.config import Model
from crossframe.measure import Annotated


def rows_of(name: str) -> Callable[[Annotated, Model], pd.DataFrame]:
    """Return a finder of all rows of a table of the annotation."""
    return lambda annotated, options: annotated[name]


def terms(annotated: Annotated, options: Model) -> pd.DataFrame:
    """Return the words that are counted as terms."""
    words = annotated["words"]
    return words[words["counted"]]


def names(annotated: Annotated, options: Model) -> pd.DataFrame:
    """Return the words that are counted as names, where their terms are names."""
    words = annotated["words"]
    return words.assign(entity=words["term"])


def labelled(column: str, parts: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return rows of several kinds as one table, with a column that names the kind."""
    return pd.concat([rows.assign(**{column: label}) for label, rows in parts.items()])
