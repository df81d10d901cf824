"""A scraped page while its lines are being decided."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from crossframe.config import Role
from crossframe.corpus.furniture import Furniture
from crossframe.corpus.repair import repair

FEWEST_WORDS_OF_PROSE = 8  # a shorter line is as likely a heading, a credit or a button
SENTENCE_END = re.compile(r"(?<!\.\.)[.!?:][\"'”’)\]]*$")
CUT_OFF = re.compile(r"(\.\.\.|…|\[\s*(\.\.\.|…)\s*\])[\"'”’)\]]*$")


@dataclass(frozen=True)
class Line:
    """One line of a page that holds anything, repaired."""

    number: int  # from 1, as an editor counts
    text: str
    repaired: bool
    fingerprint: int

    @property
    def n_words(self) -> int:
        """Words between white space."""
        return len(self.text.split())

    @property
    def is_sentence(self) -> bool:
        """Whether the line ends as a sentence does, not cut off."""
        return bool(SENTENCE_END.search(self.text)) and not self.is_cut_off

    @property
    def is_cut_off(self) -> bool:
        """Whether the line ends in an ellipsis."""
        return bool(CUT_OFF.search(self.text))

    @property
    def is_prose(self) -> bool:
        """Whether the line reads as running text."""
        return self.n_words >= FEWEST_WORDS_OF_PROSE and self.is_sentence


@dataclass
class Page:
    """A scraped page while its lines are being decided. Indices count its lines from 0."""

    lines: list[Line]
    title: str
    outlet: str
    furniture: Furniture
    recurring: Collection[int] = ()  # fingerprints of lines that many of the outlet's pages hold
    roles: dict[int, Role] = field(default_factory=dict)

    def undecided(self) -> list[int]:
        """Indices of the lines that no rule has spoken of."""
        return [index for index in range(len(self.lines)) if index not in self.roles]

    def matches(self, index: int, kind: str) -> bool:
        """Whether a pattern of `kind` matches the line."""
        return self.furniture.match(self.lines[index].text, self.outlet, kind)

    def trailing_credit(self, index: int) -> int | None:
        """Return where a credit begins that stands alone after a last sentence, if one does."""
        text = self.lines[index].text
        found = self._credit_after.search(text)
        if found is None:
            return None
        return found.start() + 1 if re.search(r"[.!?][\"'”’)]*$", text[: found.start()]) else None

    @cached_property
    def _credit_after(self) -> re.Pattern[str]:
        names = "|".join(map(re.escape, [*self.furniture.agencies, self.outlet]))
        return re.compile(rf"(?<=[.!?\"'”’)]) +(?:\((?:{names})\)|(?:/ ?)?(?:{names}))\.?$")

    def starts_run(self, index: int) -> bool:
        """Return whether two lines of running text follow one another from `index` on.

        A line that recurs may stand between them: some sites print one after each paragraph.
        """
        following = index + 1
        while following < len(self.lines) and self.recurs(following):
            following += 1
        return self._runs_on(index) and self._runs_on(following)

    def recurs(self, index: int) -> bool:
        """Return whether many of the outlet's pages hold the line."""
        return self.lines[index].fingerprint in self.recurring

    def _runs_on(self, index: int) -> bool:
        if index in self.roles or index >= len(self.lines):
            return False
        return self.lines[index].is_prose and not self.recurs(index)


def read_lines(text: str) -> list[Line]:
    """Return the lines of a page that hold anything, repaired, and numbered as an editor does."""
    lines = []
    for number, raw in enumerate(split_lines(text), start=1):
        repaired = repair(raw)
        if repaired:
            changed = repaired != " ".join(raw.split())
            lines.append(Line(number, repaired, changed, fingerprint(raw)))
    return lines


def split_lines(text: str) -> list[str]:
    """Return the lines of a page as they came."""
    return re.split(r"\r\n|\r|\n", text)


def fingerprint(raw: str) -> int:
    """Return a number that tells a line from others, whatever its case and white space."""
    plain = " ".join(raw.casefold().split()).encode("utf-8", errors="surrogatepass")
    return int.from_bytes(hashlib.blake2b(plain, digest_size=8).digest(), "big", signed=True)
