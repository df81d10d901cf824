"""The words that make the difference between an outlet and the rest: word shifts.

Reads: sentences, valences, frames and passages.
Formula: a word's contribution is the mean of what it adds to the scores of sentences here, less
that mean in the rest. To a sentence of AFINN, whose score is the mean valence of its N matched
words, a word adds the sum of its valences / N. To one of VADER it adds v / sqrt(V^2 + 15), with v
its valences after negation, degree and 'but', and V the sum of all v of the sentence, whose score
is S / sqrt(S^2 + 15) with S = V and the emphasis of its punctuation. What V leaves of the score,
emphasis and rounding, is the pseudo-word `(emphasis)`. To the rate of a frame a cue adds its own
rate per 1,000 words. So contributions add up to the difference that the tables of sentiment and
frames state; the words beyond `most_words` are together in `(other words)`. Intervals are those
of a difference in `crossframe.stats.intervals`: of means, for cues of rates. `without` is the
difference with the word out of the lexicon or dictionary: AFINN's means are of the other words,
VADER's scores of the other valences, where emphasis takes the side of what is left, and a frame's
rate is that of its other cues. A sentence has the voice of most of its words, as for sentiment, and
its words count with it; a cue has its own.
Reads as: above 0 a word makes the outlet's sentences more positive than those of the rest, as a
positive word does that the outlet uses more, or a negative one that it uses less; a cue makes the
frame more frequent. Where the difference is gone without one word, it stands and falls with what
that word means in these texts.
Cannot show: words that the lexicon does not know; whether a word means here what the lexicon says.
The words are picked for their contributions, of which the largest are in part so by chance: an
interval is no test of a word.
Departs from the sources, which weight the scores of words by their counts in a whole text, by
decomposing means of sentences: the numbers of the other tables, with negation, degree and the
length of sentences in them. With one word of AFINN a sentence it is their shift against the
reference score 0. VADER's rules do not run again where a word is left out.
Sources: Dodds, P. S., Harris, K. D., Kloumann, I. M., Bliss, C. A. and Danforth, C. M. (2011).
Temporal patterns of happiness and information in a global social network: hedonometrics and
Twitter. PLoS ONE 6(12), e26752; Gallagher, R. J., Frank, M. R., Mitchell, L., Schwartz, A. J.,
Reagan, A. J., Danforth, C. M. and Dodds, P. S. (2021). Generalized word shift graphs: a method for
visualizing and explaining pairwise comparisons between texts. EPJ Data Science 10, 4.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from pydantic import Field
from scipy import sparse

from crossframe import schemas
from crossframe.config import Model
from crossframe.drawing import CUT, Drawing, lines
from crossframe.errors import StudyError
from crossframe.feature_tables import LEXICONS
from crossframe.features import sentence_voice
from crossframe.measure import Annotated, Evidence, Features, Measure
from crossframe.references import Citations
from crossframe.schemas import Table
from crossframe.stats.arrays import Bools, Floats, Ints, rest_of
from crossframe.stats.intervals import few_hold, undefined_is_missing
from crossframe.stats.ratios import FEW_HOLD, Ratios, ratios
from crossframe.stats.sample import Sample
from crossframe.tables import columns, tone
from crossframe.tables.columns import LEXICON_SCORES, PER_1000, number
from crossframe.tables.compared import scope
from crossframe.tables.framing import HELD
from crossframe.tables.values import PER, frequent, rates

STATISTIC = "contribution"
OTHERS = "(other words)"
EMPHASIS = "(emphasis)"
ALPHA = 15  # of VADER's scale, as in its source
# Scores of VADER have 4 decimals: what is left of one within that is no emphasis.
ROUNDING = 1e-4
TIE = 9  # decimals of contributions that are ranked; beyond, processors differ
NO_RANK = np.iinfo(np.int64).max

Words = npt.NDArray[np.object_]


class Options(Model):
    """Keys in the config."""

    most_words: int = Field(
        ge=1, description="Most words of an outlet, voice and subject; others are one row."
    )


TABLE = Table(
    "shifts",
    "Words that make the difference between an outlet and the rest, in sentiment and frames.",
    ("outlet", "voice", "subject", "word"),
    {
        **columns.outlet_and_voice(),
        "subject": schemas.column(
            "str", "vader, afinn: mean of sentences; a frame: cues per 1,000 words."
        ),
        "word": schemas.column("str", f"The word, or cue; {OTHERS}: all that have no row."),
        **columns.stated((STATISTIC,)),
        **columns.value("What it adds to the difference"),
        "n": schemas.count(f"Occurrences; of {EMPHASIS} sentences with any."),
        "n_rest": schemas.count("Likewise of all other outlets."),
        "valence": number("Mean of the word's valences in all outlets; missing for cues."),
        "used_more": schemas.column(
            "bool", "Whether the outlet uses it more by the sentence, a cue by the word."
        ),
        "share": schemas.share(
            "Its part of the sum of all contributions without their signs.", nullable=True
        ),
        "subject_difference": number("Difference of the subject, the outlet less the rest."),
        "without": number(f"That difference without the word; missing for {OTHERS}."),
        "rank": schemas.count(f"Rank by contribution without its sign; {OTHERS}: last.", 1),
        **columns.scope(),
    },
)


class Parts(NamedTuple):
    """What a subject's value is made of in a voice.

    Attributes:
        voice: One of `VOICES`.
        subject: A lexicon or a frame.
        words: Words in alphabetical order, shape (n_words,); `EMPHASIS` is the last of a lexicon.
        added: What they add to the numerators of the units, shape (n_units, n_words).
        sizes: Sentences or words by unit, shape (n_units,).
        counts: Whether these are counts, which vary with their rate, or scores.
        n: Occurrences by outlet, shape (n_outlets, n_words).
        changes: What their absence adds to the outlets' numerators, likewise.
        valence: Mean valence, shape (n_words,).
    """

    voice: str
    subject: str
    words: Words
    added: sparse.csr_array
    sizes: Ints
    counts: bool
    n: Floats
    changes: Floats
    valence: Floats


class Scored(NamedTuple):
    """What words add to the scores of sentences: a row for each sentence and word.

    Attributes:
        lexicon: The lexicon.
        words: The words, shape (n_words,); `EMPHASIS` is the last.
        sentence: Place of the sentence.
        word: Place of the word.
        n: Occurrences.
        valence: Sum of the valences; 0 of `EMPHASIS`.
        added: What the word adds to the score.
        change: What its absence does.
    """

    lexicon: str
    words: Words
    sentence: Ints
    word: Ints
    n: Floats
    valence: Floats
    added: Floats
    change: Floats


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return the words of every outlet, voice and subject, the largest contributions first."""
    parts = [*_lexicons(features, sample), *_frames(features, sample)]
    table = pd.concat([_table(sample, part, options.most_words) for part in parts])
    unit = table["subject"].map(LEXICON_SCORES).fillna(PER_1000)
    return [table.assign(statistic=STATISTIC, unit_of_value=unit)]


def find(annotated: Annotated, options: Options) -> pd.DataFrame:
    """Return the words of the lexicons, in the voice of their sentence, and the frames' cues."""
    sentences, words = annotated["sentences"], annotated["valences"]
    voices = sentences[[*HELD, "voice"]]
    parts = [
        words.merge(voices).rename(columns={"lexicon": "subject"}),
        annotated["frames"].rename(columns={"frame": "subject", "cue": "word"}),
    ]
    for lexicon in LEXICONS:
        of_lexicon = words[words["lexicon"] == lexicon].groupby(HELD)[["n", "valence"]].sum()
        sums = of_lexicon.reindex(pd.MultiIndex.from_frame(sentences[HELD]), fill_value=0)
        n, total = sums["n"].to_numpy(dtype=float), sums["valence"].to_numpy()
        by_words = _scaled(total) if lexicon == "vader" else _mean(total, n)
        beyond = voices[(sentences[lexicon] - by_words).abs() > ROUNDING]
        parts.append(beyond.assign(subject=lexicon, word=EMPHASIS, n=1))
    return pd.concat(parts)


def _frames(features: Features, sample: Sample) -> Iterator[Parts]:
    """Yield the cues of every frame and voice."""
    items = frequent(features["frames"], ("frame", "cue"), min_count=1)
    for rate in rates(sample, features["frames"], features["passages"], items):
        counts = sparse.csr_array(rate.numerators)
        for frame, cues in rate.items.groupby("frame", sort=True)["cue"]:
            own = counts[:, cues.index]
            sums = sample.sums(own)
            yield Parts(rate.voice, str(frame), cues.to_numpy(object), own, rate.sizes, True,
                        sums, -PER * sums, np.full(len(cues), np.nan))  # fmt: skip


def _lexicons(features: Features, sample: Sample) -> Iterator[Parts]:
    """Yield the words of every lexicon and voice."""
    sentences = features["sentences"]
    unit, voices = sample.units.of(sentences), sentence_voice(sentences).to_numpy(object)
    rows = features["valences"][["lexicon", "word", "n", "valence"]].assign(
        sentence=_places(sentences, features["valences"])
    )
    for lexicon in LEXICONS:
        own = rows[rows["lexicon"] == lexicon]
        scored = _scored(lexicon, sentences[lexicon].to_numpy(dtype=float), own)
        for voice in sample.voices:
            heard = (voices == voice) | (voice == "all")
            yield _in_voice(sample, scored, voice, unit, heard)


def _places(sentences: pd.DataFrame, rows: pd.DataFrame) -> Ints:
    """Return the place of each row's sentence."""
    index, key = (pd.MultiIndex.from_frame(t[["article", "sentence"]]) for t in (sentences, rows))
    places = index.get_indexer(key)
    if (places < 0).any():
        article, number = key[places < 0][0]
        raise StudyError(f"article {article!r}: sentence {number} is not among the sentences")
    return np.asarray(places, dtype=np.int64)


def _scored(lexicon: str, scores: Floats, rows: pd.DataFrame) -> Scored:
    """Return what the words of a lexicon add to the scores of all sentences.

    Args:
        lexicon: The lexicon.
        scores: The sentences' scores, shape (n_sentences,).
        rows: The lexicon's rows of the valences, with the place of their sentence.
    """
    word, names = pd.factorize(rows["word"], sort=True)
    words = np.array([*map(str, names), EMPHASIS], dtype=object)
    sentence = rows["sentence"].to_numpy()
    n, valence = (rows[column].to_numpy(dtype=float) for column in ("n", "valence"))
    added, alone, side = (_vader if lexicon == "vader" else _afinn)(sentence, n, valence)
    left = scores - _sums(sentence, added, len(scores))
    rows_of_words = (sentence, word, n, valence, added,
                     alone + side * left[sentence] - scores[sentence])  # fmt: skip
    everywhere = np.arange(len(scores))
    rows_of_emphasis = (everywhere, np.full(len(scores), len(words) - 1),
                        np.abs(left) > ROUNDING, np.zeros(len(scores)), left, -left)  # fmt: skip
    both = zip(rows_of_words, rows_of_emphasis, strict=True)
    return Scored(lexicon, words, *map(np.concatenate, both))


def _afinn(sentence: Ints, n: Floats, valence: Floats) -> tuple[Floats, Floats, Floats]:
    """Return what words add, the score of the other words, and the side that rounding takes."""
    total, count = (_sums(sentence, part)[sentence] for part in (valence, n))
    others = count - n
    return valence / count, _mean(total - valence, others), np.ones_like(total)


def _vader(sentence: Ints, n: Floats, valence: Floats) -> tuple[Floats, Floats, Floats]:
    """Return what words add, the score of the other words, and the side that emphasis takes."""
    total = _sums(sentence, valence)[sentence]
    others = total - valence
    before, after = (np.sign(np.round(part, 4)) for part in (total, others))  # 0 but for rounding
    return valence / np.sqrt(total**2 + ALPHA), _scaled(others), before * after


def _scaled(valence: Floats) -> Floats:
    """Return VADER's score of a sum of valences."""
    score: Floats = valence / np.sqrt(valence**2 + ALPHA)
    return score


def _mean(valence: Floats, n: Floats) -> Floats:
    """Return AFINN's score of a sum of valences of n words; 0 of none."""
    return np.divide(valence, n, out=np.zeros_like(valence), where=n > 0)


def _sums(at: Ints, values: Floats, size: int = 0) -> Floats:
    """Return sums by place, shape (at least `size`,)."""
    return np.bincount(at, values, size).astype(float)


def _in_voice(sample: Sample, scored: Scored, voice: str, unit: Ints, heard: Bools) -> Parts:
    """Return the words of the sentences in a voice.

    Args:
        sample: The units.
        scored: What words add to the sentences.
        voice: The voice.
        unit: Unit of each sentence, shape (n_sentences,).
        heard: Whether each is in the voice.
    """
    rows, words = heard[scored.sentence], scored.words
    units, word = unit[scored.sentence[rows]], scored.word[rows]
    shape = len(sample.units.ids), len(words)
    added = sparse.coo_array((scored.added[rows], (units, word)), shape=shape).tocsr()
    cell, n_outlets = sample.units.outlet[units] * len(words) + word, len(sample.units.outlets)
    n, changes, valence = (
        _sums(cell, column[rows], n_outlets * len(words)).reshape(n_outlets, -1)
        for column in (scored.n, scored.change, scored.valence)
    )
    n_all = np.where(words == EMPHASIS, 0, n.sum(axis=0))
    mean = np.divide(valence.sum(axis=0), n_all, out=np.full_like(n_all, np.nan), where=n_all > 0)
    sizes = np.bincount(unit[heard], minlength=shape[0]).astype(np.int64)
    return Parts(voice, scored.lexicon, words, added, sizes, False, n, changes, mean)


def _table(sample: Sample, parts: Parts, most: int) -> pd.DataFrame:
    """Return the rows of a subject and voice: at most `most` words an outlet, and the others."""
    result = _ratios(sample, parts, parts.added)
    rank = _ranks(result.difference, parts.n)
    shown = rank <= most
    # what each outlet does not show, and at last all words
    lumped = np.column_stack([~shown.T, np.ones(len(parts.words))])
    sums = _ratios(sample, parts, sparse.csr_array(parts.added @ lumped))
    difference = sums.difference[:, -1:]
    additive = {
        "n": parts.n,
        "n_rest": rest_of(parts.n),
        "used_more": _apart(sample, parts.n, parts.sizes),
        "share": _shares(result.difference),
    }
    of_words = additive | {
        "word": parts.words,
        "valence": parts.valence,
        "without": difference + _apart(sample, parts.changes, parts.sizes),
        "rank": rank,
    }
    words = {k: np.broadcast_to(values, shown.shape)[shown] for k, values in of_words.items()}
    left = {k: np.where(shown, 0, values).sum(axis=1) for k, values in additive.items()}
    others = {"word": OTHERS, "valence": np.nan, "without": np.nan, "rank": shown.sum(axis=1) + 1}
    own = np.eye(*sums.value.shape) > 0
    rows = [_rows(sample, result, shown, words), _rows(sample, sums, own, left | others)]
    table = pd.concat(rows, ignore_index=True).assign(voice=parts.voice, subject=parts.subject)
    return table.assign(
        subject_difference=difference[table["outlet"], 0],
        outlet=np.array(sample.units.outlets)[table["outlet"]],
        used_more=table["used_more"] > 0,
        share=table["share"].clip(0, 1),  # but for rounding
    )


def _rows(sample: Sample, result: Ratios, kept: Bools, columns: dict[str, Any]) -> pd.DataFrame:
    """Return the rows kept of a result, with the place of their outlet.

    Args:
        sample: The units.
        result: Values by outlet and word.
        kept: Which of them, shape (n_outlets, n_words).
        columns: More columns, of the rows kept.
    """
    found = {
        "outlet": np.repeat(np.arange(len(kept)), kept.shape[1]),
        **result.columns(value="difference", low="difference_low", high="difference_high"),
        **scope(sample, result),
    }
    return pd.DataFrame(found)[kept.ravel()].assign(**columns)


def _ratios(sample: Sample, parts: Parts, values: sparse.csr_array) -> Ratios:
    """Return means or rates, with a note where few units hold a word, of scores too."""
    result = ratios(sample, values, parts.sizes, counts=parts.counts)
    few = few_hold(sample.sums(abs(values).sign()))
    note = np.where((result.note == "") & few, FEW_HOLD, result.note)
    return replace(result.times(PER if parts.counts else 1), note=note)


def _ranks(contributions: Floats, n: Floats) -> Ints:
    """Return the rank of every word by its contribution without its sign, from 1.

    Words that no outlet uses, and those of an outlet that cannot be compared, come last, beyond
    the number of words.
    """
    size = np.round(np.abs(contributions), TIE)
    there = np.isfinite(size) & (n.sum(axis=0) > 0)
    order = np.argsort(np.where(there, -size, np.inf), axis=1, kind="stable")
    rank = np.argsort(order, axis=1, kind="stable") + 1
    return np.where(there, rank, NO_RANK)


@undefined_is_missing
def _shares(contributions: Floats) -> Floats:
    """Return the part that each has of all without their signs, shape (n_outlets, n_words)."""
    size = np.abs(contributions)
    shares: Floats = size / size.sum(axis=1, keepdims=True)
    return shares


@undefined_is_missing
def _apart(sample: Sample, sums: Floats, sizes: Ints) -> Floats:
    """Return each outlet's sums by size, less those of the rest, shape (n_outlets, n_words)."""
    size = sample.sums(sizes[:, None])
    apart: Floats = sums / size - rest_of(sums) / rest_of(size)
    return apart


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        "Word shifts decompose each difference in sentiment and in the rate of a frame into what "
        f"single words contribute {cite('dodds2011', 'gallagher2021')}; the "
        f"{options.most_words} largest are listed."
    )


CAPTION = f"""
Words that make the difference in sentiment between each outlet and the rest: word shifts of
VADER's mean over all sentences, whatever their voice; the difference stands beside the outlet's
name. A word to the right of 0 makes the outlet more positive than the rest, one to the left more
negative, as a positive word does that it uses more, or a negative word that it uses less. Where
mark and side disagree, the outlet negates the word or sets it in sentences of other words. Hollow:
a negative word. Numbers after a word: occurrences here and in the rest. At most
{{{{ config.figures.most_items }}}} words an outlet, those of the largest contributions; to the
right above a panel stands how much of the difference they make, and all words together make all of
it. {CUT} {lines("words").removesuffix(".")}; the largest contributions are in part so by chance,
and an interval is no test. Nothing here says that a word means in these texts what the lexicon
says.
"""
MEASURE = Measure(
    about=__doc__,
    title="Word shifts",
    category="Tone",
    reads=("sentences", "valences", "frames"),
    options=Options,
    tables=(TABLE,),
    compute=compute,
    method=method,
    limits=(tone.LIMIT,),
    lexicons=True,
    drawing=Drawing("shifts", CAPTION),
    evidence=Evidence(("sentences", "valences", "frames"), ("subject", "word"), find, OTHERS),
)
