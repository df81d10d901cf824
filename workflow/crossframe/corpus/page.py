"""A scraped page while its lines are being decided."""

import re
from dataclasses import dataclass, field

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
        names = "|".join(map(re.escape, [*self.furniture.agencies, self.outlet]))
        found = re.search(rf"(?<=[.!?\"'”’)]) +(?:\((?:{names})\)|(?:/ ?)?(?:{names}))\.?$", text)
        if found is None:
            return None
        return found.start() + 1 if re.search(r"[.!?][\"'”’)]*$", text[: found.start()]) else None

    def prose_run(self, index: int) -> int:
        """Return how many lines of running text follow one another from `index` on."""
        run = 0
        while index + run < len(self.lines) and (
            self.lines[index + run].is_prose and index + run not in self.roles
        ):
            run += 1
        return run

    def goes_on_after(self, index: int) -> bool:
        """Return whether running text follows a line."""
        return any(self.prose_run(later) > 1 for later in self.undecided() if later > index)


def read_lines(text: str) -> list[Line]:
    """Return the lines of a page that hold anything, repaired, and numbered as an editor does."""
    lines = []
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        repaired = repair(raw)
        if repaired:
            lines.append(Line(number, repaired, repaired != " ".join(raw.split())))
    return lines
