"""What stands behind the rows of each measure's tables: which sentences, found by which annotation.

Behind a count stand the sentences in which what is counted was found; behind a share, those of
what it is a share by, not of what it is a share of; behind a mean, all that it is the mean of.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from crossframe.annotation.sentiment import NEUTRAL_BELOW
from crossframe.feature_tables import LEXICONS
from crossframe.measures import frames, shifts
from crossframe.measures.frames import HELD
from crossframe.stats.units import VOICES, in_voice

Annotated = Mapping[str, pd.DataFrame]  # tables of `stages.ANNOTATION`, of one shard
Options = Mapping[str, Mapping[str, Any]]  # of each measure
Find = Callable[[Annotated, Options], pd.DataFrame]


class Behind(NamedTuple):
    """What stands behind the rows of a measure's tables.

    Attributes:
        reads: Tables of the annotation.
        item: Columns of the measure's key, beside outlet and voice, by which sentences differ.
        find: Returns, of these tables and the options of all measures, rows with `article`,
            `sentence`, `voice` and the columns of `item`; with `n` where a row stands for several
            occurrences. A row counts in its voice and in `all`; else `counts_in` names the voice.
        others: What the last of `item` is of a table's row for all that have none.
    """

    reads: tuple[str, ...]
    item: tuple[str, ...]
    find: Find
    others: str | None = None


def _rows_of(name: str) -> Find:
    return lambda annotated, options: annotated[name]


def _terms(annotated: Annotated, options: Options) -> pd.DataFrame:
    return annotated["words"].dropna(subset="term")


def _scored(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what the statistics of both lexicons rest on: of a share, what is beyond neutral."""
    parts = []
    for lexicon in LEXICONS:
        least = NEUTRAL_BELOW[lexicon]
        of = {
            "mean": rows,
            "coverage": rows,
            "share_negative": rows[rows[lexicon] <= -least],
            "share_positive": rows[rows[lexicon] >= least],
        }
        parts.append(_labelled("statistic", of).assign(lexicon=lexicon))
    return pd.concat(parts)


def _labelled(column: str, parts: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([rows.assign(**{column: label}) for label, rows in parts.items()])


def _sentences(annotated: Annotated, options: Options) -> pd.DataFrame:
    return _scored(annotated["sentences"])


def _windows(annotated: Annotated, options: Options) -> pd.DataFrame:
    mentions = annotated["mentions"]
    return _scored(mentions[mentions["n_tokens"] > 0])


def _segments(annotated: Annotated, options: Options) -> pd.DataFrame:
    rows, n_segments = annotated["sentences"], options["course"]["segments"]
    segment = 1 + (rows["position"] * n_segments).astype(int)
    return rows.assign(segment=segment.clip(upper=n_segments))


def _frames(annotated: Annotated, options: Options) -> pd.DataFrame:
    """Return the cues, and in each voice the sentences without any in it."""
    sentences, cues = annotated["sentences"], annotated["frames"]
    parts = [cues.assign(counts_in=cues["voice"]), cues.assign(counts_in="all")]
    for voice in VOICES:
        held = pd.MultiIndex.from_frame(in_voice(cues, voice)[HELD])
        spoken = frames.sentences_in(sentences, voice)
        bare = spoken[~pd.MultiIndex.from_frame(spoken[HELD]).isin(held)]
        parts.append(bare.assign(frame=frames.NO_FRAME, n=1, voice=voice, counts_in=voice))
    return pd.concat(parts)


def _frame_pairs(annotated: Annotated, options: Options) -> pd.DataFrame:
    """Return the sentences that hold two frames in a voice, or in all together."""
    parts = []
    for voice in VOICES:
        held = in_voice(annotated["frames"], voice)[[*HELD, "frame"]].drop_duplicates()
        pairs = held.merge(held.rename(columns={"frame": "other"}), on=HELD)
        parts.append(pairs.assign(voice=voice, counts_in=voice))
    return pd.concat(parts)


def _agency(annotated: Annotated, options: Options) -> pd.DataFrame:
    mentions = annotated["mentions"]
    agents, patients = (mentions["semantic_role"] == part for part in ("agent", "patient"))
    counted = {
        "agent": agents,
        "patient": patients,
        "agent_share": agents,
        "passive": mentions["passive"] & (agents | patients),
        "agent_deleted": mentions["agent_deleted"] & patients,
    }
    return _labelled("statistic", {name: mentions[rows] for name, rows in counted.items()})


def _sources(annotated: Annotated, options: Options) -> pd.DataFrame:
    rows = annotated["sources"]
    naming = rows["named"].map({True: "named", False: "unnamed"})
    categories = {
        "all": pd.Series("all", rows.index),
        "voice": rows["voice"],
        "kind": rows["speaker_kind"],
        "naming": naming.where(rows["speaker"].notna(), "unattributed"),
        "stance": rows["stance"].where(rows["verb"].notna()),
    }
    of = {name: rows.assign(category=category) for name, category in categories.items()}
    return _labelled("dimension", of).dropna(subset="category")


def _shifts(annotated: Annotated, options: Options) -> pd.DataFrame:
    """Return the words of the lexicons, in the voice of their sentence, and the frames' cues."""
    sentences, words = annotated["sentences"], annotated["valences"]
    voices = sentences[[*HELD, "voice"]]
    parts = [
        words.merge(voices).rename(columns={"lexicon": "subject"}),
        annotated["frames"].rename(columns={"frame": "subject", "cue": "word"}),
    ]
    for lexicon in LEXICONS:
        of_lexicon = words[words["lexicon"] == lexicon].groupby(HELD)[["n", "valence"]].sum()
        sums = of_lexicon.reindex(pd.MultiIndex.from_frame(sentences[HELD]), fill_value=0)
        n, total = sums["n"].to_numpy(dtype=float), sums["valence"].to_numpy()
        by_words = (
            total / np.sqrt(total**2 + shifts.ALPHA)
            if lexicon == "vader"
            else np.divide(total, n, out=np.zeros_like(total), where=n > 0)
        )
        beyond = voices[(sentences[lexicon] - by_words).abs() > shifts.ROUNDING]
        parts.append(beyond.assign(subject=lexicon, word=shifts.EMPHASIS, n=1))
    return pd.concat(parts)


TERMS = Behind(("words",), ("term", "pos"), _terms)
BEHIND = {
    "frequency": TERMS,
    "keywords": TERMS,
    "parts_of_speech": Behind(("words",), ("pos",), _terms),
    "phrases": Behind(("phrases",), ("phrase",), _rows_of("phrases")),
    # an entity has one kind in the tables, whatever the model called it here
    "entities": Behind(("entities",), ("entity",), _rows_of("entities")),
    "sentiment": Behind(("sentences",), ("lexicon", "statistic"), _sentences),
    "course": Behind(("sentences",), ("segment",), _segments),
    "frames": Behind(("sentences", "frames"), ("frame",), _frames),
    "frame_cues": Behind(("frames",), ("frame", "cue"), _rows_of("frames")),
    "frame_pairs": Behind(("frames",), ("frame", "other"), _frame_pairs),
    "naming": Behind(("mentions",), ("actor", "variant"), _rows_of("mentions")),
    "modifiers": Behind(("modifiers",), ("actor", "modifier"), _rows_of("modifiers")),
    "sources": Behind(("sources",), ("dimension", "category"), _sources),
    "speakers": Behind(("sources",), ("speaker", "speaker_kind", "named"), _rows_of("sources")),
    "reporting_verbs": Behind(("sources",), ("verb", "stance"), _rows_of("sources")),
    "agency": Behind(("mentions",), ("actor", "statistic"), _agency),
    "agency_verbs": Behind(("mentions",), ("actor", "semantic_role", "verb"), _rows_of("mentions")),
    "shifts": Behind(
        ("sentences", "valences", "frames"), ("subject", "word"), _shifts, shifts.OTHERS
    ),
    "targets": Behind(("mentions",), ("actor", "lexicon", "statistic"), _windows),
}
# They speak of records, articles, vocabularies or other tables: no sentences are behind their rows.
WITHOUT_SENTENCES = (
    "articles",
    "audit",
    "calibration",
    "comparability",
    "corpus_flow",
    "duplicates",
    "fingerprint",
    "readings",
    "records",
    "similarity",
    "verdicts",
)
