"""Labels: speakers whom a headline or a line of a talk names beside what they say, with no verb."""

from crossframe.annotation.complements import DASHES, NOMINAL, VERBS
from crossframe.annotation.cues import FULL_STOPS, Page
from crossframe.annotation.sayings import Saying

LONGEST_LABEL = 5  # tokens before a colon, or behind the last dash of a headline
SHORTEST_SAID = 3  # tokens
LONGEST_HEADLINE = 30


def labelled(page: Page) -> Saying | None:
    """Return what a paragraph gives to whoever is named before its colon or behind its dash."""
    if not SHORTEST_SAID < len(page.tokens) <= LONGEST_HEADLINE:
        return None
    if page.tokens[-1].text in FULL_STOPS and page.number:
        return None  # a sentence, and no headline, which stands first
    return _before_colon(page) or _behind_dash(page)


def _before_colon(page: Page) -> Saying | None:
    """Return "X: Y"."""
    for token in page.tokens[1 : LONGEST_LABEL + 1]:
        if token.text == ":":
            label = (0, token.i)
            return _said(page, label, (token.i + 1, len(page.tokens)))
    return None


def _behind_dash(page: Page) -> Saying | None:
    """Return "Y - X"."""
    for token in page.tokens[-1 - LONGEST_LABEL : -1]:
        if token.text in DASHES or token.text == "-":
            label = (token.i + 1, len(page.tokens))
            return _said(page, label, (0, token.i))
    return None


def _said(page: Page, label: tuple[int, int], said: tuple[int, int]) -> Saying | None:
    names = page.tokens[slice(*label)]
    words = page.tokens[slice(*said)]
    nominal = all(token.pos_ in NOMINAL or token.tag_ == "POS" for token in names)
    clause = any(token.pos_ in VERBS for token in words)
    quoted = any(page.inside[token.i] is not None for token in words)
    if not nominal or len(words) < SHORTEST_SAID or not (clause or quoted):
        return None
    quotes = sorted({quote for token in words if (quote := page.inside[token.i]) is not None})
    return Saying(page, None, label[1] - 1, label, [said] if clause else [], quotes)
