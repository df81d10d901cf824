"""Words of a sentence, and the terms that they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from crossframe.annotation.acronyms import ACRONYM, singular_acronym
from crossframe.annotation.remembered import PARTICIPLES

HYPHENS = {"-", "‐", "‑"}
TERM = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
NO_TERMS = {"NUM", "SYM", "PUNCT", "SPACE", "X"}
LONGEST_RELEASED = 4  # words: a longer run of a text must not be recovered from what is released
TITLES = {"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "lord"}


@dataclass(frozen=True)
class Word:
    """A word: a token with a letter or digit, or several that hyphens join."""

    start: int  # characters of the paragraph
    end: int
    first: int  # tokens of the paragraph
    last: int
    term: str | None  # None where the word is no term
    pos: str
    name_kind: str | None = None  # where it is the last word of a name, which is then its term
    in_name: bool = False  # whether it is one of several words of a name


def words_of(span: Span, plain: set[str]) -> Iterator[Word]:
    """Yield the words of a sentence.

    Args:
        span: The sentence.
        plain: Words that the article writes small: a capital at the start of a sentence does
            not make them names.
    """
    tokens = list(span)
    at = 0
    while at < len(tokens):
        until = at
        while _joined(tokens, until):
            until += 2
        group = tokens[at : until + 1]
        if any(char.isalnum() for token in group for char in token.text):
            yield _word(group, plain)
        at = until + 1


def _joined(tokens: list[Token], at: int) -> bool:
    """Whether a hyphen joins the token at `at` to the one after the next."""
    if at + 2 >= len(tokens) or tokens[at + 1].text not in HYPHENS:
        return False
    left, hyphen, right = tokens[at : at + 3]
    touching = not left.whitespace_ and not hyphen.whitespace_
    return touching and left.text[-1].isalnum() and right.text[0].isalnum()


def _word(group: list[Token], plain: set[str]) -> Word:
    head, last = _head(group), group[-1]
    pos, lemma = head.pos_, last.lemma_
    if len(group) > 1 and head.tag_ in PARTICIPLES:
        pos, lemma = "ADJ", _form(last)  # 'security-focused' is not the verb 'focus'
    elif pos == "PROPN" and last.is_sent_start and not last.ent_type_ and last.lower_ in plain:
        pos, lemma = "NOUN", last.lower_  # the capital is the sentence's
    lemma = _capitalised(last) if pos == "PROPN" and len(group) == 1 else _case(lemma)
    form = "".join([*(_form(token) for token in group[:-1]), lemma])
    term = None if group[0].text.startswith("'") else _term(form, last, pos)
    return Word(group[0].idx, last.idx + len(last), group[0].i, last.i, term, pos)


def _head(group: list[Token]) -> Token:
    """Return the last token that depends on none of the others, and is no hyphen."""
    if len(group) == 1:
        return group[0]
    members = {token.i for token in group}
    roots = [token for token in group if token.head.i not in members or token.head.i == token.i]
    return next((token for token in reversed(roots) if token.text not in HYPHENS), group[-1])


def _form(token: Token) -> str:
    if token.text in HYPHENS:
        return "-"
    return singular_acronym(token.text) or token.lower_


def _capitalised(token: Token) -> str:
    """Return a name as it is written, but for what is shouted: 'Signal' is not 'signal'."""
    acronym = singular_acronym(token.text)
    return acronym or (token.text.capitalize() if token.text.isupper() else token.text)


def _case(form: str) -> str:
    """Return a form in lower case, an acronym as it is: 'IS' and 'is' are different words."""
    return "-".join(part if ACRONYM.fullmatch(part) else part.lower() for part in form.split("-"))


def _term(form: str, last: Token, pos: str) -> str | None:
    """Return the form as a term, or None for what is none: numbers, fragments, 'Mr' and 'Dr'."""
    term = form.strip(".'-")
    if pos in NO_TERMS or term.lower() in TITLES or not TERM.fullmatch(term) or len(term) == 1:
        return None
    return None if last.like_num or last.vocab[term].like_num else term
