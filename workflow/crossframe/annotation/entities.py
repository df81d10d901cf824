"""Names in an article: of whom, of what kind, and under which name they count.

A name is one item, whatever its words: the study's own where its file lists it in any spelling,
else as the model finds it. Where the article has the full name of a person, the surname stands for
it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from crossframe.annotation.mentions import Mention
from crossframe.annotation.pipeline import KNOWN_NAME
from crossframe.annotation.words import LONGEST_RELEASED, TITLES

KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
}


class Name(NamedTuple):
    """A name in a paragraph: its tokens, first and last included, and what it counts as."""

    first: int
    last: int
    name: str
    kind: str


@dataclass(frozen=True)
class Names:
    """The names in one article.

    Attributes:
        docs: Its paragraphs.
        mentions: The mentions of actors in each.
        known: Kind and actor of the variants known beforehand.
        plain: Words that the article writes small: a capital at the start of a sentence does
            not make them names.
    """

    docs: Sequence[Doc]
    mentions: Sequence[Sequence[Mention]]
    known: Mapping[str, tuple[str, str]]
    plain: set[str]

    def within(self, span: Span, paragraph: int) -> list[Name]:
        """Return the names that begin in a sentence of a paragraph, none of which overlap."""
        names = self._names[paragraph]
        low, high = (bisect_left(names, at, key=_first) for at in (span.start, span.end))
        return names[low:high]

    @cached_property
    def _names(self) -> list[list[Name]]:
        """The names in each paragraph, in its order."""
        return [self._in(*each) for each in zip(self.docs, self.mentions, strict=True)]

    def _in(self, doc: Doc, mentions: Iterable[Mention]) -> list[Name]:
        taken: set[int] = set()
        names = []
        listed = sorted(self._listed(doc, mentions), key=lambda name: name.first - name.last)
        for name in (*listed, *self._found(doc), *self._surnames(doc)):
            places = range(name.first, name.last + 1)
            if taken.isdisjoint(places):
                taken.update(places)
                names.append(name)
        return sorted(names)

    def _listed(self, doc: Doc, mentions: Iterable[Mention]) -> Iterator[Name]:
        """Yield the names of the list: as it spells them, then as actors are found."""
        for entity in doc.ents:
            if entity.label_ == KNOWN_NAME:
                kind, name = self.known[entity.text]
                yield Name(entity.start, entity.end - 1, name, kind)
        for mention in mentions:
            if mention.form in self.known:  # in another spelling
                kind, name = self.known[mention.form]
                yield Name(mention.first, mention.last, name, kind)

    def _found(self, doc: Doc) -> Iterator[Name]:
        """Yield the names that the model finds."""
        for entity in doc.ents:
            tokens = _tokens(entity)
            text, label = _text(tokens), KINDS.get(entity.label_)
            if label is None or text is None or text.lower() in self.plain:
                continue
            label = "person" if tokens[-1].text in self._titled else label
            yield Name(tokens[0].i, tokens[-1].i, self._people.get(text, text), label)

    def _surnames(self, doc: Doc) -> Iterator[Name]:
        """Yield the surnames that the model misses, of people whose full names it finds."""
        for token in doc if self._people else ():
            if token.text in self._people and token.pos_ == "PROPN":
                yield Name(token.i, token.i, self._people[token.text], "person")

    @cached_property
    def _titled(self) -> set[str]:
        """What stands behind 'Mr', 'Dr' and their like."""
        return {surname for doc in self.docs for surname in _behind_titles(doc)}

    @cached_property
    def _people(self) -> dict[str, str]:
        """By surname the full name of the one person in the article who bears it."""
        full: dict[str, set[str]] = {}
        for doc in self.docs:
            for entity in doc.ents:
                name = _text(_tokens(entity)) if entity.label_ == "PERSON" else None
                if name is not None and " " in name:
                    full.setdefault(name.split()[-1], set()).add(name)
        return {surname: min(names) for surname, names in full.items() if len(names) == 1}


def _first(name: Name) -> int:
    return name.first


def _behind_titles(doc: Doc) -> Iterator[str]:
    for token in doc[:-1]:
        if token.lower_.rstrip(".") in TITLES:
            names = takewhile(lambda after: after.text[0].isupper(), doc[token.i + 1 :])
            yield from [name.text for name in names][-1:]


def _tokens(entity: Span) -> list[Token]:
    """Return an entity's tokens without articles, titles and marks around it."""
    tokens = list(entity)
    while tokens and (_before_name(tokens[0]) or not tokens[0].text[0].isalpha()):
        tokens.pop(0)
    while tokens and (tokens[-1].lower_ == "'s" or not tokens[-1].text[-1].isalnum()):
        tokens.pop()
    return tokens


def _text(tokens: list[Token]) -> str | None:
    """Return the name that tokens are; None if they are none."""
    if not tokens or not any(token.pos_ in ("PROPN", "ADJ") for token in tokens):
        return None
    text = tokens[0].doc[tokens[0].i : tokens[-1].i + 1].text
    fits = text[0].isupper() and len(text) > 1 and len(text.split()) <= LONGEST_RELEASED
    return text if fits else None


def _before_name(token: Token) -> bool:
    return token.lower_.rstrip(".") in TITLES | {"the", "a", "an"}
