"""Differences between outlets in plain sentences: the words of each measure, and its numbers."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from crossframe.escape import line
from crossframe.measures.frames import NO_FRAME
from crossframe.stats.multiplicity import alpha
from crossframe.stats.ratios import FEW_HOLD

Row = Mapping[str, Any]

SHARE, RATE, SCORE = "share", "rate", "score"  # how a value is written
MORE = ("more often", "less often")
WITHIN = "within-article"
VOICES = {
    "all": "all voices together",
    "own": "the outlet's own voice",
    "quoted": "direct quotations",
    "reported": "indirect speech",
}
PARTS_OF_SPEECH = {
    "NOUN": "noun", "PROPN": "proper noun", "VERB": "verb", "ADJ": "adjective", "ADV": "adverb",
    "INTJ": "interjection", "PRON": "pronoun", "AUX": "auxiliary", "ADP": "preposition",
    "DET": "determiner",
}  # fmt: skip
LEXICONS = {"vader": "VADER", "afinn": "AFINN"}
# Which quotations they are, by dimension and category; of a kind of speakers else.
QUOTED = {
    ("all", "all"): "in all",
    ("voice", "quoted"): "in direct speech",
    ("voice", "reported"): "in indirect speech",
    ("naming", "named"): "of speakers with a name",
    ("naming", "unnamed"): "of speakers without a name",
    ("naming", "unattributed"): "of nobody that it names or describes",
    ("kind", "unnamed"): "of speakers of whom nothing is told",
    ("stance", "neutral"): "with a neutral verb",
    ("stance", "doubting"): "with a doubting verb",
    ("stance", "endorsing"): "with an endorsing verb",
}


class Saying(NamedTuple):
    """How a difference of a measure is said.

    Attributes:
        clause: What the outlet does, up to 'than'; `{direction}` and the row's columns are filled.
        directions: Its direction where the outlet's value is higher, and where it is lower.
        unit: How a value is written.
        value: The outlet's value; `{value}` and the row's columns are filled.
        n: What it rests on, before the units.
    """

    clause: str
    directions: tuple[str, str]
    unit: str
    value: str
    n: str


OF_WORDS = "{value} times per 1,000 words"
IN_WORDS = "{n:,} in {n_tokens:,} words"
OF_MENTIONS = "{n:,} of {n_of:,} mentions"
TERM = Saying("uses the {pos} “{term}” {direction}", MORE, RATE, OF_WORDS, IN_WORDS)
TONE = ("more positive", "more negative")
AMOUNT = ("more", "fewer")
SIZE = ("a larger", "a smaller")
# By measure and statistic; a measure without statistics has none.
SAYINGS = {
    ("frequency", ""): TERM,
    ("keywords", ""): TERM._replace(n="{n:,} here, {n_rest:,} in the rest"),
    ("parts_of_speech", ""): Saying(
        "uses {pos}s {direction}", MORE, RATE, OF_WORDS, IN_WORDS
    ),
    ("phrases", ""): Saying(
        "uses the phrase “{phrase}” {direction}", MORE, RATE, OF_WORDS, IN_WORDS
    ),
    ("entities", ""): Saying(
        "names “{entity}” ({entity_kind}) {direction}", MORE, RATE, OF_WORDS, IN_WORDS
    ),
    ("frames", "share"): Saying(
        "uses the frame “{frame}” {direction}", MORE, SHARE, "{value} of sentences",
        "{n:,.0f} of {n_of:,} sentences",
    ),
    ("frames", "rate_per_1000"): Saying(
        "uses cues of the frame “{frame}” {direction}", MORE, RATE, OF_WORDS,
        "{n:,.0f} in {n_of:,} words",
    ),
    ("frames", NO_FRAME): Saying(
        "has {direction} sentences without any frame", AMOUNT, SHARE, "{value} of sentences",
        "{n:,.0f} of {n_of:,} sentences",
    ),
    ("frame_cues", ""): Saying(
        "uses {cue}, a cue of the frame “{frame}”, {direction}", MORE, RATE,
        OF_WORDS, IN_WORDS,
    ),
    ("naming", ""): Saying(
        "uses the name “{variant}” for “{actor}” {direction}", MORE, SHARE, "{value} of mentions",
        "{n:,} of {n_mentions:,} mentions",
    ),
    ("modifiers", ""): Saying(
        "puts “{modifier}” beside “{actor}” {direction}", MORE, RATE,
        "{value} times per 100 mentions", "{n:,} beside {n_mentions:,} mentions",
    ),
    ("agency", "agent_share"): Saying(
        "shows “{actor}” {direction} as acting, rather than acted upon,", MORE, SHARE,
        "{value} of the mentions that are either", OF_MENTIONS,
    ),
    ("agency", "agent"): Saying(
        "shows “{actor}” {direction} as acting", MORE, SHARE, "{value} of mentions", OF_MENTIONS
    ),
    ("agency", "patient"): Saying(
        "shows “{actor}” {direction} as acted upon", MORE, SHARE, "{value} of mentions", OF_MENTIONS
    ),
    ("agency", "agent_deleted"): Saying(
        "tells {direction} what is done to “{actor}” without saying by whom", MORE, SHARE,
        "{value} of its mentions as acted upon", OF_MENTIONS,
    ),
    ("agency", "passive"): Saying(
        "puts “{actor}” {direction} with a passive verb", MORE, SHARE,
        "{value} of its mentions as acting or acted upon", OF_MENTIONS,
    ),
    ("sources", "share_of_quotations"): Saying(
        "has {direction} share of quotations {quoted}", SIZE, SHARE, "{value} of quotations",
        "{n:,.0f} of {n_of:,} quotations",
    ),
    ("sources", "share_of_words"): Saying(
        "has {direction} share of its quoted words in quotations {quoted}", SIZE, SHARE,
        "{value} of the words quoted", "{n:,.0f} of {n_of:,} words quoted",
    ),
    ("sources", "per_1000_words"): Saying(
        "has {direction} quotations {quoted}", AMOUNT, RATE, "{value} per 1,000 words",
        "{n:,.0f} in {n_of:,} words",
    ),
    ("sentiment", "mean"): Saying(
        "writes in a {direction} tone", TONE, SCORE, "a mean {lexicon} score of {value} a sentence",
        "{n_sentences:,} sentences",
    ),
    ("sentiment", "share_negative"): Saying(
        "writes negative sentences {direction}", MORE, SHARE, "{value} of sentences by {lexicon}",
        "{n_sentences:,} sentences",
    ),
    ("sentiment", "share_positive"): Saying(
        "writes positive sentences {direction}", MORE, SHARE, "{value} of sentences by {lexicon}",
        "{n_sentences:,} sentences",
    ),
    ("sentiment", "coverage"): Saying(
        "uses words of feeling (those of the lexicon {lexicon}) {direction}", MORE, SHARE,
        "{value} of words", "{n_tokens:,} words",
    ),
    ("targets", "mean"): Saying(
        "sets “{actor}” among {direction} words", TONE, SCORE,
        "a mean {lexicon} score of {value} a mention", "{n_of:,} mentions",
    ),
    ("targets", "share_negative"): Saying(
        "sets “{actor}” among negative words {direction}", MORE, SHARE,
        "{value} of mentions by {lexicon}", "{n_of:,} mentions",
    ),
    ("targets", "share_positive"): Saying(
        "sets “{actor}” among positive words {direction}", MORE, SHARE,
        "{value} of mentions by {lexicon}", "{n_of:,} mentions",
    ),
    ("targets", "coverage"): Saying(
        "uses words of feeling (those of the lexicon {lexicon}) around “{actor}” {direction}",
        MORE, SHARE, "{value} of the words around it", "{n_of:,} words around it",
    ),
}  # fmt: skip


def sentence(row: Row, level: float, others: str, labels: Mapping[str, str]) -> str:
    """Return a difference as a sentence without its end.

    Args:
        row: A row of `differences.read`.
        level: Level of the intervals.
        others: What the outlet is compared with, where it is no single outlet.
        labels: Labels of the frames.
    """
    saying = _saying(row)
    words = _words(row, saying, labels)
    than = row["other"] or others
    return (
        f"{start(row)}{line(row['outlet'])} {saying.clause.format(**words)} than "
        f"{line(than)}: {_numbers(row, saying.unit, saying.value.format(**words), level)}; "
        f"{evidence(row, alpha(level))}; {_basis(row, saying, words)}"
    )


def _saying(row: Row) -> Saying:
    bare = row["measure"] == "frames" and row["frame"] == NO_FRAME
    return SAYINGS[row["measure"], NO_FRAME if bare else row.get("statistic", "")]


def start(row: Row) -> str:
    """Return the words before a finding that speaks of these articles alone."""
    return "In these articles, " if row["scope"] == WITHIN else ""


def _words(row: Row, saying: Saying, labels: Mapping[str, str]) -> dict[str, Any]:
    """Return what the words of a saying are filled with."""
    words = {name: line(cell) if isinstance(cell, str) else cell for name, cell in row.items()}
    words["direction"] = saying.directions[0 if row["difference"] > 0 else 1]
    words["value"] = written(row["value"], saying.unit)
    names = {"pos": PARTS_OF_SPEECH, "lexicon": LEXICONS, "frame": labels}
    for column, known in names.items():
        if column in words:
            words[column] = known.get(words[column], words[column])
    if "cue" in words:
        words["cue"] = cue(row["cue"])
    if "entity_kind" in words:
        words["entity_kind"] = words["entity_kind"].replace("_", " ")
    if "category" in words:
        speakers = f"of speakers of the kind “{words['category']}”"
        words["quoted"] = QUOTED.get((words["dimension"], words["category"]), speakers)
    return words


def cue(text: str) -> str:
    """Return a cue of a frame, such as 'blame/NOUN', with its part of speech in words."""
    word, _, pos = line(text).rpartition("/")
    return f"“{word}” ({PARTS_OF_SPEECH[pos]})" if pos in PARTS_OF_SPEECH else f"“{line(text)}”"


def _numbers(row: Row, unit: str, value: str, level: float) -> str:
    """Return value and rest, and their difference, with the intervals that there are."""
    interval = f"{100 * level:g} % interval "
    sides = value
    if math.isfinite(row["high"]):
        sides += f" ({interval}{span(row['low'], row['high'], unit)})"
        interval = ""
    ratio = row["measure"] == "keywords"
    kind = "log ratio" if ratio else "difference"
    ends = row["difference_low"], row["difference_high"]
    apart = SCORE if ratio else unit
    points = " points" if apart == SHARE else ""
    return (
        f"{sides} against {written(row['rest'], unit)}, a {kind} of "
        f"{plain(row['difference'], apart)}{points} ({interval}{bare_span(*ends, apart)})"
    )


def evidence(row: Row, level: float) -> str:
    """Return q, and max-T p where the difference stands by itself."""
    said = f"q {probability(row['q'])}"
    if row["p_max_t"] <= level:
        said += f", max-T p {probability(row['p_max_t'])}"
    return said


def _basis(row: Row, saying: Saying, words: Row) -> str:
    """Return what a difference rests on, its voice and what its note says."""
    units = f"{row['unit']}s"
    if row["other"]:
        basis = f"{row['n_units']:,} {units} or more on either side"
    elif "n_units_with" in row:
        basis = (
            f"{saying.n.format(**words)}, in {row['n_units_with']:,} of {row['n_units']:,} {units}"
        )
    else:
        basis = f"{saying.n.format(**words)}, in {row['n_units']:,} {units}"
    cautions = [f"a single {row['unit']} carries it"] if row.get("one_unit") else []
    cautions += [_caution(note, units) for note in row["note"].split("; ") if note]
    return "; ".join([f"{basis}; {VOICES[row['voice']]}", *cautions])


def _caution(note: str, units: str) -> str:
    return f"few {units} hold it" if note == FEW_HOLD else note


def written(value: float, unit: str) -> str:
    """Return a value with its sign of per cent."""
    return f"{plain(value, unit)}{' %' if unit == SHARE else ''}"


def span(low: float, high: float, unit: str) -> str:
    """Return an interval with its sign of per cent."""
    return f"{bare_span(low, high, unit)}{' %' if unit == SHARE else ''}"


def bare_span(low: float, high: float, unit: str) -> str:
    """Return an interval; an end that is missing or infinite is open."""
    if not math.isfinite(high):
        return f"{plain(low, unit)} or more"
    if not math.isfinite(low):
        return f"{plain(high, unit)} or less"
    return f"{plain(low, unit)} to {plain(high, unit)}"


def plain(value: float, unit: str) -> str:
    """Return a finite value with two significant digits, or all of its whole part."""
    scaled = 100 * value if unit == SHARE else value
    if abs(scaled) < TINY:
        return "0"
    rounded = float(f"{scaled:.2g}")
    decimals = max(0, 1 - math.floor(math.log10(abs(rounded))))
    return f"{scaled:,.{decimals}f}"


TINY = 1e-9  # what floating point leaves of a difference of none


def probability(p: float) -> str:
    """Return a probability behind its sign, as in '= .012'."""
    if p < LEAST:
        return f"< {LEAST:g}".replace("0.", ".")
    return f"= {p:.2g}".replace("0.", ".", 1)


LEAST = 0.001  # below, the number of permutations decides


def counted(n: int, noun: str) -> str:
    """Return a number of things."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
