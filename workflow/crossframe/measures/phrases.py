"""Rates of noun phrases per 1,000 words.

Reads: phrases and passages.
Formula: rate = 1,000 x occurrences / words, for noun phrases of 2 to 4 lemmas without articles,
pronouns and numbers before them. A phrase of the list is counted wherever its lemmas follow each
other, within a longer phrase too.
Reads as: the higher, the more often.
Cannot show: phrases that stand by themselves in too few passages, as these are not released.
Source: phrases as spaCy's noun chunks.
"""

from pydantic import Field

from crossframe import schemas
from crossframe.annotated import rows_of
from crossframe.drawing import CROSS, EDGE, lines
from crossframe.drawing import Rates as Drawing
from crossframe.measure import Claims, Evidence, Measure
from crossframe.references import Citations
from crossframe.tables.rates import Frequent, Rates, said_of_rates
from crossframe.wording import counted

CAPTION = f"""
Rates of up to {{{{ config.figures.most_items }}}} noun phrases with the highest mean rate over the
outlets, per 1,000 words, all voices together; of phrases in at least
{{{{ config.counting.phrase_min_passages }}}} passages, with at least
{{{{ config.measures.phrases.min_count }}}} occurrences. {lines("words")} {EDGE} {CROSS}
"""


class Options(Frequent):
    """Keys in the config."""

    min_count: int = Field(ge=1, description="Fewest occurrences of a phrase in the corpus.")


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        "Noun phrases of 2 to 4 lemmas were counted per 1,000 words, from "
        f"{counted(options.min_count, 'occurrence')} on."
    )


RATES = Rates(
    "phrases",
    "Rates of noun phrases by outlet and voice.",
    "phrases",
    {"phrase": schemas.column("str", "Lemmas of the phrase.")},
)
MEASURE = Measure(
    about=__doc__,
    title="Phrases",
    category="Words",
    reads=("phrases",),
    options=Options,
    tables=RATES.tables,
    compute=RATES.compute,
    method=method,
    drawing=Drawing("rates", CAPTION, item="phrase"),
    claims=Claims(
        (said_of_rates("uses the phrase “{phrase}” {direction}"),), word="phrase", says_most=3
    ),
    evidence=Evidence(("phrases",), ("phrase",), rows_of("phrases")),
)
