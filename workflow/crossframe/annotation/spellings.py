"""Spellings of a name: which runs of words spell one of the forms that a study lists.

A form with a capital letter is found in these letters, or in capitals throughout if it is no
acronym; one in small letters in any case, by lemma too. Both are found in the plural, and joined,
apart or with hyphens and full stops between their words: 'Rocket Chat', 'RocketChat',
'Rocket.Chat'. A form of up to `SHORT` letters is found apart only where the list has it so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Doc, Token

MARKS = re.compile(r"[\s.‐‑-]")  # what may stand between the words of a form
SHORT = 5  # letters
FEWEST = 2  # letters of a token with which a form begins
PLURALS = (("ies", "y"), ("ves", "f"), ("men", "man"), ("es", ""), ("s", ""))
BOUNDARY = re.compile(r"(?<=[a-z])(?=[A-Z])|[\s.‐‑-]")


@dataclass(frozen=True)
class Form:
    """A form of a name, and what it is without white space and marks."""

    text: str
    letters: str = field(init=False)
    is_small: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "letters", joined(self.text))
        object.__setattr__(self, "is_small", self.text == self.text.lower())

    def spellings(self) -> Iterator[str]:
        """Yield the letters in which it may stand."""
        yield self.letters
        if not self.is_small and len(self.letters) > SHORT and not self.letters.isupper():
            yield self.letters.upper()

    def beginnings(self) -> set[str]:
        """Return what the first token of a run can be, but for its case and inflection."""
        lengths = set(range(FEWEST, len(self.letters) + 1))
        if len(self.letters) <= SHORT:
            parts = [joined(part) for part in BOUNDARY.split(self.text)]
            lengths = {len("".join(parts[:n])) for n in range(1, len(parts) + 1)}
        return {self.letters[:length].lower() for length in lengths}


@lru_cache(maxsize=100_000)
def joined(text: str) -> str:
    """Return a text without white space, hyphens and full stops."""
    return MARKS.sub("", text)


@lru_cache(maxsize=100_000)
def singulars(word: str) -> tuple[str, ...]:
    """Return what a word in small letters may be the plural of."""
    return tuple(word.removesuffix(end) + new for end, new in PLURALS if word.endswith(end))


def last_of(doc: Doc, first: int, form: Form) -> int | None:
    """Return the last token of a form whose run begins at `first`; None where it does not stand."""
    for spelling in form.spellings():
        last = _last(doc, first, spelling, form)
        if last is not None:
            return last
    return None


def _last(doc: Doc, first: int, left: str, form: Form) -> int | None:
    """Return the last token of a run that spells what is left of a form."""
    for at in range(first, len(doc)):
        token = doc[at]
        if not (word := joined(token.text)):
            if at > first and _is_mark(token):
                continue
            return None
        readings = _readings(token, word, form)
        if left in readings or (not form.is_small and left == word.rstrip("sS")):
            return at
        fits = [reading for reading in readings if left.startswith(reading)]
        if not fits:
            return None
        left = left.removeprefix(max(fits, key=len))
    return None


def _readings(token: Token, word: str, form: Form) -> set[str]:
    """Return how a token of a run can be read: as it stands, or by lemma and singular."""
    if not form.is_small:
        return {word}
    return {word.lower(), joined(token.lemma_), *singulars(word.lower())}


def _is_mark(token: Token) -> bool:
    """Whether a token is a mark between the words of a name, with no space beside it."""
    before = token.nbor(-1)
    return not before.whitespace_ and not token.whitespace_
