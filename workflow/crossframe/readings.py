"""Which findings change with the reading of indirect speech.

Indirect speech is the source's in substance and the outlet's in wording. Every finding of an
outlet's own voice is therefore looked at twice, with indirect speech apart from it and as a part
of it, and every finding of the quoted voice likewise. A measure that has nothing in a voice apart,
as quotations in an outlet's own, has no finding there that could change: what would join it
stands in its table already, under reported.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from crossframe import measures, schemas, store
from crossframe.config import Model
from crossframe.measure import Features, Measure
from crossframe.stats.multiplicity import alpha
from crossframe.stats.sample import Sample
from crossframe.tables import columns

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
    | {name: spec for name, spec in columns.scope().items() if name in ("unit", "scope")},
)


def tested(measure: Measure[Any]) -> bool:
    """Whether a measure states differences by voice that indirect speech could change."""
    return {"voice", "q", "difference"} <= measure.table.columns.keys()


def readings(
    options: Mapping[str, Model], readers: "Readers", tables: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Return the findings of measures under either reading.

    Args:
        options: The measures, each with its options.
        readers: The features under every reading.
        tables: The table of each measure, as the study reads indirect speech.
    """
    parts = [
        part
        for name, given in options.items()
        if tested(measures.load(name))
        for part in readers.differences(measures.load(name), given, tables[name])
    ]
    if not parts:
        return TABLE.validate(pd.DataFrame())
    found, sample = pd.concat(parts, ignore_index=True), readers.sample
    level = alpha(sample.inference.level)
    apart, joined = (store.significant(found[q]) <= level for q in ("q", "q_joined"))
    turned = np.sign(found["difference"]) != np.sign(found["difference_joined"])
    change = np.select(
        [apart & joined & turned, apart & joined, joined], ["reversed", "same", "gained"], "lost"
    )
    rows = found.assign(change=change, unit=sample.units.kind, scope=sample.units.scope)
    return TABLE.validate(rows[apart | joined])


@dataclass
class Readers:
    """The features of a corpus under each reading of indirect speech.

    Attributes:
        split: Feature tables with indirect speech as a voice of its own.
        sample: The units.
        reported_speech: How the study reads indirect speech.
    """

    split: Features
    sample: Sample
    reported_speech: str
    _read: dict[str, Features] = field(default_factory=dict)

    def features(self, reading: str) -> Features:
        """Return the feature tables under a reading: 'split', or a voice."""
        if reading not in self._read:
            self._read[reading] = measures.reread(self.split, reading)
        return self._read[reading]

    def differences(
        self, measure: Measure[Any], options: Model, table: pd.DataFrame
    ) -> Iterator[pd.DataFrame]:
        """Yield the differences of a measure in each voice, without and with indirect speech.

        Args:
            measure: The measure.
            options: Its options.
            table: Its table as the study reads indirect speech, from which is taken what it has.
        """
        for voice in JOINED:
            alone = replace(self.sample, voices=(voice,), families=("rest",))

            def stated(reading: str, alone: Sample = alone) -> pd.DataFrame:
                if reading == self.reported_speech:
                    return table[table["voice"].isin(alone.voices)]
                again, *_ = measures.run(measure, self.features(reading), alone, options)
                return again

            apart = _differences(measure, stated("split"))
            if not apart.empty:
                joined = _differences(measure, stated(voice))
                both = apart.merge(
                    joined, how="outer", on=["item", "outlet"], suffixes=("", "_joined")
                )
                yield both.assign(measure=measure.name, voice=voice)


def _differences(measure: Measure[Any], table: pd.DataFrame) -> pd.DataFrame:
    """Return item, outlet, difference and q of a measure's rows."""
    return pd.DataFrame(
        {
            "item": pd.Series(store.items(measure.table, table), dtype="str"),
            "outlet": table["outlet"].astype("str").array,
            "difference": table["difference"].array,
            "q": table["q"].array,
        }
    )
