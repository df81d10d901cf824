"""How well speech is attributed, beside the hand annotation of the demonstration corpus.

Run: OPENBLAS_NUM_THREADS=1 .venv/bin/python benchmarks/speech_evaluation.py    (half a minute)

The gold standard is seeds/demo/speech.csv; its rules stand in seeds/demo/README.md. Precision is
the share of what is found that is right, recall the share of the gold that is found.

- Voice is compared by word; punctuation does not count. Scare quotes are the outlet's own voice.
- A quotation is one act of saying. Where part of an act stands in marks and part does not, each
  part counts as one. It is found where an act of the same form holds more than half of the
  characters of its words; each act finds one at most.
- Attributes are compared in the quotations that are found, as they are written, but for capitals.

Prints Markdown tables, and a list of what differs.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from spacy.tokens import Doc

from crossframe.annotation.names import read_names
from crossframe.annotation.pipeline import load_pipeline
from crossframe.annotation.speakers import read_sources
from crossframe.annotation.speech import speech
from crossframe.annotation.voice import straighten
from crossframe.corpus.catalogue import locate_texts, read_catalogue
from crossframe.corpus.clean import clean
from crossframe.corpus.decode import decode
from crossframe.corpus.furniture import read_furniture
from crossframe.corpus.headline import Site
from crossframe.io import read_yaml

CONFIG = Path("config/demo.yaml")
GOLD = Path("seeds/demo/speech.csv")
VOICES = {"direct": "quoted", "indirect": "reported"}  # of the forms
ATTRIBUTES = ("speaker", "named", "kind", "cue", "stance", "place")

Chars = frozenset[tuple[int, int]]  # paragraph of the article and place in it, of words alone


class Act(NamedTuple):
    """An act of saying, or the part of it that has one form."""

    article: str
    form: str
    chars: Chars
    attributes: tuple[str, ...]  # as ATTRIBUTES names them


class Article(NamedTuple):
    """The paragraphs of an article that are analysed, with line and part of the page."""

    places: list[tuple[int, int]]
    texts: list[str]
    docs: list[Doc]


class Marked(NamedTuple):
    """What an annotation says of an article."""

    voices: dict[tuple[int, int], str]  # by paragraph and start of a word
    acts: list[Act]
    scares: list[Chars]


def read_articles(config: dict[str, Any]) -> Iterator[tuple[str, Article]]:
    """Yield the articles of the study, cleaned and parsed."""
    names = read_names(Path(config["annotation"]["names"]))
    nlp = load_pipeline(config["annotation"]["model"], names)
    furniture = read_furniture(Path(config["cleaning"]["furniture"]))
    catalogue = Path(config["source"]["catalogue"])
    articles = read_catalogue(catalogue, config["outlets"])
    files = locate_texts(articles, Path(config["source"]["texts"]), catalogue)
    for article in sorted(articles, key=lambda each: each.id):
        page = decode(files[article.id].read_bytes())
        parts = [
            part
            for part in clean(page, article.title, Site(article.outlet), furniture)
            if part.role in config["cleaning"]["analysed_roles"]
        ]
        texts = [part.text for part in parts]
        docs = list(nlp.pipe(map(straighten, texts)))
        yield article.id, Article([(part.line, part.part) for part in parts], texts, docs)


def words(article: Article) -> Iterator[tuple[int, int, int]]:
    """Yield paragraph, start and end of every word."""
    for paragraph, doc in enumerate(article.docs):
        for token in doc:
            if not (token.is_punct or token.is_space):
                yield paragraph, token.idx, token.idx + len(token)


def chars(article: Article, spans: Iterable[tuple[int, int, int]]) -> Chars:
    """Return the characters of words within spans of paragraph, start and end."""
    given = list(spans)
    return frozenset(
        (paragraph, at)
        for paragraph, start, end in words(article)
        for place, low, high in given
        if place == paragraph
        for at in range(max(start, low), min(end, high))
    )


def gold_of(name: str, article: Article, rows: pd.DataFrame) -> Marked:
    """Return the hand annotation of an article."""
    marked = Marked({}, [], [])
    spans = [
        (article.places.index((row.line, row.part)), row.start, row.end)
        for row in rows.itertuples()
    ]
    for (_, form), group in rows.groupby(["quotation", "form"]):
        held = chars(article, [spans[rows.index.get_loc(index)] for index in group.index])
        if form == "scare":
            marked.scares.append(held)
            continue
        first = group.iloc[0]
        attributes = tuple(str(first[attribute]) for attribute in ATTRIBUTES)
        marked.acts.append(Act(name, form, held, attributes))
        marked.voices.update(dict.fromkeys(held, VOICES[form]))
    return marked


def found_in(name: str, article: Article, sources: Any, names: Any) -> Marked:
    """Return what the software says of an article."""
    result = speech(article.texts, article.docs, sources, names)
    voices = {
        (paragraph, at): str(result.voice(paragraph, start, end))
        for paragraph, start, end in words(article)
        for at in range(start, end)
    }
    marked = Marked(voices, [], [])
    for quotation in result.quotations:
        attributes = (
            quotation.speaker, quotation.named, quotation.kind,
            quotation.verb, quotation.stance, quotation.place,
        )  # fmt: skip
        texts = tuple("" if value is None else str(value) for value in attributes)
        for form in VOICES:
            spans = [
                (span.paragraph, span.start, span.end)
                for span in quotation.spans
                if span.direct == (form == "direct")
            ]
            if spans:
                marked.acts.append(Act(name, form, chars(article, spans), texts))
    for paragraph, scares in enumerate(result.scares):
        marked.scares.extend([chars(article, [(paragraph, start, end)]) for start, end in scares])
    return marked


def pairs(gold: list[Chars], found: list[Chars]) -> dict[int, int]:
    """Return for each of the gold that is found what finds it, those that share most first."""
    shared = sorted(
        (-len(gold[g] & found[f]), g, f)
        for g in range(len(gold))
        for f in range(len(found))
        if 2 * len(gold[g] & found[f]) > len(gold[g])
    )
    result: dict[int, int] = {}
    for _, g, f in shared:
        if g not in result and f not in result.values():
            result[g] = f
    return result


def score_row(name: str, n: int, n_found: int, n_right: int) -> str:
    """Return a row of the table of scores."""
    precision = n_right / n_found if n_found else float("nan")
    recall = n_right / n if n else float("nan")
    f1 = 2 * n_right / (n + n_found) if n + n_found else float("nan")
    return f"| {name} | {n} | {n_found} | {precision:.3f} | {recall:.3f} | {f1:.3f} |"


def compare_acts(form: str, both: list[tuple[Marked, Marked]]) -> tuple[str, str, list[str]]:
    """Return the scores of quotations of a form, the accuracy of attributes, and what differs."""
    n, n_found, right, differ = 0, 0, [], []
    for gold, found in both:
        true, said = ([act for act in each.acts if act.form == form] for each in (gold, found))
        n, n_found = n + len(true), n_found + len(said)
        paired = pairs([act.chars for act in true], [act.chars for act in said])
        right += [(true[g], said[f]) for g, f in paired.items()]
        differ += [_line(true[g], "not found") for g in range(len(true)) if g not in paired]
        extra = set(range(len(said))) - set(paired.values())
        differ += [_line(said[f], "not in the gold") for f in sorted(extra)]
    for act, other in right:
        differ += [
            _line(act, f"{name}: {a!r} in the gold, found {b!r}")
            for name, a, b in zip(ATTRIBUTES, act.attributes, other.attributes, strict=True)
            if a.casefold() != b.casefold()
        ]
    same = [
        sum(act.attributes[i].casefold() == other.attributes[i].casefold() for act, other in right)
        for i in range(len(ATTRIBUTES))
    ]
    shares = " | ".join(f"{each / len(right):.3f}" if right else "-" for each in same)
    row = score_row(f"quotations, {form}", n, n_found, len(right))
    return row, f"| {form} | {len(right)} | {shares} |", differ


def _line(act: Act, what: str) -> str:
    paragraph, start = min(act.chars)
    at = f"paragraph {paragraph}, character {start}"
    return f"- {act.article}, {at}, {act.form}, {act.attributes[0]!r}: {what}"


def compare_voices(voice: str, both: list[tuple[Marked, Marked]], starts: list[Chars]) -> str:
    """Return the scores of a voice, by word."""
    n = n_found = right = 0
    for (gold, found), first in zip(both, starts, strict=True):
        true, said = (
            {at for at in first if each.voices.get(at) == voice} for each in (gold, found)
        )
        n, n_found, right = n + len(true), n_found + len(said), right + len(true & said)
    return score_row(f"voice, {voice} words", n, n_found, right)


def main() -> None:
    """Print the tables."""
    config = read_yaml(CONFIG)
    sources = read_sources(Path(config["annotation"]["sources"]))
    names = read_names(Path(config["annotation"]["names"]))
    rows = pd.read_csv(GOLD, keep_default_na=False)
    both, starts = [], []
    for name, article in read_articles(config):
        its = rows[rows["article"] == name].reset_index(drop=True)
        both.append((gold_of(name, article, its), found_in(name, article, sources, names)))
        starts.append(frozenset((paragraph, start) for paragraph, start, _ in words(article)))
    scores, accuracy, differ = zip(*(compare_acts(form, both) for form in VOICES), strict=True)
    scares = [(gold.scares, found.scares) for gold, found in both]
    counts = [(len(true), len(said), len(pairs(true, said))) for true, said in scares]
    print("| what | n | found | precision | recall | F1 |\n| --- | --- | --- | --- | --- | --- |")
    for voice in VOICES.values():
        print(compare_voices(voice, both, starts))
    print(*scores, sep="\n")
    print(score_row("scare quotes", *map(sum, zip(*counts, strict=True))))
    print(f"\n| form | found | {' | '.join(ATTRIBUTES)} |\n{'| --- ' * (len(ATTRIBUTES) + 2)}|")
    print(*accuracy, sep="\n")
    print("\nWhat differs:\n")
    print(*(line for lines in differ for line in lines), sep="\n")


if __name__ == "__main__":
    main()
