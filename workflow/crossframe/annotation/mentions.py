"""Mentions of actors: by what name, in what part, with what modifiers, and what is said of them.

Forms are found in the spellings of `spellings`. The last word of a form in small letters must be a
noun; a single word before another common noun names nothing ('terrorist attack'). Where an article
has the full name of a person, the surname alone is a mention too. Of matches that end in one word,
and of matches of one actor that overlap, the longest counts. A name before a noun is a mention of
its own: IS in 'IS supporters'. Part and window are those of the mention's noun in its clause
(`clauses`).

Gets wrong: pronouns, which are no mentions; names that also mean something else; one word for two
actors, such as a company that is not the one in question.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.attrs import LEMMA, ORTH  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.tokens import Doc, Token

from crossframe.annotation import clauses
from crossframe.annotation.clauses import BEFORE_NOUN, Part, Tree
from crossframe.annotation.modifiers import modifiers_of
from crossframe.annotation.names import Actors
from crossframe.annotation.spellings import Form, joined, last_of, singulars
from crossframe.annotation.words import TITLES


@dataclass(frozen=True)
class Mention:
    """A mention of an actor in a paragraph."""

    first: int  # tokens of the paragraph, inclusive
    last: int
    form: str  # of the list
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

    @property
    def places(self) -> range:
        """Its tokens."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True)
class Finder:
    """Finds the mentions of actors: an index of their forms by the first token."""

    actors: Actors
    people: frozenset[str]  # forms that are known to name persons
    forms: dict[str, list[Form]]  # by what the first token of a form can be, in small letters
    _begun: dict[tuple[int, int], list[Form]] = field(default_factory=dict)

    def mentions(self, docs: Sequence[Doc]) -> list[list[Mention]]:
        """Return the mentions in the paragraphs of an article, in their order."""
        found = [list(self._matches(doc)) for doc in docs]
        surnames = self._surnames(zip(docs, found, strict=True))
        return [
            self._mentions(doc, self._longest([*matches, *_surnames_in(doc, surnames)]))
            for doc, matches in zip(docs, found, strict=True)
        ]

    def _surnames(self, found: Iterable[tuple[Doc, list[Match]]]) -> dict[str, str]:
        """Return by surname the form of the person whose full name stands in the article.

        A surname that two of them share, or that is a form of its own, names none.
        """
        forms: dict[str, set[str]] = {}
        for doc, matches in found:
            for match in matches:
                last = doc[match.last]
                person = match.form in self.people or last.ent_type_ == "PERSON"
                if person and match.last > match.first:
                    forms.setdefault(last.text, set()).add(match.form)
        return {
            surname: min(own)
            for surname, own in forms.items()
            if len({self.actors[form] for form in own}) == 1 and surname not in self.actors
        }

    def _matches(self, doc: Doc) -> Iterator[Match]:
        for at, key in enumerate(map(tuple, doc.to_array([ORTH, LEMMA]).tolist())):
            if key not in self._begun:
                self._begun[key] = self._beginning(doc[at])
            for form in self._begun[key]:
                last = last_of(doc, at, form)
                if last is None:
                    continue
                root = _root(doc, at, last)
                if not form.is_small or _is_noun(root, doc[last], at):
                    yield Match(at, last, form.text, root)

    def _beginning(self, token: Token) -> list[Form]:
        """Return the forms that may begin at a token."""
        small = joined(token.lower_)
        words = dict.fromkeys((small, joined(token.lemma_), *singulars(small)))
        return [form for word in words for form in self.forms.get(word, ())]

    def _mentions(self, doc: Doc, matches: list[Match]) -> list[Mention]:
        if not matches:
            return []
        tree = clauses.tree_of(doc)
        roots = {(match.root.i, self.actors[match.form][0]) for match in matches}
        named = {at for match in matches for at in match.places}
        return [self._mention(match, tree, roots, named) for match in matches]

    def _longest(self, matches: list[Match]) -> list[Match]:
        """Return the matches that no longer one rules out, in the order of the text."""
        taken: set[tuple[int, str]] = set()
        ends: set[int] = set()
        kept = []
        for match in sorted(matches, key=lambda m: (m.first - m.last, m.first, m.form)):
            places = {(at, self.actors[match.form][0]) for at in match.places}
            if match.last not in ends and taken.isdisjoint(places):
                kept.append(match)
                ends.add(match.last)
                taken |= places
        return sorted(kept, key=lambda m: (m.first, m.last))

    def _mention(
        self, match: Match, tree: Tree, roots: set[tuple[int, str]], named: set[int]
    ) -> Mention:
        actor, variant = self.actors[match.form]
        own = {root for root, other in roots if other == actor}
        role = clauses.role_of(match.root, tree, own)
        window = clauses.window_of(match.root, tree) | set(match.places)
        return Mention(
            match.first,
            match.last,
            match.form,
            actor,
            variant,
            role.part,
            role.verb,
            role.passive,
            role.agent_deleted,
            tuple(sorted(set(modifiers_of(match.root, match.places, named, tree)))),
            tuple(sorted(window)),
        )


def finder(actors: Actors, people: Iterable[str] = ()) -> Finder:
    """Return what finds the actors' forms; those of `people` name persons."""
    forms: dict[str, list[Form]] = {}
    for form in map(Form, actors):
        for beginning in sorted(form.beginnings()):
            forms.setdefault(beginning, []).append(form)
    return Finder(actors, frozenset(people), forms)


def _surnames_in(doc: Doc, surnames: Mapping[str, str]) -> Iterator[Match]:
    for token in doc if surnames else ():
        form = surnames.get(token.text)
        if form is not None and not _is_within_name(token):
            yield Match(token.i, token.i, form, token)


def _is_within_name(token: Token) -> bool:
    """Whether a surname stands within another name: another person's, or a firm's."""
    beside = [doc_token for doc_token in token.children if doc_token.dep_ == "compound"]
    first_names = [each for each in beside if each.lower_.rstrip(".") not in TITLES]
    return bool(first_names) or (token.dep_ == "compound" and token.head.pos_ == "PROPN")


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
