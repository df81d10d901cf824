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

from collections.abc import Iterator

import numpy as np
import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.config import Model
from crossframe.measures import Features
from crossframe.stats.comparisons import (
    Compared,
    comparison_table,
    comparisons,
    scope_columns,
)
from crossframe.stats.rates import frequent
from crossframe.stats.resampling import Sample
from crossframe.stats.units import in_voice
from crossframe.stats.values import shares, unit_sums, value_columns, value_table
from crossframe.stats.wholes import or_nothing, q_over, with_q

TITLE = "Agency"
READS = ("mentions",)
# The statistics by what they are shares of; those of one whole are tested together.
WHOLES = {
    "mentions": ("agent", "patient"),
    "in_part": ("agent_share", "passive"),
    "patients": ("agent_deleted",),
}
STATISTICS = tuple(statistic for statistics in WHOLES.values() for statistic in statistics)
TOGETHER = "actor and denominator"


class Options(Model):
    """Keys in the config."""

    min_mentions: int = Field(
        ge=1, description="Fewest mentions of an actor as agent or patient in the corpus."
    )


ITEM = {
    "actor": schemas.column("str", "The actor."),
    "statistic": schemas.one_of(STATISTICS, "What the row states."),
}
OUTPUT = with_q(
    schemas.Table(
        "agency",
        "Actors as agents and patients, by outlet and voice.",
        ("outlet", "voice", *ITEM),
        value_columns(ITEM, "Value of the statistic", f"voice, {TOGETHER}")
        | {
            "n": schemas.count("Mentions that the statistic counts."),
            "n_of": schemas.count("Mentions that they are a share of."),
        }
        | scope_columns(),
    ),
    "voice and statistic",
)
COMPARISONS = with_q(
    comparison_table("agency", ITEM, "value of the statistic", f"voice, comparison, {TOGETHER}"),
    "voice, statistic and comparison",
)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice, actor and statistic."""
    compared = _compared(features["mentions"], sample, options.min_mentions)
    return q_over(value_table(sample, compared), "voice", "statistic")


def compare(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per item and voice for all outlets together, and for every pair."""
    compared = _compared(features["mentions"], sample, options.min_mentions)
    return q_over(comparisons(sample, compared), "voice", "statistic", "comparison")


def _compared(mentions: pd.DataFrame, sample: Sample, least: int) -> list[Compared]:
    return or_nothing(sample, _of_actors(mentions, sample, least), ITEM)


def _of_actors(mentions: pd.DataFrame, sample: Sample, least: int) -> Iterator[Compared]:
    """Yield the shares of every actor and voice, by what they are shares of."""
    counted = _counted(mentions)
    for (actor,) in frequent(counted.assign(n=counted["in_part"]), ["actor"], least):
        own = counted[counted["actor"] == actor]
        for voice in sample.voices:
            rows = in_voice(own, voice)
            for whole, statistics in WHOLES.items():
                items = pd.DataFrame({"actor": actor, "statistic": statistics})
                parts = unit_sums(sample, rows, [rows[name] for name in statistics])
                of = unit_sums(sample, rows, [rows[whole]])[:, 0].astype(np.int64)
                yield shares(sample, voice, items, parts, of)


def _counted(mentions: pd.DataFrame) -> pd.DataFrame:
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
