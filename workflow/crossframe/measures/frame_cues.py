"""Rates of the cues that carry each frame, per 1,000 words.

Reads: frames and passages.
Formula: rate = 1,000 x occurrences of the cue / words; share_of_frame = occurrences of the cue /
occurrences of all cues of its frame, rare ones too, in the same outlet and voice.
Reads as: in which words an outlet tells a frame. Where one cue has most of a frame, the frame
stands and falls with what that cue means in these texts.
Cannot show: what a cue means where it stands; read its sentences. Entries of the dictionary that
stand in no text have no row.
Source: Matthes, J. and Kohring, M. (2008). The content analysis of media frames: toward improving
reliability and validity. Journal of Communication 58(2), 258-279.
"""

import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.config import Model
from crossframe.measures import Features
from crossframe.stats.comparisons import comparison_table, comparisons
from crossframe.stats.rates import (
    RATE,
    compared_rates,
    frequent,
    item_frame,
    rate_columns,
    rate_table,
)
from crossframe.stats.resampling import Sample

TITLE = "Cues of the frames"
READS = ("frames",)
ITEM = {
    "frame": schemas.column("str", "The frame."),
    "cue": schemas.column("str", "Entry of the dictionary."),
}
OF_FRAME = ["outlet", "voice", "frame"]


class Options(Model):
    """Keys in the config."""

    min_count: int = Field(ge=1, description="Fewest occurrences of a cue in the corpus.")


OUTPUT = schemas.Table(
    "frame_cues",
    "Rates of the frames' cues by outlet and voice.",
    ("outlet", "voice", *ITEM),
    rate_columns(ITEM)
    | {
        "share_of_frame": schemas.share(
            "Occurrences of the cue among those of all cues of its frame in this voice.",
            nullable=True,
        )
    },
)
COMPARISONS = comparison_table("frame_cues", ITEM, RATE)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice, frame and cue."""
    items = frequent(features["frames"], ITEM, options.min_count)
    table = rate_table(features["frames"], features["passages"], sample, items)
    of_frame = table[OF_FRAME].merge(_cues_of_frames(features, sample), how="left")["n_of_frame"]
    return table.assign(share_of_frame=table["n"] / of_frame.where(of_frame > 0))


def compare(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per item and voice for all outlets together, and for every pair."""
    items = frequent(features["frames"], ITEM, options.min_count)
    rates = compared_rates(features["frames"], features["passages"], sample, items)
    return comparisons(sample, rates)


def _cues_of_frames(features: Features, sample: Sample) -> pd.DataFrame:
    """Return how many cues each frame has, rare ones too, by outlet and voice."""
    frames = frequent(features["frames"], ("frame",), min_count=1)
    parts = [
        item_frame(sample, frames.to_frame(index=False), voice).assign(
            n_of_frame=sample.sums(sample.units.counts(features["frames"], frames, voice)).ravel()
        )
        for voice in sample.voices
    ]
    return pd.concat(parts, ignore_index=True)
