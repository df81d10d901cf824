"""An annotated corpus of random rows."""

import numpy as np
import pandas as pd

from crossframe.stages import ANNOTATION, PARAGRAPHS, SELECTED

OUTLETS = ("East", "North", "West")
VOICES = ("own", "quoted", "reported")
LEXICONS = ("vader", "afinn")
ARTICLES = {f"{outlet.lower()}-{n}": outlet for outlet in OUTLETS for n in range(3)}
N_SENTENCES = 12
CHOICES = {
    "words": {
        "term": ["sea", "wall", "rise", "old", None],
        "pos": ["NOUN", "VERB", "ADJ", "DET"],
        "name_kind": ["place", "place", None],
    },
    "phrases": {"phrase": ["sea wall", "old tide", "night watch"], "whole": [True, False]},
    "frames": {"frame": ["cost", "harm", "order"], "cue": ["price", "flood", "law"], "n": [1, 2]},
    "mentions": {
        "actor": ["council", "firm"],
        "variant": ["council", "firm", "builder"],
        "semantic_role": ["agent", "patient", "other"],
        "passive": [True, False],
        "agent_deleted": [True, False],
        "n_tokens": [2, 4, 7],
    },
    "modifiers": {"actor": ["council", "firm"], "variant": ["firm"], "modifier": ["new", "rich"]},
    "sources": {
        "speaker": ["Ann Bell", "resident", None],
        "speaker_kind": ["official", "citizen"],
        "verb": ["say", "claim", None],
        "verb_position": ["before", "after"],
        "n_tokens": [3, 9],
    },
    "valences": {"lexicon": LEXICONS, "word": ["good", "bad"], "n": [1, 2], "valence": [-1.0, 2.0]},
}
NUMBERED = {"mentions": "mention", "sources": "quotation"}


def annotated():
    """Return the tables of the annotation, with random rows, in shards of four articles."""
    rng = np.random.default_rng(3)
    ids = sorted(ARTICLES)
    shards = []
    for held in (ids[:4], ids[4:]):
        places = pd.DataFrame(
            [(a, s, 1 + s // 5) for a in held for s in range(1, N_SENTENCES + 1)],
            columns=["article", "sentence", "passage"],
        )
        shards.append(
            {name: ANNOTATION[name].validate(_rows(name, places, rng)) for name in CHOICES}
        )
        shards[-1]["wording"] = ANNOTATION["wording"].validate(_wording(places))
        shards[-1]["sentences"] = ANNOTATION["sentences"].validate(
            _sentences(places, shards[-1], rng)
        )
        shards[-1]["paragraphs"] = PARAGRAPHS.validate(pd.DataFrame())
        shards[-1]["failed"] = ANNOTATION["failed"].validate(pd.DataFrame())
    return shards


def _wording(places):
    text = places["article"] + ", sentence " + places["sentence"].astype(str)
    return places.assign(text=text)


def _rows(name, places, rng):
    """Return three rows for every sentence and voice, some left out."""
    each = len(VOICES) * 3
    rows = places.loc[places.index.repeat(each)].reset_index(drop=True)
    drawn = {column: [values[i] for i in rng.integers(len(values), size=len(rows))]
             for column, values in CHOICES[name].items()}  # fmt: skip
    rows = rows.assign(voice=[*VOICES] * (len(rows) // len(VOICES)), **drawn)
    held = rng.random(len(rows)) < (0.5 if name == "words" else 0.2)
    if name == "words":  # where nobody says a word, nothing else is
        held |= ~rows.duplicated(["article", "sentence", "voice"])
    rows = rows[held]
    rows = rows.drop(columns=[column for column in rows if column not in ANNOTATION[name].columns])
    if name == "mentions":
        rows = rows.assign(
            verb=np.where(rows["semantic_role"] == "other", None, "build"), **_scores(rows, rng)
        )
    if name == "sources":
        rows = rows[rows["voice"] != "own"]
        stance = np.where(rows["verb"].eq("claim"), "doubting", "neutral")
        rows = rows.assign(named=rows["speaker"].eq("Ann Bell"), stance=stance, n_quoted_tokens=1)
    if name in NUMBERED or "order" in ANNOTATION[name].columns:
        of = ["article"] if name == "sources" else ["article", "sentence"]
        number = rows.groupby(of).cumcount() + 1
        return rows.assign(**{NUMBERED.get(name, "order"): number})
    return rows.drop_duplicates([*ANNOTATION[name].key])


def _scores(rows, rng):
    n = len(rows)
    scores = {lexicon: rng.choice([-0.5, 0.0, 0.5], n) for lexicon in LEXICONS}
    return scores | {f"{lexicon}_matched": rng.integers(0, 3, n) for lexicon in LEXICONS}


def _sentences(places, shard, rng):
    """Return the sentences, with as many words in each voice as there are."""
    words = shard["words"]
    counts = pd.crosstab([words["article"], words["sentence"]], words["voice"])
    own = counts.reindex(pd.MultiIndex.from_frame(places[["article", "sentence"]]), fill_value=0)
    return places.assign(
        role="body",
        position=(places["sentence"] - 0.5) / N_SENTENCES,
        n_tokens=own.sum(axis=1).array,
        n_quoted_tokens=own["quoted"].array,
        n_reported_tokens=own["reported"].array,
        n_scare_quotes=0,
        n_marks_repaired=0,
        **_scores(places, rng),
    )


def selected():
    facts = {
        "title": "T", "date": None, "date_basis": "missing", "url": None, "stratum": None,
        "outcome": "analysed", "reason": None, "n_words": 9, "language": "en",
        "other_language_share": 0.0, "wire": False, "cluster": None, "read_from": "row",
        "genre": "news", "genre_basis": "none",
    }  # fmt: skip
    rows = [
        {"number": n, "article": article, "outlet": outlet, **facts}
        for n, (article, outlet) in enumerate(sorted(ARTICLES.items()), start=1)
    ]
    return SELECTED.validate(pd.DataFrame(rows))
