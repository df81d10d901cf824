"""How much each frame is used: its share of sentences, and the rate of its cues.

Reads: frames, sentences and passages.
Formula: share = sentences with a cue of the frame in the voice / sentences with words in the
voice; rate_per_1000 = 1,000 x cues of the frame in the voice / words in the voice. A sentence
with words in several voices counts in each of them. `no frame` is the share of sentences without
a cue of any frame. Intervals as in `crossframe.stats.intervals`.
Reads as: the share says how much of its text an outlet gives to a frame, the rate how many words
it has for it. A sentence can hold several frames, so that their shares can add up to more than 1.
Cannot show: frames told in words that the dictionary lacks; whether a cue is affirmed, denied or
meant otherwise; a frame without any cue in the corpus, which has no row.
Sources: Entman, R. M. (1993). Framing: toward clarification of a fractured paradigm. Journal of
Communication 43(4), 51-58, for what a frame is; Matthes, J. and Kohring, M. (2008). The content
analysis of media frames: toward improving reliability and validity. Journal of Communication
58(2), 258-279, for what is counted of it.
"""

from collections.abc import Iterator, Sequence

import pandas as pd
from scipy import sparse

from crossframe import schemas
from crossframe.config import Model
from crossframe.drawing import CROSS, EDGE, Dodged, lines
from crossframe.indicators import Chosen, by_sum, held_in
from crossframe.measure import (
    MORE,
    Annotated,
    Carrier,
    Claims,
    Clause,
    Evidence,
    Features,
    Indicator,
    Measure,
    Row,
    Saying,
)
from crossframe.references import Citations
from crossframe.stats.sample import Sample
from crossframe.stats.units import VOICES, in_voice
from crossframe.tables import columns
from crossframe.tables.compared import Compared, compared_rows
from crossframe.tables.framing import HELD, LIMIT, NO_FRAME, by_unit, sentences_in
from crossframe.tables.rates import said_of_rates
from crossframe.tables.values import frequent, rates, shares
from crossframe.wording import cue, written

SHARE, RATE = STATISTICS = ("share", "rate_per_1000")
MOST_FRAMES = 8  # in the overview
MOST_OF_IT = 0.5  # a cue that carries more of a frame is named
CAPTION = f"""
Share of the sentences that hold a cue of each frame in {{{{ config.annotation.frames }}}}, all
voices together; the {{{{ config.figures.most_items }}}} frames with the most sentences at most.
Shares add up to more than the whole, as a sentence can hold several frames; no frame: sentences
without a cue of any. {lines("sentences")} {EDGE} {CROSS} A cue counts whether it is affirmed,
denied or quoted; shares by voice, and rates of cues, stand in the table.
"""


class Options(Model):
    """No keys."""


ITEM = {"frame": schemas.column("str", f"The frame; {NO_FRAME}: sentences without any.")}


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet, voice, frame and statistic, and the comparisons."""
    return compared_rows(sample, _compared(features, sample))


def find(annotated: Annotated, options: Options) -> pd.DataFrame:
    """Return the cues, and in each voice the sentences without any in it."""
    sentences, cues = annotated["sentences"], annotated["frames"]
    parts = [cues.assign(counts_in=cues["voice"]), cues.assign(counts_in="all")]
    for voice in VOICES:
        held = pd.MultiIndex.from_frame(in_voice(cues, voice)[HELD])
        spoken = sentences_in(sentences, voice)
        bare = spoken[~pd.MultiIndex.from_frame(spoken[HELD]).isin(held)]
        parts.append(bare.assign(frame=NO_FRAME, n=1, voice=voice, counts_in=voice))
    return pd.concat(parts)


def carriers(row: Row, cues: pd.DataFrame) -> Iterator[Clause]:
    """Yield the cue that carries most of a frame that is used more."""
    if row["difference"] <= 0:
        return
    carrying = cues[(cues["frame"] == row["frame"]) & (cues["share_of_frame"] > MOST_OF_IT)]
    for text, share in zip(carrying["cue"], carrying["share_of_frame"], strict=True):
        yield Clause(f"the cue {cue(text)} is {written(share, 'share')} of the frame there")


def leading(table: pd.DataFrame) -> Chosen:
    """Yield the shares of the frames with the most sentences, then of no frame."""
    held = held_in(table, {"statistic": SHARE})
    frames = [frame for frame in by_sum(held, "frame", "n") if frame != NO_FRAME]
    for frame in [*frames[:MOST_FRAMES], NO_FRAME]:
        yield frame.replace("_", " "), held[held["frame"] == frame]


def _compared(features: Features, sample: Sample) -> Iterator[Compared]:
    """Yield the shares, and then the rates, of every voice."""
    frames = frequent(features["frames"], ("frame",), min_count=1)
    for rate in rates(sample, features["frames"], features["passages"], frames, RATE):
        yield _shares(features, sample, frames, rate.voice)
        yield rate


def _shares(features: Features, sample: Sample, frames: pd.MultiIndex, voice: str) -> Compared:
    cues = in_voice(features["frames"], voice)
    n = by_unit(sample, sentences_in(features["sentences"], voice))
    held = cues.drop_duplicates([*HELD, "frame"]).assign(n=1)
    unframed = n - by_unit(sample, cues.drop_duplicates(HELD))
    counts = sample.units.counts(held, frames, "all")
    parts = sparse.hstack([counts, sparse.csr_array(unframed[:, None])], format="csr")
    items = pd.DataFrame({"frame": [*frames.get_level_values("frame"), NO_FRAME]})
    return shares(sample, voice, items, parts, n)


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        f"Frames {cite('entman1993')} were counted by dictionaries of cues, as the share of "
        f"sentences with a cue and as cues per 1,000 words {cite('matthes2008')}."
    )


def _of_sentences(clause: str, directions: tuple[str, str], **of: str) -> Saying:
    n = "{n:,.0f} of {n_of:,} sentences"
    return Saying(clause, directions, "{value} of sentences", n, of)


SAYINGS = (
    _of_sentences("has {direction} sentences without any frame", ("more", "fewer"), frame=NO_FRAME),
    _of_sentences("uses the frame “{frame}” {direction}", MORE, statistic=SHARE),
    said_of_rates("uses cues of the frame “{frame}” {direction}", statistic=RATE),
)
MEASURE = Measure(
    about=__doc__,
    title="Frames",
    category="Framing",
    reads=("frames", "sentences"),
    options=Options,
    tables=columns.Stated(
        "frames",
        "Use of the frames by outlet and voice.",
        ITEM,
        STATISTICS,
        "Share of the sentences that hold a cue, or cues per 1,000 words",
        columns.counts(
            "Sentences of the outlet that hold a cue; of the rate: cues.",
            "Sentences with words in this voice; of the rate: words.",
        ),
    ).compared(family="voice and statistic"),
    compute=compute,
    method=method,
    limits=(LIMIT,),
    drawing=Dodged(
        "dodged",
        CAPTION,
        item=tuple(ITEM),
        axis="share of the sentences (%)",
        percent=True,
        grouped=False,
        where={"statistic": SHARE},
        last=NO_FRAME,
    ),
    claims=Claims(
        SAYINGS,
        topic=("frame",),
        statistics=STATISTICS,
        carriers=(Carrier("frame_cues", carriers),),
    ),
    indicators=(Indicator("Frames", 4, leading),),
    evidence=Evidence(("sentences", "frames"), tuple(ITEM), find),
)
