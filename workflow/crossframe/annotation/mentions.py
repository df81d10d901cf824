"""Mentions of actors: by what name, in what part, with what modifiers, and what is said of them.

A form with a capital letter is found as it is written. One in lower case is found by lemmas, or as
written but for case, and its last word must be a noun; a single word before another common noun
names nothing ('terrorist attack'). Of matches that end in one word, and of matches of one actor
that overlap, the longest counts. A name before a noun is a mention of its own: IS in 'IS
supporters'. Part and window are those of the mention's noun in its clause (`clauses`).

Gets wrong: pronouns, which are no mentions; names that also mean something else; one word for two
actors, such as a company that is not the one in question.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.attrs import LEMMA, LOWER, ORTH  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from crossframe.annotation import clauses
from crossframe.annotation.clauses import BEFORE_NOUN, Part, Tree
from crossframe.annotation.names import Actors
from crossframe.annotation.words import HYPHENS


@dataclass(frozen=True)
class Mention:
    """A mention of an actor in a paragraph."""

    first: int  # tokens of the paragraph, inclusive
    last: int
    actor: str
    variant: str
    part: Part
    verb: str | None  # lemma of the verb that it is agent or patient of
    passive: bool  # whether that verb is in the passive
    agent_deleted: bool  # whether it is patient of a passive that names no agent
    modifiers: tuple[str, ...]  # lemmas, sorted
    window: tuple[int, ...]  # tokens that concern it, in order, without punctuation


@dataclass(frozen=True)
class Match:
    """A run of tokens that has one of the forms."""

    first: int
    last: int
    form: str
    root: Token  # the token that the others depend on


@dataclass(frozen=True)
class Finder:
    """Finds the mentions of actors: an index of their forms by the first token."""

    actors: Actors
    exact: dict[int, list[str]]  # hash of a token's text -> forms that may start with it
    lemmas: dict[int, list[str]]  # the same by lemma

    def mentions(self, doc: Doc) -> list[Mention]:
        """Return the mentions in a parsed text, in its order."""
        matches = self._longest(list(self._matches(doc)))
        if not matches:
            return []
        tree = clauses.tree_of(doc)
        roots = {(match.root.i, self.actors[match.form][0]) for match in matches}
        return [self._mention(match, tree, roots) for match in matches]

    def _matches(self, doc: Doc) -> Iterator[Match]:
        for at, (text, lemma, lower) in enumerate(doc.to_array([ORTH, LEMMA, LOWER]).tolist()):
            for form in self.exact.get(text, ()):
                last = _end(doc, at, form, lemmas=False)
                if last is not None:
                    yield Match(at, last, form, _root(doc, at, last))
            for form in self.lemmas.get(lemma if lemma in self.lemmas else lower, ()):
                last = _end(doc, at, form, lemmas=True)
                if last is not None and _is_noun(root := _root(doc, at, last), doc[last], at):
                    yield Match(at, last, form, root)

    def _longest(self, matches: list[Match]) -> list[Match]:
        """Return the matches that no longer one rules out, in the order of the text."""
        taken: set[tuple[int, str]] = set()
        ends: set[int] = set()
        kept = []
        for match in sorted(matches, key=lambda m: (m.first - m.last, m.first, m.form)):
            places = {(at, self.actors[match.form][0]) for at in range(match.first, match.last + 1)}
            if match.last not in ends and taken.isdisjoint(places):
                kept.append(match)
                ends.add(match.last)
                taken |= places
        return sorted(kept, key=lambda m: (m.first, m.last))

    def _mention(self, match: Match, tree: Tree, roots: set[tuple[int, str]]) -> Mention:
        actor, variant = self.actors[match.form]
        own = {root for root, other in roots if other == actor}
        role = clauses.role_of(match.root, tree, own)
        window = clauses.window_of(match.root, tree) | set(range(match.first, match.last + 1))
        return Mention(
            match.first,
            match.last,
            actor,
            variant,
            role.part,
            role.verb,
            role.passive,
            role.agent_deleted,
            tuple(sorted(set(_modifiers(match, tree)))),
            tuple(sorted(window)),
        )


def finder(actors: Actors, vocab: Vocab) -> Finder:
    """Return what finds the actors' forms in texts of a vocabulary."""
    exact: dict[int, list[str]] = {}
    lemmas: dict[int, list[str]] = {}
    for form in actors:
        index = lemmas if form == form.lower() else exact
        for start in _starts(form.split(" ")[0]):
            index.setdefault(vocab.strings.add(start), []).append(form)
    return Finder(actors, exact, lemmas)


def _starts(word: str) -> list[str]:
    """Return every token with which a word may start: tokens end with it, or beside a mark."""
    ends = [at for at in range(1, len(word)) if not (word[at - 1].isalnum() and word[at].isalnum())]
    return [word[:end] for end in [*ends, len(word)]]


def _end(doc: Doc, first: int, form: str, *, lemmas: bool) -> int | None:
    """Return the last token of a form that starts at `first`; None if it does not stand there."""
    read = ""
    for at in range(first, len(doc)):
        token = doc[at]
        word = token.lemma_ if lemmas else token.text
        if lemmas and not form.startswith(read + word):
            word = token.lower_
        read += word
        if read == form:
            return at
        read += token.whitespace_
        if not form.startswith(read):
            return None
    return None


def _root(doc: Doc, first: int, last: int) -> Token:
    """Return the last token that depends on none of the others."""
    for at in range(last, first, -1):
        head = doc[at].head.i
        if not first <= head <= last or head == at:
            return doc[at]
    return doc[first]


def _is_noun(root: Token, last: Token, first: int) -> bool:
    """Whether what was found by lemmas is a noun that names something."""
    before_noun = root.dep_ in BEFORE_NOUN and root.head.i > last.i
    bare = first == last.i and before_noun and (root.head.pos_ != "PROPN" or last.pos_ == "PROPN")
    return last.pos_ in ("NOUN", "PROPN") and not bare


def _modifiers(match: Match, tree: Tree) -> Iterator[str]:
    """Yield the lemmas of adjectives and nouns before a mention, and of adjectives said of it."""
    root = match.root
    found = [
        child
        for at in range(match.first, match.last + 1)
        for child in tree[at]
        if child.dep_ in BEFORE_NOUN
    ]
    if root.dep_ == "nsubj":
        found += [child for child in tree[root.head.i] if child.dep_ == "acomp"]
    for word in found:
        found += [child for child in tree[word.i] if child.dep_ == "conj"]
        outside = not match.first <= word.i <= match.last
        if outside and word.pos_ in ("ADJ", "NOUN", "PROPN") and word.text[0].isalpha():
            yield _hyphenated(word, match)


def _hyphenated(word: Token, match: Match) -> str:
    """Return a word's lemma with what hyphens join to it, but for the mention: 'so-called'."""
    doc, first, last = word.doc, word.i, word.i
    while _joins(doc, first - 1):
        first -= 2
    while _joins(doc, last + 1):
        last += 2
    places = range(first, last + 1, 2)
    return "-".join(doc[at].lemma_ for at in places if not match.first <= at <= match.last)


def _joins(doc: Doc, at: int) -> bool:
    """Whether a token is a hyphen between two others, without a space."""
    within = 0 < at < len(doc) - 1
    return (
        within and doc[at].text in HYPHENS and not (doc[at - 1].whitespace_ or doc[at].whitespace_)
    )
