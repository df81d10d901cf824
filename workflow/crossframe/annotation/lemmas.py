"""Lemmas of inflected words, where the model's lemmatizer takes the wrong one of two, or none.

The lemmatizer strips an ending and takes whatever is in its list of words: of 'hoped' that is the
verb 'hop'. English spelling tells the two apart, as a single consonant behind a single vowel is
doubled before an ending: 'hopped' is of 'hop', 'hoped' of 'hope' (Quirk, R. et al. (1985). A
comprehensive grammar of the English language. Longman, sections 3.7 to 3.9). Verbs that it does not
know are read by the same rules.

Gets wrong: the rarer of two verbs that are spelled alike, as in 'routed' of 'rout'.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from spacy.lookups import Lookups

# What the model makes of plurals that English keeps.
PLURALS = {"datum": "data", "medium": "media"}
OTHER_READING = {"noun": "verb", "verb": "noun"}  # of a form whose lemma is no word
ENDINGS = ("ing", "ed")
# Stems before an ending:
DOUBLED = re.compile(r".*[aeiouy]([bdgkmnprt])\1")  # 'blogg'
WITH_E = re.compile(r".*(?:[aeiouy](?:[cguvz]|at|is)|[^aeiou]is|[lnr][csv])")  # 'radicalis'
WHOLE = re.compile(r".*(?:[aeiou]{2}[a-z]|[^aeiou]{2}|[wxy])")  # 'livestream', 'deplatform'


@dataclass(frozen=True)
class Lemmas:
    """The words that a lemmatizer knows, and its rules, by part of speech in small letters."""

    known: Mapping[str, Collection[str]]
    rules: Mapping[str, list[tuple[str, str]]]

    def of(self, form: str, lemma: str, pos: str) -> str:
        """Return the lemma of a form.

        Args:
            form: The form, in small letters.
            lemma: What the lemmatizer says.
            pos: Part of speech, in small letters.
        """
        if pos == "verb" and form.endswith("es") and form[:-1] in self.known["verb"]:
            return form[:-1]  # 'hopes' is no form of 'hop'
        if pos == "verb" and form.endswith(ENDINGS):
            return self._verb(form, lemma)
        if pos not in self.known or lemma in self.known[pos]:
            return PLURALS.get(lemma, lemma)
        return next(self._candidates(form, OTHER_READING[pos]), lemma)

    def _verb(self, form: str, lemma: str) -> str:
        """Return the verb of a form in -ed or -ing."""
        verbs, stem = self.known["verb"], form.removesuffix("ing").removesuffix("ed")
        if stem in verbs and f"{stem}e" in verbs:
            # 'singing' is no form of 'singe'
            return stem if stem.endswith("ng") and form.endswith("ing") else f"{stem}e"
        if lemma in verbs:
            return lemma
        made = (stem[:-1] if DOUBLED.fullmatch(stem) else stem, f"{stem}e")
        nouns = (verb for verb in made if verb in self.known["noun"])
        return next(nouns, None) or self._by_spelling(form, stem)

    @staticmethod
    def _by_spelling(form: str, stem: str) -> str:
        """Return a verb that is in no list; the form where its spelling does not tell."""
        if DOUBLED.fullmatch(stem):
            return stem[:-1]
        if WITH_E.fullmatch(stem):
            return f"{stem}e"
        return stem if WHOLE.fullmatch(stem) else form

    def _candidates(self, form: str, pos: str) -> Iterator[str]:
        """Yield the known lemmas that rules for a part of speech make of a form."""
        for old, new in self.rules[pos]:
            lemma = form.removesuffix(old) + new
            if form.endswith(old) and lemma in self.known[pos]:
                yield lemma


def lemmas_of(tables: Lookups) -> Lemmas:
    """Return what the tables of a lemmatizer hold."""
    index, rules = tables.get_table("lemma_index"), tables.get_table("lemma_rules")
    return Lemmas(
        {pos: frozenset(index[pos]) for pos in OTHER_READING},
        {pos: [(old, new) for old, new in rules[pos]] for pos in OTHER_READING},
    )
