"""Speakers: the words that introduce them, read from a file, and the kinds that they are of."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import Field

from crossframe.config import Model, validate
from crossframe.errors import StudyError
from crossframe.io import read_yaml

Stance = Literal["neutral", "doubting", "endorsing"]
UNNAMED, OTHER = "unnamed", "other"  # kinds of speakers that the file need not know


class Kind(Model):
    """What shows that a speaker is of a kind."""

    nouns: list[str] = Field(description="Lemmas of nouns.")
    names: list[str] = Field(description="Kinds of actors in the file of names.")


class Sources(Model):
    """The content of the file."""

    verbs: dict[Stance, list[str]] = Field(description="Lemmas of verbs of saying, by stance.")
    phrases: dict[Stance, list[str]] = Field(description="Other words that introduce a speaker.")
    nouns: dict[Stance, list[str]] = Field(description="Lemmas of nouns of saying, by stance.")
    attitudes: list[str] = Field(
        description="Verbs of what somebody holds: hope, know. They need a speaker, and a clause."
    )
    objects: list[str] = Field(description="Verbs whose object can be what is said.")
    document_objects: list[str] = Field(description="Verbs whose object is what a document says.")
    need_speaker: list[str] = Field(
        description="Verbs that count only with a person, organisation or document as subject."
    )
    naming: list[str] = Field(description="Verbs that introduce only words in quotation marks.")
    directive: list[str] = Field(description="Verbs whose infinitive is what is said.")
    impersonal: list[str] = Field(description="Verbs that count only in the passive.")
    kinds: dict[str, Kind] = Field(description="The kinds of speakers, the first to fit counts.")
    people: list[str] = Field(description="Kinds in the file of names that are of persons.")
    roles: list[str] = Field(description="Nouns that take the kind of whom they speak for.")
    offices: list[str] = Field(description="Nouns of what one person is at a time.")
    issuing: list[str] = Field(description="Verbs of whoever makes a document or runs a channel.")
    documents: list[str] = Field(description="Documents and channels whose issuer is the speaker.")

    @cached_property
    def stances(self) -> dict[str, str]:
        """The stance of every noun, verb and phrase; of a word that is both, the verb's."""
        groups = (*self.nouns.items(), *self.verbs.items(), *self.phrases.items())
        return {word: stance for stance, words in groups for word in words}

    @cached_property
    def verbs_of_saying(self) -> frozenset[str]:
        """The verbs."""
        return frozenset(verb for verbs in self.verbs.values() for verb in verbs)

    @cached_property
    def nouns_of_saying(self) -> frozenset[str]:
        """The nouns that a clause with "that" makes a cue."""
        return frozenset(noun for nouns in self.nouns.values() for noun in nouns)

    @cached_property
    def kind_of_noun(self) -> dict[str, str]:
        """The kind of every noun."""
        return {noun: kind for kind, signs in self.kinds.items() for noun in signs.nouns}

    @cached_property
    def kind_of_actor(self) -> dict[str, str]:
        """The kind of speaker of every kind of actor in the file of names."""
        return {name: kind for kind, signs in self.kinds.items() for name in signs.names}

    @cached_property
    def openings(self) -> dict[int, list[list[str]]]:
        """Verbs and phrases as words, by spaCy's id of the first word, the longest first."""
        # the file is checked where nothing is annotated
        from spacy.strings import get_string_id  # noqa: PLC0415

        found: dict[int, list[list[str]]] = {}
        for cue in sorted(self.stances, key=lambda cue: (-len(cue.split()), cue)):
            found.setdefault(get_string_id(cue.split()[0]), []).append(cue.split())
        return found

    def first_kind(self, kinds: Iterable[str]) -> str | None:
        """Return that of some kinds which the file has first; None of none."""
        among = set(kinds)
        return next((kind for kind in (*self.kinds, OTHER) if kind in among), None)


class Speaker(NamedTuple):
    """Who says something."""

    name: str | None  # full name, or noun; None if nobody is said to
    named: bool
    kind: str


NOBODY = Speaker(None, False, UNNAMED)


def read_sources(path: Path) -> Sources:
    """Return what a file says of verbs and speakers.

    Raises:
        StudyError: The file is malformed, or a word contradicts itself.
    """
    sources = validate(Sources, read_yaml(path) or {}, str(path))
    for problem in _problems(sources):
        raise StudyError(f"{path}: {problem}")
    return sources


def _problems(sources: Sources) -> Iterator[str]:
    yield from _bad_words(sources)
    yield from _listed_twice("verbs", dict(sources.verbs))
    yield from _listed_twice("phrases", dict(sources.phrases))
    yield from _listed_twice("nouns", dict(sources.nouns))
    yield from _listed_twice("kinds", {kind: signs.nouns for kind, signs in sources.kinds.items()})
    names = {kind: signs.names for kind, signs in sources.kinds.items()}
    yield from _listed_twice("kinds.*.names", names)
    verbs = {verb for group in sources.verbs.values() for verb in group}
    for key in (
        "attitudes",
        "objects",
        "document_objects",
        "need_speaker",
        "naming",
        "directive",
        "impersonal",
    ):
        for verb in getattr(sources, key):
            if verb not in verbs:
                yield f"{key}: got {verb!r}; expected a verb of verbs; add it there, or drop it"
    if UNNAMED in sources.kinds:
        yield f"kinds.{UNNAMED}: this kind is of speakers of whom nothing is told; rename it"


def _bad_words(sources: Sources) -> Iterator[str]:
    groups = {
        **{f"verbs.{stance}": words for stance, words in sources.verbs.items()},
        **{f"phrases.{stance}": words for stance, words in sources.phrases.items()},
        **{f"nouns.{stance}": words for stance, words in sources.nouns.items()},
        **{f"kinds.{kind}.nouns": signs.nouns for kind, signs in sources.kinds.items()},
        "roles": sources.roles,
        "offices": sources.offices,
        "documents": sources.documents,
        "issuing": sources.issuing,
    }
    for key, words in groups.items():
        for word in words:
            if not word or word != " ".join(word.lower().split()):
                yield f"{key}: got {word!r}; expected small letters, single spaces between words"


def _listed_twice(key: str, groups: Mapping[Any, list[str]]) -> Iterator[str]:
    first: dict[str, object] = {}
    for group, words in groups.items():
        for word in words:
            if word in first:
                yield f"{key}: {word!r} stands in {first[word]} and {group}; leave it in one"
            first[word] = group
