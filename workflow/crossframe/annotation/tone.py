"""Tone of a sentence, and of what it says of an actor: which words are scored.

Three kinds of words are hidden from the lexicons. Names: else the app Riot, or a Freedom Party,
would count as an emotion. Words in a sense that the lexicons do not mean, as the preposition in
'apps like these'. And nouns that a listed actor's name makes a group of, as in 'IS supporters',
who praise nobody by being called so.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from spacy.attrs import (  # type: ignore[import-not-found]  # compiled, without stubs
    ENT_TYPE,
    LEMMA,
    LOWER,
    POS,
)
from spacy.parts_of_speech import (  # type: ignore[import-not-found]  # likewise
    IDS,
    PROPN,
)
from spacy.strings import hash_string  # type: ignore[attr-defined]  # its stub lacks it
from spacy.tokens import Doc, Span, Token

from crossframe.annotation import sentiment
from crossframe.annotation.mentions import Mention
from crossframe.annotation.sentiment import Score
from crossframe.feature_tables import LEXICONS

Row = dict[str, Any]
Scores = dict[str, Score]

# Words of the lexicons with the part of speech in which they have another sense than is scored.
SENSES = frozenset(
    {
        *("like/ADP", "like/SCONJ", "well/ADV", "pretty/ADV", "certain/ADJ", "rose/VERB"),
        *("care/NOUN", "fine/NOUN", "hand/NOUN", "interest/NOUN", "kind/NOUN", "matter/NOUN"),
        *("novel/NOUN", "party/NOUN", "sentence/NOUN", "share/NOUN", "share/VERB", "value/NOUN"),
    }
)
# Expressions that say nothing of what a word in them says elsewhere.
EXPRESSIONS = (
    *("best known", "better known", "thanks to", "no matter", "make sure", "made sure"),
    *("in favour of", "in favor of", "with respect to", "in respect of", "at best"),
)
_SENSES = {(hash_string(word), IDS[pos]) for word, pos in (each.split("/") for each in SENSES)}
_EXPRESSIONS = [[hash_string(word) for word in each.split()] for each in EXPRESSIONS]
_STARTS = {words[0] for words in _EXPRESSIONS}


def toneless(doc: Doc, mentions: Iterable[Mention]) -> frozenset[int]:
    """Return the tokens of a paragraph that carry no tone."""
    places: set[int] = set()
    rows = doc.to_array([LOWER, LEMMA, POS, ENT_TYPE]).tolist()
    forms = [form for form, *_ in rows]
    for at, (form, lemma, pos, entity) in enumerate(rows):
        if (entity and pos == PROPN) or not _SENSES.isdisjoint({(form, pos), (lemma, pos)}):
            places.add(at)
        if form in _STARTS:
            places |= _expression(forms, at)
    for mention in mentions:
        last = doc[mention.last]
        if last.dep_ == "compound" and last.head.i > last.i:
            places.add(last.head.i)
    return frozenset(places)


def _expression(forms: list[int], start: int) -> set[int]:
    """Return the tokens of an expression that begins at a token; none where none does."""
    for words in _EXPRESSIONS:
        if forms[start : start + len(words)] == words:
            return {*range(start, start + len(words))}
    return set()


def scored(tokens: Sequence[Token], hidden: frozenset[int]) -> Scores:
    """Return both lexicons' scores of tokens.

    Args:
        tokens: The tokens, in order; some of a sentence may be left out.
        hidden: Places of those that say nothing.
    """
    text = ""
    for token, after in zip_longest(tokens, tokens[1:]):
        text += "name" if token.i in hidden else token.text
        text += token.whitespace_ if after is None or after.i == token.i + 1 else " "
    return {"vader": sentiment.vader(text), "afinn": sentiment.afinn(text)}


def towards(span: Span, mentions: Sequence[Mention], hidden: frozenset[int]) -> Iterator[Row]:
    """Yield the columns of scores of each mention in a sentence.

    A score is the mean of that of the part of the sentence that concerns the mention, and of that
    of the sentence: few parts hold a word that a lexicon knows, and a sentence is about all that
    it names. What actors are called is no judgement of what is said of them.
    """
    hidden |= {at for mention in mentions for at in range(mention.first, mention.last + 1)}
    whole = scored(list(span), hidden) if mentions else {}
    for mention in mentions:
        part = scored([span.doc[place] for place in mention.window], hidden)
        values = {name: (part[name].value + whole[name].value) / 2 for name in LEXICONS}
        yield values | _matched(whole)


def columns(scores: Scores) -> Row:
    """Return the columns of a sentence's scores."""
    return {lexicon: scores[lexicon].value for lexicon in LEXICONS} | _matched(scores)


def _matched(scores: Scores) -> Row:
    return {f"{lexicon}_matched": scores[lexicon].n_matched for lexicon in LEXICONS}


def valences(scores: Scores) -> Iterator[Row]:
    """Yield the words behind a sentence's scores."""
    for lexicon, score in scores.items():
        for word, n, valence in score.words:
            yield {"lexicon": lexicon, "word": word, "n": n, "valence": valence}
