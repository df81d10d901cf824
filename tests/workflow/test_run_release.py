"""What is released holds no word order, and no run of more than four words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
import yaml
from cases import each
from runs import FEATURES, Entries, Run

from crossframe import features, store
from crossframe.annotation.roster import SMALL
from crossframe.stages import ANNOTATION

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST = 4
OVERLAP = 2  # words by which two released runs must agree for one to be read as the other's end
BIBLIOGRAPHIC = ("article", "title", "url")

Words = tuple[str, ...]


def words(text: str) -> Words:
    return tuple(match.group().lower().replace("’", "'") for match in WORD.finditer(text))


def runs_of(sequence: Words, size: int) -> set[Words]:
    return {sequence[at : at + size] for at in range(len(sequence) - size + 1)}


def joined(first: Words, second: Words) -> Iterator[Words]:
    for shared in range(OVERLAP, min(len(first), len(second)) + 1):
        if first[-shared:] == second[:shared]:
            yield first + second[shared:]


def assembled(pieces: Iterable[Words]) -> set[Words]:
    """Return what chaining gives: every run longer than LONGEST, of as many pieces as it takes."""
    short = {piece for piece in pieces if len(piece) >= OVERLAP}
    found, waiting, seen = set(), list(short), set(short)
    while waiting:
        first = waiting.pop()
        for run in {run for second in short for run in joined(first, second)} - seen:
            seen.add(run)
            if len(run) > LONGEST:
                found.add(run)
            else:
                waiting.append(run)
    return found


@dataclass(frozen=True)
class Corpus:
    """A study that ran from its texts: what lies left of the waist, and right of it."""

    run: Run
    config: str

    @property
    def settings(self) -> dict:
        path = self.run.project.root / self.config
        return yaml.safe_load(path.read_text(encoding="utf-8"))

    @property
    def results(self) -> Path:
        return self.run.project.root / self.settings["results"]

    def before(self) -> dict[str, pd.DataFrame]:
        annotation = {
            name: store.read_parquets(sorted(self.results.glob(f"annotation/*/{name}.parquet")))
            for name in ANNOTATION
        }
        pages = store.read_parquets(sorted(self.results.glob("corpus/paragraphs/*.parquet")))
        return {"paragraphs": pages} | annotation

    def build(self, tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
        """Return the features, of all shards as if they were one."""
        selected = store.read_parquet(self.results / "corpus/selected.parquet")
        made = features.build(
            selected, lambda name: iter([tables[name]]), **self.settings["counting"]
        )
        return {name: pd.concat(parts, ignore_index=True) for name, parts in made}

    def after(self, name: str) -> pd.DataFrame:
        return store.read_parquet(self.results / "features" / f"{name}.parquet")


@pytest.fixture(scope="module", params=["demo", pytest.param("real", marks=pytest.mark.texts)])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    run = request.getfixturevalue(request.param)
    if isinstance(run, Entries):
        return Corpus(run.texts, "config/quick.yaml")
    return Corpus(run, "config/demo.yaml")


def test_the_order_of_words_in_a_passage_leaves_no_trace(corpus: Corpus) -> None:
    tables = corpus.before()
    table, moved = tables["words"], ["term", "pos", "name_kind"]
    groups = table.groupby(["article", "passage", "voice"], sort=False)
    shuffled = groups[moved].sample(frac=1, random_state=1)
    target = pd.concat([group for _, group in groups]).index
    mixed = table.copy()
    mixed.loc[target, moved] = shuffled.to_numpy()

    assert not mixed.equals(table)
    found = corpus.build(tables | {"words": mixed})
    for name in FEATURES:
        pd.testing.assert_frame_equal(found[name], corpus.after(name))


def test_the_shards_leave_no_trace_in_the_features(corpus: Corpus) -> None:
    found = corpus.build(corpus.before())
    for name in FEATURES:
        pd.testing.assert_frame_equal(found[name], corpus.after(name))


def test_a_word_moved_to_another_passage_leaves_a_trace(corpus: Corpus) -> None:
    tables = corpus.before()
    mixed = tables["words"].sample(frac=1, random_state=1)
    moved = tables["words"].assign(term=mixed["term"].to_numpy(), pos=mixed["pos"].to_numpy())

    assert not corpus.build(tables | {"words": moved})["terms"].equals(corpus.after("terms"))


@each("name", FEATURES)
def test_no_released_cell_holds_more_than_four_words(corpus: Corpus, name: str) -> None:
    texts = corpus.after(name).select_dtypes(["object", "str"])
    cells = {cell for c in texts if c not in BIBLIOGRAPHIC for cell in texts[c].dropna()}

    # an underscore stands only in names that the package gives, of rules and roles; small words
    # within a name ("Centre for X") tell nothing of a text
    held = {c: [w for w in words(c.replace("_", "")) if w not in SMALL] for c in cells}
    assert [cell for cell, own in held.items() if len(own) > LONGEST] == []


def test_no_longer_run_of_a_text_can_be_chained_from_what_is_released(corpus: Corpus) -> None:
    modifiers = corpus.after("modifiers")
    named = {"phrases": "phrase", "entities": "entity", "frames": "cue", "mentions": "variant",
             "sources": "speaker"}  # fmt: skip
    released = pd.concat(
        [
            modifiers.assign(run=modifiers["modifier"] + " " + modifiers["variant"]),
            *(corpus.after(name).rename(columns={held: "run"}) for name, held in named.items()),
        ]
    ).dropna(subset="run")
    tables = corpus.before()
    for article, rows in released.groupby("article"):
        page = tables["paragraphs"][tables["paragraphs"]["article"] == article]
        spoken = tables["words"][tables["words"]["article"] == article]
        sentences = spoken["term"].fillna("").groupby(spoken["sentence"])
        source = {run for text in page["text"] for run in runs_of(words(text), LONGEST + 1)} | {
            run for _, terms in sentences for run in runs_of(tuple(terms), LONGEST + 1)
        }
        chained = {
            run
            for sequence in assembled(words(text) for text in rows["run"].unique())
            for run in runs_of(sequence, LONGEST + 1)
        }
        assert chained & source == set(), article


def test_chaining_finds_a_run_that_overlapping_pieces_give_away() -> None:
    pieces = [("a", "b", "c"), ("b", "c", "d"), ("c", "d", "e"), ("x", "a")]

    assert ("a", "b", "c", "d", "e") in assembled(pieces)
    assert assembled([("a", "b"), ("b", "c"), ("c", "d")]) == set()
