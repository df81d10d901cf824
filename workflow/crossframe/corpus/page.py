"""A scraped page while its lines are being decided."""

from collections.abc import Collection
from dataclasses import dataclass, field

from crossframe.config import Role
from crossframe.corpus.furniture import Furniture
from crossframe.corpus.headline import Site
from crossframe.corpus.lines import Line
from crossframe.corpus.wire import Wire


@dataclass
class Page:
    """A scraped page while its lines are being decided. Indices count its lines from 0."""

    lines: list[Line]
    headline: str
    site: Site
    furniture: Furniture
    recurring: Collection[int] = ()  # fingerprints of lines that many of the outlet's pages hold
    roles: dict[int, Role] = field(default_factory=dict)

    def undecided(self) -> list[int]:
        """Indices of the lines that no rule has spoken of."""
        return [index for index in range(len(self.lines)) if index not in self.roles]

    def matches(self, index: int, kind: str) -> bool:
        """Whether a pattern of `kind` matches the line."""
        return self.furniture.match(self.lines[index].text, self.site.outlet, kind)

    def trailing_credit(self, index: int) -> int | None:
        """Return where words begin that sign a line after its last sentence, if any do."""
        return self.wire.closing(self.lines[index].text)

    @property
    def wire(self) -> Wire:
        """Finds what agencies sign."""
        return self.furniture.wire(self.site.outlet)

    def starts_run(self, index: int) -> bool:
        """Return whether two lines of running text follow one another from `index` on.

        A line that recurs may stand between them: some sites print one after each paragraph.
        """
        following = index + 1
        while following < len(self.lines) and self.recurs(following):
            following += 1
        return self.runs_on(index) and self.runs_on(following)

    def recurs(self, index: int) -> bool:
        """Return whether many of the outlet's pages hold the line."""
        return self.lines[index].fingerprint in self.recurring

    def runs_on(self, index: int) -> bool:
        """Return whether a line is running text of no known role that does not recur."""
        if index in self.roles or index >= len(self.lines):
            return False
        return self.lines[index].is_prose and not self.recurs(index)
