"""Rates of parts of speech per 1,000 words.

Reads: parts_of_speech and passages.
Formula: rate = 1,000 x terms of the part of speech / words.
Reads as: many nouns mark informational prose, many verbs and adverbs narrative prose.
Cannot show: parts of speech that the config does not count as terms; the model's own errors.
Source: Biber, D. (1988). Variation across speech and writing. Cambridge University Press.
"""

from crossframe import schemas
from crossframe.annotated import terms
from crossframe.config import Model
from crossframe.drawing import CROSS, EDGE, lines
from crossframe.drawing import Rates as Drawing
from crossframe.measure import Claims, Evidence, Measure
from crossframe.references import Citations
from crossframe.tables.rates import Rates, said_of_rates
from crossframe.wording import PARTS_OF_SPEECH

CAPTION = f"""
Rates of parts of speech per 1,000 words, all voices together. {lines("words")} {EDGE} {CROSS}
"""
LABELS = {
    tag: "names" if tag == "PROPN" else f"{noun}s".replace("ys", "ies")
    for tag, noun in PARTS_OF_SPEECH.items()
}


class Options(Model):
    """No keys."""


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return f"Parts of speech were counted per 1,000 words as marks of style {cite('biber1988')}."


RATES = Rates(
    "parts_of_speech",
    "Rates of parts of speech by outlet and voice.",
    "parts_of_speech",
    {"pos": schemas.column("str", "Part of speech (Universal Dependencies).")},
)
MEASURE = Measure(
    about=__doc__,
    title="Parts of speech",
    category="Words",
    reads=("parts_of_speech",),
    options=Options,
    tables=RATES.tables,
    compute=RATES.compute,
    method=method,
    drawing=Drawing("rates", CAPTION, item="pos", labels=LABELS),
    claims=Claims((said_of_rates("uses {pos}s {direction}"),)),
    evidence=Evidence(("words",), ("pos",), terms),
)
