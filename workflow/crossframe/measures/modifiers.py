"""Words that the outlets put beside the actors: modifiers per 100 mentions.

Reads: modifiers, mentions and passages.
Formula: 100 x occurrences of the modifier with the actor, by whatever name / mentions of the
actor in the outlet and voice. Intervals as in `crossframe.stats.intervals`, as of a rate. max-T p
and p_pooled are over the modifiers of an actor, q over all actors.
Reads as: what an outlet makes of an actor beside naming it: 'militant', 'encrypted', 'popular'.
One mention can have several modifiers, so that an actor's values can add up to more than 100.
Titles, parts of names and what the text denies are no modifiers.
Cannot show: what is said of an actor by verbs and in other clauses; errors of the parser, frequent
in headlines and long noun phrases.
Source: Reisigl, M. and Wodak, R. (2001). Discourse and discrimination. Routledge, for predication
as a strategy.
"""

from collections.abc import Sequence

import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.annotated import rows_of
from crossframe.config import Model
from crossframe.drawing import CUT, Dodged
from crossframe.measure import MORE, Claims, Evidence, Features, Measure, Saying
from crossframe.references import Citations
from crossframe.stats.arrays import Ints
from crossframe.stats.ratios import ratios
from crossframe.stats.sample import Sample
from crossframe.tables import actors, columns
from crossframe.tables.compared import Compared, compared_rows
from crossframe.tables.values import RATE, Sums
from crossframe.wording import counted

PER = 100  # mentions; most modifiers stand with few of them
ITEM = {
    "actor": schemas.column("str", "The actor."),
    "modifier": schemas.column("str", "Lemma of an adjective or noun."),
}
SAYING = Saying(
    "puts “{modifier}” beside “{actor}” {direction}",
    MORE,
    "{value} times per 100 mentions",
    "{n:,} beside {n_of:,} mentions",
)
CAPTION = f"""
Words that stand beside an actor as modifiers, per hundred mentions of it by whatever name, all
voices together; up to {{{{ config.figures.most_items }}}} with the most occurrences, of those with
at least {{{{ config.measures.modifiers.min_count }}}} beside the actor in the corpus. {CUT}
{actors.MARKS} The parser's errors count too.
"""


class Options(Model):
    """Keys in the config."""

    min_count: int = Field(
        ge=1, description="Fewest occurrences of a modifier with an actor in the corpus."
    )


def per_mentions(
    sample: Sample, voice: str, items: pd.DataFrame, parts: Sums, mentions: Ints
) -> Compared:
    """Return the modifiers of an actor per 100 of its mentions; arguments as of `shares`."""
    items = items.assign(statistic=RATE, unit_of_value=columns.PER_100)
    result = ratios(sample, parts, mentions).times(PER)
    return Compared(voice, items, parts, mentions, True, result)


MODIFIERS = actors.OfActors("modifiers", ITEM, per_mentions)


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet, voice, actor and modifier, and the comparisons."""
    compared = MODIFIERS.compared(features, sample, min_count=options.min_count)
    return compared_rows(sample, compared, "voice")


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        f"Predication {cite('reisigl2001')} was measured as modifiers per 100 mentions of an "
        f"actor, for modifiers from {counted(options.min_count, 'occurrence')} on."
    )


MEASURE = Measure(
    about=__doc__,
    title="Modifiers of the actors",
    category="Framing",
    reads=("modifiers", "mentions"),
    options=Options,
    tables=columns.Stated(
        "modifiers",
        "Modifiers of each actor by outlet and voice.",
        ITEM,
        (RATE,),
        "Occurrences per 100 mentions of the actor",
        columns.counts(
            "Occurrences with the actor.", "Mentions of the actor by the outlet in this voice."
        ),
    ).compared(family="voice and actor", of_q="voice"),
    compute=compute,
    method=method,
    limits=(actors.LIMIT,),
    drawing=Dodged(
        "dodged", CAPTION, item=tuple(ITEM), axis="occurrences per 100 mentions of the actor"
    ),
    claims=Claims((SAYING,)),
    evidence=Evidence(("modifiers",), tuple(ITEM), rows_of("modifiers")),
)
