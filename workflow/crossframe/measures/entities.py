"""Rates of named entities per 1,000 words.

Reads: entities and passages.
Formula: rate = 1,000 x mentions / words. The variants of an actor in the names file count as one,
and so do a person's surname and full name. A term counts as a name, all its occurrences, where most
of them are read as one; the table of frequency has the same count.
Reads as: who and what an outlet names.
Cannot show: mentions by pronoun or description; names of more than four words, which are not
released; the small model's errors, which are frequent for names that the file does not list.
Source: entities as spaCy's recogniser and the study's names file find them.
"""

from pydantic import Field

from crossframe import schemas
from crossframe.annotated import names
from crossframe.drawing import CROSS, EDGE, lines
from crossframe.drawing import Rates as Drawing
from crossframe.measure import Claims, Evidence, Measure
from crossframe.references import Citations
from crossframe.tables.rates import Frequent, Rates, said_of_rates
from crossframe.wording import counted

CAPTION = f"""
Rates of up to {{{{ config.figures.most_items }}}} entities with the highest mean rate over the
outlets, per 1,000 words, all voices together; of entities with at least
{{{{ config.measures.entities.min_count }}}} mentions. Variants listed in
{{{{ config.annotation.names }}}} count as one. {lines("words")} {EDGE} {CROSS}
"""


class Options(Frequent):
    """Keys in the config."""

    min_count: int = Field(ge=1, description="Fewest mentions of an entity in the corpus.")


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        "Named entities, of the model and of the study's file of names, were counted per 1,000 "
        f"words, from {counted(options.min_count, 'occurrence')} on."
    )


RATES = Rates(
    "entities",
    "Rates of named entities by outlet and voice.",
    "entities",
    {
        "entity": schemas.column("str", "The name."),
        "entity_kind": schemas.column("str", "Kind of entity."),
    },
)
MEASURE = Measure(
    about=__doc__,
    title="Named entities",
    category="Words",
    reads=("entities",),
    options=Options,
    tables=RATES.tables,
    compute=RATES.compute,
    method=method,
    drawing=Drawing("rates", CAPTION, item="entity", sort="entity_kind"),
    claims=Claims(
        (said_of_rates("names “{entity}” ({entity_kind}) {direction}"),),
        word="entity",
        says_most=2,
    ),
    # an entity has one kind in the tables, whatever the model called it here
    evidence=Evidence(("words",), ("entity",), names),
)
