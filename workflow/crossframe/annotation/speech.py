"""Speech: what an article quotes or reports, with the words that introduce it and the speaker."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc

from crossframe.annotation.cast import Cast
from crossframe.annotation.complements import VERBS, Range
from crossframe.annotation.cues import FULL_STOPS, Page
from crossframe.annotation.labels import labelled
from crossframe.annotation.sayings import SHORT, Saying, sayings
from crossframe.annotation.speakers import NOBODY, UNNAMED, Sources, Speaker
from crossframe.annotation.voice import quotations

PEOPLE = {"he", "she", "they", "who", "some", "others", "many", "most"}
ITSELF = {"article", "analysis", "explainer", "story"}
LINKING = {"PART", "SCONJ", "CCONJ", "PUNCT", "INTJ"}
VOICES = ("own", "reported", "quoted")  # the later goes before the earlier
LONGEST_TITLE = 5  # words in marks, all with capitals, that are a title and no speech


class Said(NamedTuple):
    """Words that are said: characters of a paragraph, and whether they stand in marks."""

    paragraph: int
    start: int
    end: int
    direct: bool


@dataclass(frozen=True)
class Quotation:
    """One act of saying: one cue, or none, and all that it introduces.

    Attributes:
        paragraph: Place in the article of the paragraph where it begins.
        start: Character of that paragraph where what is said begins.
        spans: What is said, in the order of the text.
        verb: Lemma of the verb, or the phrase; None without a cue.
        stance: `neutral`, `doubting` or `endorsing`.
        place: Where the cue stands to what is said: `before`, `after`, `within` or `none`.
        speaker: Full name, or lemma of a noun; None if nobody is named.
        named: Whether the speaker has a name.
        kind: Kind of speaker.
    """

    paragraph: int
    start: int
    spans: tuple[Said, ...]
    verb: str | None
    stance: str
    place: str
    speaker: str | None
    named: bool
    kind: str


@dataclass(frozen=True)
class Speech:
    """What one article quotes and reports.

    Attributes:
        quotations: The acts of saying, in the order of the text.
        scares: By paragraph, words in marks that nobody says.
        n_repaired: By paragraph, marks that were missing.
    """

    quotations: tuple[Quotation, ...]
    scares: tuple[tuple[tuple[int, int], ...], ...]
    n_repaired: tuple[int, ...]

    def voice(self, paragraph: int, start: int, end: int) -> str:
        """Return whose words characters of a paragraph are: `own`, `quoted` or `reported`."""
        voices = self._voices[paragraph][start:end]
        return VOICES[min(voices) if len(voices) == end - start else 0]

    @cached_property
    def _voices(self) -> dict[int, bytearray]:
        """The voice of each character of a paragraph, as its place in VOICES."""
        found: dict[int, bytearray] = defaultdict(bytearray)
        for said in (said for quotation in self.quotations for said in quotation.spans):
            voices, voice = found[said.paragraph], 2 if said.direct else 1
            voices.extend(bytes(max(0, said.end - len(voices))))
            before = voices[said.start : said.end]
            voices[said.start : said.end] = bytes(max(voice, other) for other in before)
        return found


@dataclass
class _Act:
    saying: Saying
    speaker: Speaker
    spans: list[Said]
    place: str


def speech(
    texts: Sequence[str],
    docs: Sequence[Doc],
    sources: Sources,
    names: Mapping[str, tuple[str, str]],
) -> Speech:
    """Return what is said in one article."""
    paragraphs = zip(texts, docs, quotations(texts), strict=True)
    pages = [Page(number, *paragraph, sources) for number, paragraph in enumerate(paragraphs)]
    cast = Cast(pages, sources, names)
    acts: list[_Act] = []
    scares: list[tuple[tuple[int, int], ...]] = []
    for page in pages:
        found, loose = _split(page, sources, cast)
        scares.append(tuple(page.quotes[quote] for quote in loose))
        for saying in found:
            _add(acts, saying, cast, pages)
    return Speech(
        tuple(_quotation(act, sources) for act in acts),
        tuple(scares),
        tuple(page.n_repaired for page in pages),
    )


def _split(page: Page, sources: Sources, cast: Cast) -> tuple[list[Saying], list[int]]:
    """Return the acts of a paragraph, and its quotations that are none."""
    cued = sayings(page, sources) if page.cues else []
    found = [saying for saying in cued if not saying.unsaid and _has_speaker(saying, sources, cast)]
    found = list(_labelled(page, cast)) or found
    unsaid = {quote for saying in cued if saying.unsaid for quote in saying.quotes}
    taken = {quote for saying in found for quote in saying.quotes}
    loose = []
    for quote in range(len(page.quotes)):
        if quote in taken or not page.words(quote):
            continue
        if quote in unsaid or _is_scare(page, quote):
            loose.append(quote)
        else:
            found.append(Saying(page, None, None, page.extent(quote), quotes=[quote]))
    return sorted(found, key=_start), loose


def _labelled(page: Page, cast: Cast) -> Iterator[Saying]:
    """Yield what a headline or a line of a talk gives to whom it names: "X: Y", "Y - X"."""
    said = labelled(page)
    if said is not None:
        speaker = cast.speaker(page, said.subject)
        if speaker.kind not in (UNNAMED, "document") and cast.speaks(
            page, said.subject, quoted=bool(said.quotes)
        ):
            yield said


def _has_speaker(saying: Saying, sources: Sources, cast: Cast) -> bool:
    """Whether a verb that needs one has a person, organisation or document for its subject."""
    token = saying.page.tokens[saying.subject] if saying.subject is not None else None
    this = token is not None and any(child.lower_ == "this" for child in token.lefts)
    if token is not None and this and token.lower_ in ITSELF:
        return False  # the outlet speaks of its own words
    if saying.cue is None or saying.cue.is_noun:
        return True
    if saying.cue.verb not in sources.need_speaker and saying.cue.verb not in sources.attitudes:
        return True
    if token is None:  # "it was reported that"
        verb = saying.page.tokens[saying.cue.first]
        return any(c.dep_ == "nsubjpass" and c.lower_ == "it" for c in verb.children)
    if token.lower_ in PEOPLE:
        return True
    speaker = cast.speaker(saying.page, saying.subject)
    return speaker.named or speaker.kind != UNNAMED


def _is_scare(page: Page, quote: int) -> bool:
    words = page.words(quote)
    _, last = page.extent(quote)
    capitals = all(word[0].isupper() or (word.islower() and len(word) <= 3) for word in words)
    if len(words) <= LONGEST_TITLE and capitals and words[-1][0].isupper() and len(words) > 1:
        return page.tokens[last - 1].text not in (".", "!", "?", ",")
    if len(words) > SHORT:
        return False
    return not (_opens(page, quote) and page.tokens[last - 1].is_punct)


def _opens(page: Page, quote: int) -> bool:
    """Whether a quotation begins a sentence."""
    first, _ = page.extent(quote)
    mark = first - 1
    return mark <= 0 or page.ends(mark - 1) or page.tokens[mark - 1].text == ":"


def _start(saying: Saying) -> int:
    tokens = saying.page.tokens
    starts = [tokens[low].idx for low, _ in saying.regions]
    return min([*starts, *(saying.page.quotes[quote][0] for quote in saying.quotes)])


def _add(acts: list[_Act], saying: Saying, cast: Cast, pages: list[Page]) -> None:
    """Add an act to those before it, or to the last what it goes on with."""
    page, spans, last = saying.page, list(_spans(saying)), acts[-1] if acts else None
    if not spans:
        return
    loose = saying.cue is None and saying.subject is None
    if loose and last and _goes_on(last, saying, pages):
        last.spans += spans
        last.place = "within" if last.place == "after" else last.place
        return
    if loose:
        speaker = _uncued(saying, last, cast)
    else:
        speaker = cast.speaker(page, saying.subject)
        cast.remember(speaker, page, saying.subject)
    acts.append(_Act(saying, speaker, spans, saying.place if saying.cue else "none"))


def _goes_on(last: _Act, saying: Saying, pages: list[Page]) -> bool:
    """Whether a quotation goes on with the last: behind its cue, or in a paragraph of its own.

    In the latter the paragraph before it never closed what it quotes.
    """
    page, said = saying.page, last.spans[-1]
    first, _ = page.extent(saying.quotes[0])
    if said.paragraph == page.number:
        between = page.tokens[page.token_at(said.end) : first]
        stops = sum(token.text in FULL_STOPS for token in between)
        return said.direct and stops <= 1 and _opens(page, saying.quotes[0])
    unclosed = said.end == len(pages[page.number - 1].text)
    return first <= 1 and said.paragraph == page.number - 1 and unclosed


def _uncued(saying: Saying, last: _Act | None, cast: Cast) -> Speaker:
    """Return who says a quotation without a cue: whoever speaks or acts just before it."""
    page, quote = saying.page, saying.quotes[0]
    first, end = page.extent(quote)
    if not _opens(page, quote):
        return NOBODY
    _, high = page.sentence(min(end, len(page.tokens) - 1))
    tail = page.tokens[end:high]
    for token in reversed(tail if any(t.pos_ in VERBS for t in tail) else []):
        if token.pos_ == "PROPN" and page.inside[token.i] is None:
            speaker = cast.speaker(page, token.i)
            return speaker if cast.roster.is_person(speaker.name or "", token) else NOBODY
    speaker = cast.actor_before(page, first)
    if speaker.name:
        return speaker
    whole = first <= 1 and end >= len(page.tokens) - 2
    if whole and last and last.spans[-1].paragraph >= page.number - 1:
        return last.speaker
    return NOBODY


def _spans(saying: Saying) -> Iterator[Said]:
    """Yield what an act says, its words in marks apart from the others."""
    page = saying.page
    quotes = {*saying.quotes}
    pieces: list[Said] = []
    for low, high in saying.regions:
        start = low
        for at in range(low, high + 1):
            edge = at == high or page.inside[at] is not None
            if edge:
                pieces += _reported(page, (start, at))
                start = at + 1
            if at < high and (quote := page.inside[at]) is not None:
                quotes.add(quote)
    worded = (quote for quote in quotes if page.words(quote))
    pieces += [Said(page.number, *page.quotes[quote], direct=True) for quote in worded]
    yield from sorted(set(pieces))


def _reported(page: Page, region: Range) -> list[Said]:
    low, high = region
    while low < high and _no_word(page, low, opening=True):
        low += 1
    while low < high and _no_word(page, high - 1, opening=False):
        high -= 1
    if low >= high:
        return []
    last = page.tokens[high - 1]
    if all(token.pos_ in LINKING for token in page.tokens[low:high]):
        return []  # "called on them to '...'"
    return [Said(page.number, page.tokens[low].idx, last.idx + len(last), direct=False)]


def _no_word(page: Page, at: int, *, opening: bool) -> bool:
    token = page.tokens[at]
    that = token.lower_ == "that" and (token.pos_ == "SCONJ" or _joins(page, at))
    return not any(map(str.isalnum, token.text)) or (opening and that)


def _joins(page: Page, at: int) -> bool:
    """Whether a "that" which the parse takes for a pronoun stands before a clause."""
    after = page.tokens[at + 1 : at + 2]
    return bool(after) and after[0].pos_ in ("PROPN", "PRON", "DET")


def _quotation(act: _Act, sources: Sources) -> Quotation:
    cue = act.saying.cue
    first = act.spans[0]
    return Quotation(
        paragraph=first.paragraph,
        start=first.start,
        spans=tuple(act.spans),
        verb=cue.verb if cue else None,
        stance=sources.stances[cue.verb] if cue else "neutral",
        place=act.place,
        speaker=act.speaker.name,
        named=act.speaker.named,
        kind=act.speaker.kind,
    )
