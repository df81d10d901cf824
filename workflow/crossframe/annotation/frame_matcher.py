"""Where the entries of the frames stand in a text."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from crossframe.annotation.denial import is_denied
from crossframe.annotation.entries import (
    Entry,
    Index,
    Token,
    TokenPattern,
    Word,
    form_words,
    lemma_words,
)
from crossframe.annotation.frames import Frame, Frames, Pattern
from crossframe.annotation.words import HYPHENS
from crossframe.errors import StudyError

REMEMBERED = 100_000  # readings of words; asked anew for every token


class Cue(NamedTuple):
    """An entry that stands in a text: its tokens, first and last included."""

    frame: str
    cue: str
    first: int
    last: int


class _Found(NamedTuple):
    entry: Entry
    first: int
    last: int


def _order(found: _Found) -> tuple[object, ...]:
    """Return the rank: longest, then exclusions, then as in the text; the rest breaks ties."""
    entry, first, last = found
    return first - last, entry.counts, first, entry.kind, entry.cue, entry.frame


class FrameMatcher:
    """Finds the cues of frames in parsed paragraphs."""

    def __init__(self, frames: Frames, vocab: Vocab) -> None:
        """Index the entries; `vocab` is the pipeline's.

        Raises:
            StudyError: spaCy cannot compile a pattern.
        """
        self._strings = vocab.strings
        self._space = vocab.strings["SPACE"]
        self._hyphens = {vocab.strings.add(hyphen) for hyphen in HYPHENS}
        self._patterns: dict[Entry, TokenPattern] = {}
        self._denied = {name for name, frame in frames.frames.items() if frame.denied}
        split = spacy.blank("en").tokenizer
        announced: list[tuple[Word, Entry]] = []
        for name, frame in frames.frames.items():
            announced += [(entry.words[0], entry) for entry in _entries(name, frame, split)]
            for pattern in frame.patterns:
                entry, compiled = Entry(name, pattern.name, 3), _compiled(name, pattern, vocab)
                announced += [(word, entry) for word in compiled.announcing()]
                self._patterns[entry] = compiled
        self._index = Index(announced)
        self._announced = lru_cache(REMEMBERED)(self._read_announced)

    def cues(self, doc: Doc) -> list[Cue]:
        """Return the cues of a text in its order, those of one frame without a common word.

        Where entries of a frame overlap, the longest counts, then the first in the text. A hyphen
        within a word parts words as white space does, but for patterns, which see every token.
        What the text denies does not count, unless the frame says that it does.
        """
        used: dict[tuple[str, bool], set[int]] = defaultdict(set)  # tokens by frame, and counted
        cues: list[Cue] = []
        for found in sorted(self._found(doc), key=_order):
            entry, tokens = found.entry, range(found.first, found.last + 1)
            counted, excluded = used[entry.frame, True], used[entry.frame, False]
            if counted.isdisjoint(tokens) and (not entry.counts or excluded.isdisjoint(tokens)):
                used[entry.frame, entry.counts].update(tokens)
                if entry.counts and self._stands(doc, found):
                    cues.append(Cue(entry.frame, entry.cue, found.first, found.last))
        return sorted(cues, key=lambda cue: (cue.first, cue.last, cue.frame))

    def _stands(self, doc: Doc, found: _Found) -> bool:
        """Whether the text does not deny what an entry names, or the frame counts it even so."""
        if found.entry.frame in self._denied:
            return True
        return not is_denied(doc[found.first : found.last + 1])

    def _found(self, doc: Doc) -> Iterator[_Found]:
        columns = doc.to_array(["LOWER", "LEMMA", "POS", "SPACY"]).T.tolist()
        tokens = list(zip(*columns[:3], strict=True))
        places = self._places(*columns)
        asked: set[tuple[Entry, int]] = set()  # patterns, by sentence
        for n, at in enumerate(places):
            for entry in self._announced(tokens[at]):
                if not entry.words:
                    asked.add((entry, doc[at].sent.start))
                    continue
                here = places[n : n + len(entry.words)]
                if len(entry.words) == 1 or self._fit(entry, [tokens[place] for place in here]):
                    yield _Found(entry, at, here[-1])
        for entry, start in asked:
            for first, last in self._patterns[entry].matches(doc[start].sent, tokens):
                yield _Found(entry, first, last)

    def _fit(self, entry: Entry, tokens: list[Token]) -> bool:
        """Return whether the tokens are the words of an entry whose first is known to be there."""
        return len(tokens) == len(entry.words) and all(
            word.fits(*self._read(token))
            for word, token in zip(entry.words[1:], tokens[1:], strict=True)
        )

    def _places(
        self, forms: list[int], _: list[int], poses: list[int], spaces: list[int]
    ) -> list[int]:
        """Return the tokens but for white space and hyphens within words."""
        return [
            at
            for at, form in enumerate(forms)
            if poses[at] != self._space
            and not (form in self._hyphens and at and not spaces[at] and not spaces[at - 1])
        ]

    def _read(self, token: Token) -> tuple[str, str, str]:
        form, lemma, pos = token
        return self._strings[form], self._strings[lemma], self._strings[pos]

    def _read_announced(self, token: Token) -> list[Entry]:
        return self._index.announced(*self._read(token))


def _entries(name: str, frame: Frame, split: Callable[[str], Doc]) -> Iterator[Entry]:
    for kind, cues in enumerate((frame.lemmas, frame.phrases)):
        yield from (Entry(name, cue, kind, lemma_words(cue)) for cue in cues)
    yield from (Entry(name, cue, 2, form_words(cue, split)) for cue in frame.forms)
    yield from (Entry(name, cue, 0, lemma_words(cue), counts=False) for cue in frame.exclude)


def _compiled(frame: str, pattern: Pattern, vocab: Vocab) -> TokenPattern:
    try:
        return TokenPattern(pattern.pattern, vocab)
    except (ValueError, re.error) as error:
        reason = " ".join(str(error).split())
        raise StudyError(
            f"frames.{frame}.patterns: {pattern.name!r} is no pattern: {reason}"
        ) from None
