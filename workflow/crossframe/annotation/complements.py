"""Complements: the clause that a cue takes behind it, and the subject of a cue."""

from collections.abc import Iterator

from spacy.tokens import Token

from crossframe.annotation.cues import FURTHEST_THAT, Cue, Page, clause_of
from crossframe.annotation.speakers import Sources

Range = tuple[int, int]  # tokens of a paragraph, half-open

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
VERBS = {"VERB", "AUX"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}
ABOUT = {"of", "against", "about"}  # "accused it of lying", "warned against waiting"
OBJECT_OF = {"of", "about", "against"}  # "warned of floods"
BELONGS_TO_OBJECT = {"as", "for", "to", "over", "with", "about", "of"}  # "criticised it for"
WHETHER = {"if", "whether"}
ASKING = {"ask", "wonder", "inquire", "question", "debate", "discuss", "know"}
DASHES = {"–", "—", "--", "―", "‒"}
GIVEN = {"make", "repeat", "express", "give", "issue", "voice", "renew", "offer", "have", "share"}
NEAR_DOCUMENT = 6  # tokens before a participle where the document that says it may stand
STEPS_UP = 5  # from a verb to the one that has its subject
LONGEST_APPOSITION = 15  # tokens between the commas of "the minister, X, said"


def complement(page: Page, cue: Cue, sources: Sources) -> Range | None:
    """Return the clause that a verb or noun takes behind it, or the object of some verbs."""
    token = page.tokens[cue.first]
    _, high = page.sentence(cue.first)
    passive = any(map(is_passive, token.children))
    if cue.is_noun:
        clause = clause_of(token)
        found = (clause.left_edge.i + 1, min(clause.right_edge.i + 1, high)) if clause else None
    elif cue.is_phrase or cue.verb in sources.naming:
        return None
    elif page.tokens[min(cue.last + 1, high - 1)].text in DASHES:
        return None  # "..., she said - a plan that many liked"
    else:
        found = _clause(page, cue, sources, high) or _behind(page, cue, high, sources)
        found = found or (None if passive else _object(page, cue, sources))
    return (found[0], _cut(page, token, min(found[1], high))) if found else None


def _clause(page: Page, cue: Cue, sources: Sources, high: int) -> Range | None:
    """Return the clause that the parse gives a verb."""
    token = page.tokens[cue.first]
    passive = any(map(is_passive, token.children))
    for child in _clausal(token):
        start, end = max(child.left_edge.i, cue.last + 1), min(child.right_edge.i + 1, high)
        asked = _infinitive(page, start, high)
        if asked is not None and cue.verb in sources.directive:
            start = asked
            end = _before_participle(page, start, end)
        elif asked is not None and child.dep_ == "xcomp" and not passive:
            continue
        if start < end:
            return start, _extended(page, token, end, high)
    return None


def _object(page: Page, cue: Cue, sources: Sources) -> Range | None:
    """Return the noun phrase in "warned of floods", "the survey shows a fall"."""
    token = page.tokens[cue.last]
    if cue.verb in sources.document_objects:
        about = subject(page, cue, sources)
        noun = page.tokens[about].lemma_.lower() if about is not None else ""
        if sources.kind_of_noun.get(noun) != "document":
            return None
    elif cue.verb not in sources.objects:
        return None
    start, end = None, cue.last + 1
    for child in token.rights:
        nouns = [child] if child.dep_ in ("dobj", "pobj") else []
        if child.dep_ == "prep" and child.lower_ in OBJECT_OF:
            nouns = [inner for inner in child.rights if inner.dep_ == "pobj"]
        if start is None and nouns and nouns[0].pos_ in ("NOUN", "PROPN", "NUM"):
            start, end = nouns[0].left_edge.i, nouns[0].right_edge.i + 1
        elif start is not None and child.i == end and child.lower_ in BELONGS_TO_OBJECT:
            end = child.right_edge.i + 1
    return (start, end) if start is not None and start > cue.last else None


def _behind(page: Page, cue: Cue, high: int, sources: Sources) -> Range | None:
    """Return the clause behind "that" or a colon, of which the parse knows nothing."""
    if cue.last + 1 >= high:
        return None
    after = page.tokens[cue.last + 1]
    if after.text == ":" and page.inside[min(cue.last + 3, high - 1)] is None:
        return (after.i + 1, high) if after.i + 1 < high else None
    for token in page.tokens[cue.last + 1 : min(high, cue.last + FURTHEST_THAT)]:
        if token.lower_ == "that" and token.pos_ == "SCONJ":
            return (token.i + 1, high) if token.i + 1 < high else None
        if token.lower_ in WHETHER and token.pos_ == "SCONJ" and cue.verb in ASKING:
            return token.i, high
        if token.pos_ in VERBS or token.is_punct or token.lemma_ in sources.nouns_of_saying:
            return None
    return None


def _clausal(verb: Token) -> Iterator[Token]:
    for child in verb.rights:
        if child.dep_ in ("ccomp", "xcomp") and child.pos_ in (*VERBS, "NOUN", "ADJ", "PROPN"):
            yield child
        if child.dep_ == "prep" and child.lower_ in ABOUT:
            yield from (inner for inner in child.children if inner.dep_ == "pcomp")


def _infinitive(page: Page, low: int, high: int) -> int | None:
    """Return where an infinitive with "to" begins, if no other clause does before it."""
    for token in page.tokens[low:high]:
        if token.tag_ in ("VBD", "VBZ", "MD", "WDT", "WP") or token.lower_ == "that":
            return None
        if token.tag_ == "TO" and page.inside[token.i] is None:
            negated = token.i > low and page.tokens[token.i - 1].lower_ in ("not", "never")
            return token.i - negated
    return None


def _before_participle(page: Page, low: int, high: int) -> int:
    """Cut what is asked for before ", advocating ...", which the speaker does."""
    for at in range(low, high - 1):
        if page.tokens[at].text == "," and page.tokens[at + 1].tag_ == "VBG":
            return at
    return high


def _extended(page: Page, verb: Token, end: int, high: int) -> int:
    """Return where a clause ends: behind words that the parse has lost."""
    left = page.tokens[end:high]
    own = left and left[0].pos_ == "ADP" and left[0].head == verb  # "said so in a statement"
    lost = left and not own and not any(t.text in ',;—–-"' for t in left)
    return high if lost else end


def _cut(page: Page, verb: Token, end: int) -> int:
    """Return where a clause ends: before a dash, or words that are no part of it."""
    dashes = [t.i for t in page.tokens[verb.i : end] if t.text in DASHES]
    dashes = [at for at in dashes if page.inside[at] is None]
    if len(dashes) == 1:
        end = dashes[0]
    for at in range(verb.i + 2, end - 1):
        joined = page.tokens[at].text in ",\"'" and page.tokens[at + 1].lower_ in ("and", "but")
        if joined and _goes_on(page, verb, at + 2, end):
            return at
    return end


def _goes_on(page: Page, verb: Token, low: int, high: int) -> bool:
    """Whether ", but gave no details" is about the speaker, and no part of what is said.

    So is a clause with its own subject, where what is said ended in quotation marks.
    """
    closed = any(page.inside[at] is not None for at in (low - 3, low - 4) if at >= 0)
    if page.inside[low - 1] is not None:
        return False
    for token in page.tokens[low:high]:
        if token.pos_ == "ADV":
            continue
        if token.pos_ in VERBS or not closed:
            return token.tag_ == verb.tag_ and token.pos_ == "VERB"
    return False


def subject(page: Page, cue: Cue, sources: Sources) -> int | None:
    """Return the subject of a verb: by the parse, then by the words beside it."""
    token = page.tokens[cue.first]
    if cue.is_noun:
        return _holder(page, token)
    own = _own_subject(page, token)
    if own is not None:
        return own
    if token.tag_ != "VBG":
        found = beside(page, cue)
        return found if found is not None else _subject_above(page, token)
    if cue.first > 0 and page.tokens[cue.first - 1].text == ",":
        return _subject_of_sentence(page, token)
    document = _document_before(page, cue, sources)
    return document if document is not None else _subject_above(page, token)


def _holder(page: Page, noun: Token) -> int | None:
    """Return whose it is: "her claim that", "the claim by X that", "X made the claim that"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child.i
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "of", "among"):
            return next((inner.i for inner in child.children if inner.dep_ == "pobj"), None)
    given = noun.dep_ == "dobj" and noun.head.lemma_ in GIVEN
    return _own_subject(page, noun.head) if given else None


def _document_before(page: Page, cue: Cue, sources: Sources) -> int | None:
    """Return the document in "made a poster on Monday warning that"."""
    low, _ = page.sentence(cue.first)
    near = page.tokens[max(low, cue.first - NEAR_DOCUMENT) : cue.first]
    documents = [t.i for t in near if sources.kind_of_noun.get(t.lemma_) == "document"]
    return documents[-1] if documents else None


def _subject_of_sentence(page: Page, participle: Token) -> int | None:
    """Return the subject of the main verb, whom ", alleging ..." is about."""
    *_, root = [participle, *participle.ancestors]
    return _own_subject(page, root)


def is_passive(auxiliary: Token) -> bool:
    """Whether a word makes a verb passive; the group IS does not."""
    return auxiliary.dep_ == "auxpass" and auxiliary.pos_ == "AUX"


def agent(verb: Token) -> int | None:
    """Return the noun behind the "by" of a passive."""
    by = [child for child in verb.children if child.dep_ == "agent"]
    return next((noun.i for child in by for noun in child.children if noun.dep_ == "pobj"), None)


def _subject_above(page: Page, verb: Token) -> int | None:
    """Return the subject of a verb that has none of its own: "went on to say", "alleging"."""
    head = verb
    for _ in range(STEPS_UP):
        left = head.left_edge.i
        after_comma = left > 0 and page.tokens[left - 1].text == ","
        if head.dep_ in ("acl", "relcl") and not after_comma:
            return head.head.i
        if head.head is head:
            return None
        head = head.head
        own = _own_subject(page, head) if head.pos_ in VERBS else None
        if own is not None:
            return own
    return None


def _own_subject(page: Page, verb: Token) -> int | None:
    for child in verb.children:
        if child.dep_ in SUBJECTS and page.inside[child.i] is None and child.pos_ in NOMINAL:
            return child.i
    return None


def beside(page: Page, cue: Cue) -> int | None:
    """Return the noun behind a cue that follows on a quotation or comma, else that before it."""
    behind = next_noun(page, cue.last + 1)
    if behind is not None and _opens_unit(page, cue.first):
        return behind
    at = cue.first - 1
    while at >= 0 and page.tokens[at].pos_ in ("ADV", "AUX", "PART"):
        at -= 1
    if at > 0 and page.tokens[at].text == ",":
        first = max(0, at - LONGEST_APPOSITION)
        commas = [b for b in range(first, at) if page.tokens[b].text == ","]
        if (
            commas
            and not any(t.pos_ in VERBS for t in page.tokens[commas[-1] : at])
            and commas[-1] > 0
            and page.tokens[commas[-1] - 1].pos_ in ("NOUN", "PROPN")
        ):
            at = commas[-1] - 1
    nominal = at >= 0 and page.tokens[at].pos_ in ("NOUN", "PROPN", "PRON")
    return at if nominal and page.inside[at] is None else None


def _opens_unit(page: Page, at: int) -> bool:
    """Whether a verb follows directly on a quotation or a comma, its subject behind it."""
    while at > 0 and page.tokens[at - 1].pos_ == "ADV":
        at -= 1
    if at == 0:
        return False
    if page.tokens[at - 1].text != ",":
        return page.tokens[at - 1].idx in page.closings
    low, _ = page.sentence(at - 1)
    quoted = at > 1 and (page.inside[at - 2] is not None or page.tokens[at - 2].is_quote)
    return quoted or any(page.tokens[b].pos_ in VERBS for b in range(low, at - 1))


def next_noun(page: Page, at: int) -> int | None:
    """Return the head of the noun phrase that begins at a token."""
    last = None
    for token in page.tokens[at : at + 8]:
        if page.inside[token.i] is not None or (token.pos_ not in NOMINAL and token.tag_ != "POS"):
            break
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            last = token.i
    return last


def phrase_start(page: Page, noun: int) -> int:
    """Return where the noun phrase begins that a token ends."""
    at = noun
    while at > 0 and page.inside[at - 1] is None:
        before = page.tokens[at - 1]
        if before.pos_ not in NOMINAL and before.tag_ != "POS":
            break
        at -= 1
    return at
