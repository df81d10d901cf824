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

from collections.abc import Iterator, Sequence

import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.annotated import rows_of
from crossframe.config import Model
from crossframe.drawing import HOLLOW, Dots, Panel, lines
from crossframe.feature_tables import PARTS
from crossframe.measure import Evidence, Features, Measure
from crossframe.measures.agency import LIMIT
from crossframe.references import Citations
from crossframe.stats.sample import Sample
from crossframe.tables import columns
from crossframe.tables.compared import Compared, listed_rows
from crossframe.tables.values import counted_shares, frequent
from crossframe.wording import counted

ITEM = {
    "actor": schemas.column("str", "The actor."),
    "semantic_role": schemas.one_of(
        PARTS[:2], "agent: does what the verb says; patient: it is done to."
    ),
    "verb": schemas.column("str", "Lemma of the verb."),
}
CAPTION = f"""
Verbs of which actors of {{{{ config.annotation.names }}}} are agent (left) or patient (right):
share of the outlet's mentions of the actor in this part, all voices together. Up to
{{{{ config.figures.most_items }}}} pairs of verb and actor with the most mentions, at least
{{{{ config.measures.agency_verbs.min_count }}}} in the corpus. {lines("mentions")} {HOLLOW} No
mark: the actor is not in this part. Negated verbs count as others do.
"""


class Options(Model):
    """Keys in the config."""

    min_count: int = Field(
        ge=1, description="Fewest mentions of an actor in a semantic role of a verb in the corpus."
    )


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet, voice, actor, semantic role and verb."""
    return [listed_rows(sample, _shares(features["mentions"], sample, options.min_count))]


def _shares(mentions: pd.DataFrame, sample: Sample, least: int) -> Iterator[Compared]:
    """Yield the shares of verbs, each actor and semantic role apart: they have their own wholes."""
    one_each = mentions.assign(n=1)
    items = frequent(one_each, ITEM, least)  # what is neither agent nor patient has no verb
    for actor, role in items.droplevel("verb").unique():
        own = one_each[(one_each["actor"] == actor) & (one_each["semantic_role"] == role)]
        verbs = items[items.droplevel("verb") == (actor, role)]
        yield from counted_shares(sample, own, verbs, sample.voices)


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    least = counted(options.min_count, "occurrence")
    return f"The verbs of these roles are listed from {least} on."


MEASURE = Measure(
    about=__doc__,
    title="Verbs of agency",
    category="Framing",
    reads=("mentions",),
    options=Options,
    tables=(
        columns.Stated(
            "agency_verbs",
            "Shares of verbs among those of which an actor is agent, or patient, by outlet and "
            "voice.",
            ITEM,
            (columns.SHARE,),
            "Share of the actor's mentions in this semantic role",
            columns.counts(
                "Mentions of the actor in this semantic role of the verb.",
                "Mentions of the actor in this semantic role of any verb.",
            ),
        ).listed(),
    ),
    compute=compute,
    method=method,
    limits=(LIMIT,),
    drawing=Dots(
        "dots",
        CAPTION,
        item=("verb", "actor"),
        column="semantic_role",
        panels=(
            Panel("agent", "share of its mentions\nas agent (%)"),
            Panel("patient", "share of its mentions\nas patient (%)"),
        ),
        weight="n",
        always=2,
    ),
    evidence=Evidence(("mentions",), tuple(ITEM), rows_of("mentions")),
)
