"""The verbs of which each actor is agent or patient.

Reads: mentions and passages.
Formula: share = mentions of the actor as agent (patient) of the verb / its mentions as agent
(patient), of the outlet in this voice. The whole holds the verbs that are left out for
`min_count`, too.
Reads as: what an outlet has an actor do, and have done to it.
Cannot show: the sense of a verb ('run' a service, 'run' away), its negation, or who is at the
other end of it. Shares of few mentions jump; n_of says of how many.
Source: van Leeuwen, T. (2008). Discourse and practice, chapters 2 and 3. Oxford University Press.
"""

from collections.abc import Iterator

import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.config import Model
from crossframe.feature_tables import PARTS
from crossframe.measures import Features
from crossframe.stats.comparisons import Compared, scope_columns
from crossframe.stats.rates import frequent
from crossframe.stats.resampling import Sample
from crossframe.stats.wholes import counted_shares, or_nothing, share_columns, share_table

TITLE = "Verbs of agency"
READS = ("mentions",)
ITEM = {
    "actor": schemas.column("str", "The actor."),
    "semantic_role": schemas.one_of(
        PARTS[:2], "agent: does what the verb says; patient: it is done to."
    ),
    "verb": schemas.column("str", "Lemma of the verb."),
}


class Options(Model):
    """Keys in the config."""

    min_count: int = Field(
        ge=1, description="Fewest mentions of an actor in a semantic role of a verb in the corpus."
    )


OUTPUT = schemas.Table(
    "agency_verbs",
    "Shares of verbs among those of which an actor is agent, or patient, by outlet and voice.",
    ("outlet", "voice", *ITEM),
    share_columns(ITEM, "Share of the actor's mentions in this semantic role")
    | {
        "n": schemas.count("Mentions of the actor in this semantic role of the verb."),
        "n_of": schemas.count("Mentions of the actor in this semantic role of any verb."),
    }
    | scope_columns(),
)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice, actor, semantic role and verb."""
    compared = _shares(features["mentions"], sample, options.min_count)
    return share_table(sample, or_nothing(sample, compared, ITEM))


def _shares(mentions: pd.DataFrame, sample: Sample, least: int) -> Iterator[Compared]:
    """Yield the shares of verbs, each actor and semantic role apart: they have their own wholes."""
    counted = mentions.assign(n=1)
    items = frequent(counted, ITEM, least)  # what is neither agent nor patient has no verb
    for actor, role in items.droplevel("verb").unique():
        own = counted[(counted["actor"] == actor) & (counted["semantic_role"] == role)]
        verbs = items[items.droplevel("verb") == (actor, role)]
        yield from counted_shares(sample, own, verbs, sample.voices)
