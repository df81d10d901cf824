"""Voice: which characters of the paragraphs of an article stand inside direct quotation marks."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

# Marks of double quotation: how they stand by convention, and the pairs that belong together.
DOUBLE = dict.fromkeys("“„«‹「『", "open") | dict.fromkeys("”»›」』", "close") | {'"': "either"}
PAIRS = ("“”„", "«»", "‹›", "「」", "『』", '"')
FAMILY = {mark: number for number, marks in enumerate(PAIRS) for mark in marks}
FIXED = frozenset("「」『』")  # of scripts without spaces, which would show how a mark stands
SINGLE_MARKS = frozenset("‘’‚'")
MARKS = SINGLE_MARKS | DOUBLE.keys() | {"`"}
# What may stand before an opening and after a closing mark.
BEFORE_OPENING = re.compile(r"[\s(\[{“„«‹\"—–―/-]")
AFTER_CLOSING = re.compile(r"[\s)\]}”»›.,;:!?…\"—–―/-]|$")
SINGLE = re.compile("[‘’‚']")
# Letters that are left out, of which an apostrophe tells: rock 'n' roll, the '90s.
LEFT_OUT = re.compile(
    r"[‘’'](?:\d0s\b|n[‘’'](?!\w)|(?:n|em|[Tt]is|[Tt]was|[Tt]il|cause|cos|bout)\b)"
)
SENTENCE_BREAK = re.compile(r"[.!?][\"'”’)\]]*\s+")
SENTENCE_END = re.compile(r"(?:^|[.!?:,][\"'”’)\]]*\s+)$")
LONGEST_END = 6  # characters before a mark that show whether a sentence begins with it
# Marks to straight ones, and a bar to the dash that the model knows, one character for one.
STRAIGHTEN = str.maketrans("‘’‚“”„«»‹›「」『』―", "'''" + '"' * 11 + "—")


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


def quotations(paragraphs: Sequence[str]) -> list[Quotations]:
    """Return the direct quotations of the paragraphs of an article.

    How a mark stands, before a word or behind one, tells whether it opens or closes; where that
    is not clear, how such marks stand in the rest of the article does („…“, »…«, ”…”). A mark of
    any shape may close what another opened. A quotation within another is part of it. What is
    unbalanced is repaired within the paragraph and counted:

    - opened, never closed: quoted to the end of the paragraph (the quotation may go on in the
      next one, which then opens anew);
    - opened again while open: the first mark is ignored;
    - closed, never opened: quoted from the start of the sentence.

    Single marks quote only where both are found, the first before a word, the second behind one,
    or where the next paragraph opens anew; any other is an apostrophe.
    """
    texts = [_joined(text) for text in paragraphs]
    roles = _roles(texts)
    found = []
    for text, after in zip(texts, [*texts[1:], ""], strict=True):
        if MARKS.isdisjoint(text):
            found.append(Quotations((), 0))
            continue
        doubles, repaired = _Doubles(text, roles).read()
        singles = _single(text, goes_on=after[:1] in SINGLE_MARKS and after[:1] != "")
        found.append(Quotations(tuple(_merged(doubles + singles)), repaired))
    return found


def _joined(text: str) -> str:
    """Return a text of the same length with ``…'' and ''…'' as “…”, beside a blank."""
    if "``" not in text and "''" not in text:
        return text
    text = re.sub(r"``|(?<![^\s(\[])''(?=\w)", " “", text)
    return text.replace("''", "” ")


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, with one span where several overlap: a quotation within another."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _roles(texts: Sequence[str]) -> dict[str, str]:
    """Return whether each shape of mark opens, closes or does either in an article."""
    seen: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for at, char in enumerate(text):
            if char in DOUBLE and (stands := _stands(text, at)):
                seen[char, stands] += 1
    roles = {}
    for mark, convention in DOUBLE.items():
        ways = [way for way in ("open", "close") if seen[mark, way]]
        roles[mark] = convention if not ways else ways[0] if len(ways) == 1 else "either"
    return roles | {mark: DOUBLE[mark] for mark in FIXED} | {'"': "either"}


def _stands(text: str, at: int) -> str | None:
    """Return whether a mark stands as one that opens or closes; None if that is not clear."""
    if text[at] in FIXED:
        return DOUBLE[text[at]]
    opens, closes = _may_open(text, at), bool(AFTER_CLOSING.match(text, at + 1))
    if opens == closes:
        return None
    return "open" if opens else "close"


def _may_open(text: str, at: int) -> bool:
    return at == 0 or bool(BEFORE_OPENING.match(text, at - 1))


@dataclass
class _Doubles:
    """The double marks of a paragraph, read from left to right."""

    text: str
    roles: Mapping[str, str]
    spans: list[tuple[int, int]] = field(default_factory=list)
    opened: list[tuple[int, int]] = field(default_factory=list)  # start and family, outer first
    repaired: int = 0

    def read(self) -> tuple[list[tuple[int, int]], int]:
        """Return the quotations, and how many marks were missing."""
        for at, char in enumerate(self.text):
            if char in DOUBLE:
                if self._kind(at) == "open":
                    self._open(at)
                else:
                    self._close(at)
        if self.opened and self.text[self.opened[0][0] :].strip():
            self.spans.append((self.opened[0][0], len(self.text)))
            self.repaired += 1
        return self.spans, self.repaired

    def _kind(self, at: int) -> str:
        kind = _stands(self.text, at) or self.roles[self.text[at]]
        if kind != "either":
            return kind
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        opens = _may_open(self.text, at) or (after.isalnum() and not before.isalnum())
        return "open" if opens and not self.opened else "close"

    def _open(self, at: int) -> None:
        family = FAMILY[self.text[at]]
        if any(other == family for _, other in self.opened):
            self.repaired += 1
            while self.opened and self.opened.pop()[1] != family:
                pass
        self.opened.append((at + 1, family))

    def _close(self, at: int) -> None:
        if not self.opened:
            if self._ends_words(at):
                self.spans.append((self._sentence_start(at), at))
                self.repaired += 1
            return
        families = [family for _, family in self.opened]
        family = FAMILY[self.text[at]]
        keep = families.index(family) if family in families else len(families) - 1
        start, _ = self.opened[keep]
        del self.opened[keep:]
        if not self.opened:
            self.spans.append((start, at))

    def _ends_words(self, at: int) -> bool:
        """Whether a mark follows a word or its punctuation; behind a digit it may mean inches."""
        return at > 0 and not self.text[at - 1].isspace() and not self.text[at - 1].isdigit()

    def _sentence_start(self, at: int) -> int:
        behind_last = self.spans[-1][1] + 1 if self.spans else 0
        breaks = (found.end() for found in SENTENCE_BREAK.finditer(self.text, behind_last, at - 1))
        return max(breaks, default=behind_last)


def _single(text: str, *, goes_on: bool) -> list[tuple[int, int]]:
    """Return the quotations in single marks; where the last one may go on in the next paragraph."""
    if SINGLE_MARKS.isdisjoint(text):
        return []
    return list(_Singles(text).read(goes_on=goes_on))


class _Singles:
    """The single marks of a paragraph that are no apostrophes of letters left out."""

    def __init__(self, text: str) -> None:
        self.text = text
        left_out = {at for found in LEFT_OUT.finditer(text) for at in range(*found.span())}
        marks = (found.start() for found in SINGLE.finditer(text))
        self.marks = [at for at in marks if at not in left_out]

    def read(self, *, goes_on: bool) -> Iterator[tuple[int, int]]:
        """Yield the quotations."""
        behind = 0
        for mark in self.marks:
            if mark < behind or not self._opens(mark):
                continue
            end, sure = self._closing(mark)
            if not sure and goes_on and self._begins_sentence(mark):
                yield mark + 1, len(self.text)
                return
            if end and (self.text[mark] != "’" or self._is_inverted(mark + 1, end)):
                yield mark + 1, end
                behind = end + 1

    def _opens(self, at: int) -> bool:
        return _may_open(self.text, at) and self.text[at + 1 : at + 2].isalnum()

    def _may_close(self, at: int) -> bool:
        behind_word = self.text[at] != "‚" and not self.text[at - 1].isspace()
        return behind_word and bool(AFTER_CLOSING.match(self.text, at + 1))

    def _begins_sentence(self, at: int) -> bool:
        return bool(SENTENCE_END.search(self.text[max(0, at - LONGEST_END) : at]))

    def _is_inverted(self, start: int, end: int) -> bool:
        """Whether a closing mark opens what it should close: ’panic’, and not ’n’ or ’twas."""
        inner = self.text[start:end]
        words = " " in inner and inner[-1] in ",.!?"
        one = len(inner) > 1 and inner[-1] not in "sS" and " " not in inner
        return self.text[end] == "’" and (words or one)

    def _closing(self, opening: int) -> tuple[int | None, bool]:
        """Return where a quotation closes, before another opens, and whether that is sure.

        A mark behind an s may be a plural's apostrophe, as in 'the rebels' own channels'. It closes
        only where no other does, and then the first: to claim too little is the smaller error.
        """
        after_s = None
        for at in islice(self.marks, bisect_right(self.marks, opening), None):
            if self._opens(at):
                break
            if not self._may_close(at):
                continue
            if self.text[at - 1] not in "sS":
                return at, True
            after_s = after_s or at
        return after_s, False
