"""What is found in one article: the rows of the annotation tables."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Protocol, TypeVar

from spacy.attrs import ORTH  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.language import Language
from spacy.tokens import Doc

from crossframe.annotation import mentions, sentences, speakers, tone
from crossframe.annotation.entities import Names
from crossframe.annotation.frame_matcher import Cue, FrameMatcher
from crossframe.annotation.frames import read_frames
from crossframe.annotation.mentions import Mention
from crossframe.annotation.names import read_actors, read_names
from crossframe.annotation.pipeline import load_pipeline
from crossframe.annotation.sentences import Row, Sentence
from crossframe.annotation.speech import Quotation, speech
from crossframe.stages import ANNOTATION

Rows = dict[str, list[Row]]  # of the annotation tables, but for the article


@dataclass(frozen=True)
class Tools:
    """What annotation needs beside the texts.

    Attributes:
        nlp: The pipeline.
        names: Kind and name of the variants known beforehand.
        frames: Finds the frames' cues.
        actors: Finds the actors.
        sources: Reporting verbs, and kinds of speakers.
        capitals: Words that keep their capital in a headline.
    """

    nlp: Language
    names: dict[str, tuple[str, str]]
    frames: FrameMatcher
    actors: mentions.Finder
    sources: speakers.Sources
    capitals: frozenset[str]


def load_tools(model: str, files: dict[str, Path]) -> Tools:
    """Return the tools of a model and of the files `names`, `frames` and `sources`."""
    names, actors = read_names(files["names"]), read_actors(files["names"])
    nlp = load_pipeline(model, names)
    known = speakers.read_sources(files["sources"])
    people = [name for name, (kind, _) in names.items() if kind in known.people]
    return Tools(
        nlp,
        names,
        FrameMatcher(read_frames(files["frames"]), nlp.vocab),
        mentions.finder(actors, people),
        known,
        frozenset(word for form in (*names, *actors) for word in form.split()),
    )


class Placed(Protocol):
    """Something found at tokens of a paragraph."""

    @property
    def first(self) -> int:
        """Place of its first token."""


Found = TypeVar("Found", bound=Placed)


class Article:
    """An article's sentences, and what stands in them."""

    def __init__(self, paragraphs: Sequence[tuple[str, str, Doc]], tools: Tools) -> None:
        """Find who says what, and part paragraphs into sentences.

        Args:
            paragraphs: Role, text and parse of each paragraph.
            tools: What finds things.
        """
        roles, texts, self.docs = zip(*paragraphs, strict=True)
        self._tools = tools
        forms = {form for doc in self.docs for form in doc.to_array(ORTH).tolist()}
        words = (str(tools.nlp.vocab.strings[form]) for form in forms)
        plain = {word for word in words if word.islower()}
        self.mentions = tools.actors.mentions(self.docs)
        names = Names(self.docs, self.mentions, tools.names, plain)
        self.speech = speech(texts, self.docs, tools.sources, tools.names)
        self.sentences = [
            sentence
            for place, (role, doc) in enumerate(zip(roles, self.docs, strict=True))
            for sentence in sentences.sentences_of(place, role, doc, names, self.speech)
        ]
        self._starts = [(s.paragraph, s.span.start_char) for s in self.sentences]

    def rows(self, passage_tokens: int) -> Rows:
        """Return the rows of the annotation tables.

        Args:
            passage_tokens: Tokens that a passage should have.
        """
        result: Rows = {name: [] for name in ANNOTATION if name != "failed"}
        sizes = [len(sentence.words) for sentence in self.sentences]
        middles = _middles(sizes)
        passages = _passages(middles, sum(sizes), passage_tokens)
        cues = self._by_sentence([self._tools.frames.cues(doc) for doc in self.docs])
        actors = self._by_sentence(self.mentions)
        toneless = [tone.toneless(*each) for each in zip(self.docs, self.mentions, strict=True)]
        keys = [{"sentence": n, "passage": passage} for n, passage in enumerate(passages, start=1)]
        for at, sentence in enumerate(self.sentences):
            hidden = toneless[sentence.paragraph]
            found = self._found(sentence, cues[at], actors[at], hidden)
            found["sentences"][0]["position"] = middles[at]
            for name, rows in found.items():
                result[name] += [keys[at] | row for row in rows]
        result["sources"] = list(self._sources(keys))
        return result

    def _found(
        self, sentence: Sentence, cues: list[Cue], actors: list[Mention], hidden: frozenset[int]
    ) -> Rows:
        """Return the rows of a sentence, but for its place."""
        words = sentence.word_rows()
        scores = tone.scored(list(sentence.span), hidden)
        return {
            "sentences": [sentence.facts(words) | tone.columns(scores)],
            "wording": [{"text": sentence.span.text.strip()}],
            "words": _numbered(words),
            "phrases": _numbered(sentences.phrases(sentence)),
            "valences": list(tone.valences(scores)),
            "frames": _frame_rows(sentence, cues),
            "mentions": _mention_rows(sentence, actors, hidden),
            "modifiers": _numbered(_modifier_rows(sentence, actors)),
        }

    def _by_sentence(self, found: list[list[Found]]) -> list[list[Found]]:
        """Return what is found in each paragraph, sentence by sentence."""
        places = [[each.first for each in paragraph] for paragraph in found]
        return [
            found[s.paragraph][
                bisect_left(places[s.paragraph], s.span.start) : bisect_left(
                    places[s.paragraph], s.span.end
                )
            ]
            for s in self.sentences
        ]

    def _sources(self, keys: list[Row]) -> Iterator[Row]:
        """Yield the quotations, each with the key of the sentence where it begins."""
        words: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for sentence in self.sentences:
            words[sentence.paragraph] += [(w.start, w.end) for w in sentence.words]
        for number, quotation in enumerate(self.speech.quotations, start=1):
            said = [
                self.speech.voice(paragraph, *word)
                for paragraph, start, end, *_ in quotation.spans
                for word in _between(words[paragraph], start, end)
            ]
            voices = [voice for voice in said if voice != "own"]  # a word can cross a mark
            if voices:
                yield (
                    keys[self._sentence_of(quotation)]
                    | {"quotation": number}
                    | {
                        "voice": "quoted" if "quoted" in voices else "reported",
                        "speaker": quotation.speaker,
                        "named": quotation.named,
                        "speaker_kind": quotation.kind,
                        "verb": quotation.verb,
                        "stance": quotation.stance,
                        "verb_position": quotation.place,
                        "n_tokens": len(voices),
                        "n_quoted_tokens": voices.count("quoted"),
                    }
                )

    def _sentence_of(self, quotation: Quotation) -> int:
        """Return the place of the last sentence that begins before what is said does."""
        begin = quotation.paragraph, quotation.start
        return max(0, bisect_right(self._starts, begin) - 1)


def _between(words: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return the words that begin from `start` to before `end`, of some in their order."""
    return words[bisect_left(words, (start, 0)) : bisect_left(words, (end, 0))]


def _numbered(rows: Iterator[Row] | Sequence[Row]) -> list[Row]:
    return [{"order": n} | row for n, row in enumerate(rows, start=1)]


def _frame_rows(sentence: Sentence, cues: list[Cue]) -> list[Row]:
    counts = Counter((sentence.voice_of(c.first), c.frame, c.cue) for c in cues)
    return [
        {"voice": voice, "frame": frame, "cue": cue, "n": n}
        for (voice, frame, cue), n in counts.items()
    ]


def _mention_rows(sentence: Sentence, actors: list[Mention], hidden: frozenset[int]) -> list[Row]:
    """Return a row a mention, numbered without regard to the order of the text."""
    scores = tone.towards(sentence.span, actors, hidden)
    rows = [
        _mention_row(sentence, mention) | score
        for mention, score in zip(actors, scores, strict=True)
    ]
    rows.sort(key=lambda row: [str(value) for value in row.values()])
    return [{"mention": n} | row for n, row in enumerate(rows, start=1)]


def _mention_row(sentence: Sentence, mention: Mention) -> Row:
    return {
        "actor": mention.actor,
        "variant": mention.variant,
        "voice": sentence.voice_of(mention.first),
        "semantic_role": mention.part,
        "verb": mention.verb,
        "passive": mention.passive,
        "agent_deleted": mention.agent_deleted,
        "n_tokens": len(sentence.words),
    }


def _modifier_rows(sentence: Sentence, actors: list[Mention]) -> Iterator[Row]:
    for mention in actors:
        voice = sentence.voice_of(mention.first)
        for modifier in mention.modifiers:
            yield {
                "voice": voice,
                "actor": mention.actor,
                "variant": mention.variant,
                "modifier": modifier,
            }


def _middles(sizes: list[int]) -> list[float]:
    """Return where the middle of each sentence stands in its article, 0 to 1."""
    total = sum(sizes)
    return [(end - size / 2) / total for size, end in zip(sizes, accumulate(sizes), strict=True)]


def _passages(middles: list[float], n_tokens: int, aim: int) -> list[int]:
    """Return the passage, from 1, of each sentence: runs of sentences as equal as can be.

    Args:
        middles: Where the middle of each sentence stands in the article, 0 to 1.
        n_tokens: Tokens of the article.
        aim: Tokens that a passage should have.
    """
    count = max(1, round(n_tokens / aim))
    cells = [min(count - 1, int(middle * count)) for middle in middles]
    # numbered without a gap, even where one sentence is longer than a passage
    order = {cell: number for number, cell in enumerate(sorted(set(cells)), start=1)}
    return [order[cell] for cell in cells]
