"""The verbs that introduce what others say.

Reads: sources and passages.
Formula: share = quotations with the verb / quotations that have a verb, of the outlet in this
voice. The whole holds the verbs that are left out for `min_count`, too.
Reads as: an outlet that writes 'claim' where others write 'say' stands back from its sources;
one that writes 'reveal' or 'point out' vouches for them. What a verb says so is its stance.
Cannot show: doubt or consent that stands elsewhere in the sentence; irony; that 'say' too can
introduce what the next sentence refutes. A verb has one stance wherever it stands.
Source: Caldas-Coulthard, C. R. (1994). On reporting reporting: the representation of speech in
factual and factional narratives. In M. Coulthard (ed.), Advances in written text analysis,
295-308. Routledge.
"""

from collections.abc import Sequence

import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.annotated import rows_of
from crossframe.config import Model
from crossframe.drawing import HOLLOW, Dots, Panel, lines
from crossframe.feature_tables import STANCES
from crossframe.measure import Evidence, Features, Measure
from crossframe.references import Citations
from crossframe.stats.sample import Sample
from crossframe.tables import columns, speech
from crossframe.tables.compared import listed_rows
from crossframe.tables.values import counted_shares, frequent, held_voices
from crossframe.wording import counted

ITEM = {
    "verb": schemas.column("str", "Lemma of the verb or phrase."),
    "stance": schemas.one_of(STANCES, "What it says of what is said."),
}
CAPTION = f"""
Verbs that introduce what others say: shares of an outlet's quotations that have a verb, direct and
indirect together. Up to {{{{ config.figures.most_items }}}} verbs with the most quotations in the
corpus, at least {{{{ config.measures.reporting_verbs.min_count }}}}. {lines("quotations")}
{HOLLOW} The table states each verb's stance; doubt in other words is not counted.
"""


class Options(Model):
    """Keys in the config."""

    min_count: int = Field(ge=1, description="Fewest quotations with a verb in the corpus.")


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet, voice and verb."""
    introduced = features["sources"].dropna(subset="verb").assign(n=1)
    verbs = frequent(introduced, ITEM, options.min_count)
    voices = held_voices(sample, introduced)
    return [listed_rows(sample, counted_shares(sample, introduced, verbs, voices))]


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        f"Reporting verbs are listed from {counted(options.min_count, 'occurrence')} on "
        f"{cite('caldas1994')}."
    )


MEASURE = Measure(
    about=__doc__,
    title="Reporting verbs",
    category="Sources",
    reads=("sources",),
    options=Options,
    tables=(
        columns.Stated(
            "reporting_verbs",
            "Shares of the verbs that introduce quotations, by outlet and voice.",
            ITEM,
            (columns.SHARE,),
            "Share of the quotations that have a verb",
            columns.counts("Quotations with this verb.", "Quotations with any verb."),
        ).listed(),
    ),
    compute=compute,
    method=method,
    limits=(speech.LIMIT,),
    drawing=Dots(
        "dots",
        CAPTION,
        item=tuple(ITEM),
        column="voice",
        panels=(Panel("all", "share of quotations that have a verb (%)"),),
        weight="n",
    ),
    evidence=Evidence(("sources",), tuple(ITEM), rows_of("sources")),
)
