"""Sentences of an article, and what is counted in one: words and phrases."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Doc, Span

from crossframe.annotation.entities import Name, Names
from crossframe.annotation.speech import Speech
from crossframe.annotation.words import LONGEST_RELEASED, Word, words_of

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
        chunks: First and last token of its noun phrases.
        speech: Who says what in the article.
        n_marks_repaired: Unbalanced marks of the paragraph, with its first sentence.
    """

    paragraph: int
    role: str
    span: Span
    words: list[Word]
    chunks: list[tuple[int, int]]
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
        """Return what the table of words says of each word."""
        return [
            {
                "voice": self.voice(word.start, word.end),
                "term": word.term,
                "pos": word.pos,
                "name_kind": word.name_kind,
            }
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
    paragraph: int, role: str, doc: Doc, names: Names, speech: Speech
) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph that have words.

    Args:
        paragraph: Its place in the article.
        role: Its role.
        doc: Its parse.
        names: The names in the article.
        speech: Who says what in the article.
    """
    repaired = speech.n_repaired[paragraph]
    # asked of the text at once: of a sentence spaCy gives them by a walk through the whole text
    chunks = deque((chunk.start, chunk.end - 1) for chunk in doc.noun_chunks)
    for span in doc.sents:
        own = []
        while chunks and chunks[0][0] < span.end:
            own.append(chunks.popleft())
        words = _named(list(words_of(span, names.plain)), names.within(span, paragraph))
        if words:
            yield Sentence(paragraph, role, span, words, own, speech, repaired)
            repaired = 0  # counted once a paragraph


def _named(words: list[Word], names: Iterable[Name]) -> list[Word]:
    """Return words, those of a name as one item: its last word has the name for its term."""
    for name in names:
        own = [at for at, word in enumerate(words) if name.first <= word.last <= name.last]
        for at in own:
            words[at] = replace(words[at], term=None, in_name=len(own) > 1)
        if own:
            words[own[-1]] = replace(words[own[-1]], term=name.name, name_kind=name.kind)
    return words


def phrases(sentence: Sentence) -> Iterator[Row]:
    """Yield what may be a phrase: 2 to 4 terms in a row, nouns and adjectives, in one voice.

    It is `whole` where it is a noun phrase by itself, without what stands before its terms. What
    is no phrase anywhere is in no list, and so not counted (`features`).
    """
    words = sentence.words
    whole = set(_chunks(sentence))
    for first in range(len(words)):
        voices = {sentence.voice(words[first].start, words[first].end)}
        for last in range(first, min(first + LONGEST_RELEASED, len(words))):
            word = words[last]
            voices.add(sentence.voice(word.start, word.end))
            beside = last == first or words[last - 1].last + 1 == word.first
            if not beside or len(voices) > 1 or not _is_in_phrases(word):
                break
            if last > first:
                phrase = " ".join(str(each.term) for each in words[first : last + 1])
                yield {"voice": min(voices), "phrase": phrase, "whole": (first, last) in whole}


def _chunks(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of each noun phrase, without what stands before its terms."""
    place = {word.first: at for at, word in enumerate(sentence.words)}
    for first, last in sentence.chunks:
        own = [place[token] for token in range(first, last + 1) if token in place]
        while own and not _is_in_phrases(sentence.words[own[0]]):
            own.pop(0)
        if own and all(_is_in_phrases(sentence.words[at]) for at in own):
            yield own[0], own[-1]


def _is_in_phrases(word: Word) -> bool:
    return word.term is not None and word.pos in IN_PHRASES and not word.in_name
