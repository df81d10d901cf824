"""Part of speech, morphology and lemma of tokens, each asked of the model once.

They depend on a token's form, tag and label, and in a few cases on the word beside it. What the
model's attribute ruler and lemmatizer say of such a token is mended and remembered: these two take
a third of the time that tagging and parsing take.
"""

from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import (  # type: ignore[import-not-found]  # compiled, without stubs
    DEP,
    LEMMA,
    LOWER,
    MORPH,
    ORTH,
    POS,
    TAG,
)
from spacy.language import Language
from spacy.tokens import Doc, Token

from crossframe.annotation.acronyms import singular_acronym
from crossframe.annotation.lemmas import lemmas_of

PARTICIPLES = ("VBG", "VBN")
READ = (TAG, DEP, POS, MORPH, LEMMA)
# What the ruler's patterns of two tokens ask for; of the second in a pair, and of the first.
BEHIND = {("gon", "na"), ("got", "ta"), ("let", "'s")}
BEFORE = {("ai", "n't"), ("ai", "nt"), ("gon", "na"), ("c'm", "on"), ("y'", "all"), ("y", "all")}
EXISTING = {"is", "are", "was", "were", "'s", "'re"}  # a verb behind 'there'
NAME = "remembered_readings"  # of the component
APART = "."  # parts tokens that have nothing to do with each other


class Key(NamedTuple):
    """All that the reading of a token depends on; numbers are spaCy's."""

    form: int
    tag: int
    label: int
    before: str | None  # the word before it, or its label, where that matters
    after: str | None
    shouted: bool  # whether its text is all in capitals


@Language.factory(NAME)
class RememberedReadings:
    """Reads tokens as the model's attribute ruler and lemmatizer do, and mends what they say.

    - Acronyms are proper nouns: else the group IS is read as a form of 'be'.
    - A participle before a noun is an adjective or noun of its own form: else an app for
      messaging would count as the verb 'message'.
    - Lemmas are those of `lemmas`.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        """Take the place of both components of the pipeline."""
        self._read_by = [nlp.get_pipe(each) for each in ("attribute_ruler", "lemmatizer")]
        self._lemmas = lemmas_of(self._read_by[1].lookups)  # type: ignore[attr-defined]
        self._memory: dict[Key, list[int]] = {}
        nlp.disable_pipe("attribute_ruler")
        nlp.disable_pipe("lemmatizer")

    def __call__(self, doc: Doc) -> Doc:
        """Read a parsed text, in place."""
        keys = _keys(doc)
        if new := [key for key in dict.fromkeys(keys) if key not in self._memory]:
            self._read(new, doc)
        return doc.from_array([*READ], _numbers([self._memory[key] for key in keys]))

    def _read(self, keys: list[Key], doc: Doc) -> None:
        """Read some tokens of a text, in a text of their own."""
        strings = doc.vocab.strings
        mark, there = strings.add("."), (strings.add("EX"), strings.add("expl"))
        words: list[tuple[str, int, int]] = []
        for key in keys:
            before, after = ((word or APART, mark, 0) for word in (key.before, key.after))
            before = ("there", *there) if key.before == "expl" else before
            words += [before, (strings[key.form], key.tag, key.label), after]
        places = range(1, len(words), 3)
        apart = Doc(doc.vocab, [word for word, *_ in words])
        apart.from_array([TAG, DEP], _numbers([rest for _, *rest in words]))
        for component in self._read_by:
            apart = component(apart)
        for key, place in zip(keys, places, strict=True):
            self._mend(apart[place], shouted=key.shouted)
        read = apart.to_array([*READ])
        self._memory |= {key: read[at].tolist() for key, at in zip(keys, places, strict=True)}

    def _mend(self, token: Token, *, shouted: bool) -> None:
        acronym = singular_acronym(token.text)
        if acronym and not shouted:
            token.pos_, token.tag_, token.lemma_ = "PROPN", "NNP", acronym
        elif "-" in token.text.strip("-"):
            parts = token.text.split("-")
            token.lemma_ = "-".join(singular_acronym(part) or part.lower() for part in parts)
        elif token.tag_ in PARTICIPLES and token.dep_ in ("amod", "compound"):
            token.pos_ = "NOUN" if token.dep_ == "compound" else "ADJ"
            token.lemma_ = token.lower_
        else:
            token.lemma_ = self._lemmas.of(token.lower_, token.lemma_.lower(), token.pos_.lower())


def _numbers(rows: list[list[int]]) -> Any:
    """Return rows of numbers as spaCy takes them; its stub asks for signed ones."""
    return np.array(rows, dtype=np.uint64)


def _keys(doc: Doc) -> list[Key]:
    strings = doc.vocab.strings
    shouted = doc.text.isupper() and len(doc) > 1
    rows = doc.to_array([ORTH, TAG, DEP, LOWER]).tolist()
    words = [strings[lower] for *_, lower in rows]
    labels = [strings[label] for _, _, label, _ in rows]
    keys = []
    for at, (form, tag, label, _) in enumerate(rows):
        before, after = None, None
        if at and (words[at - 1], words[at]) in BEHIND:
            before = words[at - 1]
        elif at and labels[at - 1] == "expl" and words[at] in EXISTING:
            before = "expl"
        if at + 1 < len(rows) and (words[at], words[at + 1]) in BEFORE:
            after = words[at + 1]
        keys.append(Key(form, tag, label, before, after, shouted))
    return keys
