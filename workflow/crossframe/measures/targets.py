"""Tone towards actors, by two lexicons, in the sentences that name them.

Reads: mentions and passages.
Formula: a mention's score = (score of the part of its sentence that concerns it + score of the
sentence) / 2, with all names of actors masked. mean = sum of scores / mentions; share_negative and
share_positive = mentions beyond the lexicon's neutral zone / mentions; coverage = words of their
sentences that the lexicon knows / words of these. A sentence without a known word scores 0.
Intervals as in `sentiment`. max-T p and p_pooled are over the two lexicons of an actor, q over all
actors.
Reads as: below 0, what is said around the actor is negative; above 0, positive. VADER runs from -1
to 1, AFINN from -5 to 5; they agree on an order of outlets or the order is in doubt.
Cannot show: stance. Whoever is reported to suffer stands among negative words, and so does whoever
is blamed. Where coverage is low, most mentions score 0 and the mean rests on few words. What
concerns a mention is what the parser attaches to it, with its errors.
Sources: Hutto and Gilbert (2014) and Nielsen (2011), for the lexicons; Hamborg, F. and Donnay, K.
(2021). NewsMTSC: a dataset for (multi-)target-dependent sentiment classification in political news
articles. EACL, 1663-1675, for sentiment by target and how hard it is in news.
"""

from collections.abc import Iterator, Sequence

import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.config import Model
from crossframe.drawing import HOLLOW, Dots, Panel, lines
from crossframe.indicators import leading
from crossframe.measure import Annotated, Evidence, Features, Indicator, Measure
from crossframe.references import Citations
from crossframe.stats.sample import Sample
from crossframe.stats.units import in_voice
from crossframe.tables import actors, columns, tone
from crossframe.tables.compared import Compared, compared_rows
from crossframe.tables.values import frequent
from crossframe.wording import counted

ITEM = {"actor": schemas.column("str", "The actor."), **tone.LEXICON}
CAPTION = f"""
Tone towards the actors of {{{{ config.annotation.names }}}}: mean score, by two lexicons on scales
of their own, of the sentences that name the actor and of the parts of them that concern it, names
of actors left out; all voices together. Up to {{{{ config.figures.most_items }}}} actors with at
least {{{{ config.measures.targets.min_mentions }}}} mentions in the corpus. {lines("mentions")}
{HOLLOW} No mark: no mention. A sentence without a word that the lexicon knows scores 0; the table
states how much it knows. Tone is no stance: whoever suffers stands among negative words, as does
whoever is blamed.
"""


class Options(Model):
    """Keys in the config."""

    min_mentions: int = Field(ge=1, description="Fewest mentions of an actor in the corpus.")


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet, voice, actor, lexicon and statistic, and the comparisons."""
    compared = _of_actors(features["mentions"], sample, options.min_mentions)
    return compared_rows(sample, compared, "voice", "lexicon", "statistic")


def find(annotated: Annotated, options: Options) -> pd.DataFrame:
    """Return the mentions that each statistic of each lexicon rests on."""
    return tone.behind(annotated["mentions"])


def _of_actors(mentions: pd.DataFrame, sample: Sample, least: int) -> Iterator[Compared]:
    for (actor,) in frequent(mentions.assign(n=1), ["actor"], least):
        own = mentions[mentions["actor"] == actor]
        for voice in sample.voices:
            for each in tone.tones(sample, voice, in_voice(own, voice)):
                yield each._replace(items=each.items.assign(actor=actor))


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        "Tone towards an actor is the mean sentiment of a sentence that names it and of the part "
        f"that concerns it, names of actors masked {cite('hamborg2021')}, for actors from "
        f"{counted(options.min_mentions, 'mention')} on; the lexicons are VADER "
        f"{cite('hutto2014')} and AFINN {cite('nielsen2011')}."
    )


SAYINGS = tone.sayings(
    {
        "mean": "sets “{actor}” among {direction} words",
        "share_negative": "sets “{actor}” among negative words {direction}",
        "share_positive": "sets “{actor}” among positive words {direction}",
        "coverage": "uses words of feeling (those of the lexicon {lexicon}) around “{actor}” "
        "{direction}",
    },
    "mention",
    ("{value} of the words around it", "{n_of:,} words around it"),
)
MEASURE = Measure(
    about=__doc__,
    title="Tone towards actors",
    category="Tone",
    reads=("mentions",),
    options=Options,
    tables=columns.Stated(
        "targets",
        "Tone towards actors by outlet, voice and lexicon.",
        ITEM,
        tone.STATISTICS,
        "Value of the statistic",
        columns.counts(
            "Mentions, or of coverage words, that the statistic counts; of a mean all.",
            "Mentions that the row rests on; of coverage, words of their sentences.",
        ),
    ).compared(
        family="voice, actor and kind (mean, sides or coverage)",
        of_q="voice, lexicon and statistic",
    ),
    compute=compute,
    method=method,
    limits=(tone.LIMIT, actors.LIMIT),
    lexicons=True,
    drawing=Dots(
        "dots",
        CAPTION,
        item=("actor",),
        column="lexicon",
        panels=(
            Panel("vader", "VADER, mean score\n(−1 to 1)", 0.0, 1.0),
            Panel("afinn", "AFINN, mean valence\n(−5 to 5)", 0.0, 5.0),
        ),
        where={"statistic": "mean"},
    ),
    claims=tone.claims(SAYINGS, ("actor",)),
    indicators=(
        Indicator("Tone", 3, leading("towards", "n_of", lexicon="vader", statistic="mean")),
    ),
    evidence=Evidence(("mentions",), ("actor", "lexicon", "statistic"), find),
)
