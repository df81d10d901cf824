"""The speakers that an outlet quotes, and how much room each has.

Reads: sources and passages.
Formula: share_of_quotations = quotations of the speaker / quotations of the outlet in this voice;
share_of_words = words said in them / words said in all. The wholes hold every quotation: those of
speakers left out for `min_quotations`, and those that nobody is said to say.
Reads as: how far an outlet leans on a few speakers, and which of them others do not quote.
Cannot show: that two descriptions, or a name and a pronoun too far apart for the rules, are one
person; speakers of a name in common count as one.
Source: Sigal, L. V. (1973). Reporters and officials: the organization and politics of
newsmaking. Heath.
"""

from collections.abc import Iterator

import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.config import Model
from crossframe.measures import Features
from crossframe.stats.comparisons import Compared, scope_columns
from crossframe.stats.rates import frequent
from crossframe.stats.resampling import Sample
from crossframe.stats.wholes import (
    counted_shares,
    held_voices,
    or_nothing,
    share_columns,
    share_table,
)

TITLE = "Speakers"
READS = ("sources",)
STATISTICS = ("share_of_quotations", "share_of_words")
SPEAKER = {
    "speaker": schemas.column("str", "Name, or noun, of the speaker."),
    "kind": schemas.column("str", "Kind of speaker, as in the file of sources."),
    "named": schemas.column("bool", "Whether the speaker has a name."),
}
ITEM = SPEAKER | {"statistic": schemas.one_of(STATISTICS, "What the row states.")}


class Options(Model):
    """Keys in the config."""

    min_quotations: int = Field(ge=1, description="Fewest quotations of a speaker in the corpus.")


OUTPUT = schemas.Table(
    "speakers",
    "Shares of the speakers in quotations and in words said, by outlet and voice.",
    ("outlet", "voice", *ITEM),
    share_columns(ITEM, "Value of the statistic")
    | {
        "n": schemas.count("Quotations of the speaker, or words said in them."),
        "n_of": schemas.count("Quotations, or words said, of all in the outlet and voice."),
    }
    | scope_columns(),
)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice, speaker and statistic."""
    compared = _shares(features["sources"], sample, options.min_quotations)
    return share_table(sample, or_nothing(sample, compared, ITEM))


def _shares(sources: pd.DataFrame, sample: Sample, least: int) -> Iterator[Compared]:
    quotations = sources.assign(named=sources["named"].astype("str"), n=1)  # as items are
    speakers = frequent(quotations, SPEAKER, least)
    for statistic, n in zip(STATISTICS, (quotations["n"], quotations["n_tokens"]), strict=True):
        counted = quotations.assign(n=n)
        for shares in counted_shares(sample, counted, speakers, held_voices(sample, sources)):
            yield shares._replace(items=shares.items.assign(statistic=statistic))
