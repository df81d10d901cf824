"""By which names the outlets call the actors: shares of an actor's variants.

Reads: mentions and passages.
Formula: share = mentions by the variant / mentions of the actor in the outlet and voice.
Intervals as in `crossframe.stats.intervals`, as of a share. The shares of an actor in an outlet and
voice add up to 1. max-T p and p_pooled are over the names of an actor, q over all actors.
Reads as: which name an outlet prefers where it has the choice; its sources' choice under quoted
and reported.
Cannot show: pronouns and descriptions that the names file lacks; why a name was chosen, as
house style, date or source. An actor that the corpus names in one way only has no row.
Source: Reisigl, M. and Wodak, R. (2001). Discourse and discrimination. Routledge, for nomination
as a strategy.
"""

from collections.abc import Sequence

import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.annotated import rows_of
from crossframe.config import Model
from crossframe.drawing import CUT, Dodged
from crossframe.indicators import names_of_leading
from crossframe.measure import MORE, Claims, Evidence, Features, Indicator, Measure, Saying
from crossframe.references import Citations
from crossframe.stats.sample import Sample
from crossframe.tables import actors, columns
from crossframe.tables.compared import compared_rows
from crossframe.tables.values import shares
from crossframe.wording import counted

ITEM = {
    "actor": schemas.column("str", "The actor."),
    "variant": schemas.column("str", "How it is named."),
}
SAYING = Saying(
    "uses the name “{variant}” for “{actor}” {direction}",
    MORE,
    "{value} of mentions",
    "{n:,} of {n_of:,} mentions",
)
CAPTION = f"""
Shares of the names by which the outlets call an actor, among all its mentions, all voices
together; up to {{{{ config.figures.most_items }}}} names with the most mentions in the corpus, of
actors with at least {{{{ config.measures.naming.min_mentions }}}} mentions and more than one name
in {{{{ config.annotation.names }}}}. Names of an actor that are not drawn make up the rest. {CUT}
{actors.MARKS} Pronouns are no mentions.
"""
NAMES = actors.OfActors("mentions", ITEM, shares, fewest_items=2)


class Options(Model):
    """Keys in the config."""

    min_mentions: int = Field(ge=1, description="Fewest mentions of an actor in the corpus.")


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet, voice, actor and variant, and the comparisons."""
    compared = NAMES.compared(features, sample, min_mentions=options.min_mentions)
    return compared_rows(sample, compared, "voice")


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        f"Nomination of actors {cite('reisigl2001')} was measured as the share of each listed name "
        f"in an actor's mentions, for actors from {counted(options.min_mentions, 'mention')} on."
    )


MEASURE = Measure(
    about=__doc__,
    title="Names of the actors",
    category="Framing",
    reads=("mentions",),
    options=Options,
    tables=columns.Stated(
        "naming",
        "Shares of the names of each actor by outlet and voice.",
        ITEM,
        (columns.SHARE,),
        "Share of the actor's mentions",
        columns.counts(
            "Mentions by this name.", "Mentions of the actor by the outlet in this voice."
        ),
    ).compared(family="voice and actor", of_q="voice"),
    compute=compute,
    method=method,
    limits=(actors.LIMIT,),
    drawing=Dodged(
        "dodged", CAPTION, item=tuple(ITEM), axis="share of the actor's mentions (%)", percent=True
    ),
    claims=Claims((SAYING,), shared=("actor",), word="variant", says_most=1),
    indicators=(Indicator("Actors", 5, names_of_leading),),
    evidence=Evidence(("mentions",), tuple(ITEM), rows_of("mentions")),
)
