"""The spaCy pipeline, mended where the model is known to fail on news."""

import re
from collections.abc import Iterator
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from thinc.api import NumpyOps, set_current_ops

LONGEST_ACRONYM = 6  # letters; a longer word in capitals is a word that is shouted
ACRONYM = re.compile(rf"(?:[A-Z]\.){{2,}}|[A-Z][A-Z&]{{1,{LONGEST_ACRONYM - 1}}}")
ACRONYMS = re.compile(rf"(?P<acronym>[A-Z]{{2,{LONGEST_ACRONYM}}})s")  # in the plural
CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
# What the model makes of plurals that English keeps.
PLURALS = {"datum": "data", "medium": "media"}
PARTICIPLES = ("VBG", "VBN")
OTHER_READING = {"noun": "verb", "verb": "noun"}  # of a form whose lemma is no word
KNOWN_NAME = "KNOWN"  # label of the entities that the study names beforehand


def load_pipeline(model: str, names: dict[str, tuple[str, str]]) -> Language:
    """Return the pipeline of an installed model, which knows `names` as entities."""
    set_current_ops(NumpyOps(use_blis=False))  # OpenBLAS is the faster here
    nlp = spacy.load(model)
    if names:
        ruler = nlp.add_pipe("entity_ruler", before="ner")
        ruler.add_patterns(  # type: ignore[attr-defined]  # add_pipe is typed as any callable
            [{"label": KNOWN_NAME, "pattern": variant} for variant in sorted(names)]
        )
    nlp.add_pipe("capitals_kept", first=True)
    nlp.add_pipe("mended_readings", last=True)
    return nlp


@lru_cache(maxsize=100_000)  # words; asked several times of each
def singular_acronym(text: str) -> str | None:
    """Return an acronym without full stops and plural s; None for any other word."""
    if found := ACRONYMS.fullmatch(text):
        return found["acronym"]
    return text.replace(".", "") if ACRONYM.fullmatch(text) else None


@Language.component("capitals_kept")
def keep_capitals(doc: Doc) -> Doc:
    """Show the model the capitals of acronyms that are also common words.

    It sees norms, in small letters: the group IS is then a verb, and its sentence wrecked.
    """
    text = doc.text
    common = {word for word in CAPITALS.findall(text) if doc.vocab[word].is_stop}
    if common and not text.isupper():  # a headline that is shouted has no acronyms
        for token in doc:
            if token.text in common:
                token.norm_ = token.text
    return doc


@Language.factory("mended_readings")
class MendedReadings:
    """Mends parts of speech and lemmas.

    - Acronyms are proper nouns: else the group IS is read as a form of 'be'.
    - A participle before a noun is an adjective or noun of its own form: else an app for
      messaging would count as the verb 'message'.
    - A lemma that is no word gives way to another reading of the form, or to the form.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        """Take the words that the model's lemmatizer knows."""
        lemmatizer = nlp.get_pipe("lemmatizer")
        tables = lemmatizer.lookups  # type: ignore[attr-defined]  # get_pipe: any callable
        index, rules = tables.get_table("lemma_index"), tables.get_table("lemma_rules")
        self.known = {pos: frozenset(index[pos]) for pos in OTHER_READING}
        self.rules = {pos: rules[pos] for pos in OTHER_READING}

    def __call__(self, doc: Doc) -> Doc:
        """Mend a parsed text in place."""
        shouted = doc.text.isupper() and len(doc) > 1
        for token in doc:
            acronym = singular_acronym(token.text)
            if acronym and not shouted:
                token.pos_, token.tag_, token.lemma_ = "PROPN", "NNP", acronym
            elif "-" in token.text.strip("-"):
                parts = token.text.split("-")
                token.lemma_ = "-".join(singular_acronym(part) or part.lower() for part in parts)
            elif token.tag_ in PARTICIPLES and token.dep_ in ("amod", "compound"):
                token.pos_ = "NOUN" if token.dep_ == "compound" else "ADJ"
                token.lemma_ = token.lower_
            else:
                token.lemma_ = self._lemma(token)
        return doc

    def _lemma(self, token: Token) -> str:
        lemma, pos = token.lemma_.lower(), token.pos_.lower()
        if pos not in self.known or lemma in self.known[pos]:
            return PLURALS.get(lemma, lemma)
        unknown = token.lower_ if pos == "verb" and lemma.endswith("e") else lemma
        return next(self._candidates(token.lower_, OTHER_READING[pos]), unknown)

    def _candidates(self, form: str, pos: str) -> Iterator[str]:
        """Yield the known lemmas that rules for a part of speech make of a form."""
        for old, new in self.rules[pos]:
            lemma = form.removesuffix(old) + new
            if form.endswith(old) and lemma in self.known[pos]:
                yield lemma
