"""Which findings change with the reading of indirect speech.

Indirect speech is the source's in substance and the outlet's in wording. Every finding of an
outlet's own voice is therefore looked at twice, with indirect speech apart from it and as a part
of it, and every finding of the quoted voice likewise. A measure that has nothing in a voice apart,
as quotations in an outlet's own, has no finding there that could change: what would join it
stands in its table already, under reported.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from crossframe import measures, schemas, store
from crossframe.config import Model
from crossframe.measures import Features
from crossframe.stats.comparisons import scope_columns
from crossframe.stats.sample import Sample
from crossframe.stats.multiplicity import alpha

BETWEEN = " | "  # the parts of an item
JOINED = ("own", "quoted")  # the voices that indirect speech can be read as
CHANGES = ("same", "gained", "lost", "reversed")
TABLE = schemas.Table(
    "readings",
    "Findings that stand, come, go or turn when indirect speech is read with another voice.",
    ("measure", "item", "outlet", "voice"),
    {
        "measure": schemas.column("str", "The measure."),
        "item": schemas.column("str", "Its item: the cells of its key but outlet and voice."),
        "outlet": schemas.column("str", "The outlet, against all others."),
        "voice": schemas.one_of(JOINED, "The voice, without and with indirect speech."),
        "difference": schemas.column("float64", "Difference from the rest without.", nullable=True),
        "q": schemas.share("Its q.", nullable=True),
        "difference_joined": schemas.column("float64", "Difference with it.", nullable=True),
        "q_joined": schemas.share("Its q.", nullable=True),
        "change": schemas.one_of(
            CHANGES, "What becomes of the finding (q at most the level) when it is joined."
        ),
    }
    | {name: spec for name, spec in scope_columns().items() if name in ("unit", "scope")},
)


def tested(name: str) -> bool:
    """Whether a measure states differences by voice that indirect speech could change."""
    columns = measures.load(name).OUTPUT.columns
    return {"voice", "q"} <= columns.keys() and any(map(_is_difference, columns))


def readings(features: Features, sample: Sample, options: Mapping[str, Model]) -> pd.DataFrame:
    """Return the findings of measures under either reading.

    Args:
        features: Feature tables with indirect speech as a voice of its own.
        sample: The units.
        options: The measures, each with its options.
    """
    parts = list(_of_voices(features, sample, options))
    if not parts:  # no measure of the study is tested
        return pd.DataFrame()
    found = pd.concat(parts, ignore_index=True)
    level = alpha(sample.inference.level)
    apart, joined = (store.significant(found[q]) <= level for q in ("q", "q_joined"))
    turned = np.sign(found["difference"]) != np.sign(found["difference_joined"])
    change = np.select(
        [apart & joined & turned, apart & joined, joined], ["reversed", "same", "gained"], "lost"
    )
    rows = found.assign(change=change, unit=sample.units.kind, scope=sample.units.scope)
    return rows[apart | joined]


def _of_voices(
    features: Features, sample: Sample, options: Mapping[str, Model]
) -> Iterator[pd.DataFrame]:
    for voice in JOINED:
        one = replace(sample, voices=(voice,))
        with_it = measures.reread(features, voice)
        for name, given in options.items():
            apart, joined = (
                _differences(name, tables, one, given) for tables in (features, with_it)
            )
            if not apart.empty:
                both = apart.merge(
                    joined, how="outer", on=["item", "outlet"], suffixes=("", "_joined")
                )
                yield both.assign(measure=name, voice=voice)


def _differences(name: str, features: Features, sample: Sample, options: Model) -> pd.DataFrame:
    """Return item, outlet, difference and q of a measure's rows."""
    measure = measures.load(name)
    table = measure.compute(features, sample, options).reset_index(drop=True)
    item = [column for column in measure.OUTPUT.key if column not in ("outlet", "voice")]
    (difference,) = filter(_is_difference, table.columns)
    names = [BETWEEN.join(map(str, row)) for row in table[item].itertuples(index=False)]
    return pd.DataFrame(
        {
            "item": pd.Series(names, dtype="str"),
            "outlet": table["outlet"].astype("str"),
            "difference": table[difference],
            "q": table["q"],
        }
    )


def _is_difference(column: str) -> bool:
    return column in ("difference", "difference_per_1000")
