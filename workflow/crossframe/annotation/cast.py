"""The cast of an article: whom the words that name a speaker mean, and what kind that is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from spacy.tokens import Token

from crossframe.annotation.complements import SUBJECTS
from crossframe.annotation.cues import Page
from crossframe.annotation.issuers import issuers
from crossframe.annotation.pipeline import KNOWN_NAME
from crossframe.annotation.roster import ACADEMIC_TITLES, PLACES, Roster
from crossframe.annotation.sayings import RELATIVE
from crossframe.annotation.speakers import NOBODY, OTHER, UNNAMED, Sources, Speaker

PERSONS = {"he": "he", "him": "he", "she": "she", "her": "she"}
GROUPS = {"some", "others", "many", "most", "few", "both", "several", "they", "who"}
THINGS = {"it", "itself", "they", "them", "this", "these"}
QUANTITIES = {
    *("one", "two", "three", "four", "some", "many", "lot", "number", "dozen", "most", "several"),
    *("percent", "percentage", "proportion", "share", "third", "quarter", "group", "team"),
    *("all", "both", "none", "any", "handful", "few", "majority"),
}
DEFINITE = {"the", "his", "her", "its", "their"}
HUMAN_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ant", "ent", "chief", "executive")
BELONGS = {"chair", "direct", "edit", "head", "lead", "manage", "own", "represent", "run", "teach"}
BELONGS |= {"work", "serve", "study", "found", "speak"}
WINDOW = 25  # tokens of a phrase that are looked through for what a speaker is
MOST_MENTIONS = 8  # of a name, looked through for the same
FURTHEST = 300  # tokens before a pronoun, in one paragraph, where its noun may stand
LOOK_BACK = 2  # paragraphs in which a pronoun is resolved


class Cast:
    """The speakers of one article."""

    def __init__(
        self, pages: Sequence[Page], sources: Sources, names: Mapping[str, tuple[str, str]]
    ) -> None:
        """Take the paragraphs of the article in order."""
        self._pages, self._sources = pages, sources
        self._kind_of_variant = {
            variant: sources.kind_of_actor.get(kind) for variant, (kind, _) in names.items()
        }
        self._kind_of_name = {
            actor: sources.kind_of_actor.get(kind) for kind, actor in names.values()
        }
        self.roster = Roster([page.doc for page in pages], sources, names)
        self._last, self._last_page = NOBODY, -1
        self._last_person = NOBODY
        self._kinds: dict[str, str] = {}

    def speaker(self, page: Page, at: int | None) -> Speaker:
        """Return whom a token of a paragraph means."""
        return NOBODY if at is None else self._resolve(page, _antecedent(page.tokens[at]))

    def speaks(self, page: Page, at: int | None, *, quoted: bool) -> bool:
        """Whether a token is somebody's name or a noun of people or bodies, and no mere topic.

        What is beside a quotation need only look like a name.
        """
        if at is None:
            return False
        token = page.tokens[at]
        speaker = self.speaker(page, at)
        if not speaker.named:
            return token.lower_ in self._sources.kind_of_noun
        known = speaker.kind != OTHER or self._is_person(speaker, token)
        return known or (quoted and token.ent_type_ not in PLACES)

    def remember(self, speaker: Speaker, page: Page, at: int | None) -> None:
        """Take a speaker as one whom later pronouns may mean."""
        if speaker.name is None or at is None:
            return
        token = page.tokens[at]
        person = token.lower_ in PERSONS or self._is_person(speaker, token)
        if person:
            self._last_person = speaker
        else:
            self._last, self._last_page = speaker, page.number

    def actor_before(self, page: Page, at: int) -> Speaker:
        """Return the person of whom the words before a token tell, in the same paragraph."""
        for token in _subjects(page, at):
            if token.pos_ != "PRON" or token.lower_ in PERSONS:
                speaker = self._resolve(page, token)
                if token.lower_ in PERSONS or self._is_person(speaker, token):
                    return speaker
        return NOBODY

    def _is_person(self, speaker: Speaker, token: Token) -> bool:
        if speaker.named and speaker.name:
            return self.roster.is_person(speaker.name, token)
        return self._is_human(token.lemma_.lower())

    def _is_human(self, noun: str) -> bool:
        kind = self._sources.kind_of_noun.get(noun)
        if noun in ("group", "staff"):
            return False
        known = kind not in (None, "document", "company", "media") or noun in self._sources.roles
        return kind == "citizen" or (known and noun.endswith(HUMAN_ENDINGS))

    def _resolve(self, page: Page, token: Token) -> Speaker:
        if token.lower_ in PERSONS:
            return self._person(page, token)
        if token.lower_ in THINGS:
            return self._thing(page, token)
        issuer = self._issuer(page, token)
        if issuer is not None:
            return self._resolve(page, issuer)
        name = self.roster.name(token)
        if name is None and token.pos_ == "NOUN":
            name = self._known_as(token)
        if name:
            return Speaker(name, True, self._kind_named(name, token))
        if token.pos_ not in ("NOUN", "PROPN") and token.lower_ not in GROUPS:
            return NOBODY  # 'somebody', 'whoever', or what the parse takes for a subject
        noun = token.lemma_.lower()
        kind = self._kind_unnamed(token) if token.pos_ in ("NOUN", "PROPN") else None
        return Speaker("person" if noun == "people" else noun, False, kind or UNNAMED)

    def _person(self, page: Page, pronoun: Token) -> Speaker:
        """Return whom "he" or "she" means: the last person who did something and fits."""
        gender = PERSONS[pronoun.lower_]
        for other, token in self._before(page, pronoun.i):
            if token.pos_ == "PRON" or token.tag_ in ("NNS", "NNPS"):
                continue
            speaker = self._resolve(other, token)
            fits = self.roster.gender(speaker.name or UNNAMED) in (None, gender)
            if fits and self._is_person(speaker, token):
                return speaker
        return self._last_person

    def _thing(self, page: Page, pronoun: Token) -> Speaker:
        """Return whom "it" or "they" means: the last subject or speaker that is no person."""
        plural = pronoun.lower_ in ("they", "them", "these")
        for other, token in self._before(page, pronoun.i):
            if other is not page and self._last_page >= page.number - 1:
                return self._last
            main = token.head.dep_ in ("ROOT", "conj") or token.dep_ == "ROOT"
            if token.pos_ == "PRON" or not main:
                continue
            speaker = self._resolve(other, token)
            people = token.tag_ == "NNS" or speaker.kind not in (UNNAMED, "document")
            if plural and not speaker.named and people:
                return speaker
            if not self._is_person(speaker, token) and (speaker.named or not plural):
                return speaker
        return self._last

    def _before(self, page: Page, at: int) -> Iterator[tuple[Page, Token]]:
        for token in _subjects(page, at):
            yield page, token
        for other in reversed(self._pages[max(0, page.number - LOOK_BACK) : page.number]):
            for token in _subjects(other, len(other.tokens)):
                yield other, token

    def _issuer(self, page: Page, token: Token) -> Token | None:
        """Return who issued a document, as told beside it or where it was told of before."""
        noun = token.lemma_.lower()
        if token.pos_ != "NOUN" or noun not in self._sources.documents:
            return None
        own = self._issuer_beside(token)
        definite = token.tag_ == "NN" and any(child.lower_ in DEFINITE for child in token.lefts)
        if own is not None or not definite:
            return own
        before = [at for at in self._issued.get(noun, ()) if at[:2] < (page.number, token.i)]
        return before[-1][2] if before else None

    @cached_property
    def _issued(self) -> dict[str, list[tuple[int, int, Token]]]:
        """The issuers of documents, by the noun, with the place where they are told."""
        found: dict[str, list[tuple[int, int, Token]]] = defaultdict(list)
        for page in self._pages:
            for token in page.tokens:
                noun = token.lemma_.lower()
                if token.pos_ == "NOUN" and noun in self._sources.documents:
                    issuer = self._issuer_beside(token)
                    if issuer is not None:
                        found[noun].append((page.number, token.i, issuer))
        return found

    def _issuer_beside(self, token: Token) -> Token | None:
        return next(filter(self._may_issue, issuers(token, self._sources)), None)

    def _may_issue(self, token: Token) -> bool:
        if token.lower_ in PERSONS or token.lower_ in THINGS:
            return token.lower_ in PERSONS
        if token.ent_type_ in ("DATE", "TIME", "GPE", "LOC", "NORP"):
            return False
        noun = token.lemma_.lower()
        known = noun in self._sources.kind_of_noun or noun in self._sources.documents
        return known or self.roster.name(token) is not None

    def _known_as(self, token: Token) -> str | None:
        definite = any(child.lower_ in DEFINITE for child in token.lefts)
        return self.roster.called(token.lemma_.lower()) if definite and token.tag_ == "NN" else None

    def _kind_named(self, name: str, token: Token) -> str:
        """Return the kind of a named speaker: what the article tells, then what the name does."""
        if name not in self._kinds:
            heads, beside, below = self._told(token)
            for mention in islice(self.roster.mentions(name), MOST_MENTIONS):
                more = self._told(_top(mention))
                heads, beside, below = heads + more[0], beside + more[1], below + more[2]
            own = [self._sources.kind_of_noun.get(word.lower()) for word in name.split()]
            self._kinds[name] = (
                self._first(heads, roles=False)
                or self._first(beside, roles=False)
                or self._sources.first_kind(kind for kind in own if kind and kind != "document")
                or self._kind_of_name.get(name)
                or self._first(below, roles=False)
                or self._first(heads, roles=True)
                or ("citizen" if self.roster.has_age(name) else OTHER)
            )
        return self._kinds[name]

    def _kind_unnamed(self, token: Token) -> str | None:
        noun = token.lemma_.lower()
        own = self._sources.kind_of_noun.get(noun)
        if own and noun not in self._sources.roles:
            return own
        heads, beside, below = self._told(token)
        return (
            self._first([head for head in heads if head.i != token.i], roles=False)
            or self._first(beside, roles=False)
            or self._first(below, roles=False)
            or own
        )

    def _first(self, tokens: list[Token], *, roles: bool) -> str | None:
        kinds = [self._sign(token, roles=roles) for token in tokens]
        return self._sources.first_kind(kind for kind in kinds if kind and kind != "document")

    def _sign(self, token: Token, *, roles: bool) -> str | None:
        """Return the kind that a word tells of; a noun of roles only where they are asked for."""
        noun = token.lemma_.lower()
        if token.lower_.rstrip(".") in ACADEMIC_TITLES:
            return "academic"
        if noun in self._sources.roles and not roles:
            return None
        kind = self._sources.kind_of_noun.get(noun)
        if kind == "citizen" and token.pos_ != "NOUN":
            return None  # "Daughter" of a firm, "local" officials
        return kind or (self._actor_kind(token) if token.ent_type_ == KNOWN_NAME else None)

    def _actor_kind(self, token: Token) -> str | None:
        """Return the kind of an actor whom the study knows: by the words of the name, if any."""
        entity = self.roster.entities(token.doc)[token.i]
        nouns = (self._sources.kind_of_noun.get(word.lower_) for word in entity)
        return next(filter(None, nouns), None) or self._kind_of_variant.get(entity.text)

    def _told(self, token: Token) -> tuple[list[Token], list[Token], list[Token]]:
        """Return the nouns that a noun is equated with, those beside and those below them."""
        heads, beside, below = [], [], []
        equated = [token, *(c for c in token.children if c.dep_ == "appos")]
        if token.dep_ in SUBJECTS and token.head.lemma_ == "be":
            equated += [c for c in token.head.rights if c.dep_ == "attr"]
        for noun in equated:
            heads += _titles(noun) if noun.pos_ == "PROPN" else [noun]
            beside += [t for t in noun.doc[noun.left_edge.i : noun.i] if t.pos_ != "DET"]
            for child in noun.rights:
                told = child.dep_ in ("prep", "conj", "acl")
                told = told or (child.dep_ == "relcl" and child.lemma_ in BELONGS)
                if told and child.i - noun.i <= WINDOW:
                    below += [t for t in islice(child.subtree, WINDOW) if t.i != token.i]
        return heads, beside, below


def _titles(name: Token) -> list[Token]:
    """Return the title or noun directly before a name: "Professor X", "police spokesman X"."""
    at = name.i - 1
    while at >= 0 and name.doc[at].ent_type_ == "PERSON" and name.doc[at].pos_ == "PROPN":
        at -= 1
    before = name.doc[at] if at >= 0 else None
    return [before] if before is not None and before.head.i in range(at, name.i + 1) else []


def _top(token: Token) -> Token:
    while token.dep_ in ("compound", "appos", "flat") and token.head is not token:
        token = token.head
    return token


def _subjects(page: Page, at: int) -> Iterator[Token]:
    """Yield the subjects of the running text before a token, the nearest first."""
    for number in range(at - 1, max(-1, at - 1 - FURTHEST), -1):
        token = page.tokens[number]
        alone = token.dep_ == "ROOT" and token.pos_ in ("NOUN", "PROPN")
        if (token.dep_ in SUBJECTS or alone) and page.inside[token.i] is None:
            yield from [_top(token)] if token.lower_ not in RELATIVE else []


def _antecedent(token: Token) -> Token:
    """Return the noun that "who", "which" or "one of" stands for."""
    if token.lower_ in ("who", "which", "that") and token.pos_ in ("PRON", "DET", "SCONJ"):
        verb = token.head
        while verb.dep_ in ("conj", "xcomp", "ccomp") and verb.head is not verb:
            verb = verb.head
        if verb.dep_ in ("relcl", "acl"):
            return _antecedent(verb.head)
        near = token.doc[max(0, token.i - 4) : token.i]
        nouns = [other for other in near if other.pos_ in ("NOUN", "PROPN")]
        return _antecedent(nouns[-1]) if nouns else token
    if token.lemma_.lower() in QUANTITIES and token.pos_ != "PROPN":
        of = [child for child in token.children if child.dep_ == "prep" and child.lower_ == "of"]
        inner = [noun for noun in of[0].children if noun.dep_ == "pobj"] if of else []
        return _antecedent(inner[0]) if inner else token
    return token
