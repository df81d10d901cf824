"""Whom an outlet lets speak, how much, and with which kind of verb.

Reads: sources and passages.
Formula: share_of_quotations = quotations of the category / quotations; share_of_words = words said
in them / words said in all; per_1000_words = 1,000 x quotations / words of the articles. Quotations
are direct speech and reports of what someone says. Categories are, by dimension: `voice`, quoted
(at least in part direct) or reported; `kind` of the speaker, unnamed where nothing is told of
whom; `naming`, a speaker with a name (named), with a description alone (unnamed), or none
(unattributed); `stance` of the verb, of quotations that have one. A voice without quotations in
the corpus, as the outlets' own, has no rows; density and the dimension voice are of all together.
Reads as: whose words an outlet gives room to, and whether it stands back from them (doubting) or
vouches for them (endorsing). Sources without a name cannot be held to what they say.
Cannot show: why a source was heard, or what it said; speakers that the study's file of sources
does not know are of kind other, and the rules miss some speakers and mistake others. Words said
are all words of a quotation, where only part of it is direct speech, too.
Sources: Sigal, L. V. (1973). Reporters and officials. Heath, for kinds; Culbertson, H. M. (1975).
Veiled news sources: who and what are they? ANPA News Research Bulletin 3, for speakers without a
name; Caldas-Coulthard, C. R. (1994). On reporting reporting. In M. Coulthard (ed.), Advances in
written text analysis, 295-308, Routledge, for verbs.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from crossframe import schemas
from crossframe.annotated import labelled
from crossframe.config import Model
from crossframe.drawing import HOLLOW, lines
from crossframe.indicators import where
from crossframe.measure import (
    Annotated,
    Claims,
    Evidence,
    Features,
    Indicator,
    Measure,
    Saying,
)
from crossframe.references import Citations
from crossframe.stats.sample import Sample
from crossframe.tables import columns, speech
from crossframe.tables.compared import Compared, compared_rows
from crossframe.tables.speech import OF_QUOTATIONS, OF_WORDS
from crossframe.tables.values import counted_shares, frequent, held_voices, rates

DENSITY = "per_1000_words"
STATISTICS = (DENSITY, OF_QUOTATIONS, OF_WORDS)
DIMENSIONS = ("all", "voice", "kind", "naming", "stance")
ITEM = {
    "dimension": schemas.one_of(DIMENSIONS, "What its categories tell apart; all: nothing."),
    "category": schemas.column("str", "The category."),
}
KEY = (*ITEM, "statistic")
# Which quotations they are, by dimension and category; of a kind of speakers else.
QUOTED = {
    ("all", "all"): "in all",
    ("voice", "quoted"): "in direct speech",
    ("voice", "reported"): "in indirect speech",
    ("voice", "own"): "in indirect speech",  # where a study reads it with the outlet's own voice
    ("naming", "named"): "of speakers with a name",
    ("naming", "unnamed"): "of speakers without a name",
    ("naming", "unattributed"): "of nobody that it names or describes",
    ("kind", "unnamed"): "of speakers of whom nothing is told",
    ("stance", "neutral"): "with a neutral verb",
    ("stance", "doubting"): "with a doubting verb",
    ("stance", "endorsing"): "with an endorsing verb",
}
OF_A_KIND = "of speakers of the kind “{category}”"
CAPTION = f"""
Whom outlets quote or cite: kinds of speakers as shares of an outlet's quotations, direct and
indirect together, and of the words said in them; of each outlet they add up to the whole. Kind
unnamed: nothing is told of the speaker; a speaker without a name who is told of has another kind.
Kinds are those of {{{{ config.annotation.sources }}}}. {lines("quotations")} {HOLLOW} Rules find
the speakers, and miss or mistake some; who is heard is not who is believed.
"""


class Options(Model):
    """No keys."""


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet, voice, category and statistic, and the comparisons."""
    return compared_rows(sample, _compared(features, sample))


def find(annotated: Annotated, options: Options) -> pd.DataFrame:
    """Return the quotations by dimension and category."""
    rows = annotated["sources"]
    of = {name: rows.assign(category=cells) for name, cells in _categories(rows).items()}
    return labelled("dimension", of).dropna(subset="category")


def _compared(features: Features, sample: Sample) -> Iterator[Compared]:
    """Yield density and shares, dimension by dimension."""
    quotations, passages = features["sources"], features["passages"]
    one, held = pd.Series(1, index=quotations.index), held_voices(sample, quotations)
    together = [voice for voice in held if voice == "all"]
    for dimension in ("all", "voice") if together else ():
        counted = _counted(quotations, dimension, DENSITY, one)
        items = frequent(counted, KEY, min_count=0)
        yield from rates(sample.speaking("all"), counted, passages, items)
    for dimension in DIMENSIONS[1:]:
        voices = together if dimension == "voice" else held
        for statistic, n in ((OF_QUOTATIONS, one), (OF_WORDS, quotations["n_tokens"])):
            counted = _counted(quotations, dimension, statistic, n)
            items = frequent(counted, KEY, min_count=0)
            yield from counted_shares(sample, counted, items, voices)


def _categories(sources: pd.DataFrame) -> "dict[str, pd.Series[str]]":
    """Return the category of each quotation by dimension, missing where it has none."""
    naming = sources["named"].map({True: "named", False: "unnamed"})
    return {
        "all": pd.Series("all", sources.index),
        "voice": sources["voice"],
        "kind": sources["speaker_kind"],
        "naming": naming.where(sources["speaker"].notna(), "unattributed"),
        "stance": sources["stance"].where(sources["verb"].notna()),
    }


def _counted(
    quotations: pd.DataFrame, dimension: str, statistic: str, n: "pd.Series[int]"
) -> pd.DataFrame:
    """Return the quotations that have a category of the dimension, as items with their counts."""
    category = _categories(quotations)[dimension]
    counted = quotations.assign(dimension=dimension, category=category, statistic=statistic, n=n)
    return counted.dropna(subset="category")


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        "Quotations, direct and indirect, were counted by the kind of speaker "
        f"{cite('sigal1973')}, by whether the speaker is named {cite('culbertson1975')} and by "
        f"the stance of the reporting verb {cite('caldas1994')}, as shares of quotations and of "
        "the words quoted."
    )


def _sayings() -> Iterator[Saying]:
    """Yield how differences of each statistic are said, of each category, and of any kind."""
    for place, quoted in [*QUOTED.items(), (None, OF_A_KIND)]:
        of = dict(zip(ITEM, place, strict=True)) if place else {}
        yield Saying(
            f"has {{direction}} share of quotations {quoted}",
            ("a larger", "a smaller"),
            "{value} of quotations",
            "{n:,.0f} of {n_of:,} quotations",
            of | {"statistic": OF_QUOTATIONS},
        )
        yield Saying(
            f"has {{direction}} share of its quoted words in quotations {quoted}",
            ("a larger", "a smaller"),
            "{value} of the words quoted",
            "{n:,.0f} of {n_of:,} words quoted",
            of | {"statistic": OF_WORDS},
        )
        yield Saying(
            f"has {{direction}} quotations {quoted}",
            ("more", "fewer"),
            "{value} per 1,000 words",
            "{n:,.0f} in {n_of:,} words",
            of | {"statistic": DENSITY},
        )


def _indicated(name: str, statistic: str, dimension: str, category: str) -> Indicator:
    rows = where(name, statistic=statistic, dimension=dimension, category=category)
    return Indicator("Sources", 1, rows)


MEASURE = Measure(
    about=__doc__,
    title="Sources",
    category="Sources",
    reads=("sources",),
    options=Options,
    tables=columns.Stated(
        "sources",
        "Quotations by outlet and voice, and by kind, naming and verb of their speakers.",
        ITEM,
        STATISTICS,
        "Value of the statistic",
        columns.counts(
            "Quotations of the category, or words said in them.",
            "Quotations, words said, or words, that they are counted among.",
        ),
    ).compared(family="voice, dimension and statistic"),
    compute=compute,
    method=method,
    limits=(speech.LIMIT,),
    drawing=speech.figure(CAPTION, ("category",), {"dimension": "kind"}),
    claims=Claims(
        tuple(_sayings()),
        topic=tuple(ITEM),
        shared=("dimension",),
        statistics=(OF_QUOTATIONS, OF_WORDS, DENSITY),
        in_voices=False,
    ),
    indicators=(
        _indicated("direct quotations", DENSITY, "voice", "quoted"),
        _indicated("indirect quotations", DENSITY, "voice", "reported"),
        _indicated("quotations of officials", OF_QUOTATIONS, "kind", "official"),
        _indicated("quotations of the nameless", OF_QUOTATIONS, "naming", "unnamed"),
    ),
    evidence=Evidence(("sources",), tuple(ITEM), find),
)
