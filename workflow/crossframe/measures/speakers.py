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

from collections.abc import Iterator, Sequence

import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.annotated import rows_of
from crossframe.config import Model
from crossframe.drawing import HOLLOW, lines
from crossframe.measure import Evidence, Features, Measure
from crossframe.references import Citations
from crossframe.stats.sample import Sample
from crossframe.tables import columns, speech
from crossframe.tables.compared import Compared, listed_rows
from crossframe.tables.speech import OF_QUOTATIONS, OF_WORDS
from crossframe.tables.values import counted_shares, frequent, held_voices
from crossframe.wording import counted

SPEAKER = {
    "speaker": schemas.column("str", "Name, or noun, of the speaker."),
    "speaker_kind": schemas.column("str", "Kind of speaker, as in the file of sources."),
    "named": schemas.column("bool", "Whether the speaker has a name."),
}
CAPTION = f"""
Shares of speakers in an outlet's quotations, direct and indirect together, and in the words said
in them. Up to {{{{ config.figures.most_items }}}} speakers with the most quotations in the corpus,
at least {{{{ config.measures.speakers.min_quotations }}}}; the wholes hold the quotations of all
others, and of nobody, too. {lines("quotations")} {HOLLOW} Two names of one person count as two.
"""


class Options(Model):
    """Keys in the config."""

    min_quotations: int = Field(ge=1, description="Fewest quotations of a speaker in the corpus.")


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet, voice, speaker and statistic."""
    return [listed_rows(sample, _shares(features["sources"], sample, options.min_quotations))]


def _shares(sources: pd.DataFrame, sample: Sample, least: int) -> Iterator[Compared]:
    quotations = sources.assign(named=sources["named"].astype("str"), n=1)  # as items are
    speakers = frequent(quotations, SPEAKER, least)
    voices = held_voices(sample, sources)
    for statistic, n in ((OF_QUOTATIONS, quotations["n"]), (OF_WORDS, quotations["n_tokens"])):
        yield from counted_shares(sample, quotations.assign(n=n), speakers, voices, statistic)


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        f"Speakers are listed from {counted(options.min_quotations, 'quotation')} on "
        f"{cite('sigal1973')}."
    )


MEASURE = Measure(
    about=__doc__,
    title="Speakers",
    category="Sources",
    reads=("sources",),
    options=Options,
    tables=(
        columns.Stated(
            "speakers",
            "Shares of the speakers in quotations and in words said, by outlet and voice.",
            SPEAKER,
            speech.STATISTICS,
            "Value of the statistic",
            columns.counts(
                "Quotations of the speaker, or words said in them.",
                "Quotations, or words said, of all in the outlet and voice.",
            ),
        ).listed(),
    ),
    compute=compute,
    method=method,
    limits=(speech.LIMIT,),
    drawing=speech.figure(CAPTION, tuple(SPEAKER), {}),
    evidence=Evidence(("sources",), tuple(SPEAKER), rows_of("sources")),
)
