"""Named entities of a sentence."""

from collections.abc import Iterator
from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from crossframe.annotation.pipeline import KNOWN_NAME
from crossframe.annotation.sentences import LONGEST_RELEASED, Sentence
from crossframe.annotation.words import TITLES

KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
}


def entities(
    sentence: Sentence, names: dict[str, tuple[str, str]], plain: set[str], surnames: set[str]
) -> Iterator[dict[str, str]]:
    """Yield voice, name and kind of the entities of a sentence.

    Args:
        sentence: The sentence.
        names: Kind and actor of the variants known beforehand.
        plain: Words that the article writes small: a capital at the start of a sentence does
            not make them names.
        surnames: What stands behind 'Mr', 'Dr' and their like in the article.
    """
    for entity in sentence.span.ents:
        name, kind = _name(entity), KINDS.get(entity.label_)
        if entity.label_ == KNOWN_NAME:
            kind, name = names[entity.text]
        elif kind is None or name is None or name.lower() in plain:
            continue
        elif name.split()[-1] in surnames:
            kind = "person"
        yield {
            "voice": sentence.voice(entity.start_char, entity.end_char),
            "entity": str(name),
            "entity_kind": kind,
        }


def surnames_of(doc: Doc) -> Iterator[str]:
    """Yield what stands behind 'Mr', 'Dr' and their like."""
    for token in doc[:-1]:
        if token.lower_.rstrip(".") in TITLES:
            names = takewhile(lambda after: after.text[0].isupper(), doc[token.i + 1 :])
            yield from [name.text for name in names][-1:]


def _name(entity: Span) -> str | None:
    """Return an entity without articles, titles and marks around it; None if it is no name."""
    tokens = list(entity)
    while tokens and (_before_name(tokens[0]) or not tokens[0].text[0].isalpha()):
        tokens.pop(0)
    while tokens and (tokens[-1].lower_ == "'s" or not tokens[-1].text[-1].isalnum()):
        tokens.pop()
    if not tokens or not any(token.pos_ in ("PROPN", "ADJ") for token in tokens):
        return None
    text = entity.doc[tokens[0].i : tokens[-1].i + 1].text
    fits = text[0].isupper() and len(text) > 1 and len(text.split()) <= LONGEST_RELEASED
    return text if fits else None


def _before_name(token: Token) -> bool:
    return token.lower_.rstrip(".") in TITLES | {"the", "a", "an"}
