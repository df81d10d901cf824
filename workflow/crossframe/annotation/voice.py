"""Voice: which characters of a paragraph stand inside direct quotation marks."""

import re
from dataclasses import dataclass

# Characters that open or close a quotation, by the shape of mark that they belong to.
DOUBLE = {"“": "open", "„": "open", "«": "open", "”": "close", "»": "close", '"': "either"}
# What may stand before an opening and after a closing mark.
BEFORE_OPENING = re.compile(r"[\s(\[{“„«\"—–/-]")
AFTER_CLOSING = re.compile(r"[\s)\]}”».,;:!?\"—–/-]|$")
SINGLE = re.compile("[‘’']")
DECADE = re.compile(r"\d0s\b")
SENTENCE_BREAK = re.compile(r"[.!?][\"'”’)\]]*\s+")
# Marks to straight ones, one character for one, so that positions stand.
STRAIGHTEN = str.maketrans("‘’‚“”„«»", '\'\'\'"""""')


@dataclass(frozen=True)
class Quotations:
    """Where a paragraph quotes: half-open spans of characters inside the marks, in order."""

    spans: tuple[tuple[int, int], ...]
    n_repaired: int


def straighten(text: str) -> str:
    """Return `text` with straight quotation marks and apostrophes, of the same length.

    Lexicons and the model know the straight ones best: curly marks change VADER's score of one
    news sentence in twenty.
    """
    return text.translate(STRAIGHTEN)


def quotations(paragraph: str) -> Quotations:
    """Return the direct quotations of one paragraph.

    A mark of any shape may close what another opened. A quotation within another is part of it.
    What is unbalanced is repaired within the paragraph and counted:

    - opened, never closed: quoted to the end of the paragraph (the quotation may go on in the
      next one, which then opens anew);
    - opened again while open: the first mark is ignored;
    - closed, never opened: quoted from the start of the sentence.

    Single marks quote only where both are found, the first before a word, the second behind one;
    any other is an apostrophe.
    """
    doubles, repaired = _double(paragraph)
    return Quotations(tuple(_merged(doubles + _single(paragraph))), repaired)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, with one span where several overlap: a quotation within another."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _double(text: str) -> tuple[list[tuple[int, int]], int]:
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    repaired = 0
    for at, char in enumerate(text):
        if char not in DOUBLE:
            continue
        kind = _kind(text, at, opened)
        if kind == "open":
            repaired += opened is not None
            opened = at + 1
        elif opened is not None:
            spans.append((opened, at))
            opened = None
        elif _ends_words(text, at):
            spans.append((_sentence_start(text, at, spans), at))
            repaired += 1
    if opened is not None and text[opened:].strip():
        spans.append((opened, len(text)))
        repaired += 1
    return spans, repaired


def _kind(text: str, at: int, opened: int | None) -> str:
    kind = DOUBLE[text[at]]
    if kind != "either":
        return kind
    if opened is None:
        return "open" if _may_open(text, at) else "close"
    opens_anew = _may_open(text, at) and not AFTER_CLOSING.match(text, at + 1)
    return "open" if opens_anew else "close"


def _may_open(text: str, at: int) -> bool:
    return at == 0 or bool(BEFORE_OPENING.match(text, at - 1))


def _ends_words(text: str, at: int) -> bool:
    """Whether a mark follows a word or its punctuation; behind a digit it may mean inches."""
    return at > 0 and not text[at - 1].isspace() and not text[at - 1].isdigit()


def _sentence_start(text: str, at: int, spans: list[tuple[int, int]]) -> int:
    breaks = [found.end() for found in SENTENCE_BREAK.finditer(text, 0, at - 1)]
    return max([0, *breaks, *(end + 1 for _, end in spans)])


def _single(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        if text[at] in "‘'‚’" and _opens_single(text, at):
            end = _closing_single(text, at + 1)
            if end is not None and (text[at] != "’" or _is_inverted(text, at + 1, end)):
                spans.append((at + 1, end))
                at = end
        at += 1
    return spans


def _opens_single(text: str, at: int) -> bool:
    return _may_open(text, at) and text[at + 1 : at + 2].isalnum() and not _is_decade(text, at)


def _is_inverted(text: str, start: int, end: int) -> bool:
    """Whether a closing mark opens what it should close: ’panic’, and not ’n’ or ’twas."""
    inner = text[start:end]
    return len(inner) > 1 and text[end] == "’" and inner[-1] not in "sS" and " " not in inner


def _is_decade(text: str, at: int) -> bool:
    return bool(DECADE.match(text, at + 1))


def _closing_single(text: str, start: int) -> int | None:
    """Return where a quotation from `start` closes, before another opens.

    A mark behind an s may be a plural's apostrophe, as in 'the rebels' own channels'. It closes
    only where no other does, and then the first: to claim too little is the smaller error.
    """
    after_s = None
    for at in (found.start() for found in SINGLE.finditer(text, start)):
        if _opens_single(text, at):
            break
        if text[at - 1].isspace() or not AFTER_CLOSING.match(text, at + 1):
            continue
        if text[at - 1] not in "sS":
            return at
        after_s = after_s or at
    return after_s
