"""The waist: counts and scores by passage, from annotation or as released.

No table holds running text. Within a passage and voice the order of terms is lost, phrases are
released only where several passages share them, and nothing is longer than four words.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from crossframe import store
from crossframe.corpus.catalogue import Article
from crossframe.errors import StudyError
from crossframe.schemas import FEATURES

SHARDED = ("corpus", "words", "sentences", "phrases", "entities")
# Where the model calls one name two kinds, the more frequent holds; then this order.
KIND_ORDER = ("person", "place", "people", "organisation")


def build(
    catalogue: Sequence[Article],
    tables: Mapping[str, pd.DataFrame],
    parts_of_speech: Sequence[str],
    phrase_min_passages: int,
) -> dict[str, pd.DataFrame]:
    """Return the feature tables by name.

    Args:
        catalogue: The articles.
        tables: The paragraphs (`schemas.PARAGRAPHS`) and the annotation (`schemas.ANNOTATION`),
            of all shards, by the names in `SHARDED`.
        parts_of_speech: Parts of speech whose lemmas are terms.
        phrase_min_passages: Fewest passages in which a phrase must stand.

    Raises:
        StudyError: An article has no analysed sentence.
    """
    sentences, words = tables["sentences"], tables["words"]
    analysed = set(sentences.loc[sentences["role"] != "title", "article"])
    for article in catalogue:
        if article.id not in analysed:
            raise StudyError(
                f"article {article.id!r}: no sentence but its title is left after cleaning; "
                "see its lines in the corpus folder, and the roles that the config analyses"
            )
    built = {
        "articles": _articles(catalogue, sentences),
        "passages": _passages(words, sentences),
        "terms": _terms(words, parts_of_speech),
        "phrases": _phrases(tables["phrases"], phrase_min_passages),
        "entities": _counted(_one_kind(tables["entities"]), ["entity", "kind"]),
        "sentences": sentences,
        "lines": _lines(tables["corpus"]),
    }
    return {name: FEATURES[name].validate(_released(table)) for name, table in built.items()}


def load(paths: Sequence[Path], outlets: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Return the released feature tables.

    Args:
        paths: A CSV file for each table, of its name.
        outlets: The outlets of the config.

    Raises:
        StudyError: A table is malformed, or speaks of other outlets than the config.
    """
    tables = {
        path.stem: FEATURES[path.stem].validate(store.read_csv(path), str(path)) for path in paths
    }
    known = set(tables["articles"]["article"])
    for path in paths:
        strange = sorted(set(tables[path.stem]["article"]) - known)
        if strange:
            raise StudyError(
                f"{path}: article {strange[0]!r} is not in the table of articles; "
                "release all tables together"
            )
    held = sorted(tables["articles"]["outlet"].unique())
    if held != sorted(outlets):
        raise StudyError(
            f"the released features hold the outlets {', '.join(held)}; the config names "
            f"{', '.join(sorted(outlets))}; a change of outlets needs the texts"
        )
    return tables


def _released(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with numbers as its CSV holds them, so that both entries give one result."""
    floats = table.select_dtypes("float").columns
    return table.assign(**{str(name): store.significant(table[name]) for name in floats})


def sentence_voice(sentences: pd.DataFrame) -> pd.Series:
    """Return the voice of each sentence: that of more than half of its words, own in a tie."""
    quoted = sentences["n_quoted_tokens"] * 2 > sentences["n_tokens"]
    return quoted.map({True: "quoted", False: "own"})


def _articles(catalogue: Sequence[Article], sentences: pd.DataFrame) -> pd.DataFrame:
    facts = ("outlet", "title", "date", "date_basis", "url")
    rows = pd.DataFrame(
        [{"article": a.id} | {fact: getattr(a, fact) or None for fact in facts} for a in catalogue]
    )
    sizes = sentences.groupby("article", as_index=False).agg(
        n_tokens=("n_tokens", "sum"),
        n_sentences=("sentence", "size"),
        n_passages=("passage", "max"),
        n_quoted=("n_quoted_tokens", "sum"),
        n_marks_repaired=("n_marks_repaired", "sum"),
    )
    sizes["quoted_share"] = sizes["n_quoted"] / sizes["n_tokens"]
    return rows.merge(sizes.drop(columns="n_quoted"), on="article", validate="1:1")


def _passages(words: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    key = ["article", "passage", "voice"]
    tokens = words.groupby(key).size().rename("n_tokens")
    counted = sentences.assign(voice=sentence_voice(sentences))
    held = counted.groupby(key).size().rename("n_sentences")
    return tokens.to_frame().join(held).fillna({"n_sentences": 0}).reset_index()


def _terms(words: pd.DataFrame, parts_of_speech: Sequence[str]) -> pd.DataFrame:
    terms = words[words["term"].notna() & words["pos"].isin(parts_of_speech)]
    return _counted(terms, ["term", "pos"])


def _phrases(phrases: pd.DataFrame, min_passages: int) -> pd.DataFrame:
    places = phrases.drop_duplicates(["article", "passage", "phrase"])
    spread = places.groupby("phrase").size()
    shared = spread.index[spread >= min_passages]
    return _counted(phrases[phrases["phrase"].isin(shared)], ["phrase"])


def _one_kind(entities: pd.DataFrame) -> pd.DataFrame:
    votes = entities.groupby(["entity", "kind"], as_index=False).size()
    order = {kind: place for place, kind in enumerate(KIND_ORDER)}
    votes["order"] = votes["kind"].map(order).fillna(-1)  # the study's own kinds come first
    votes = votes.sort_values(
        ["entity", "size", "order", "kind"], ascending=[True, False, True, True]
    )
    kinds = votes.drop_duplicates("entity").set_index("entity")["kind"]
    return entities.assign(kind=entities["entity"].map(kinds))


def _counted(rows: pd.DataFrame, item: list[str]) -> pd.DataFrame:
    return (
        rows.groupby(["article", "passage", "voice", *item], as_index=False)
        .size()
        .rename(columns={"size": "n"})
    )


def _lines(paragraphs: pd.DataFrame) -> pd.DataFrame:
    n_words = paragraphs["text"].map(lambda text: len(text.split()))
    return paragraphs.assign(n_words=n_words).drop(columns="text")
