"""Cues: the verbs and phrases of a paragraph that introduce what somebody says."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from crossframe.annotation.speakers import Sources
from crossframe.annotation.voice import Quotations

FULL_STOPS = {".", "?", "!", "…", "..."}
FURTHEST_THAT = 6  # tokens behind a verb or noun where its "that" may stand
LONGEST_TAIL = 9  # tokens of ", she said happily." behind a quotation that is never closed


@dataclass(frozen=True)
class Cue:
    """A verb, noun or phrase of saying: its tokens from `first` to `last`."""

    first: int
    last: int
    verb: str
    is_phrase: bool
    is_noun: bool = False


def clause_of(noun: Token) -> Token | None:
    """Return the verb of the clause in "the claim that X is so"."""
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp", "relcl"):
            that = child.left_edge
            is_clause = that.lower_ == "that" and that.pos_ == "SCONJ"
            return child if is_clause and that.i - noun.i <= FURTHEST_THAT else None
    return None


class Page:
    """A paragraph with its quotations and cues, as tokens."""

    def __init__(
        self, number: int, text: str, doc: Doc, found: Quotations, sources: Sources
    ) -> None:
        """Find cues; `number` is the paragraph's place in the article, `found` what it quotes."""
        self.number, self.text, self.doc = number, text, doc
        self.quotes = list(found.spans)
        self.n_repaired = found.n_repaired
        self.unclosed = bool(self.quotes) and self.quotes[-1][1] == len(text)
        cues = list(self._cues(sources))
        if self.unclosed:
            self._close(cues)
        self.cues = [cue for cue in cues if self.inside[cue.first] is None]

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens."""
        return list(self.doc)

    @cached_property
    def inside(self) -> list[int | None]:
        """The quotation that each token stands in, if any."""
        inside: list[int | None] = [None] * len(self.doc)
        for quote in range(len(self.quotes)):
            for at in range(*self.extent(quote)):
                inside[at] = quote
        return inside

    @cached_property
    def extents(self) -> list[tuple[int, int]]:
        """The tokens of each quotation, half-open, without its marks."""
        return [(self.token_at(start), self.token_at(end)) for start, end in self.quotes]

    @cached_property
    def closings(self) -> frozenset[int]:
        """The characters where quotations end."""
        return frozenset(end for _, end in self.quotes)

    @cached_property
    def _offsets(self) -> list[int]:
        return self.doc.to_array("IDX").tolist() if len(self.doc) else []

    @cached_property
    def _ends(self) -> list[bool]:
        """Whether each token ends a sentence of the running text."""
        return [self._ends_sentence(at) for at in range(len(self.tokens))]

    def ends(self, at: int) -> bool:
        """Whether a token ends a sentence of the running text."""
        return self._ends[at]

    def token_at(self, character: int) -> int:
        """Return the first token that begins at a character or behind it."""
        return bisect_right(self._offsets, character - 1)

    def extent(self, quote: int) -> tuple[int, int]:
        """Return the tokens of a quotation, half-open, without its marks."""
        return self.extents[quote]

    def words(self, quote: int) -> list[str]:
        """Return the words of a quotation."""
        start, end = self.quotes[quote]
        return [word for word in self.text[start:end].split() if any(map(str.isalnum, word))]

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the tokens of the sentence of a token, half-open, its full stop included.

        The marks decide, not the parse: what stands in quotation marks ends no sentence.
        """
        number = bisect_left(self._stops, at)
        low = self._stops[number - 1] + 1 if number else 0
        return low, self._stops[number] + 1

    @cached_property
    def _stops(self) -> list[int]:
        """The last token of each sentence of the running text."""
        last = len(self._ends) - 1
        return [at for at, ends in enumerate(self._ends) if ends or at == last]

    def _ends_sentence(self, at: int) -> bool:
        if self.inside[at] is not None:
            return False
        if self.tokens[at].text in FULL_STOPS:
            return True
        if at == 0 or self.inside[at - 1] is None or self.tokens[at - 1].text not in FULL_STOPS:
            return False
        after = self.tokens[at + 1].text[0] if at + 1 < len(self.tokens) else "A"
        return not (after.islower() or after in ",;:—–-")

    def _cues(self, sources: Sources) -> list[Cue]:
        if not len(self.doc):
            return []
        openings = sources.openings
        lemmas, lowers = self.doc.to_array(["LEMMA", "LOWER"]).T.tolist()
        found = []
        for at, (lemma, lower) in enumerate(zip(lemmas, lowers, strict=True)):
            if lemma in openings or lower in openings:
                choices = openings.get(lemma) or openings[lower]
                found.append(self._cue(at, choices, sources))
        return [cue for cue in found if cue]

    def _cue(self, at: int, choices: list[list[str]], sources: Sources) -> Cue | None:
        token = self.doc[at]
        if token.pos_ == "NOUN":
            noun = token.lemma_.lower()
            holds = noun in sources.nouns_of_saying and clause_of(token) is not None
            return Cue(at, at, noun, is_phrase=False, is_noun=True) if holds else None
        for words in choices:
            last = at + len(words) - 1
            if [other.lower_ for other in self.doc[at + 1 : last + 1]] != words[1:]:
                continue
            is_phrase = len(words) > 1 and token.lower_ == words[0] and token.lemma_ != words[0]
            is_phrase = is_phrase or token.pos_ in ("ADP", "SCONJ")
            cue = " ".join(words)
            if is_phrase or (token.pos_ == "VERB" and cue in sources.verbs_of_saying):
                return Cue(at, last, cue, is_phrase)
        return None

    def _close(self, cues: list[Cue]) -> None:
        """End a quotation that is never closed before the words that say who spoke."""
        start = self.quotes[-1][0]
        commas = [token.i for token in self.tokens if token.text == "," and token.idx > start]
        behind = [cue for cue in cues if commas and cue.first > commas[-1]]
        if behind and len(self.tokens) - commas[-1] <= LONGEST_TAIL:
            self.quotes[-1] = (start, self.tokens[commas[-1]].idx + 1)
            self.unclosed = False
