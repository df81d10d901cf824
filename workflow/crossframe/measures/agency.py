"""How often each actor acts, or is acted upon, and whether the one who acts is left out.

Reads: mentions and passages.
Formula: of the mentions of an actor, agent = agents / mentions; patient = patients / mentions;
agent_share = agents / (agents + patients); passive = agents and patients of a passive verb /
(agents + patients); agent_deleted = patients of a passive without an agent / patients. An agent
does what the verb says ('the firm shut the gate', 'shut by the firm'), a patient has it done to
it. max-T p and p_pooled are over the statistics of an actor that have one denominator, q over all
actors.
Reads as: agent_share 1, the actor is only ever shown acting; 0, only ever acted upon. A high
agent_deleted tells what was done to the actor and not by whom.
Cannot show: responsibility; agents in nouns ('the ban of the app') or in pronouns; whether a
passive hides an agent or has none to name. Verbs of being and having count as the parser has them,
and its errors with long sentences are errors here.
Sources: van Leeuwen, T. (2008). Discourse and practice, chapter 2. Oxford University Press, for
the roles and for agents left out; Henley, N. M., Miller, M. and Beazley, J. A. (1995). Syntax,
semantics, and sexual violence: agency and the passive voice. Journal of Language and Social
Psychology 14(1-2), 60-84, for the passive.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.annotated import labelled
from crossframe.config import Model
from crossframe.drawing import HOLLOW, Dots, Panel, lines
from crossframe.indicators import leading
from crossframe.measure import (
    MORE,
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
from crossframe.stats.units import in_voice
from crossframe.tables import actors, columns
from crossframe.tables.compared import Compared, compared_rows
from crossframe.tables.values import frequent, shares, unit_sums
from crossframe.wording import counted

# The statistics by what they are shares of; those of one whole are tested together.
WHOLES = {
    "mentions": ("agent", "patient"),
    "in_part": ("agent_share", "passive"),
    "patients": ("agent_deleted",),
}
STATISTICS = tuple(statistic for statistics in WHOLES.values() for statistic in statistics)
TOGETHER = "actor and denominator"
ITEM = {"actor": schemas.column("str", "The actor.")}
LIMIT = (
    "Agents and patients are read from the parse, which errs in headlines and long sentences; "
    "they are grammar, not responsibility."
)
CAPTION = f"""
Actors of {{{{ config.annotation.names }}}} in the clause, all voices together. Left: of the
mentions as agent or patient, the share in which the actor does what the verb says; the vertical
line is at half. Right: of the mentions as patient, the share in a passive that names no agent. Up
to {{{{ config.figures.most_items }}}} actors with at least
{{{{ config.measures.agency.min_mentions }}}} mentions as agent or patient in the corpus.
{lines("mentions")} {HOLLOW} No mark: no such mention. This is grammar, not responsibility; acts
told in nouns or pronouns are not counted.
"""


class Options(Model):
    """Keys in the config."""

    min_mentions: int = Field(
        ge=1, description="Fewest mentions of an actor as agent or patient in the corpus."
    )


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet, voice, actor and statistic, and the comparisons."""
    compared = _of_actors(features["mentions"], sample, options.min_mentions)
    return compared_rows(sample, compared, "voice", "statistic")


def find(annotated: Annotated, options: Options) -> pd.DataFrame:
    """Return the mentions that each statistic counts."""
    rows = _marked(annotated["mentions"])
    return labelled("statistic", {name: rows[rows[name]] for name in STATISTICS})


def _of_actors(mentions: pd.DataFrame, sample: Sample, least: int) -> Iterator[Compared]:
    """Yield the shares of every actor and voice, by what they are shares of."""
    marked = _marked(mentions)
    for (actor,) in frequent(marked.assign(n=marked["in_part"]), ITEM, least):
        own = marked[marked["actor"] == actor]
        for voice in sample.voices:
            rows = in_voice(own, voice)
            for whole, statistics in WHOLES.items():
                items = pd.DataFrame({"actor": actor, "statistic": statistics})
                parts = unit_sums(sample, rows, [rows[name] for name in statistics])
                of = unit_sums(sample, rows, [rows[whole]])[:, 0].astype(np.int64)
                yield shares(sample, voice, items, parts, of)


def _marked(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions with whether each counts, by statistic and by whole."""
    agent, patient = (mentions["semantic_role"] == part for part in ("agent", "patient"))
    return mentions.assign(
        mentions=True,
        in_part=agent | patient,
        patients=patient,
        agent=agent,
        patient=patient,
        agent_share=agent,
        passive=mentions["passive"] & (agent | patient),
        agent_deleted=mentions["agent_deleted"] & patient,
    )


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        "From the parse, mentions of an actor were read as agent or patient of a verb, and "
        "passives as with or without an agent "
        f"{cite('vanleeuwen2008', 'henley1995')}, for actors from "
        f"{counted(options.min_mentions, 'such mention')} on."
    )


def _said(statistic: str, clause: str, value: str) -> Saying:
    n = "{n:,} of {n_of:,} mentions"
    return Saying(clause, MORE, value, n, {"statistic": statistic})


SAYINGS = (
    _said(
        "agent_share",
        "shows “{actor}” {direction} as acting, rather than acted upon,",
        "{value} of the mentions that are either",
    ),
    _said("agent", "shows “{actor}” {direction} as acting", "{value} of mentions"),
    _said("patient", "shows “{actor}” {direction} as acted upon", "{value} of mentions"),
    _said(
        "agent_deleted",
        "tells {direction} what is done to “{actor}” without saying by whom",
        "{value} of its mentions as acted upon",
    ),
    _said(
        "passive",
        "puts “{actor}” {direction} with a passive verb",
        "{value} of its mentions as acting or acted upon",
    ),
)
MEASURE = Measure(
    about=__doc__,
    title="Agency",
    category="Framing",
    reads=("mentions",),
    options=Options,
    tables=columns.Stated(
        "agency",
        "Actors as agents and patients, by outlet and voice.",
        ITEM,
        STATISTICS,
        "Value of the statistic",
        columns.counts("Mentions that the statistic counts.", "Mentions that they are a share of."),
    ).compared(family=f"voice, {TOGETHER}", of_q="voice and statistic"),
    compute=compute,
    method=method,
    limits=(LIMIT, actors.LIMIT),
    drawing=Dots(
        "dots",
        CAPTION,
        item=("actor",),
        column="statistic",
        panels=(
            Panel("agent_share", "share as agent, of\nagents and patients (%)", 0.5),
            Panel("agent_deleted", "share with the agent\nleft out, of patients (%)"),
        ),
    ),
    claims=Claims(
        SAYINGS,
        topic=("actor",),
        statistics=("agent_share", "patient", "agent", "agent_deleted", "passive"),
        turned=("patient", "agent_deleted", "passive"),
    ),
    indicators=(Indicator("Actors", 6, leading("as agent", "n_of", statistic="agent_share")),),
    evidence=Evidence(("mentions",), ("actor", "statistic"), find),
)
