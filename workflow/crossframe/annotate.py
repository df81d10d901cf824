"""Annotation: sentences, lemmas, parts of speech, phrases, entities, voice and sentiment."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from crossframe import sentiment
from crossframe.pipeline import ACRONYM, KNOWN_NAME, PARTICIPLES
from crossframe.schemas import ANNOTATION
from crossframe.voice import Quotations, quotations, straighten

BATCH = 32  # paragraphs; larger batches are slower and take more memory
LONGEST_RELEASED = 4  # words: a longer run of a text must not be recovered from what is released

HYPHENS = {"-", "‐", "‑"}
TERM = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
NO_TERMS = {"NUM", "SYM", "PUNCT", "SPACE", "X"}
IN_PHRASES = {"NOUN", "PROPN", "ADJ"}
KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
}
TITLES = {"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "lord"}


@dataclass(frozen=True)
class Word:
    """A word: a token with a letter or digit, or several that hyphens join."""

    start: int  # characters of the paragraph
    end: int
    first: int  # tokens of the paragraph
    last: int
    term: str | None  # None where the word is no term
    pos: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph to annotate."""

    article: str
    role: str
    text: str


Rows = dict[str, list[dict[str, Any]]]  # of the annotation tables


def kept(paragraphs: pd.DataFrame) -> list[Paragraph]:
    """Return the paragraphs that are analysed, from a table of all (`schemas.PARAGRAPHS`)."""
    rows = paragraphs.loc[paragraphs["kept"], ["article", "role", "text"]]
    return [Paragraph(*map(str, row)) for row in rows.to_numpy()]


def annotate(
    paragraphs: Iterable[Paragraph],
    nlp: Language,
    names: dict[str, tuple[str, str]],
    passage_tokens: int,
) -> dict[str, pd.DataFrame]:
    """Return the annotation tables (`schemas.ANNOTATION`) of the paragraphs of some articles."""
    result: Rows = {name: [] for name in ANNOTATION}
    articles: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        articles.setdefault(paragraph.article, []).append(paragraph)
    texts = [text for group in articles.values() for text in _prepare(group)]
    docs = nlp.pipe(texts, batch_size=BATCH)
    for article, group in articles.items():
        parsed = [(paragraph, next(docs)) for paragraph in group]
        _annotate_article(article, parsed, names, passage_tokens, result)
    return {name: ANNOTATION[name].validate(pd.DataFrame(rows)) for name, rows in result.items()}


def _prepare(paragraphs: list[Paragraph]) -> list[str]:
    running = " ".join(p.text for p in paragraphs if p.role == "body")
    names = set(re.findall(r"(?<=[^\W_] )[A-Z][\w.-]*", straighten(running)))
    return [
        _lower_headline(straighten(p.text), names) if p.role != "body" else straighten(p.text)
        for p in paragraphs
    ]


def _lower_headline(text: str, names: set[str]) -> str:
    """Return a headline in Title Case as a sentence, so that its verbs are not read as names.

    A word keeps its capital where the running text writes it so within a sentence.
    """
    words = re.findall(r"[^\W\d_][\w'-]*", text)
    long = [word for word in words if len(word) > 3]
    if sum(word[0].isupper() for word in long) < 0.75 * len(long):
        return text

    def lower(match: re.Match[str]) -> str:
        word = match.group()
        return word if word in names or not word.istitle() else word[0].lower() + word[1:]

    return text[:1] + re.sub(r"[^\W\d_][\w'-]*", lower, text)[1:]


def _annotate_article(
    article: str,
    parsed: list[tuple[Paragraph, Doc]],
    names: dict[str, tuple[str, str]],
    passage_tokens: int,
    result: Rows,
) -> None:
    sentences = []
    plain = {token.text for _, doc in parsed for token in doc if token.text.islower()}
    surnames = {surname for _, doc in parsed for surname in _surnames(doc)}
    for paragraph, doc in parsed:
        quoted = quotations(paragraph.text)
        repaired = quoted.n_repaired
        for span, words in _sentences(doc, plain):
            sentences.append((paragraph.role, span, words, quoted, repaired))
            repaired = 0  # counted once a paragraph
    sizes = [len(words) for _, _, words, _, _ in sentences]
    passages = _passages(sizes, passage_tokens)
    for number, (role, span, words, quoted, repaired) in enumerate(sentences, start=1):
        key = {"article": article, "sentence": number, "passage": passages[number - 1]}
        voices = [_voice(quoted, word.start, word.end) for word in words]
        result["sentences"].append(
            key
            | {
                "role": role,
                "position": (sum(sizes[: number - 1]) + sizes[number - 1] / 2) / sum(sizes),
                "n_tokens": len(words),
                "n_quoted_tokens": voices.count("quoted"),
                "n_marks_repaired": repaired,
            }
            | _scores(span)
        )
        result["words"] += [
            key | {"order": order, "voice": voice, "term": word.term, "pos": word.pos}
            for order, (word, voice) in enumerate(zip(words, voices, strict=True), start=1)
        ]
        result["phrases"] += [
            key | {"order": order, "voice": voice, "phrase": phrase}
            for order, (phrase, voice) in enumerate(_phrases(span, words, voices), start=1)
        ]
        result["entities"] += [
            key
            | {"order": order, "voice": _voice(quoted, start, end), "entity": name, "kind": kind}
            for order, (name, kind, start, end) in enumerate(
                _entities(span, names, plain, surnames), start=1
            )
        ]


def _sentences(doc: Doc, plain: set[str]) -> Iterator[tuple[Span, list[Word]]]:
    for span in doc.sents:
        words = list(_words(span, plain))
        if words:
            yield span, words


def _words(span: Span, plain: set[str]) -> Iterator[Word]:
    tokens = list(span)
    at = 0
    while at < len(tokens):
        until = at
        while _joined(tokens, until):
            until += 2
        group = tokens[at : until + 1]
        if any(char.isalnum() for token in group for char in token.text):
            yield _word(group, plain)
        at = until + 1


def _joined(tokens: list[Token], at: int) -> bool:
    """Whether a hyphen joins the token at `at` to the one after the next."""
    if at + 2 >= len(tokens) or tokens[at + 1].text not in HYPHENS:
        return False
    left, hyphen, right = tokens[at : at + 3]
    touching = not left.whitespace_ and not hyphen.whitespace_
    return touching and left.text[-1].isalnum() and right.text[0].isalnum()


def _word(group: list[Token], plain: set[str]) -> Word:
    members = {token.i for token in group}
    roots = [token for token in group if token.head.i not in members or token.head.i == token.i]
    head = next((token for token in reversed(roots) if token.text not in HYPHENS), group[-1])
    last = group[-1]
    pos, lemma = head.pos_, last.lemma_
    if len(group) > 1 and head.tag_ in PARTICIPLES:
        pos, lemma = "ADJ", _form(last)  # 'security-focused' is not the verb 'focus'
    elif pos == "PROPN" and last.is_sent_start and not last.ent_type_ and last.lower_ in plain:
        pos, lemma = "NOUN", last.lower_  # the capital is the sentence's
    form = "".join([*(_form(token) for token in group[:-1]), _case(lemma)])
    term = None if group[0].text.startswith("'") else _term(form, last, pos)
    return Word(group[0].idx, last.idx + len(last), group[0].i, last.i, term, pos)


def _form(token: Token) -> str:
    return "-" if token.text in HYPHENS else _case(token.text.replace(".", ""))


def _case(form: str) -> str:
    """Return a form in lower case, an acronym as it is: 'IS' and 'is' are different words."""
    return form if ACRONYM.fullmatch(form) else form.lower()


def _term(form: str, last: Token, pos: str) -> str | None:
    """Return the form as a term, or None for what is none: numbers, fragments, 'Mr' and 'Dr'."""
    term = form.strip(".'-")
    if pos in NO_TERMS or term in TITLES or not TERM.fullmatch(term) or len(term) == 1:
        return None
    return None if last.like_num or last.vocab[term].like_num else term


def _voice(quoted: Quotations, start: int, end: int) -> str:
    return "quoted" if quoted.cover(start, end) else "own"


def _passages(sizes: list[int], aim: int) -> list[int]:
    """Return the passage, from 1, of each sentence: runs of sentences as equal as can be.

    Args:
        sizes: Tokens of each sentence.
        aim: Tokens that a passage should have.
    """
    total = sum(sizes)
    count = max(1, round(total / aim))
    before = 0
    passages = []
    for size in sizes:
        passages.append(1 + min(count - 1, int((before + size / 2) * count / total)))
        before += size
    # numbered without a gap, even where one sentence is longer than a passage
    order = {passage: n for n, passage in enumerate(sorted(set(passages)), start=1)}
    return [order[passage] for passage in passages]


def _scores(span: Span) -> dict[str, float | int]:
    """Return both lexicons' scores of a sentence in which names say nothing.

    Else the app Riot, or a Freedom Party, would count as an emotion.
    """
    text = "".join(
        ("name" if token.ent_type_ and token.pos_ == "PROPN" else token.text) + token.whitespace_
        for token in span
    )
    vader, afinn = sentiment.vader(text), sentiment.afinn(text)
    return {
        "vader": vader.value,
        "vader_matched": vader.n_matched,
        "afinn": afinn.value,
        "afinn_matched": afinn.n_matched,
    }


def _phrases(span: Span, words: list[Word], voices: list[str]) -> Iterator[tuple[str, str]]:
    """Yield noun phrases of 2 to 4 terms, without what stands before them, in one voice."""
    for chunk in span.noun_chunks:
        inside = [
            (word, voice)
            for word, voice in zip(words, voices, strict=True)
            if chunk.start <= word.first and word.last < chunk.end
        ]
        while inside and (inside[0][0].term is None or inside[0][0].pos not in IN_PHRASES):
            inside.pop(0)
        terms = [word.term for word, _ in inside if word.pos in IN_PHRASES and word.term]
        one_voice = len({voice for _, voice in inside}) == 1
        if one_voice and len(terms) == len(inside) and 2 <= len(terms) <= LONGEST_RELEASED:
            yield " ".join(terms), inside[0][1]


def _entities(
    span: Span, names: dict[str, tuple[str, str]], plain: set[str], surnames: set[str]
) -> Iterator[tuple[str, str, int, int]]:
    """Yield name, kind and characters of the entities of a sentence.

    Args:
        span: The sentence.
        names: Kind and actor of the variants known beforehand.
        plain: Words that the article writes small: a capital at the start of a sentence does
            not make them names.
        surnames: What stands behind 'Mr', 'Dr' and their like in the article.
    """
    for entity in span.ents:
        if entity.label_ == KNOWN_NAME:
            kind, actor = names[entity.text]
            yield actor, kind, entity.start_char, entity.end_char
        elif entity.label_ in KINDS:
            name = _name(entity)
            if name is not None and name.lower() not in plain:
                kind = "person" if name.split()[-1] in surnames else KINDS[entity.label_]
                yield name, kind, entity.start_char, entity.end_char


def _surnames(doc: Doc) -> Iterator[str]:
    for token in doc[:-1]:
        if token.lower_.rstrip(".") in TITLES:
            yield doc[token.i + 1].text


def _name(entity: Span) -> str | None:
    """Return an entity without articles, titles and marks around it; None if it is no name."""
    tokens = list(entity)
    while tokens and (_before_name(tokens[0]) or not tokens[0].text[0].isalpha()):
        tokens.pop(0)
    while tokens and (tokens[-1].lower_ == "'s" or not tokens[-1].text[-1].isalnum()):
        tokens.pop()
    if not tokens or not any(token.pos_ in ("PROPN", "ADJ") for token in tokens):
        return None
    text = entity.doc.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])]
    fits = text[0].isupper() and len(text) > 1 and len(text.split()) <= LONGEST_RELEASED
    return text if fits else None


def _before_name(token: Token) -> bool:
    return token.lower_.rstrip(".") in TITLES | {"the", "a", "an"}
