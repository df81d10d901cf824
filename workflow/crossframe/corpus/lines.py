"""The lines of a text: repaired, numbered, and told from one another."""

import hashlib
import re
from dataclasses import dataclass

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
