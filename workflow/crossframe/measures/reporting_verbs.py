"""The verbs that introduce what others say.

Reads: sources and passages.
Formula: share = quotations with the verb / quotations that have a verb, of the outlet in this
voice. The whole holds the verbs that are left out for `min_count`, too.
Reads as: an outlet that writes 'claim' where others write 'say' stands back from its sources;
one that writes 'reveal' or 'point out' vouches for them. What a verb says so is its stance.
Cannot show: doubt or consent that stands elsewhere in the sentence; irony; that 'say' too can
introduce what the next sentence refutes. A verb has one stance wherever it stands.
Source: Caldas-Coulthard, C. R. (1994). On reporting reporting: the representation of speech in
factual and factional narratives. In M. Coulthard (ed.), Advances in written text analysis,
295-308. Routledge.
"""

import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.config import Model
from crossframe.feature_tables import STANCES
from crossframe.measures import Features
from crossframe.stats.comparisons import scope_columns
from crossframe.stats.rates import frequent
from crossframe.stats.resampling import Sample
from crossframe.stats.wholes import (
    counted_shares,
    held_voices,
    or_nothing,
    share_columns,
    share_table,
)

TITLE = "Reporting verbs"
READS = ("sources",)
ITEM = {
    "verb": schemas.column("str", "Lemma of the verb or phrase."),
    "stance": schemas.one_of(STANCES, "What it says of what is said."),
}


class Options(Model):
    """Keys in the config."""

    min_count: int = Field(ge=1, description="Fewest quotations with a verb in the corpus.")


OUTPUT = schemas.Table(
    "reporting_verbs",
    "Shares of the verbs that introduce quotations, by outlet and voice.",
    ("outlet", "voice", *ITEM),
    share_columns(ITEM, "Share of the quotations that have a verb")
    | {
        "n": schemas.count("Quotations with this verb."),
        "n_of": schemas.count("Quotations with any verb."),
    }
    | scope_columns(),
)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice and verb."""
    told = features["sources"].dropna(subset="verb").assign(n=1)
    verbs = frequent(told, ITEM, options.min_count)
    compared = counted_shares(sample, told, verbs, held_voices(sample, told))
    return share_table(sample, or_nothing(sample, compared, ITEM))
