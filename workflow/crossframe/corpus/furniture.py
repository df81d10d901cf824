"""Patterns for what surrounds an article on its page, read from a file."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pydantic import Field

from crossframe.config import Model, validate
from crossframe.corpus.wire import Wire, wire_of
from crossframe.errors import StudyError
from crossframe.io import read_yaml


class Patterns(Model):
    """Regular expressions, each for a whole line, letter case ignored."""

    furniture: list[str] = Field(default=[], description="Navigation, buttons, notices.")
    caption: list[str] = Field(default=[], description="Captions.")
    credit: list[str] = Field(default=[], description="Credits.")
    byline: list[str] = Field(default=[], description="Bylines.")
    date: list[str] = Field(default=[], description="Date lines.")
    correction: list[str] = Field(default=[], description="Corrections and editors' notes.")
    embed: list[str] = Field(default=[], description="Posts of others, and what marks them.")
    bot_wall: list[str] = Field(default=[], description="Lines of a page that keeps robots out.")
    error_page: list[str] = Field(default=[], description="Lines of a page that reports an error.")
    consent_wall: list[str] = Field(
        default=[], description="Lines of a page that asks for consent before the article."
    )
    disclaimer: list[str] = Field(default=[], description="Disclaimers. They end an article.")
    author_note: list[str] = Field(
        default=[], description="Heads of notes on the author or series. They end an article."
    )
    end: list[str] = Field(default=[], description="Furniture after which no article goes on.")
    teaser: list[str] = Field(default=[], description="Pointers to other stories.")
    teasers_follow: list[str] = Field(
        default=[], description="Heads of boxes of teasers; the article may go on after them."
    )


class Furniture(Model):
    """The content of the file: names of agencies, and patterns in general and by outlet."""

    wire_services: list[str] = Field(description="Agencies whose stories outlets print.")
    picture_agencies: list[str] = Field(description="Agencies and libraries of pictures alone.")
    general: Patterns = Field(description="Patterns for any outlet.")
    outlets: dict[str, Patterns] = Field(description="Patterns for one outlet.")

    @property
    def agencies(self) -> list[str]:
        """All agencies."""
        return [*self.wire_services, *self.picture_agencies]

    def wire(self, outlet: str) -> Wire:
        """Return what finds the signatures of agencies, and of an outlet."""
        return wire_of(tuple(self.wire_services), (*self.picture_agencies, outlet))

    def match(self, line: str, outlet: str, kind: str) -> bool:
        """Return whether `line` matches a pattern of `kind`, in general or for `outlet`."""
        return any(_compiled(pattern).fullmatch(line) for pattern in self._of(outlet, kind))

    def _of(self, outlet: str, kind: str) -> Iterable[str]:
        yield from getattr(self.general, kind)
        if outlet in self.outlets:
            yield from getattr(self.outlets[outlet], kind)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def read_furniture(path: Path) -> Furniture:
    """Read and check the file; raise `StudyError` for unknown keys and malformed patterns."""
    furniture = validate(Furniture, read_yaml(path) or {}, str(path))
    for name, patterns in {"general": furniture.general, **furniture.outlets}.items():
        for kind in Patterns.model_fields:
            for pattern in getattr(patterns, kind):
                try:
                    re.compile(pattern)
                except re.error as error:
                    raise StudyError(
                        f"{path}: {name}.{kind}: {pattern!r} is no regular expression: {error}"
                    ) from None
    return furniture
