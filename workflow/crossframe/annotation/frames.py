"""Frames: the dictionary of a study, and where its entries stand in a text."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_args

import spacy
from pydantic import Field
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from crossframe.annotation.dictionaries import (
    LONGEST_CUE,
    PARTED,
    WILDCARDS,
    form_problem,
    read_dictionary,
)
from crossframe.annotation.entries import (
    Entry,
    Index,
    Token,
    TokenPattern,
    Word,
    form_words,
    lemma_words,
    parted,
)
from crossframe.annotation.words import HYPHENS
from crossframe.config import Model, PartOfSpeech, Unique, validate
from crossframe.errors import StudyError
from crossframe.io import read_yaml

SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
REMEMBERED = 100_000  # readings of words; asked anew for every token

Entries = Annotated[list[str], Unique]
# Entman, R. M. (1993). Framing: toward clarification of a fractured paradigm. Journal of
# Communication, 43(4), 51-58.
Function = Literal["problem", "cause", "judgement", "remedy"]


class Pattern(Model):
    """A pattern of spaCy's Matcher."""

    name: str = Field(description="What its matches are called; at most 4 words.")
    pattern: list[dict[str, Any]] = Field(min_length=1, description="A mapping for each token.")


class Frame(Model):
    """A frame: what it says, and the entries that stand for it."""

    label: str = Field(min_length=1, description="Name for readers.")
    definition: str = Field(min_length=1, description="What the issue is about, in one sentence.")
    function: Annotated[list[Function], Unique] = Field(
        min_length=1, description="What the frame does (Entman 1993)."
    )
    lemmas: Entries = Field(default=[], description="Lemmas; 'cull/NOUN' for one part of speech.")
    phrases: Entries = Field(default=[], description="Runs of 2 to 4 lemmas.")
    forms: Entries = Field(
        default=[],
        description="Runs of 1 to 4 word forms; * stands for any characters, ? for one.",
    )
    patterns: list[Pattern] = Field(default=[], description="Patterns of spaCy's Matcher.")
    exclude: Entries = Field(
        default=[],
        description="Lemmas and phrases whose words do not count, but in a longer entry.",
    )
    dictionary: str | None = Field(
        default=None, description="File that holds the entries, as seen from this file's folder."
    )
    category: str | None = Field(
        default=None, description="Its category: 'category' or 'category.subcategory'."
    )

    @property
    def cues(self) -> list[str]:
        """All entries, patterns by their names."""
        return [*self.lemmas, *self.phrases, *self.forms, *(p.name for p in self.patterns)]


class Frames(Model):
    """The content of the file."""

    frames: dict[str, Frame] = Field(min_length=1, description="The frames, in snake_case.")


class Cue(NamedTuple):
    """An entry that stands in a text: its tokens, first and last included."""

    frame: str
    cue: str
    first: int
    last: int


def read_frames(path: Path) -> Frames:
    """Read and check the file; take the entries of other files into `forms`.

    Raises:
        StudyError: The file, or a dictionary that it names, is missing or malformed.
    """
    content = validate(Frames, read_yaml(path) or {}, str(path))
    read = {name: _with_dictionary(frame, path, name) for name, frame in content.frames.items()}
    for name, frame in read.items():
        problem = _problem(name, frame)
        if problem:
            raise StudyError(f"{path}: frames.{name}{problem}")
    return Frames(frames=read)


def _with_dictionary(frame: Frame, path: Path, name: str) -> Frame:
    if frame.dictionary is None and frame.category is None:
        return frame
    if frame.dictionary is None or frame.category is None or frame.cues:
        raise StudyError(
            f"{path}: frames.{name}: expected entries of its own, or a dictionary with a category"
        )
    file = path.parent / frame.dictionary
    forms = read_dictionary(file).forms(frame.category)
    return frame.model_copy(update={"forms": forms, "dictionary": str(file)})


def _problem(name: str, frame: Frame) -> str | None:
    """Return what is wrong with a frame, behind its name; None if nothing is."""
    if not SNAKE_CASE.fullmatch(name):
        return ": expected a name in lower case, with _ between words"
    if not frame.cues:
        return ": it has no entries; add some, or delete the frame"
    for kind, fewest, most in (
        ("lemmas", 1, 1),
        ("phrases", 2, LONGEST_CUE),
        ("exclude", 1, LONGEST_CUE),
    ):
        for entry in getattr(frame, kind):
            problem = _lemmas_problem(entry, fewest, most)
            if problem:
                return f".{kind}: {entry!r} {problem}"
    for form in frame.forms:
        plain = form == " ".join(form.lower().split())
        problem = form_problem(form) if plain else "has capitals or needless spaces"
        if problem:
            return f".forms: {form!r} {problem}"
    for pattern in frame.patterns:
        if problem := _pattern_problem(pattern):
            return f".patterns: {pattern.name!r} {problem}"
    entry, n = Counter([*frame.cues, *frame.exclude]).most_common(1)[0]
    return f": {entry!r} stands twice; delete one" if n > 1 else None


def _lemmas_problem(entry: str, fewest: int, most: int) -> str | None:
    words = PARTED.split(entry)
    if not all(words) or entry != " ".join(entry.split()):
        return "has a needless space or hyphen, or nothing in it"
    if any(char in entry for char in WILDCARDS):
        return "has a wildcard; expected lemmas, put it under forms"
    if not fewest <= len(words) <= most:
        wanted = "1, or put it under phrases" if most == 1 else f"{fewest} to {most}"
        return f"has {len(words)} words, as a hyphen parts them; expected {wanted}"
    poses = {pos for _, pos in map(parted, words)} - {None, *get_args(PartOfSpeech)}
    return f"has an unknown part of speech: {min(map(str, poses))}" if poses else None


def _pattern_problem(pattern: Pattern) -> str | None:
    if not pattern.name.split() or len(PARTED.split(pattern.name)) > LONGEST_CUE:
        return f"is no name; expected 1 to {LONGEST_CUE} words"
    if any("_" in token for token in pattern.pattern):
        return "asks for an attribute of its own (_), which no text has"
    try:
        Matcher(Vocab(), validate=True).add(pattern.name, [pattern.pattern])
    except (ValueError, re.error) as error:
        return f"is no pattern: {' '.join(str(error).split())}"
    return None


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
        """Index the entries; `vocab` is the pipeline's."""
        self._strings = vocab.strings
        self._space = vocab.strings["SPACE"]
        self._hyphens = {vocab.strings.add(hyphen) for hyphen in HYPHENS}
        self._patterns: dict[Entry, TokenPattern] = {}
        split = spacy.blank("en").tokenizer
        announced: list[tuple[Word, Entry]] = []
        for name, frame in frames.frames.items():
            announced += [(entry.words[0], entry) for entry in _entries(name, frame, split)]
            for pattern in frame.patterns:
                entry, compiled = Entry(name, pattern.name, 3), TokenPattern(pattern.pattern, vocab)
                announced += [(word, entry) for word in compiled.announcing()]
                self._patterns[entry] = compiled
        self._index = Index(announced)
        self._announced = lru_cache(REMEMBERED)(self._read_announced)

    def cues(self, doc: Doc) -> list[Cue]:
        """Return the cues of a text in its order, those of one frame without a common word.

        Where entries of a frame overlap, the longest counts, then the first in the text. A hyphen
        within a word parts words as white space does, but for patterns, which see every token.
        """
        used: dict[tuple[str, bool], set[int]] = defaultdict(set)  # tokens by frame, and counted
        cues: list[Cue] = []
        for found in sorted(self._found(doc), key=_order):
            entry, tokens = found.entry, range(found.first, found.last + 1)
            counted, excluded = used[entry.frame, True], used[entry.frame, False]
            if counted.isdisjoint(tokens) and (not entry.counts or excluded.isdisjoint(tokens)):
                used[entry.frame, entry.counts].update(tokens)
                if entry.counts:
                    cues.append(Cue(entry.frame, entry.cue, found.first, found.last))
        return sorted(cues, key=lambda cue: (cue.first, cue.last, cue.frame))

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


def matcher(frames: Frames, vocab: Vocab) -> FrameMatcher:
    """Return what finds the cues of `frames`; `vocab` is the pipeline's."""
    return FrameMatcher(frames, vocab)
