"""Tiny corpora of features, spelt out word by word so that a test can be counted by hand."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import t

from crossframe import measures
from crossframe.config import Inference
from crossframe.feature_tables import FEATURES
from crossframe.io import read_yaml
from crossframe.stats.sample import Sample, draw_sample

Passages = Sequence[Mapping[str, str]]  # the words of each voice, by passage
DEMO = Path(__file__).parents[2] / "config/demo.yaml"
NO_FACTS: dict[str, dict[str, Any]] = {}


def features(
    texts: Mapping[str, Passages],
    *,
    phrases: Sequence[tuple[str, int, str, str, int]] = (),
    entities: Sequence[tuple[str, int, str, str, str, int]] = (),
    sentences: Sequence[Mapping[str, Any]] = (),
    valences: Sequence[tuple[str, int, int, str, str, int, float]] = (),
    frames: Sequence[tuple[str, int, int, str, str, str, int]] = (),
    mentions: Sequence[Mapping[str, Any]] = (),
    modifiers: Sequence[tuple[str, int, str, str, str, str, int]] = (),
    sources: Sequence[Mapping[str, Any]] = (),
    facts: Mapping[str, Mapping[str, Any]] = NO_FACTS,
    rejected: Sequence[Mapping[str, Any]] = (),
) -> dict[str, pd.DataFrame]:
    """Return the feature tables of `texts`.

    The id of an article is its outlet, a hyphen and a number. A word is a noun, or as in
    'run/VERB'; the word '.' is no term. `facts` overrides columns of an article, and `rejected`
    gives the records that did not become one.
    """
    passages, terms = [], []
    for article, parts in texts.items():
        for number, voices in enumerate(parts, start=1):
            for voice, words in voices.items():
                at = {"article": article, "passage": number, "voice": voice}
                split = words.split()
                passages.append({**at, "n_tokens": len(split), "n_sentences": 1})
                for word in sorted(set(split) - {"."}):
                    term, _, pos = word.partition("/")
                    count = {"term": term, "pos": pos or "NOUN", "n": split.count(word)}
                    terms.append({**at, **count})
    counted = pd.DataFrame(passages)
    articles = [_article(article, counted) | dict(facts.get(article, {})) for article in texts]
    records = [*map(_analysed, articles), *rejected]
    tables = {
        "articles": pd.DataFrame(articles),
        "records": pd.DataFrame([record(n, **given) for n, given in enumerate(records, start=1)]),
        "passages": counted,
        "terms": pd.DataFrame(terms),
        "parts_of_speech": _by_part_of_speech(terms),
        "phrases": _table("phrases", phrases),
        "entities": _table("entities", entities),
        "sentences": pd.DataFrame([sentence(**given) for given in sentences]),
        "valences": _table("valences", valences),
        "frames": _table("frames", frames),
        "mentions": pd.DataFrame([mention(**given) for given in mentions]),
        "modifiers": _table("modifiers", modifiers),
        "sources": pd.DataFrame([source(**given) for given in sources]),
        "lines": pd.DataFrame(),
    }
    return {
        name: _empty(name).copy() if table.empty else FEATURES[name].validate(table)
        for name, table in tables.items()
    }


@cache
def _empty(name: str) -> pd.DataFrame:
    return FEATURES[name].validate(pd.DataFrame())


def sentence(article: str, number: int, passage: int = 1, **given: Any) -> dict[str, Any]:
    """Return a row of the sentences, with what a test does not care about filled in."""
    return {
        "article": article,
        "sentence": number,
        "passage": passage,
        "role": "body",
        "position": 0.5,
        "n_tokens": 10,
        "n_quoted_tokens": 0,
        "n_reported_tokens": 0,
        "n_scare_quotes": 0,
        "n_marks_repaired": 0,
        "vader": 0.0,
        "vader_matched": 1,
        "afinn": 0.0,
        "afinn_matched": 1,
        **given,
    }


def mention(article: str, sentence: int, number: int = 1, **given: Any) -> dict[str, Any]:
    """Return a row of the mentions, with what a test does not care about filled in."""
    return {
        "article": article,
        "sentence": sentence,
        "mention": number,
        "passage": 1,
        "voice": "own",
        "actor": "firm",
        "variant": "firm",
        "semantic_role": "other",
        "verb": None,
        "passive": False,
        "agent_deleted": False,
        "n_tokens": 5,
        "vader": 0.0,
        "vader_matched": 1,
        "afinn": 0.0,
        "afinn_matched": 1,
        **given,
    }


def source(article: str, quotation: int, **given: Any) -> dict[str, Any]:
    """Return a row of the sources, with what a test does not care about filled in."""
    return {
        "article": article,
        "quotation": quotation,
        "sentence": 1,
        "passage": 1,
        "voice": "quoted",
        "speaker": "Ann Bell",
        "named": True,
        "speaker_kind": "official",
        "verb": "say",
        "stance": "neutral",
        "verb_position": "after",
        "n_tokens": 10,
        "n_quoted_tokens": 10,
        **given,
    }


def _by_part_of_speech(terms: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the counts of terms, summed by part of speech."""
    by = ["article", "passage", "voice", "pos"]
    return pd.DataFrame(terms, columns=[*by, "n"]).groupby(by, as_index=False)["n"].sum()


def record(number: int, outcome: str = "too short", **given: Any) -> dict[str, Any]:
    """Return a row of the records, with what a test does not care about filled in."""
    return {
        "number": number,
        "read_from": f"row {number}",
        "article": f"record-{number}",
        "outlet": None,
        "outcome": outcome,
        "reason": None,
        "n_words": 0,
        "language": "en",
        "wire": False,
        "cluster": None,
        **given,
    }


def sample_of(tables: Mapping[str, pd.DataFrame], outlets: Sequence[str], **given: Any) -> Sample:
    """Return a sample of passages; `given` overrides what it takes of the config."""
    inference = {
        "min_articles": 100,
        "min_units": 2,
        "resamples": 200,
        "permutations": 99,
        "level": 0.95,
    } | given
    return draw_sample(tables, outlets, Inference(**inference), seed=7, threads=1)


def run(
    name: str, tables: Mapping[str, pd.DataFrame], outlets: Sequence[str], **options: Any
) -> pd.DataFrame:
    """Return the table of a measure, as the workflow would write it."""
    table, *_ = measures.run(
        measures.load(name), tables, sample_of(tables, outlets), options_of(name, **options)
    )
    return table


def run_all(
    name: str, tables: Mapping[str, pd.DataFrame], outlets: Sequence[str], **inference: Any
) -> list[pd.DataFrame]:
    """Return all tables of a measure; `inference` overrides what it takes of the config."""
    sample = sample_of(tables, outlets, **inference)
    return measures.run(measures.load(name), tables, sample, options_of(name))


def options_of(name: str, **given: Any) -> Any:
    """Return the demonstration's options of a measure, with counts as low as they may be.

    So tiny corpora pass its thresholds; `given` overrides them.
    """
    model = measures.load(name).options
    fields = model.model_json_schema()["properties"] if model.model_fields else {}
    least = {
        key: field["minimum"]
        for key, field in fields.items()
        if field["type"] == "integer" and not key.startswith("most")
    }
    return model(**demo_options()[name] | least | given)


@cache
def demo_options() -> dict[str, dict[str, Any]]:
    """Return the options of the measures in the demonstration study."""
    options: dict[str, dict[str, Any]] = read_yaml(DEMO)["measures"]
    return options


def share_ends(share: float, size: float, squares: float, n: int) -> list[float]:
    """Wilson's interval of a share of few units, in which Student's t decides.

    Args:
        share: The share.
        size: What it is a share of.
        squares: Sum of squares of what units have more or less of it than the share of theirs.
        n: Units.
    """
    phi = n / (n - 1) * squares / (size * share * (1 - share))
    half = t.ppf(0.975, n - 1) ** 2 * phi / (2 * size)
    root = np.sqrt(half**2 + 2 * half * share * (1 - share))
    return [(share + half - root) / (1 + 2 * half), (share + half + root) / (1 + 2 * half)]


def one(table: pd.DataFrame, **where: Any) -> pd.Series:
    """Return the only row with these values."""
    rows = table
    for name, value in where.items():
        rows = rows[rows[name] == value]
    assert len(rows) == 1, f"{len(rows)} rows with {where}"
    return rows.iloc[0]


def _article(article: str, passages: pd.DataFrame) -> dict[str, Any]:
    own = passages[passages["article"] == article]
    return {
        "article": article,
        "outlet": article.partition("-")[0],
        "title": f"On {article}",
        "date": "2031",
        "date_basis": "stated",
        "url": None,
        "stratum": None,
        "wire": False,
        "genre": "news",
        "genre_basis": "none",
        "other_language_share": 0.0,
        "cluster": None,
        "n_tokens": own["n_tokens"].sum(),
        "n_sentences": 1,
        "n_passages": own["passage"].max(),
        "quoted_share": 0.0,
        "reported_share": 0.0,
        "n_marks_repaired": 0,
    }


def _analysed(article: Mapping[str, Any]) -> dict[str, Any]:
    shared = {name: article[name] for name in ("article", "outlet", "wire", "cluster")}
    return shared | {"outcome": "analysed", "reason": None, "n_words": article["n_tokens"]}


def _table(name: str, rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(FEATURES[name].columns))
