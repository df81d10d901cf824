"""Modifiers: the words by which a text qualifies somebody whom it names.

Adjectives and nouns before a name, what is joined to them, and adjectives that a linking verb says
of it: 'the corrupt and greedy council', 'night nurses', 'the council is corrupt'. No modifiers are
the other words of a name, titles and what stands before a name as one ('Maria Hale', 'President
Hale'), other names ('Wessex nurses'), the nouns that a name makes a group of, and words that only
point, compare or count ('other nurses'). What the text denies is none ('the council was not
corrupt').

Gets wrong: what the parser gets wrong, as in headlines and long noun phrases; nouns that are said
of somebody ('the council is a disgrace').
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from crossframe.annotation.clauses import BEFORE_NOUN, COPULAS, Tree
from crossframe.annotation.denial import is_denied
from crossframe.annotation.remembered import PARTICIPLES
from crossframe.annotation.words import HYPHENS

LINKING = COPULAS | {"be"}
POINTING = {
    *("another", "certain", "few", "first", "following", "further", "last", "latter", "least"),
    *("less", "many", "more", "most", "much", "next", "other", "overall", "own", "particular"),
    *("relevant", "respective", "same", "second", "several", "similar", "such", "third", "top"),
    *("total", "various", "whole"),
}


def modifiers_of(root: Token, own: range, named: set[int], tree: Tree) -> Iterator[str]:
    """Yield the lemmas of what modifies a name.

    Args:
        root: The noun of the name.
        own: The tokens of the name.
        named: The tokens of all listed names.
        tree: Children of every token.
    """
    for word in _words(root, own, tree):
        at = word.i
        if at not in named and _qualifies(word) and not is_denied(word.doc[at : at + 1]):
            yield _hyphenated(word, own)


def _words(root: Token, own: range, tree: Tree) -> Iterator[Token]:
    """Yield what stands before a name or is said of it, with its conjuncts."""
    is_name = root.pos_ == "PROPN"
    waiting = [child for at in own for child in tree[at] if child.dep_ in BEFORE_NOUN]
    if root.dep_ == "nsubj" and root.head.lemma_ in LINKING:
        waiting += [child for child in tree[root.head.i] if child.dep_ in ("acomp", "oprd")]
    if root.dep_ == "appos" and root.head.i == own.start - 1:  # 'the embattled minister Maria Hale'
        waiting += [child for child in tree[root.head.i] if child.dep_ == "amod"]
    while waiting:
        word = waiting.pop(0)
        if is_name and word.dep_ in ("compound", "nmod"):  # a title; 'embattled minister Hale'
            waiting += [child for child in tree[word.i] if child.dep_ == "amod"]
            continue
        waiting += [child for child in tree[word.i] if child.dep_ == "conj"]
        yield word


def _qualifies(word: Token) -> bool:
    named = word.pos_ == "PROPN" or bool(word.ent_type_ and word.pos_ == "NOUN")
    counts = word.like_num or word.ent_type_ in ("ORDINAL", "CARDINAL", "DATE")
    fits = word.pos_ in ("ADJ", "NOUN") or word.tag_ == "VBN"
    points = word.lower_ in POINTING or not word.text[0].isalpha()
    return fits and not (named or counts or points)


def _hyphenated(word: Token, own: range) -> str:
    """Return a word's lemma with what hyphens join to it, but for the name: 'so-called'."""
    doc, first, last = word.doc, word.i, word.i
    while _joins(doc, first - 1):
        first -= 2
    while _joins(doc, last + 1):
        last += 2
    places = range(first, last + 1, 2)
    return "-".join(_lemma(doc[at]) for at in places if at not in own)


def _lemma(word: Token) -> str:
    return word.lower_ if word.tag_ in PARTICIPLES else word.lemma_


def _joins(doc: Doc, at: int) -> bool:
    """Whether a token is a hyphen between two others, without a space."""
    within = 0 < at < len(doc) - 1
    return (
        within and doc[at].text in HYPHENS and not (doc[at - 1].whitespace_ or doc[at].whitespace_)
    )
