"""Sentences of an article, and what is counted in one: words and phrases."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Span

from crossframe.annotation.speech import Speech
from crossframe.annotation.words import Word, words_of

LONGEST_RELEASED = 4  # words: a longer run of a text must not be recovered from what is released
IN_PHRASES = {"NOUN", "PROPN", "ADJ"}

Row = dict[str, Any]


@dataclass(frozen=True)
class Sentence:
    """A sentence of a paragraph.

    Attributes:
        paragraph: Place of the paragraph in the article.
        role: The paragraph's role.
        span: The sentence.
        words: Its words.
        speech: Who says what in the article.
        n_marks_repaired: Unbalanced marks of the paragraph, with its first sentence.
    """

    paragraph: int
    role: str
    span: Span
    words: list[Word]
    speech: Speech
    n_marks_repaired: int

    def voice(self, start: int, end: int) -> str:
        """Return the voice of characters of the paragraph."""
        return self.speech.voice(self.paragraph, start, end)

    def voice_of(self, token: int) -> str:
        """Return the voice of the word that a token of the paragraph belongs to."""
        for word in self.words:
            if word.first <= token <= word.last:
                return self.voice(word.start, word.end)
        return "own"

    def word_rows(self) -> list[Row]:
        """Return voice, term and part of speech of each word."""
        return [
            {"voice": self.voice(word.start, word.end), "term": word.term, "pos": word.pos}
            for word in self.words
        ]

    def facts(self, words: list[Row]) -> Row:
        """Return what the table of sentences says of it, but for its place and scores."""
        scares = self.speech.scares[self.paragraph]
        begin, end = self.span.start_char, self.span.end_char
        voices = [word["voice"] for word in words]
        return {
            "role": self.role,
            "n_tokens": len(words),
            "n_quoted_tokens": voices.count("quoted"),
            "n_reported_tokens": voices.count("reported"),
            "n_scare_quotes": sum(begin <= start < end for start, _ in scares),
            "n_marks_repaired": self.n_marks_repaired,
        }


def sentences_of(
    paragraph: int, role: str, spans: Iterable[Span], plain: set[str], speech: Speech
) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph that have words.

    Args:
        paragraph: Its place in the article.
        role: Its role.
        spans: Its sentences.
        plain: Words that the article writes small.
        speech: Who says what in the article.
    """
    repaired = speech.n_repaired[paragraph]
    for span in spans:
        words = list(words_of(span, plain))
        if words:
            yield Sentence(paragraph, role, span, words, speech, repaired)
            repaired = 0  # counted once a paragraph


def phrases(sentence: Sentence) -> Iterator[dict[str, str]]:
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
