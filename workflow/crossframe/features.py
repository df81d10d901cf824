"""The waist: counts and scores by passage, from annotation or as released.

No table holds running text. Within a passage and voice the order of terms is lost, phrases are
released only where several passages share them, and nothing is longer than four words.

Tables come in parts, a part a shard of articles in the order of their ids, so that memory does not
grow with the corpus.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from crossframe import store
from crossframe.errors import StudyError
from crossframe.feature_tables import ARTICLES, FEATURES, RECORDS

AS_ANNOTATED = ("sentences", "valences", "frames", "mentions", "sources")
MODIFIER = ("actor", "variant", "modifier")
OF_ALL_READ = ("records", "lines")  # what is not analysed is in these too
# Where the model calls one name two kinds, the more frequent holds; then this order.
KIND_ORDER = ("person", "place", "people", "organisation")

Parts = Iterator[pd.DataFrame]
Read = Callable[[str], Parts]  # the parts of a table by its name, the same ones on each call


def build(
    selected: pd.DataFrame, read: Read, parts_of_speech: Sequence[str], phrase_min_passages: int
) -> Iterator[tuple[str, Parts]]:
    """Yield the name of each feature table and its parts.

    Args:
        selected: What became of every record (`stages.SELECTED`).
        read: Reads 'paragraphs' (`stages.PARAGRAPHS`), and the tables of the annotation
            (`stages.ANNOTATION`) by their names there.
        parts_of_speech: Parts of speech whose lemmas are terms.
        phrase_min_passages: Fewest passages in which a phrase must stand.

    Raises:
        StudyError: An article has no analysed sentence.
    """
    selected = _with_failures(selected, pd.concat(read("failed")))
    tables: dict[str, Callable[[], Parts]] = {
        "articles": lambda: iter([_articles(selected, read("sentences"))]),
        "records": lambda: iter([selected[list(RECORDS.columns)]]),
        "passages": lambda: map(_passages, read("words"), read("sentences")),
        "terms": lambda: _terms(read, parts_of_speech),
        "parts_of_speech": lambda: (
            _counted(counted(part, parts_of_speech), ["pos"]) for part in read("words")
        ),
        "phrases": lambda: _phrases(read, phrase_min_passages),
        "entities": lambda: _entities(read, parts_of_speech),
        "modifiers": lambda: (_counted(part, [*MODIFIER]) for part in read("modifiers")),
        **{name: partial(read, name) for name in AS_ANNOTATED},
        "lines": lambda: map(_lines, read("paragraphs")),
    }
    for name, schema in FEATURES.items():
        yield name, (schema.validate(_released(part)) for part in tables[name]())


def load(paths: Sequence[Path], outlets: Sequence[str]) -> Iterator[tuple[str, Parts]]:
    """Yield the name of each released feature table and its parts.

    Args:
        paths: A CSV file for each table, of its name.
        outlets: The outlets of the config.

    Raises:
        StudyError: A table is malformed, or speaks of other outlets or articles than the others.
    """
    (listed,) = [path for path in paths if path.stem == ARTICLES.name]
    articles = ARTICLES.validate(store.read_csv(listed), str(listed))
    held = sorted(articles["outlet"].unique())
    if held != sorted(outlets):
        raise StudyError(
            f"the released features hold the outlets {', '.join(held)}; the config names "
            f"{', '.join(sorted(outlets))}; a change of outlets needs the texts"
        )
    analysed = set(articles["article"])
    (recorded,) = [path for path in paths if path.stem == RECORDS.name]
    read = {article for part in store.read_csv_parts(recorded) for article in part["article"]}
    for path in paths:
        yield path.stem, _loaded(path, read if path.stem in OF_ALL_READ else analysed)


def _loaded(path: Path, known: set[str]) -> Parts:
    schema = FEATURES[path.stem]
    last = None
    for part in store.read_csv_parts(path):
        valid = schema.validate(part, str(path))
        _check_articles(valid, known, path)
        keys = valid[list(schema.key)].to_records(index=False)
        if last is not None and len(keys) and not last < tuple(keys[0]):
            raise StudyError(f"{path}: rows are not in the order of {', '.join(schema.key)}")
        last = tuple(keys[-1]) if len(keys) else last
        yield valid


def _check_articles(table: pd.DataFrame, known: set[str], path: Path) -> None:
    strange = sorted(set(table["article"].dropna()) - known)
    if strange:
        raise StudyError(
            f"{path}: article {strange[0]!r} is not in the table of articles; "
            "release all tables together"
        )


def _released(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with numbers as its CSV holds them, so that both entries give one result."""
    floats = table.select_dtypes("float").columns
    return table.assign(**{str(name): store.significant(table[name]) for name in floats})


def sentence_voice(sentences: pd.DataFrame) -> pd.Series:
    """Return the voice of each sentence: own, unless others say more than half of its words.

    Then it is that of most of these, quoted in a tie.
    """
    quoted, reported = sentences["n_quoted_tokens"], sentences["n_reported_tokens"]
    said = (quoted + reported) * 2 > sentences["n_tokens"]
    return quoted.ge(reported).map({True: "quoted", False: "reported"}).where(said, "own")


def _with_failures(selected: pd.DataFrame, failed: pd.DataFrame) -> pd.DataFrame:
    """Return what became of every record, of those too that could not be annotated."""
    reasons = dict(zip(failed["article"], failed["reason"], strict=True))
    records = zip(selected["article"], selected["reason"], strict=True)
    return selected.assign(
        outcome=selected["outcome"].mask(selected["article"].isin(reasons), "failed"),
        reason=[reasons.get(article, reason) for article, reason in records],
    )


def _articles(selected: pd.DataFrame, parts: Parts) -> pd.DataFrame:
    facts = [name for name in ARTICLES.columns if name in selected.columns]
    rows = selected.loc[selected["outcome"] == "analysed", facts]
    sizes = pd.concat([_sizes(part) for part in parts])
    bare = sorted(set(rows["article"]) - set(sizes.index[sizes["n_sentences_of_text"] > 0]))
    if bare:
        raise StudyError(
            f"article {bare[0]!r}: no sentence but its title is left after cleaning; "
            "see its lines in the corpus folder, and the roles that the config analyses"
        )
    for voice in ("quoted", "reported"):
        sizes[f"{voice}_share"] = sizes.pop(f"n_{voice}") / sizes["n_tokens"]
    return rows.join(sizes.drop(columns="n_sentences_of_text"), on="article")


def _sizes(sentences: pd.DataFrame) -> pd.DataFrame:
    return (
        sentences.assign(of_text=sentences["role"] != "title")
        .groupby("article")
        .agg(
            n_tokens=("n_tokens", "sum"),
            n_sentences=("sentence", "size"),
            n_passages=("passage", "max"),
            n_quoted=("n_quoted_tokens", "sum"),
            n_reported=("n_reported_tokens", "sum"),
            n_marks_repaired=("n_marks_repaired", "sum"),
            n_sentences_of_text=("of_text", "sum"),
        )
    )


def _passages(words: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    key = ["article", "passage", "voice"]
    tokens = words.groupby(key).size().rename("n_tokens")
    counted = sentences.assign(voice=sentence_voice(sentences))
    held = counted.groupby(key).size().rename("n_sentences")
    return tokens.to_frame().join(held).fillna({"n_sentences": 0}).reset_index()


def counted(words: pd.DataFrame, parts_of_speech: Sequence[str]) -> pd.DataFrame:
    """Return the words that are counted as terms."""
    return words[words["term"].notna() & words["pos"].isin(parts_of_speech)]


def may_be_names(words: pd.DataFrame, parts_of_speech: Sequence[str]) -> pd.DataFrame:
    """Return the words that are counted as names: terms, and all proper nouns."""
    return counted(words, [*parts_of_speech, "PROPN"])


def _terms(read: Read, parts_of_speech: Sequence[str]) -> Parts:
    """Yield the terms, each with the part of speech that it has most often in the corpus.

    The model's parts of speech part one word at random ('the recruit', 'recruit them'), so that
    what is compared is the lemma.
    """
    votes: Counter[tuple[str, str]] = Counter()
    for part in read("words"):
        words = counted(part, parts_of_speech)
        votes.update(zip(words["term"], words["pos"], strict=True))
    main = _most_frequent(votes, parts_of_speech)
    for part in read("words"):
        words = counted(part, parts_of_speech)
        yield _counted(words.assign(pos=words["term"].map(main)), ["term", "pos"])


def _phrases(read: Read, min_passages: int) -> Parts:
    """Yield the phrases that stand by themselves in enough passages of the corpus.

    They are counted wherever their words follow each other, within a longer phrase too.
    """
    spread: Counter[str] = Counter()
    for part in read("phrases"):
        whole = part[part["whole"]].drop_duplicates(["article", "passage", "phrase"])
        spread.update(whole["phrase"])
    shared = {phrase for phrase, passages in spread.items() if passages >= min_passages}
    for part in read("phrases"):
        yield _counted(part[part["phrase"].isin(shared)], ["phrase"])


def _entities(read: Read, parts_of_speech: Sequence[str]) -> Parts:
    """Yield the names, each of the one kind that it has most often in the corpus.

    A term is a name where most of its occurrences are read as one; then all count, so that no
    two tables count one name differently.
    """
    votes: Counter[tuple[str, str]] = Counter()
    of_all: Counter[str] = Counter()
    for part in read("words"):
        words = may_be_names(part, parts_of_speech)
        named = words[words["name_kind"].notna()]
        votes.update(zip(named["term"], named["name_kind"], strict=True))
        of_all.update(words["term"])
    read_as_names: Counter[str] = Counter()
    for (term, _), n in votes.items():
        read_as_names[term] += n
    kinds = _most_frequent(votes, KIND_ORDER)
    names = {term: kind for term, kind in kinds.items() if 2 * read_as_names[term] > of_all[term]}
    for part in read("words"):
        words = may_be_names(part, parts_of_speech)
        words = words[words["term"].isin(names)]
        own = words.assign(entity=words["term"], entity_kind=words["term"].map(names))
        yield _counted(own, ["entity", "entity_kind"])


def _most_frequent(votes: Counter[tuple[str, str]], order: Sequence[str]) -> dict[str, str]:
    """Return for each item the label that it has most often; in a tie, the first in an order."""
    places = {label: place for place, label in enumerate(order)}

    def rank(vote: tuple[str, str]) -> tuple[int, int, str]:
        _, label = vote
        return -votes[vote], places.get(label, -1), label  # the study's own labels come first

    labels: dict[str, str] = {}
    for item, label in sorted(votes, key=rank):
        labels.setdefault(item, label)
    return labels


def _counted(rows: pd.DataFrame, item: list[str]) -> pd.DataFrame:
    return (
        rows.groupby(["article", "passage", "voice", *item], as_index=False)
        .size()
        .rename(columns={"size": "n"})
    )


def _lines(paragraphs: pd.DataFrame) -> pd.DataFrame:
    n_words = paragraphs["text"].map(lambda text: len(text.split())).astype("int64")
    return paragraphs.assign(n_words=n_words).drop(columns="text")
