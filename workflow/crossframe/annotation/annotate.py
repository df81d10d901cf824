"""Annotation: all that is found in the sentences of articles, in one pass."""

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

import pandas as pd
from spacy.tokens import Doc

from crossframe.annotation.article import Article, Rows, Tools
from crossframe.annotation.voice import SENTENCE_BREAK, straighten
from crossframe.errors import StudyError, reason_of
from crossframe.stages import ANNOTATION

BATCH = 32  # paragraphs; larger batches are slower and take more memory
AT_ONCE = 4 * BATCH  # paragraphs whose parses are in memory at a time
LONGEST_PARSED = 20_000  # characters; the model takes about 1 GB for 100,000


@dataclass(frozen=True)
class Paragraph:
    """A paragraph to annotate."""

    article: str
    role: str
    text: str


Articles = dict[str, list[Paragraph]]


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
    paragraphs: Iterable[Paragraph], tools: Tools, passage_tokens: int
) -> dict[str, pd.DataFrame]:
    """Return the annotation tables (`stages.ANNOTATION`) of the paragraphs of some articles.

    An article that cannot be annotated costs none but itself, and is in the table `failed`.
    """
    result: Rows = {name: [] for name in ANNOTATION}
    for group in _groups(paragraphs):
        parsed = _parsed(group, tools)
        for article, own in group.items():
            for name, rows in _rows(article, own, parsed, tools, passage_tokens).items():
                result[name] += [{"article": article} | row for row in rows]
    return {name: ANNOTATION[name].validate(pd.DataFrame(rows)) for name, rows in result.items()}


def _groups(paragraphs: Iterable[Paragraph]) -> Iterator[Articles]:
    """Yield the articles, as many at a time as are parsed at once."""
    articles: Articles = {}
    for article, own in groupby(paragraphs, lambda each: each.article):
        articles[article] = [*own]
        if sum(map(len, articles.values())) >= AT_ONCE:
            yield articles
            articles = {}
    yield articles


def _parsed(articles: Articles, tools: Tools) -> dict[str, list[Doc]]:
    """Return the parses of articles; none where one of them cannot be parsed."""
    try:
        texts = [text for own in articles.values() for text in prepare(own, tools.capitals)]
        docs = tools.nlp.pipe(texts, batch_size=BATCH)
        return {article: [*islice(docs, len(own))] for article, own in articles.items()}
    except MemoryError:
        raise
    except Exception:  # each is tried by itself, and the one at fault named
        return {}


def _rows(
    article: str,
    paragraphs: list[Paragraph],
    parsed: dict[str, list[Doc]],
    tools: Tools,
    passage_tokens: int,
) -> Rows:
    try:
        docs = parsed.get(article) or [*tools.nlp.pipe(prepare(paragraphs, tools.capitals))]
        parts = [(p.role, p.text, doc) for p, doc in zip(paragraphs, docs, strict=True)]
        return Article(parts, tools).rows(passage_tokens)
    except (StudyError, MemoryError):
        raise  # the study's mistake, or the machine's
    except Exception as error:  # whatever it is, the other articles can do without this one
        logging.exception("article %r failed", article)
        return {"failed": [{"reason": reason_of(error)}]}


def prepare(paragraphs: list[Paragraph], known: frozenset[str]) -> list[str]:
    """Return the texts of an article's paragraphs as the model knows texts best."""
    running = " ".join(p.text for p in paragraphs if p.role == "body")
    names = known | set(re.findall(r"(?<=[^\W_] )[A-Z][\w-]*", straighten(running)))
    return [
        _lower_headline(straighten(p.text), names) if p.role != "body" else straighten(p.text)
        for p in paragraphs
    ]


def _lower_headline(text: str, names: frozenset[str]) -> str:
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
