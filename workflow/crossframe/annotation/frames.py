"""Frames: the dictionary of a study."""

import re
from collections import Counter
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from crossframe.annotation.dictionaries import (
    LONGEST_CUE,
    PARTED,
    WILDCARDS,
    form_problem,
    read_dictionary,
)
from crossframe.config import Model, PartOfSpeech, Unique, validate
from crossframe.errors import StudyError
from crossframe.io import read_yaml

SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
WITH_POS = re.compile(r"(.+)/([A-Z]+)")
# What a pattern may ask of a token. What it asks for, spaCy checks where it compiles the pattern:
# to import it takes longer than all that is checked before a run.
ATTRIBUTES = frozenset(
    {
        *("ORTH", "TEXT", "LOWER", "NORM", "SHAPE", "LENGTH", "SPACY", "OP"),
        *("LEMMA", "POS", "TAG", "MORPH", "DEP", "IS_SENT_START", "SENT_START"),
        *("ENT_TYPE", "ENT_IOB", "ENT_ID", "ENT_KB_ID"),
        *("IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_PUNCT"),
        *("IS_SPACE", "IS_BRACKET", "IS_QUOTE", "IS_LEFT_PUNCT", "IS_RIGHT_PUNCT"),
        *("IS_CURRENCY", "IS_STOP", "LIKE_NUM", "LIKE_URL", "LIKE_EMAIL"),
    }
)

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
    denied: bool = Field(
        default=False,
        description="Whether entries count where the text denies them ('no threat').",
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
    unknown = {name for token in pattern.pattern for name in token} - ATTRIBUTES
    return f"is no pattern: unknown attribute {min(unknown)}" if unknown else None


def parted(lemma: str) -> tuple[str, str | None]:
    """Return lemma and part of speech of 'cull/NOUN'."""
    found = WITH_POS.fullmatch(lemma)
    return (found[1], found[2]) if found else (lemma, None)
