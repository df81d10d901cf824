"""Denial: whether a text says of something that it is not, as in 'no threat'.

By the words that the parse ties to it: 'no' and 'not' before it, 'without' it, a lack of it, and
the negation of a verb that does no more than state it ('does not pose a threat'). What a conjunct
with 'or' denies is denied too. Source of the kinds: Chapman, W. W. et al. (2001). A simple
algorithm for identifying negated findings and diseases in discharge summaries. Journal of
Biomedical Informatics, 34(5), 301-310; departs from it by following the parse, and not a number of
words.

Gets wrong: denial in another clause ('they doubt that there is a threat').
"""

from spacy.tokens import Span, Token

NEGATIONS = {"no", "not", "n't", "never", "neither", "nor"}
ALMOST = {"barely", "hardly", "scarcely"}
# Behind a negation, words that take it back: 'not only a threat'.
NO_NEGATION = {"just", "least", "merely", "only", "simply", "solely"}
WITHOUT = {"without", "sans"}
LACKS = {"absence", "devoid", "free", "lack", "rid"}
STATING = {
    *("be", "become", "constitute", "contain", "find", "have", "hold", "involve", "pose"),
    *("present", "remain", "represent", "see"),
}
STATED = {"attr", "acomp", "dobj", "oprd", "nsubj"}  # of a verb that states it
MODIFYING = {"amod", "compound"}


def is_denied(said: Span) -> bool:
    """Whether the words around some say that what these name, or do, is not."""
    word = said.root
    if any(token.lower_ in NEGATIONS for token in said):
        return False  # it says so itself
    while word.dep_ == "conj" and any(c.lower_ in ("or", "nor") for c in word.head.children):
        word = word.head
    if word.dep_ in MODIFYING and _is_negated(word.head):
        return True
    return _is_negated(word) or _is_without(word) or _is_stated_not_to_be(word)


def _is_negated(word: Token) -> bool:
    return any(
        child.lower_ in NEGATIONS and child.nbor().lower_ not in NO_NEGATION
        for child in word.children
        if child.i < word.i or child.dep_ == "neg"
        if child.i + 1 < len(child.doc)
    ) or any(child.lower_ in ALMOST for child in word.children)


def _is_without(word: Token) -> bool:
    """Whether a word stands behind 'without', or behind 'lack of' and the like."""
    if word.dep_ not in ("pobj", "pcomp"):
        return False
    preposition = word.head
    lacking = preposition.lower_ in ("of", "from") and preposition.head.lemma_ in LACKS
    return preposition.lower_ in WITHOUT or lacking


def _is_stated_not_to_be(word: Token) -> bool:
    verb = word.head
    return word.dep_ in STATED and verb.lemma_ in STATING and verb != word and _is_negated(verb)
