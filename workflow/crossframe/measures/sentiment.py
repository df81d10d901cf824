"""Sentiment of sentences by two lexicons.

Reads: sentences and passages.
Formula: mean = sum of scores / sentences; share_negative and share_positive = sentences beyond
the lexicon's neutral zone / sentences; coverage = words that the lexicon knows / words. A
sentence has the voice of more than half of its words. Intervals as in
`crossframe.stats.intervals`: of the mean as of a score, of the others as of a share.
Reads as: below 0 negative, above 0 positive; VADER runs from -1 to 1, AFINN from -5 to 5, and the
two are not to be compared with each other, only in what they say of the outlets' order.
Cannot show: stance. 'The attack was foiled' scores as negative; so does any report of violence,
whatever its sympathy. At low coverage the mean rests on few words.
Sources: Hutto and Gilbert (2014); Nielsen (2011).
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from crossframe.config import Model
from crossframe.drawing import Drawing, lines
from crossframe.escape import line
from crossframe.feature_tables import NEUTRAL_BELOW
from crossframe.features import sentence_voice
from crossframe.indicators import where
from crossframe.measure import (
    Annotated,
    Carrier,
    Clause,
    Evidence,
    Features,
    Indicator,
    Measure,
    Row,
)
from crossframe.references import Citations
from crossframe.stats.sample import Sample
from crossframe.stats.units import in_voice
from crossframe.tables import columns, tone
from crossframe.tables.compared import Compared, compared_rows
from crossframe.wording import plain

MOST_OF_IT = 0.5  # a word that carries more of a difference is named
CAPTION = f"""
Mean sentiment of sentences by outlet and voice, by two lexicons on scales of their own. A sentence
has the voice of more than half of its words; no mark, no sentence in that voice. Marks tell voices
apart, colours outlets; hollow: said by others. {lines().removesuffix(".")}; they are missing where
an outlet has fewer than {{{{ config.inference.min_units }}}} units in a voice. Sentiment is no
stance: a report of violence scores as negative, whatever its sympathy.
"""


class Options(Model):
    """No keys."""


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet, voice, lexicon and statistic, and the comparisons."""
    return compared_rows(sample, _compared(features["sentences"], sample))


def _compared(sentences: pd.DataFrame, sample: Sample) -> Iterator[Compared]:
    """Yield means, shares and coverage of both lexicons in every voice."""
    sentences = sentences.assign(voice=sentence_voice(sentences))
    for voice in sample.voices:
        yield from tone.tones(sample, voice, in_voice(sentences, voice))


def find(annotated: Annotated, options: Options) -> pd.DataFrame:
    """Return the sentences that each statistic of each lexicon rests on."""
    return tone.behind(annotated["sentences"])


def carriers(row: Row, shifts: pd.DataFrame) -> Iterator[Clause]:
    """Yield the word without which more than half of a difference in tone is gone."""
    if row["statistic"] != "mean" or row["other"]:
        return
    words = shifts[(shifts["subject"] == row["lexicon"]) & shifts["without"].notna()]
    left = words["without"] / words["subject_difference"]
    if not words.empty and left.min() < MOST_OF_IT:
        word = line(str(words["word"][left.idxmin()]))
        yield Clause(
            f"without the word “{word}” the difference is "
            f"{plain(float(words['without'][left.idxmin()]), 'score')}",
            doubt=True,
        )


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        f"Sentences were scored with two lexicons, VADER {cite('hutto2014')} and AFINN "
        f"{cite('nielsen2011')}, names left out; stated are the mean score, the shares of "
        f"sentences below and above 0 (VADER: by {NEUTRAL_BELOW['vader']:g} or more), and the "
        "share of words that the lexicon knows."
    )


SAYINGS = tone.sayings(
    {
        "mean": "writes in a {direction} tone",
        "share_negative": "writes negative sentences {direction}",
        "share_positive": "writes positive sentences {direction}",
        "coverage": "uses words of feeling (those of the lexicon {lexicon}) {direction}",
    },
    "sentence",
    ("{value} of words", "{n_of:,} words"),
)
MEASURE = Measure(
    about=__doc__,
    title="Sentiment",
    category="Tone",
    reads=("sentences",),
    options=Options,
    tables=columns.Stated(
        "sentiment",
        "Sentiment by outlet, voice and lexicon.",
        tone.LEXICON,
        tone.STATISTICS,
        "Value of the statistic",
        columns.counts(
            "Sentences, or of coverage words, that the statistic counts; of a mean all.",
            "Sentences of the outlet in this voice; of coverage their words.",
        ),
    ).compared(family="voice and kind (means, shares or coverage)"),
    compute=compute,
    method=method,
    limits=(tone.LIMIT,),
    lexicons=True,
    drawing=Drawing("voices", CAPTION),
    claims=tone.claims(SAYINGS, (), (Carrier("shifts", carriers),)),
    indicators=(Indicator("Tone", 2, where("all sentences", lexicon="vader", statistic="mean")),),
    evidence=Evidence(("sentences",), ("lexicon", "statistic"), find),
)
