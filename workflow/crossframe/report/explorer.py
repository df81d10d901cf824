"""The explorer of terms: how often each outlet uses a word, how evenly, and how far from the rest.

The page looks terms up in what is packed here; the tables frequency and keywords have all of it.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from crossframe.config import Config
from crossframe.results import Results, cells_of

# What is shown of a term in an outlet and a voice, by table; the numbers have four digits.
FIELDS = {
    "frequency": ("n", "value", "low", "high", "dp_norm", "n_units_with", "n_units"),
    "keywords": ("value", "low", "high", "g2", "log_odds_z", "q", "note"),
}
TERM = ("term", "pos")
WORDS = ("note",)  # fields that are no number
DIGITS = ".4g"
LISTED = 50  # terms of the table that needs no script

Term = tuple[str, str]  # lemma, part of speech
Cells = list[float | int | None]


class Terms(NamedTuple):
    """What the explorer holds.

    Attributes:
        data: What the script reads, as JSON that can stand in a page.
        n: Number of terms held.
        of: Number of terms of the table.
        listed: The most frequent terms, each with its rate in every outlet; '' where undefined.
        keyness: Whether the study compares terms with the rest.
    """

    data: str
    n: int
    of: int
    listed: list[tuple[Term, list[str]]]
    keyness: bool


def terms(results: Results, config: Config) -> Terms:
    """Return the most frequent terms with all that is known of them.

    Args:
        results: The results.
        config: The study's config.
    """
    outlets, most = config.outlets, config.report.most_terms
    tables = [name for name in FIELDS if name in config.measures]
    counted = _counted(results)
    kept = sorted(counted, key=lambda term: (-counted[term], term))[:most]
    notes: dict[str, int] = {"": 0}
    found = {name: _found(results, name, set(kept), notes) for name in tables}
    voices = list(dict.fromkeys(voice for _, _, voice in found["frequency"]))
    packed = {
        "outlets": list(outlets),
        "voices": voices,
        "fields": {name: FIELDS[name] for name in tables},
        "notes": list(notes),
        "terms": kept,
        "cells": {
            name: [_of_term(rows, term, outlets, voices) for term in kept]
            for name, rows in found.items()
        },
    }
    listed = [(term, _rates(found["frequency"], term, outlets)) for term in kept[:LISTED]]
    return Terms(as_script(packed), len(kept), len(counted), listed, "keywords" in tables)


def as_script(content: object) -> str:
    """Return JSON that ends no element of a page, whatever it holds."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _records(results: Results, name: str, fields: Sequence[str]) -> Iterator[list[str]]:
    """Yield some cells of the rows of a table."""
    for part in results.parts(name):
        yield from cells_of(part[[*fields]])


def _counted(results: Results) -> Counter[Term]:
    """Return how often each term stands in the corpus."""
    counted: Counter[Term] = Counter()
    for voice, lemma, pos, n in _records(results, "frequency", ("voice", *TERM, "n")):
        if voice == "all":
            counted[lemma, pos] += int(n)
    return counted


def _found(
    results: Results, name: str, kept: set[Term], notes: dict[str, int]
) -> dict[tuple[Term, str, str], Cells]:
    """Return the cells of a table by term, outlet and voice; notes by number, new ones added."""
    found, fields = {}, FIELDS[name]
    for row in _records(results, name, (*TERM, "outlet", "voice", *fields)):
        lemma, pos, outlet, voice, *cells = row
        if (lemma, pos) in kept:
            found[(lemma, pos), outlet, voice] = [
                notes.setdefault(cell, len(notes)) if field in WORDS else _digits(cell)
                for field, cell in zip(fields, cells, strict=True)
            ]
    return found


def _digits(cell: str) -> float | int | None:
    """Return a cell as a short number, a whole one without decimals."""
    if not cell:
        return None
    value = float(f"{float(cell):{DIGITS}}") if "." in cell or "e" in cell else float(cell)
    return int(value) if value.is_integer() else value


def _of_term(
    found: Mapping[tuple[Term, str, str], Cells],
    term: Term,
    outlets: Sequence[str],
    voices: Sequence[str],
) -> list[Any]:
    return [[found.get((term, outlet, voice)) for outlet in outlets] for voice in voices]


def _rates(
    found: Mapping[tuple[Term, str, str], Cells], term: Term, outlets: Sequence[str]
) -> list[str]:
    rate = FIELDS["frequency"].index("value")
    cells = [found.get((term, outlet, "all")) for outlet in outlets]
    return ["" if cell is None or cell[rate] is None else f"{cell[rate]}" for cell in cells]
