"""Entries of frame dictionaries: the words they ask for, and which words announce them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import translate
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from crossframe.annotation.acronyms import singular_acronym
from crossframe.annotation.dictionaries import PARTED, WILDCARDS
from crossframe.annotation.frames import parted
from crossframe.annotation.voice import straighten
from crossframe.annotation.words import HYPHENS

Token = tuple[int, int, int]  # lower-case form, lemma and part of speech, as spaCy's numbers


@dataclass(frozen=True)
class Word:
    """A word of an entry: a lemma, perhaps with its part of speech, or a form with wildcards."""

    text: str
    is_lemma: bool
    pos: str | None = None
    glob: re.Pattern[str] | None = None
    core: str = ""  # what a form must hold to fit the wildcards; costs less to ask

    def fits(self, form: str, lemma: str, pos: str) -> bool:
        """Return whether a token of a text is this word; its form is in lower case."""
        if self.glob:
            return self.glob.match(form) is not None
        return self.text == (lemma if self.is_lemma else form) and self.pos in (None, pos)


@dataclass(frozen=True)
class Entry:
    """An entry of a frame: words, or a pattern."""

    frame: str
    cue: str
    kind: int  # the order of kinds, where entries of two kinds fit the same words
    words: tuple[Word, ...] = ()  # none for a pattern
    counts: bool = True  # False for an exclusion


def lemma_words(entry: str) -> tuple[Word, ...]:
    """Return the words of a lemma or phrase, lemmas as the pipeline writes them."""
    lemmas = (parted(word) for word in PARTED.split(straighten(entry)))
    return tuple(
        Word(singular_acronym(lemma) or lemma.lower(), is_lemma=True, pos=pos)
        for lemma, pos in lemmas
    )


def form_words(entry: str, split: Callable[[str], Doc]) -> tuple[Word, ...]:
    """Return the words of an entry of forms, parted as `split` parts a text."""
    words: list[Word] = []
    for part in straighten(entry).lower().split():
        if any(char in part for char in WILDCARDS):
            words += [_form(text) for text in PARTED.split(part) if text]
        else:
            words += [_form(token.text) for token in split(part) if token.text not in HYPHENS]
    return tuple(words)


def _form(text: str) -> Word:
    if not any(char in text for char in WILDCARDS):
        return Word(text, is_lemma=False)
    glob = re.compile(translate(text.replace("[", "[[]")))  # a bracket is no wildcard here
    core = max(re.split(r"[*?]", text), key=len)
    return Word(text, is_lemma=False, glob=glob, core=core)


ANY_WORD = _form("*")


class TokenPattern:
    """A pattern of spaCy's Matcher, asked for only where it can be.

    The Matcher costs as much for one pattern as all entries of other kinds together, so that a
    sentence must first have the words that the pattern cannot do without.
    """

    def __init__(self, pattern: list[dict[str, Any]], vocab: Vocab) -> None:
        """Compile a pattern."""
        self._matcher = Matcher(vocab, validate=True)
        self._matcher.add("pattern", [pattern], greedy="LONGEST")
        self._needs = _needs(pattern)
        self._ids = [{vocab.strings.add(word.text) for word in need} for need in self._needs]

    def announcing(self) -> list[Word]:
        """Return words of which every match has one."""
        return self._needs[0] if self._needs else [ANY_WORD]

    def matches(self, sentence: Span, tokens: list[Token]) -> Iterator[tuple[int, int]]:
        """Yield first and last token of the matches in a sentence of a text."""
        here = {number for token in tokens[sentence.start : sentence.end] for number in token[:2]}
        if not any(need.isdisjoint(here) for need in self._ids):
            for _, start, end in self._matcher(sentence):
                yield sentence.start + start, sentence.start + end - 1


def _needs(pattern: list[dict[str, Any]]) -> list[list[Word]]:
    """Return the words, one of which must be there, of every token that must be.

    Only lemmas and lower-case forms are read. What else a pattern asks for is left to spaCy, and
    so are hyphens, which announce nothing.
    """
    needs = []
    for token in pattern:
        for attribute, is_lemma in (("LEMMA", True), ("LOWER", False)):
            texts = _listed(token.get(attribute))
            if texts and token.get("OP", "+") == "+" and HYPHENS.isdisjoint(texts):
                needs.append([Word(text, is_lemma) for text in texts])
    return needs


def _listed(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return value["IN"] if isinstance(value, dict) and list(value) == ["IN"] else []


Table = dict[str, list[tuple[Word, Entry]]]


class Index:
    """Entries by what is known of the word they begin with: its lemma, form, or start or end."""

    def __init__(self, entries: Iterable[tuple[Word, Entry]]) -> None:
        """Place every entry by the word that announces it."""
        self.lemmas: Table = {}
        self.forms: Table = {}
        self.starts: Table = {}
        self.ends: Table = {}
        for word, entry in entries:
            table, key = self._place(word)
            table.setdefault(key, []).append((word, entry))

    def _place(self, word: Word) -> tuple[Table, str]:
        if word.glob is None:
            return (self.lemmas if word.is_lemma else self.forms), word.text
        start, *_, end = re.split(r"[*?]", word.text)
        return (self.ends, end) if end and not start else (self.starts, start)

    def announced(self, form: str, lemma: str, pos: str) -> list[Entry]:
        """Return the entries that a token announces."""
        near = [*self.lemmas.get(lemma, ()), *self.forms.get(form, ())]
        for n in range(len(form) + 1):
            near += self.starts.get(form[:n], ())
            near += self.ends.get(form[n:], ())
        return [entry for word, entry in near if word.core in form and word.fits(form, lemma, pos)]
