"""The roster of an article: the full names behind its words, and the nouns that go with them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from crossframe.annotation.pipeline import KNOWN_NAME
from crossframe.annotation.speakers import Sources
from crossframe.annotation.words import TITLES

LONGEST_NAME = 4  # words in capitals: what is released must not give longer runs of a text away
SMALL = {"of", "for", "and", "the", "on", "in", "to", "&"}  # words within a name
NAMES = {"PERSON", "ORG", KNOWN_NAME, "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "LOC", "EVENT"}
PLACES = {"GPE", "LOC", "FAC", "DATE"}
ACADEMIC_TITLES = {"dr", "prof", "professor"}
GENDERS = {"Mr": "he", "Sir": "he", "Lord": "he", "Ms": "she", "Mrs": "she", "Miss": "she"}
PARTICLES = {"al", "bin", "da", "de", "del", "der", "di", "el", "ibn", "la", "le", "van", "von"}
# Words in capitals at the start of a sentence or before a name that are no forenames.
NO_FORENAMES = {
    *("the", "a", "an", "but", "and", "or", "so", "in", "on", "at", "by", "for", "to", "from"),
    *("as", "after", "before", "since", "if", "when", "while", "both", "even", "then", "next"),
    *("rep", "reps", "sen", "sens", "gov", "gen", "col", "lt", "sgt", "capt", "rev", "hon", "dame"),
    *("prime", "former", "chief", "president", "vice", "north", "south", "east", "west", "with"),
}
# Words in the names of organisations, beside those that tell of a kind of speaker.
ORGANISATIONS = {
    *("agency", "alliance", "association", "bureau", "centre", "center", "committee", "forum"),
    *("foundation", "front", "group", "movement", "network", "news", "office", "post", "service"),
    *("society", "team", "times", "trust", "union"),
}
# Nouns that begin the name of a body, as in "Ministry of X".
BODIES = {"academy", "authority", "board", "federation"}
BODIES |= {"college", "commission", "council", "court", "department", "faculty"}
BODIES |= {"institute", "ministry", "parliament", "school", "university", "inspectorate"}
CALLED = {"call", "know", "name", "dub"}  # "a group calling itself X"


class Roster:
    """The names in one article."""

    def __init__(
        self, docs: Sequence[Doc], sources: Sources, names: Mapping[str, tuple[str, str]]
    ) -> None:
        """Take the paragraphs of the article in order."""
        self.docs, self._sources, self._names = docs, sources, names
        self._full: dict[str, str] = {}
        self._entities: dict[int, dict[int, Span]] = {}

    @cached_property
    def texts(self) -> list[str]:
        """The paragraphs as they were parsed; spaCy builds the text of a document anew."""
        return [doc.text for doc in self.docs]

    @cached_property
    def _text(self) -> str:
        return "\n".join(self.texts)

    @cached_property
    def _actors(self) -> set[str]:
        return {actor for _, actor in self._names.values()}

    @cached_property
    def _people(self) -> set[str]:
        known = self._names.values()
        return {actor for kind, actor in known if kind in self._sources.people}

    def name(self, token: Token) -> str | None:
        """Return the full name of whom a noun means; None where it has none."""
        if _is_name(token):
            return self.full(self._run(token))
        for child in token.rights:
            if child.dep_ == "appos" and _is_name(child) and child.i - token.i <= 8:
                return self.full(self._run(child))
            if child.dep_ == "acl" and child.lemma_ in CALLED:
                named = [inner for inner in child.subtree if inner.i > child.i and _is_name(inner)]
                if named:
                    return self.full(self._run(named[0]))
        return None

    def full(self, name: str) -> str:
        """Return a name as the study or, in full, the article writes it."""
        if name in self._names:
            return self._names[name][1]
        words = name.split()
        if len(words) == 1 or words[0].lower() in PARTICLES:
            last = words[-1]
            known = self._full.get(last) or self._fullest(last) or self._forenames.get(last)
            self._full[last] = known or name
            words = self._full[last].split()
        while sum(word not in SMALL for word in words) > LONGEST_NAME:
            words.pop(0)
        while words[0].islower() and len(words) > 1 and words[0] not in PARTICLES:
            words.pop(0)
        return " ".join(words)

    @cached_property
    def _forenames(self) -> dict[str, str]:
        """By forename the full name of the one person in the article who bears it."""
        full: dict[str, set[str]] = defaultdict(set)
        for doc in self.docs:
            for entity in doc.ents:
                if entity.label_ == "PERSON" and len(entity) > 1:
                    full[entity[0].text].add(entity.text)
        return {forename: min(names) for forename, names in full.items() if len(names) == 1}

    def is_person(self, name: str, token: Token) -> bool:
        """Whether a name, of which `token` is the head, looks like a person's."""
        if name in self._actors or token.ent_type_ == KNOWN_NAME:
            return name in self._people
        if token.ent_type_ == "PERSON" or self.gender(name):
            return True
        words = {word.lower() for word in name.split()}
        organisation = any(map(self._is_body, words)) or words & self._sources.kind_of_noun.keys()
        return 2 <= len(words) <= 3 and not organisation and token.ent_type_ not in PLACES

    def gender(self, name: str) -> str | None:
        """Return the pronoun that the article's 'Mr' or 'Ms' shows; None without one."""
        return self._genders.get(name.rsplit(maxsplit=1)[-1])

    @cached_property
    def _genders(self) -> dict[str, str]:
        titled = re.findall(rf"\b({'|'.join(GENDERS)})\.? ([\w'-]+)", self._text)
        return {surname: GENDERS[title] for title, surname in titled}

    def mentions(self, name: str) -> Iterator[Token]:
        """Yield where an article names somebody, by the last word of the name."""
        yield from self._nouns.get(name.rsplit(maxsplit=1)[-1], ())

    @cached_property
    def _nouns(self) -> dict[str, list[Token]]:
        found: dict[str, list[Token]] = defaultdict(list)
        for doc in self.docs:
            for token in doc:
                if token.pos_ in ("PROPN", "NOUN"):
                    found[token.text].append(token)
        return found

    def entities(self, doc: Doc) -> dict[int, Span]:
        """Return the entities of a paragraph by each of their tokens."""
        if id(doc) not in self._entities:
            found = {at: entity for entity in doc.ents for at in range(entity.start, entity.end)}
            self._entities[id(doc)] = found
        return self._entities[id(doc)]

    def has_age(self, name: str) -> bool:
        """Whether the article gives an age: "X, 71, was in bed"."""
        return bool(re.search(rf"\b{re.escape(name)}, \d\d[,.]", self._text))

    def called(self, noun: str) -> str | None:
        """Return the one whom the article calls by a noun: "Mayor X", "the Y Board"."""
        found = self._called.get(noun, set())
        if not found and noun in self._sources.offices:
            found = self._persons
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def _called(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        known = self._sources.kind_of_noun.keys() | set(self._sources.roles)
        for doc in self.docs:
            for token in doc:
                if (noun := token.lemma_.lower()) in known:
                    found.setdefault(noun, set()).update(self._names_beside(token))
        for name, last in self._bodies():
            found.setdefault(last, set()).add(name)
        return found

    def _bodies(self) -> Iterator[tuple[str, str]]:
        """Yield names of several words that are no person's, with the noun that ends each."""
        for doc in self.docs:
            lasts = [entity[-1] for entity in doc.ents if entity.label_ in ("ORG", KNOWN_NAME)]
            lasts += [token for token in doc if _is_name(token) and self._is_body(token.lower_)]
            for last in lasts:
                name = self.full(self._run(last))
                if " " in name and not self.is_person(name, last):
                    yield name, last.lower_

    @cached_property
    def _persons(self) -> set[str]:
        lasts = [entity[-1] for doc in self.docs for entity in doc.ents if len(entity) > 1]
        names = {(self.full(self._run(token)), token) for token in lasts if _is_name(token)}
        return {name for name, token in names if self.is_person(name, token) and " " in name}

    def _names_beside(self, noun: Token) -> Iterator[str]:
        after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
        if after is not None and after.text == ",":
            yield from filter(None, [self._after_comma(noun)])
        elif after is not None and _is_name(after) and noun.head.i > noun.i:
            yield self.full(self._run(after))
        if noun.dep_ == "appos" and _is_name(noun.head):
            yield self.full(self._run(noun.head))

    def _after_comma(self, noun: Token) -> str | None:
        """Return the name in "the minister, X,", which the parse often loses."""
        doc, at = noun.doc, noun.i + 1
        if at + 1 >= len(doc) or doc[at].text != "," or not _is_name(doc[at + 1]):
            return None
        end = at + 1
        while end + 1 < len(doc) and _is_name(doc[end + 1]):
            end += 1
        closed = end + 1 < len(doc) and doc[end + 1].text in ",."
        return self.full(self._run(doc[end])) if closed else None

    def _run(self, token: Token) -> str:
        """Return the name around a token, without titles and articles before it."""
        words = list(self._entity(token) or _proper(token))
        while len(words) > 1 and words[-1].lower_ == "'s":
            words.pop()
        while len(words) > 1 and self._before_name(words):
            words.pop(0)
        low = self._body_before(words[0])
        return token.doc[low : words[-1].i + 1].text

    def _body_before(self, first: Token) -> int:
        """Return where a name begins that "Centre for" or "Institute for the" stands before."""
        doc, at = first.doc, first.i
        while at > 0 and doc[at - 1].lower_ in SMALL:
            at -= 1
        head = doc[at - 1] if 0 < at < first.i else None
        if head is None or head.pos_ != "PROPN" or not self._is_body(head.lower_):
            return first.i
        while at > 1 and doc[at - 2].pos_ == "PROPN":
            at -= 1
        return at - 1

    @staticmethod
    def _is_body(word: str) -> bool:
        return word in ORGANISATIONS or word in BODIES

    def _entity(self, token: Token) -> Span | None:
        if token.ent_type_ not in NAMES:
            return None
        entity = self.entities(token.doc)[token.i]
        return entity if entity.label_ == KNOWN_NAME or len(entity) > 1 else None

    def _before_name(self, words: list[Token]) -> bool:
        word = words[0].lower_.rstrip(".")
        if words[1].lower_ in ("of", "for"):
            return False
        return self._no_forename(word) or word in ("the", "a", "an")

    def _fullest(self, surname: str) -> str | None:
        """Return the name that the article most often gives with a surname."""
        small = "|".join(sorted(PARTICLES))
        before = rf"((?:[A-Z][\w'-]*\ )+(?:(?:{small})\ )*)"
        runs: Counter[str] = Counter()
        for found in re.finditer(rf"{before}{re.escape(surname)}\b", self._text):
            words = found.group(1).split()
            while words and self._no_forename(words[0]):
                words.pop(0)
            if words and not any(self._no_forename(word) for word in words):
                runs[" ".join([*words, surname])] += 1
        return min(runs, key=lambda run: (-runs[run], run)) if runs else None

    def _no_forename(self, word: str) -> bool:
        lower = word.lower().rstrip(".")
        known = lower in self._sources.kind_of_noun or lower in self._sources.roles
        return known or lower.endswith("'s") or lower in TITLES | ACADEMIC_TITLES | NO_FORENAMES


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.ent_type_ == KNOWN_NAME


def _proper(token: Token) -> Span:
    doc, low, high = token.doc, token.i, token.i + 1
    while low > 0 and doc[low - 1].pos_ == "PROPN":
        low -= 1
    while high < len(doc) and doc[high].pos_ == "PROPN":
        high += 1
    return doc[low:high]
