"""Sayings: what each cue of a paragraph introduces, before it or behind it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile

from spacy.tokens import Token

from crossframe.annotation.complements import (
    DASHES,
    SUBJECTS,
    VERBS,
    Range,
    agent,
    beside,
    complement,
    is_passive,
    next_noun,
    phrase_start,
    subject,
)
from crossframe.annotation.cues import Cue, Page
from crossframe.annotation.speakers import Sources

HYPOTHETICAL = {"would", "could", "can", "might", "may", "should", "must", "ca"}
DENIALS = {"deny", "doubt"}
CONDITIONS = {"if", "unless", "whether"}
CARRIERS = {"go", "begin", "continue", "start"}  # as in "went on to say"
FIRST_PERSON = {"i", "we", "you"}
NOBODY_SAYS = {"nobody", "none", "neither"}
NO = {"no", "neither"}
LONGEST_BRACKET = 6  # tokens behind a cue and its subject, before the comma: "she told reporters,"
RELATIVE = {"who", "whom", "whose", "which", "where", "when", "that"}
JOINING = {"and", "but", "or", ",", "also"}
LEADING = {"SCONJ", "ADP", "CCONJ"}  # what begins a clause that a cue stands at the head of
NEAR = 4  # tokens between a cue and a quotation that it takes without a clause
SHORT = 2  # words in marks that are speech only where a cue governs them


@dataclass
class Saying:
    """A cue, or none, with what it introduces."""

    page: Page
    cue: Cue | None
    subject: int | None  # token; None if nobody is named
    unit: Range  # cue and subject together
    regions: list[Range] = field(default_factory=list)  # clauses, quotations within included
    quotes: list[int] = field(default_factory=list)
    place: str = "none"
    unsaid: bool = False  # "nobody said", "would say"


def sayings(page: Page, sources: Sources) -> list[Saying]:
    """Return what is said in a paragraph, or put as what nobody said, in the order of the cues."""
    found = [saying for cue in page.cues if (saying := _saying(page, cue, sources))]
    for saying, cue in _with_cue(found):
        _take_left(saying, cue, sources)
    taken = {quote for saying in found for quote in saying.quotes}
    for number, (saying, cue) in enumerate(_with_cue(found)):
        until = found[number + 1].unit[0] if number + 1 < len(found) else len(page.tokens)
        _take_right(saying, cue, sources, _between(page, cue, until, taken))
        taken |= set(saying.quotes)
    return list(_outermost([saying for saying in found if saying.regions or saying.quotes]))


def _with_cue(found: list[Saying]) -> Iterator[tuple[Saying, Cue]]:
    yield from ((saying, saying.cue) for saying in found if saying.cue)


def _saying(page: Page, cue: Cue, sources: Sources) -> Saying | None:
    """Return a cue with its subject; None where it introduces nothing that a source says."""
    if cue.is_phrase:
        return _by_phrase(page, cue)
    token = page.tokens[cue.first]
    if cue.is_noun:
        return Saying(page, cue, subject(page, cue, sources), (cue.first, cue.last + 1))
    bare = not any(child.dep_.startswith("aux") for child in token.children)
    participle = token.tag_ == "VBN" and token.dep_ in ("acl", "amod", "advcl") and bare
    passive = participle or any(map(is_passive, token.children))
    unsaid = _is_unsaid(token)
    if (_is_infinitive(token) and not unsaid) or (cue.verb in sources.impersonal and not passive):
        return None
    by = agent(token)
    if passive and by is None and (participle or cue.verb in sources.directive):
        return None  # "invited to wait", "a group called X": nobody is said to say it
    speaker = by if passive else subject(page, cue, sources)
    if speaker is not None and page.tokens[speaker].lower_ in FIRST_PERSON:
        return None  # the author's own words
    unsaid = unsaid or (speaker is not None and _is_nobody(page.tokens[speaker]))
    unit = _unit(page, cue, None if passive else speaker)
    return Saying(page, cue, speaker, unit, unsaid=unsaid)


def _is_nobody(noun: Token) -> bool:
    no_one = noun.lower_ in NOBODY_SAYS or any(child.lower_ in NO for child in noun.lefts)
    return no_one or (noun.lower_ == "one" and noun.i > 0 and noun.nbor(-1).lower_ == "no")


def _unit(page: Page, cue: Cue, speaker: int | None) -> Range:
    """Return the tokens of a cue with its subject, where they stand together."""
    low, high = cue.first, cue.last + 1
    if speaker is None:
        return low, high
    noun = page.tokens[speaker]
    if noun.head == page.tokens[cue.first]:
        return min(low, noun.left_edge.i), max(high, noun.right_edge.i + 1)
    if speaker == beside(page, cue):
        return min(low, phrase_start(page, speaker)), max(high, speaker + 1)
    return low, high


def _by_phrase(page: Page, cue: Cue) -> Saying:
    low, high = page.sentence(cue.first)
    last = page.tokens[cue.last]
    nouns = [child.i for child in last.children if child.dep_ == "pobj" and child.i > last.i]
    noun = nouns[0] if nouns else next_noun(page, cue.last + 1)
    end = cue.last + 1
    if noun is not None:
        end = max(noun, page.tokens[noun].right_edge.i) + 1
        named = [child.right_edge.i for child in page.tokens[noun].rights if child.dep_ == "appos"]
        commas = [at for at in range(max([noun, *named]), end) if page.tokens[at].text == ","]
        end = max([end if not named else 0, *(at + 1 for at in named)])
        if commas and cue.first - low <= 1:  # "According to X, ...", and not an apposition
            end = commas[0]
    return Saying(page, cue, noun, (cue.first, min(end, high)))


def _is_unsaid(verb: Token) -> bool:
    """Whether a verb is negated, or only possible: "did not say", "would say", "as if to say"."""
    for child in verb.children:
        if child.dep_ == "neg" and verb.lemma_ not in DENIALS:
            return True
        if child.dep_ == "aux" and child.i < verb.i and child.lower_ in HYPOTHETICAL:
            return True
        if child.dep_ == "mark" and child.lower_ in CONDITIONS:
            return True
        if child.dep_ == "aux" and child.lower_ == "to" and child.i > 0:
            return bool(child.nbor(-1).lower_ in CONDITIONS)
    return any(
        above.dep_ in ("ccomp", "xcomp") and _is_possible(above.head)
        for above in [verb, *islice(verb.ancestors, 1)]
    )


def _is_possible(verb: Token) -> bool:
    """Whether a verb that another depends on tells of what could be: "you could hear them say"."""
    return any(child.dep_ == "aux" and child.lower_ in HYPOTHETICAL for child in verb.lefts)


def _is_infinitive(verb: Token) -> bool:
    """Whether a verb is what somebody has yet to do: "wants to say", not "went on to say"."""
    to = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    return to and not CARRIERS & {ancestor.lemma_ for ancestor in islice(verb.ancestors, 3)}


def _take_left(saying: Saying, cue: Cue, sources: Sources) -> None:
    """Take what stands before a cue that follows on it: '"...", she said', '..., she said'."""
    page = saying.page
    if cue.is_noun or cue.verb in sources.attitudes:
        return
    if not cue.is_phrase and _follows_on(page.tokens[cue.first]):
        return
    low, _ = page.sentence(cue.first)
    start = saying.unit[0]
    as_it_says = start > low and page.tokens[start - 1].lower_ == "as"
    start -= as_it_says
    before = start - 1
    while before >= low and (page.tokens[before].is_punct or page.tokens[before].is_quote):
        before -= 1
    if before < low or (before == start - 1 and not (cue.is_phrase or as_it_says)):
        return
    quote = page.inside[before]
    comma = any(token.text in ",—–-" for token in page.tokens[before + 1 : start])
    free = cue.is_phrase or (comma and (as_it_says or _is_parenthesis(saying, cue, sources)))
    if quote is None and not free:
        return
    low = max([low, *(at + 1 for at in range(low, before) if page.tokens[at].text == ";")])
    own = [token for token in page.tokens[low : before + 1] if page.inside[token.i] is None]
    if page.tokens[before].pos_ in LEADING and quote is None:  # "after, he said, the wall fell"
        own, low = [], before + 1
    inserted = _inserted(saying, clause=any(token.pos_ in VERBS for token in own))
    inserted = inserted if quote is None else None
    speaks = any(token.pos_ in VERBS for token in own) or inserted is not None
    if speaks and cue.verb not in sources.naming:
        saying.regions += [(low, before + 1)] if low <= before else []
        saying.regions += [inserted] if inserted else []
    inner = [q for at in range(low, before + 1) if (q := page.inside[at]) is not None]
    saying.quotes += sorted(set(inner)) if saying.regions else inner[-1:]
    saying.place = "after" if saying.regions or saying.quotes else "none"


def _inserted(saying: Saying, *, clause: bool) -> Range | None:
    """Return the end of a sentence that a cue stands in the midst of: "The app, she says, is".

    Args:
        saying: The cue and its subject.
        clause: Whether what stands before them is a clause, which needs no verb behind them.
    """
    page = saying.page
    comma = _bracket(saying)
    _, high = page.sentence(saying.unit[0])
    if comma is None or comma + 1 >= high:
        return None
    if page.tokens[comma + 1].pos_ not in VERBS:
        own = (t for t in page.tokens[comma + 1 : high] if page.inside[t.i] is None)
        if clause or not any(token.pos_ in VERBS for token in own):
            return None
    end = next((at for at in range(comma + 1, high) if page.tokens[at].text == ";"), high)
    return comma + 1, end


def _bracket(saying: Saying) -> int | None:
    """Return the comma that closes what another opens: ", she told reporters,"."""
    page, (low, high) = saying.page, saying.unit
    if low == 0 or page.tokens[low - 1].text not in (",", *DASHES):
        return None
    for token in page.tokens[high : high + LONGEST_BRACKET]:
        if token.text in (",", *DASHES):
            return token.i
        if token.pos_ in (*VERBS, "SCONJ") or token.is_punct or page.inside[token.i] is not None:
            return None
    return None


def _is_parenthesis(saying: Saying, cue: Cue, sources: Sources) -> bool:
    """Whether a cue without a quotation stands in brackets of commas: "..., she said"."""
    if saying.subject is None or saying.page.tokens[saying.subject].lower_ in RELATIVE:
        return False
    token = saying.page.tokens[cue.first]
    if _bracket(saying) is not None:
        return True
    if cue.first < saying.subject and saying.page.tokens[saying.subject].dep_ not in SUBJECTS:
        return False
    if any(child.dep_ == "dobj" and child.i > cue.last for child in token.children):
        return False
    after = saying.page.tokens[saying.unit[1] : saying.unit[1] + 1]
    introduces = after and (after[0].text == ":" or after[0].is_quote)
    alone = not introduces and len(range(*saying.unit)) > 1
    return alone and complement(saying.page, cue, sources) is None


def _between(page: Page, cue: Cue, until: int, taken: set[int]) -> list[int]:
    """Return the quotations that nobody has, behind a cue and before the next."""
    _, high = page.sentence(cue.first)
    begin = bisect_right(page.extents, (cue.last, len(page.tokens)))
    behind = takewhile(
        lambda quote: page.extents[quote][0] <= min(high, until), range(begin, len(page.quotes))
    )
    return [quote for quote in behind if quote not in taken and page.words(quote)]


def _take_right(saying: Saying, cue: Cue, sources: Sources, free: list[int]) -> None:
    """Take what stands behind a cue: a clause, and quotations."""
    page = saying.page
    if cue.is_phrase or saying.place == "after":
        whole = len(saying.regions) > 1
        region = None if whole else _rest(saying, page.sentence(cue.first)[1])
    else:
        region = complement(page, cue, sources)
    right = [quote for quote in free if _governs(saying, cue, quote, region, sources)]
    if region:
        saying.regions.append(region)
    if right or region or len(saying.regions) > 1:
        saying.place = "within" if saying.place == "after" else "before"
    saying.quotes += right


def _governs(saying: Saying, cue: Cue, quote: int, region: Range | None, sources: Sources) -> bool:
    """Whether a cue introduces a quotation behind it."""
    page = saying.page
    first, _ = page.extent(quote)
    if region and region[0] <= first < region[1]:
        return True
    if cue.verb in sources.attitudes:
        return False
    after = saying.place == "after"
    between = page.tokens[saying.unit[1] if after else cue.last + 1 : first - 1]
    if after:
        return not between or between[-1].text in ",—–-:;"
    low = saying.unit[0]
    if (between and between[-1].text == ":") or (low and page.tokens[low - 1].lower_ == "as"):
        return True
    long, near = len(page.words(quote)) > SHORT, len(between) <= NEAR
    if cue.verb in sources.naming:
        return long or near or page.tokens[cue.first] in page.tokens[first].ancestors
    return near if long or cue.verb not in sources.need_speaker else len(between) <= 1


def _rest(saying: Saying, high: int) -> Range | None:
    """Return the words behind a parenthesis, to the end of the sentence, if they are a clause."""
    page, begin = saying.page, saying.unit[1]
    if begin >= high or page.tokens[begin].text != ",":
        return None
    own = [token for token in page.tokens[begin + 1 : high] if page.inside[token.i] is None]
    if not own or own[0].lower_ in RELATIVE:
        return None
    clause = any(token.dep_ in SUBJECTS for token in own)
    return (begin + 1, high) if clause and any(token.pos_ in VERBS for token in own) else None


def _follows_on(verb: Token) -> bool:
    """Whether a participle introduces what stands behind it: ", adding that ..."."""
    bare = not any(child.dep_ in ("aux", "nsubj") for child in verb.children)
    return verb.tag_ == "VBG" and bare


def _within_later(found: list[Saying]) -> Iterator[Saying]:
    """Yield what is not within what a later cue introduces: "X said ..., the paper reported"."""
    places = [saying.unit[0] if saying.cue is None else saying.cue.first for saying in found]
    outer: dict[int, Saying] = {}
    for number, later in enumerate(found):
        for low, high in later.regions:
            for inner in range(bisect_left(places, low), min(bisect_left(places, high), number)):
                outer.setdefault(inner, later)
    for number, saying in enumerate(found):
        if number in outer:
            later = outer[number]
            later.quotes = sorted({*later.quotes, *saying.quotes})
        else:
            yield saying


def _outermost(found: list[Saying]) -> Iterator[Saying]:
    """Yield what is not within what another says; cut a clause where the next cue begins."""
    last: Saying | None = None
    for saying in list(_within_later(found)):
        at = saying.cue.first if saying.cue else 0
        if last and any(low <= at < high for low, high in last.regions):
            left = _before(last, saying)
            # of which nothing is left, it is what the other says and not a clause beside it
            if not _is_sibling(last, saying) or not (left or last.quotes):
                last.quotes = sorted({*last.quotes, *saying.quotes})
                continue
            last.regions = left
            if saying.unit[0] == at:  # no subject of its own
                saying.subject = last.subject
        yield saying
        last = saying


def _before(outer: Saying, inner: Saying) -> list[Range]:
    """Return the regions of an act, up to where the clause of another begins."""
    cut, tokens = inner.unit[0], inner.page.tokens
    shared = inner.cue is not None and cut == inner.cue.first  # and with it "has", "will"
    while tokens[cut - 1].lower_ in JOINING or (shared and tokens[cut - 1].pos_ == "AUX"):
        cut -= 1
    return [(low, min(high, cut)) for low, high in outer.regions if low < cut]


def _is_sibling(outer: Saying, inner: Saying) -> bool:
    """Whether a cue in a clause belongs beside its cue: "said that X and asked Y", ", alleging"."""
    if not outer.cue or not inner.cue or inner.cue.is_noun:
        return False
    if outer.cue.is_phrase or inner.cue.is_phrase:
        return False
    tokens = inner.page.tokens
    verb, before = tokens[inner.cue.first], tokens[inner.cue.first - 1]
    if verb.tag_ == "VBG":
        return before.text == ","
    while before.i and before.pos_ == "AUX" and inner.unit[0] == inner.cue.first:
        before = before.nbor(-1)
    joined = before.lower_ in ("and", "but", "or") or before.pos_ == "ADV"
    same = verb.tag_ == tokens[outer.cue.first].tag_ or (verb.tag_ == "VBN" and inner.regions)
    return bool(joined and same)
