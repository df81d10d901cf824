"""Annotation: sentences, lemmas, parts of speech, phrases, entities, voice and sentiment."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import Any

import pandas as pd
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from crossframe import sentiment
from crossframe.pipeline import KNOWN_NAME
from crossframe.stages import ANNOTATION
from crossframe.voice import SENTENCE_BREAK, Quotations, quotations, straighten
from crossframe.words import TITLES, Word, words_of

BATCH = 32  # paragraphs; larger batches are slower and take more memory
LONGEST_PARSED = 20_000  # characters; the model takes about 1 GB for 100,000
LONGEST_RELEASED = 4  # words: a longer run of a text must not be recovered from what is released

IN_PHRASES = {"NOUN", "PROPN", "ADJ"}
KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
}


@dataclass(frozen=True)
class Sentence:
    """A sentence of a paragraph."""

    role: str
    span: Span
    words: list[Word]
    quoted: Quotations  # of the paragraph
    n_marks_repaired: int

    def voice(self, start: int, end: int) -> str:
        """Return the voice of characters of the paragraph."""
        return "quoted" if self.quoted.cover(start, end) else "own"

    def word_rows(self) -> list[dict[str, Any]]:
        """Return voice, term and part of speech of each word."""
        return [
            {"voice": self.voice(word.start, word.end), "term": word.term, "pos": word.pos}
            for word in self.words
        ]

    def summary(self, words: list[dict[str, Any]]) -> dict[str, Any]:
        """Return what the table of sentences says of it, but for its place and scores."""
        return {
            "role": self.role,
            "n_tokens": len(words),
            "n_quoted_tokens": sum(word["voice"] == "quoted" for word in words),
            "n_marks_repaired": self.n_marks_repaired,
        }


@dataclass(frozen=True)
class Paragraph:
    """A paragraph to annotate."""

    article: str
    role: str
    text: str


Rows = dict[str, list[dict[str, Any]]]  # of the annotation tables


def kept(paragraphs: pd.DataFrame) -> list[Paragraph]:
    """Return the paragraphs that are analysed, from a table of all (`stages.PARAGRAPHS`)."""
    rows = paragraphs.loc[paragraphs["kept"], ["article", "role", "text"]]
    return [
        Paragraph(article, role, text)
        for article, role, whole in rows.itertuples(index=False)
        for text in _cut(whole)
    ]


def _cut(text: str) -> Iterator[str]:
    """Yield a text whole, or in parts that can be parsed, which end where sentences or words do."""
    while len(text) > LONGEST_PARSED:
        breaks = [found.end() for found in SENTENCE_BREAK.finditer(text, 0, LONGEST_PARSED)]
        # without a space there is nothing that could be called words
        at = (breaks or [text.rfind(" ", 0, LONGEST_PARSED) + 1])[-1] or LONGEST_PARSED
        yield text[:at].rstrip()
        text = text[at:]
    yield text


def annotate(
    paragraphs: Iterable[Paragraph],
    nlp: Language,
    names: dict[str, tuple[str, str]],
    passage_tokens: int,
) -> dict[str, pd.DataFrame]:
    """Return the annotation tables (`stages.ANNOTATION`) of the paragraphs of some articles."""
    result: Rows = {name: [] for name in ANNOTATION}
    articles: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        articles.setdefault(paragraph.article, []).append(paragraph)
    known = {word for variant in names for word in variant.split()}
    texts = [text for group in articles.values() for text in _prepare(group, known)]
    docs = nlp.pipe(texts, batch_size=BATCH)
    for article, group in articles.items():
        parsed = [(paragraph, next(docs)) for paragraph in group]
        _annotate_article(article, parsed, names, passage_tokens, result)
    return {name: ANNOTATION[name].validate(pd.DataFrame(rows)) for name, rows in result.items()}


def _prepare(paragraphs: list[Paragraph], known: set[str]) -> list[str]:
    running = " ".join(p.text for p in paragraphs if p.role == "body")
    names = known | set(re.findall(r"(?<=[^\W_] )[A-Z][\w-]*", straighten(running)))
    return [
        _lower_headline(straighten(p.text), names) if p.role != "body" else straighten(p.text)
        for p in paragraphs
    ]


def _lower_headline(text: str, names: set[str]) -> str:
    """Return a headline in Title Case as a sentence, so that its verbs are not read as names.

    A word keeps its capital where the running text writes it so within a sentence.
    """
    words = re.findall(r"[^\W\d_][\w'-]*", text)
    long = [word for word in words[1:] if len(word) > 3]
    if len(long) < 2 or sum(word[0].isupper() for word in long) < 0.75 * len(long):
        return text

    def lower(match: re.Match[str]) -> str:
        word = match.group()
        name = word.split("'")[0] in names
        # beyond ASCII a letter can change its length with its case
        return word if name or not word.istitle() or not word[0].isascii() else word.lower()

    return text[:1] + re.sub(r"[^\W\d_][\w'-]*", lower, text)[1:]


def _annotate_article(
    article: str,
    parsed: list[tuple[Paragraph, Doc]],
    names: dict[str, tuple[str, str]],
    passage_tokens: int,
    result: Rows,
) -> None:
    plain = {token.text for _, doc in parsed for token in doc if token.text.islower()}
    surnames = {surname for _, doc in parsed for surname in _surnames(doc)}
    sentences = [
        sentence for paragraph, doc in parsed for sentence in _sentences(paragraph, doc, plain)
    ]
    middles = _middles([len(sentence.words) for sentence in sentences])
    passages = _passages(middles, sum(len(s.words) for s in sentences), passage_tokens)
    for number, sentence in enumerate(sentences, start=1):
        key = {"article": article, "sentence": number, "passage": passages[number - 1]}
        words = sentence.word_rows()
        facts = sentence.summary(words) | _scores(sentence.span)
        result["sentences"].append(key | {"position": middles[number - 1]} | facts)
        rows = {
            "words": words,
            "phrases": _phrases(sentence),
            "entities": _entities(sentence, names, plain, surnames),
        }
        for name, found in rows.items():
            result[name] += [key | {"order": n} | row for n, row in enumerate(found, start=1)]


def _sentences(paragraph: Paragraph, doc: Doc, plain: set[str]) -> Iterator[Sentence]:
    quoted = quotations(paragraph.text)
    repaired = quoted.n_repaired
    for span in doc.sents:
        words = list(words_of(span, plain))
        if words:
            yield Sentence(paragraph.role, span, words, quoted, repaired)
            repaired = 0  # counted once a paragraph


def _middles(sizes: list[int]) -> list[float]:
    """Return where the middle of each sentence stands in its article, 0 to 1."""
    total = sum(sizes)
    return [(end - size / 2) / total for size, end in zip(sizes, accumulate(sizes), strict=True)]


def _passages(middles: list[float], n_tokens: int, aim: int) -> list[int]:
    """Return the passage, from 1, of each sentence: runs of sentences as equal as can be.

    Args:
        middles: Where the middle of each sentence stands in the article, 0 to 1.
        n_tokens: Tokens of the article.
        aim: Tokens that a passage should have.
    """
    count = max(1, round(n_tokens / aim))
    cells = [min(count - 1, int(middle * count)) for middle in middles]
    # numbered without a gap, even where one sentence is longer than a passage
    order = {cell: number for number, cell in enumerate(sorted(set(cells)), start=1)}
    return [order[cell] for cell in cells]


def _scores(span: Span) -> dict[str, float | int]:
    """Return both lexicons' scores of a sentence in which names say nothing.

    Else the app Riot, or a Freedom Party, would count as an emotion.
    """
    text = "".join(
        ("name" if token.ent_type_ and token.pos_ == "PROPN" else token.text) + token.whitespace_
        for token in span
    )
    vader, afinn = sentiment.vader(text), sentiment.afinn(text)
    return {
        "vader": vader.value,
        "vader_matched": vader.n_matched,
        "afinn": afinn.value,
        "afinn_matched": afinn.n_matched,
    }


def _phrases(sentence: Sentence) -> Iterator[dict[str, str]]:
    """Yield noun phrases of 2 to 4 terms, without what stands before them, in one voice."""
    for chunk in sentence.span.noun_chunks:
        words = [w for w in sentence.words if chunk.start <= w.first and w.last < chunk.end]
        while words and (words[0].term is None or words[0].pos not in IN_PHRASES):
            words.pop(0)
        terms = [word.term for word in words if word.pos in IN_PHRASES and word.term]
        voices = {sentence.voice(word.start, word.end) for word in words}
        whole = len(terms) == len(words) and len(voices) == 1
        if whole and 2 <= len(terms) <= LONGEST_RELEASED:
            yield {"voice": voices.pop(), "phrase": " ".join(terms)}


def _entities(
    sentence: Sentence, names: dict[str, tuple[str, str]], plain: set[str], surnames: set[str]
) -> Iterator[dict[str, str]]:
    """Yield voice, name and kind of the entities of a sentence.

    Args:
        sentence: The sentence.
        names: Kind and actor of the variants known beforehand.
        plain: Words that the article writes small: a capital at the start of a sentence does
            not make them names.
        surnames: What stands behind 'Mr', 'Dr' and their like in the article.
    """
    for entity in sentence.span.ents:
        name, kind = _name(entity), KINDS.get(entity.label_)
        if entity.label_ == KNOWN_NAME:
            kind, name = names[entity.text]
        elif kind is None or name is None or name.lower() in plain:
            continue
        elif name.split()[-1] in surnames:
            kind = "person"
        yield {
            "voice": sentence.voice(entity.start_char, entity.end_char),
            "entity": str(name),
            "kind": kind,
        }


def _surnames(doc: Doc) -> Iterator[str]:
    for token in doc[:-1]:
        if token.lower_.rstrip(".") in TITLES:
            names = takewhile(lambda after: after.text[0].isupper(), doc[token.i + 1 :])
            yield from [name.text for name in names][-1:]


def _name(entity: Span) -> str | None:
    """Return an entity without articles, titles and marks around it; None if it is no name."""
    tokens = list(entity)
    while tokens and (_before_name(tokens[0]) or not tokens[0].text[0].isalpha()):
        tokens.pop(0)
    while tokens and (tokens[-1].lower_ == "'s" or not tokens[-1].text[-1].isalnum()):
        tokens.pop()
    if not tokens or not any(token.pos_ in ("PROPN", "ADJ") for token in tokens):
        return None
    text = entity.doc[tokens[0].i : tokens[-1].i + 1].text
    fits = text[0].isupper() and len(text) > 1 and len(text.split()) <= LONGEST_RELEASED
    return text if fits else None


def _before_name(token: Token) -> bool:
    return token.lower_.rstrip(".") in TITLES | {"the", "a", "an"}
