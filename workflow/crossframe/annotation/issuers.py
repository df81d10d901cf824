"""Issuers: the nouns beside a document or channel that may tell whose words it holds."""

from collections.abc import Iterator

from spacy.tokens import Token

from crossframe.annotation.complements import SUBJECTS
from crossframe.annotation.speakers import Sources

# "a forum linked to the group", "a channel affiliated with it"
LINKED = {"affiliate", "associate", "attribute", "connect", "link", "loyal", "sympathetic", "tie"}
LINKED |= {"aligned", "belong", "close", "devote", "dedicate"}


def issuers(document: Token, sources: Sources) -> Iterator[Token]:
    """Yield who may have issued a document, the likeliest first."""
    for child in document.children:
        if child.dep_ in ("poss", "compound"):
            yield child
        elif child.dep_ == "prep" and child.lower_ in ("by", "from"):
            yield from _objects(child)
        elif child.dep_ in ("acl", "relcl", "amod", "advcl"):
            yield from _by(child, sources)
    if document.dep_ == "nsubjpass" and document.head.lemma_ in sources.issuing:
        yield from _by(document.head, sources)
    if document.dep_ == "dobj" and document.head.lemma_ in sources.issuing:
        yield from (child for child in document.head.lefts if child.dep_ in SUBJECTS)
    if document.dep_ == "pobj" and document.head.lower_ == "in" and document.n_rights:
        verb = next((above for above in document.ancestors if above.pos_ == "VERB"), document)
        yield from (child for child in verb.lefts if child.dep_ in SUBJECTS)


def _by(participle: Token, sources: Sources) -> Iterator[Token]:
    """Yield the nouns of "produced by X", "linked to X", "posted on a channel"."""
    issued = participle.lemma_ in sources.issuing
    linked = participle.lemma_ in LINKED
    for child in participle.rights:
        by = issued and child.lower_ in ("by", "from", "on")
        if by or (linked and child.lower_ in ("to", "with")):
            yield from _objects(child)


def _objects(preposition: Token) -> Iterator[Token]:
    yield from (child for child in preposition.rights if child.dep_ == "pobj")
