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

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import sparse

from crossframe import schemas
from crossframe.config import Model
from crossframe.measures import Features
from crossframe.stats.comparisons import Compared, comparison_table, comparisons, scope_columns
from crossframe.stats.rates import compared_rates, frequent
from crossframe.stats.resampling import Ints, Sample
from crossframe.stats.units import in_voice
from crossframe.stats.values import shares, value_columns, value_table

TITLE = "Frames"
READS = ("frames", "sentences")
STATISTICS = ("share", "rate_per_1000")
NO_FRAME = "no frame"
HELD = ["article", "sentence"]  # what tells sentences apart


class Options(Model):
    """No keys."""


ITEM = {
    "frame": schemas.column("str", f"The frame; {NO_FRAME}: sentences without any."),
    "statistic": schemas.one_of(
        STATISTICS, "share: of sentences that hold a cue; rate_per_1000: cues per 1,000 words."
    ),
}
OUTPUT = schemas.Table(
    "frames",
    "Use of the frames by outlet and voice.",
    ("outlet", "voice", *ITEM),
    value_columns(ITEM, "Value of the statistic", "voice and statistic")
    | {
        "n": schemas.count("Sentences of the outlet that hold a cue; of the rate: cues."),
        "n_of": schemas.count("Sentences with words in this voice; of the rate: words."),
    }
    | scope_columns(),
)
COMPARISONS = comparison_table(
    "frames", ITEM, "value of the statistic", "voice, comparison and statistic"
)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice, frame and statistic."""
    return value_table(sample, _compared(features, sample))


def compare(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per statistic and voice for all outlets together, and for every pair."""
    return comparisons(sample, _compared(features, sample))


def sentences_in(sentences: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Return the sentences that have words in a voice; all of them for 'all'."""
    words = {
        "all": sentences["n_tokens"],
        "own": sentences["n_tokens"]
        - sentences["n_quoted_tokens"]
        - sentences["n_reported_tokens"],
        "quoted": sentences["n_quoted_tokens"],
        "reported": sentences["n_reported_tokens"],
    }
    return sentences[words[voice] > 0]


def by_unit(sample: Sample, rows: pd.DataFrame) -> Ints:
    """Return the number of rows of each unit, shape (n_units,)."""
    return np.bincount(sample.units.of(rows), minlength=len(sample.units.ids)).astype(np.int64)


def _compared(features: Features, sample: Sample) -> Iterator[Compared]:
    """Yield the shares, and then the rates, of every voice."""
    frames = frequent(features["frames"], ("frame",), min_count=1)
    for rate in compared_rates(features["frames"], features["passages"], sample, frames):
        yield _shares(features, sample, frames, rate.voice)
        yield rate._replace(items=rate.items.assign(statistic="rate_per_1000"))


def _shares(features: Features, sample: Sample, frames: pd.MultiIndex, voice: str) -> Compared:
    cues = in_voice(features["frames"], voice)
    n = by_unit(sample, sentences_in(features["sentences"], voice))
    held = cues.drop_duplicates([*HELD, "frame"]).assign(n=1)
    unframed = n - by_unit(sample, cues.drop_duplicates(HELD))
    counts = sample.units.counts(held, frames, "all")
    parts = sparse.hstack([counts, sparse.csr_array(unframed[:, None])], format="csr")
    named = [*frames.get_level_values("frame"), NO_FRAME]
    items = pd.DataFrame({"frame": named, "statistic": "share"})
    return shares(sample, voice, items, parts, n)
