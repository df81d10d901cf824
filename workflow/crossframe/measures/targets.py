"""Tone towards actors, by two lexicons, in the part of a sentence that concerns each.

Reads: mentions and passages.
Formula: a mention's window is the part of its sentence that concerns it, its own name masked.
mean = sum of the windows' scores / windows; share_negative and share_positive = windows beyond the
lexicon's neutral zone / windows; coverage = words of the windows that the lexicon knows / their
words. A window without a known word scores 0; a mention without a window does not count. Intervals
as in `sentiment`. max-T p and p_pooled are over the two lexicons of an actor, q over all actors.
Reads as: below 0, what is said around the actor is negative; above 0, positive. VADER runs from -1
to 1, AFINN from -5 to 5; they agree on an order of outlets or the order is in doubt.
Cannot show: stance. Whoever is reported to suffer stands among negative words, and so does whoever
is blamed. Where coverage is low, most windows score 0 and the mean rests on few words. A window
holds what the parser attaches to the mention, with its errors.
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
of their own, of the part of each sentence that concerns the actor, without the actor's name; all
voices together. Up to {{{{ config.figures.most_items }}}} actors with at least
{{{{ config.measures.targets.min_mentions }}}} mentions in the corpus. {lines("mentions")} {HOLLOW}
No mark: no mention. A part without a word that the lexicon knows scores 0; the table states how
much it knows. Tone is no stance: whoever suffers stands among negative words, as does whoever is
blamed.
"""


class Options(Model):
    """Keys in the config."""

    min_mentions: int = Field(ge=1, description="Fewest mentions of an actor in the corpus.")


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet, voice, actor, lexicon and statistic, and the comparisons."""
    compared = _of_actors(features["mentions"], sample, options.min_mentions)
    return compared_rows(sample, compared, "voice", "lexicon", "statistic")


def find(annotated: Annotated, options: Options) -> pd.DataFrame:
    """Return the windows that each statistic of each lexicon rests on."""
    return tone.behind(_windows(annotated["mentions"]))


def _of_actors(mentions: pd.DataFrame, sample: Sample, least: int) -> Iterator[Compared]:
    windows = _windows(mentions)
    for (actor,) in frequent(mentions.assign(n=1), ["actor"], least):
        own = windows[windows["actor"] == actor]
        for voice in sample.voices:
            for each in tone.tones(sample, voice, in_voice(own, voice)):
                yield each._replace(items=each.items.assign(actor=actor))


def _windows(mentions: pd.DataFrame) -> pd.DataFrame:
    return mentions[mentions["n_tokens"] > 0]


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        "Tone towards an actor is the sentiment of the part of a sentence that concerns it, its "
        f"own name masked {cite('hamborg2021')}, for actors from "
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
            "Windows, or of coverage words, that the statistic counts; of a mean all.",
            "Windows that the row rests on; of coverage, their words.",
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
