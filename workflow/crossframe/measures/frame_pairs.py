"""Which frames stand together in a sentence, and whether more often than by chance.

Reads: frames, sentences and passages.
Formula: of N sentences with words in the voice, A hold a cue of one frame, B of the other and C
of both. share = C / N; expected = A B / N, as if the frames were independent; log_ratio =
log2(C N / (A B)), their pointwise mutual information. Its interval is that of the share C / N
(`crossframe.stats.intervals`) over A B / N^2, but with the residuals of the ratio's linearisation,
c - (C / A) a - (C / B) b + (C / N) n of a unit, in place of c - (C / N) n.
Reads as: 0, as often together as by chance; 1, twice as often; below 0, they keep apart.
Cannot show: how the frames are joined, as cause, contrast or list. Long sentences hold more frames,
so that values above 0 are common; compare outlets and pairs with each other. A word that is a cue
of two frames joins them by itself. Where one sentence is expected or none, most intervals of what
is found once miss the truth, as such pairs are seen only if they chanced to occur.
Sources: Church, K. W. and Hanks, P. (1990). Word association norms, mutual information, and
lexicography. Computational Linguistics 16(1), 22-29; Woodruff, R. S. (1971). A simple method for
approximating the variance of a complicated estimate. Journal of the American Statistical
Association 66(334), 411-414, for the linearisation.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from pydantic import Field
from scipy import sparse

from crossframe import schemas
from crossframe.config import Model
from crossframe.drawing import EDGE, Dodged, lines
from crossframe.measure import Annotated, Evidence, Features, Measure
from crossframe.references import Citations
from crossframe.schemas import Table
from crossframe.stats.arrays import CELLS, Bools, Floats, Ints, blocks
from crossframe.stats.intervals import (
    NOISE,
    Interval,
    few_hold,
    score,
    shrunk,
    undefined_is_missing,
)
from crossframe.stats.ratios import FEW_HOLD, FEW_UNITS, NO_OCCURRENCE, ratios
from crossframe.stats.sample import Sample
from crossframe.stats.units import VOICES, in_voice
from crossframe.tables import columns
from crossframe.tables.columns import number
from crossframe.tables.compared import item_frame, scope
from crossframe.tables.framing import HELD, LIMIT, by_unit, sentences_in
from crossframe.tables.values import frequent
from crossframe.wording import counted

STATISTIC = "log_ratio"
ITEM = {
    "frame": schemas.column("str", "One frame."),
    "other_frame": schemas.column("str", "The other, later in the alphabet."),
}
CAPTION = f"""
How often two frames stand in the same sentence, as the binary logarithm of the sentences found
over those to expect if frames were independent in the outlet: above 0 they keep together, below 0
apart. All voices together; up to {{{{ config.figures.most_items }}}} pairs with the most
sentences, of pairs with at least {{{{ config.measures.frame_pairs.min_both }}}} in the corpus.
{lines("sentences")} {EDGE} An arrow: the outlet has no such sentence, and its value lies below the
arrow's start. No mark: the outlet lacks one of the frames. Long sentences hold more frames, so
that values above 0 are common.
"""
NOT_EXPECTED = "a frame of the two never occurs"
NEVER_BOTH = "no sentence holds both"


class Options(Model):
    """Keys in the config."""

    min_both: int = Field(ge=1, description="Fewest sentences of the corpus that hold both frames.")


TABLE = Table(
    "frame_pairs",
    "Frames that stand in the same sentence, by outlet and voice.",
    ("outlet", "voice", *ITEM),
    {
        **columns.outlet_and_voice(),
        **ITEM,
        **columns.stated((STATISTIC,)),
        **columns.value("Binary logarithm of sentences found over expected"),
        **columns.counts(
            "Sentences with both frames in this voice.", "Sentences with words in this voice."
        ),
        "n_expected": number("Such sentences to expect, were the frames independent."),
        "share": schemas.share("Share of the sentences that hold both.", nullable=True),
        **columns.value("", "share_", share=True),
        **columns.scope(),
    },
)


class Held(NamedTuple):
    """Sentences of each unit, shape (n_units, n_pairs)."""

    one: Floats  # that hold the one frame
    other: Floats
    both: Floats
    n: Floats  # all of them, shape (n_units, 1)


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet, voice and pair of frames."""
    frames = frequent(features["frames"], ("frame",), min_count=1)
    pairs = _pairs(_holding(features["frames"], frames), options.min_both)
    runs = [*blocks(len(pairs), CELLS // max(1, len(sample.units.ids)))] or [slice(0)]
    parts = [
        _rows(sample, frames, pairs[run], _held(features, sample, frames, pairs[run], voice), voice)
        for voice in sample.voices
        for run in runs
    ]
    return [pd.concat(parts, ignore_index=True)]


def find(annotated: Annotated, options: Options) -> pd.DataFrame:
    """Return the sentences that hold two frames in a voice, or in all together."""
    parts = []
    for voice in VOICES:
        held = in_voice(annotated["frames"], voice)[[*HELD, "frame"]].drop_duplicates()
        pairs = held.merge(held.rename(columns={"frame": "other_frame"}), on=HELD)
        parts.append(pairs.assign(voice=voice, counts_in=voice))
    return pd.concat(parts)


def _pairs(holding: sparse.csc_array, min_both: int) -> Ints:
    """Return the places of the frames of each pair that stands together, shape (n_pairs, 2)."""
    together = sparse.triu(holding.T @ holding, k=1).tocoo()
    enough = together.data >= min_both
    return np.column_stack([together.row[enough], together.col[enough]]).astype(np.int64)


def _holding(cues: pd.DataFrame, frames: pd.MultiIndex) -> sparse.csc_array:
    """Return whether a sentence holds a frame, shape (n_sentences, n_frames).

    Sentences are those with a cue, in the order in which they first stand in `cues`.
    """
    rows = cues.drop_duplicates([*HELD, "frame"])
    sentence = rows.groupby(HELD, observed=True, sort=False).ngroup()
    cells = (
        np.ones(len(rows), np.int64),
        (sentence, frames.get_indexer(pd.MultiIndex.from_frame(rows[["frame"]]))),
    )
    return sparse.coo_array(
        cells, shape=(sentence.max() + 1 if len(rows) else 0, len(frames))
    ).tocsc()


def _held(
    features: Features, sample: Sample, frames: pd.MultiIndex, pairs: Ints, voice: str
) -> Held:
    """Return how many sentences of a voice hold the frames of each pair."""
    cues = in_voice(features["frames"], voice)
    holding = _holding(cues, frames)
    unit = sample.units.of(cues.drop_duplicates(HELD))
    cells = np.ones(len(unit), np.int64), (unit, np.arange(len(unit)))
    by = sparse.coo_array(cells, shape=(len(sample.units.ids), len(unit))).tocsr()
    one, other = (holding[:, column] for column in pairs.T)
    a, b, c = ((by @ part).toarray().astype(float) for part in (one, other, one.multiply(other)))
    n = by_unit(sample, sentences_in(features["sentences"], voice))
    return Held(a, b, c, n[:, None].astype(float))


def _rows(
    sample: Sample, frames: pd.MultiIndex, pairs: Ints, held: Held, voice: str
) -> pd.DataFrame:
    """Return the rows of every outlet and pair."""
    items = pd.MultiIndex.from_arrays(
        [frames.get_level_values("frame")[column] for column in pairs.T], names=list(ITEM)
    )
    one, other, both, n = (sample.sums(part) for part in held)
    expected = np.divide(one * other, n, out=np.full(both.shape, np.nan), where=n > 0)
    found, share = _log_ratio(sample, held), ratios(sample, held.both, held.n[:, 0], most=1)
    enough = share.n_units >= sample.inference.min_units
    cells = {
        "n": both,
        "n_expected": expected,
        "n_of": np.broadcast_to(n, both.shape),
        "share": share.value,
        "share_low": share.low,
        "share_high": share.high,
        "value": found.value,
        "low": np.where(enough, found.low, np.nan),
        "high": np.where(enough, found.high, np.nan),
    }
    flat = {name: values.ravel() for name, values in cells.items()}
    note = _notes(enough, expected, both, sample.sums(np.sign(held.both)))
    facts = scope(sample, share) | {
        "statistic": STATISTIC,
        "unit_of_value": columns.LOG2_RATIO,
        "note": note,
    }
    return item_frame(sample, items.to_frame(index=False), voice).assign(**flat, **facts)


def _notes(enough: Bools, expected: Floats, both: Floats, holders: Floats) -> "pd.Series[str]":
    """Return why a value or an end is missing, or to be read with care."""
    reasons = {
        FEW_UNITS: ~enough,
        NOT_EXPECTED: expected == 0,
        NO_OCCURRENCE: np.broadcast_to(both.sum(axis=0) == 0, both.shape),
        NEVER_BOTH: both == 0,
        FEW_HOLD: few_hold(holders),
    }
    notes = pd.Series(np.select([*reasons.values()], [*reasons], default="").ravel(), dtype="str")
    return notes.where(notes != "")


@undefined_is_missing
def _log_ratio(sample: Sample, held: Held) -> Interval:
    """Return the log ratio of every outlet and pair; see the module's top."""
    one, other, both, n = (sample.sums(part) for part in held)
    at = sample.units.outlet
    units = sample.n_units(held.n[:, 0] > 0)[:, None]
    moved = (
        held.both
        - (both / one)[at] * held.one
        - (both / other)[at] * held.other
        + (both / n)[at] * held.n
    )
    own = np.where(both > 0, units / (units - 1) * sample.sums(moved**2) / both, 0.0)
    weights = np.where(np.isfinite(own), both, 0.0)
    pooled = (np.nan_to_num(own) * weights).sum(axis=0) / weights.sum(axis=0)
    holders = sample.sums(np.sign(held.both))
    dispersion = shrunk(own, pooled, units.astype(float), holders, sample.inference.level)
    # as of a rate: no unit departs from the ratio, which says nothing of how much they vary
    dispersion = np.where(dispersion < NOISE, 1.0, dispersion)
    share = score(both / n, dispersion, n, sample.inference.level)
    value, low, high = (np.log2(end * n**2 / (one * other)) for end in share)
    found, low = np.where(both > 0, [value, low], np.nan)
    return Interval(found, low, np.where(one * other > 0, high, np.nan))


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        f"Frames that share {counted(options.min_both, 'sentence')} or more were compared with "
        f"what chance would give by pointwise mutual information {cite('church1990')}, its "
        f"interval by linearisation {cite('woodruff1971')}."
    )


MEASURE = Measure(
    about=__doc__,
    title="Frames together",
    category="Framing",
    reads=("frames", "sentences"),
    options=Options,
    tables=(TABLE,),
    compute=compute,
    method=method,
    limits=(LIMIT,),
    drawing=Dodged(
        "dodged",
        CAPTION,
        item=tuple(ITEM),
        axis="log ratio to chance (1 = twice as often)",
        ratio=True,
        grouped=False,
    ),
    evidence=Evidence(("frames",), tuple(ITEM), find),
)
