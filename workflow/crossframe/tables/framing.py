"""Frames and sentences: what the measures of frames count alike."""

import numpy as np
import pandas as pd

from crossframe.stats.arrays import Ints
from crossframe.stats.sample import Sample

NO_FRAME = "no frame"
HELD = ["article", "sentence"]  # what tells sentences apart
LIMIT = (
    "Frames are dictionaries of cues, and were not validated by human coding here: a share "
    "says how often such words occur, not how often a coder would see the frame."
)


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
