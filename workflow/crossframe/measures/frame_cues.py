"""Rates of the cues that carry each frame, per 1,000 words.

Reads: frames and passages.
Formula: rate = 1,000 x occurrences of the cue / words; share_of_frame = occurrences of the cue /
occurrences of all cues of its frame, rare ones too, in the same outlet and voice.
Reads as: in which words an outlet tells a frame. Where one cue has most of a frame, the frame
stands and falls with what that cue means in these texts.
Cannot show: what a cue means where it stands; read its sentences. Entries of the dictionary that
stand in no text have no row.
Source: Matthes, J. and Kohring, M. (2008). The content analysis of media frames: toward improving
reliability and validity. Journal of Communication 58(2), 258-279.
"""

import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.annotated import rows_of
from crossframe.drawing import CROSS, CUT, EDGE, Dodged, lines
from crossframe.measure import Claims, Evidence, Features, Measure
from crossframe.references import Citations
from crossframe.stats.sample import Sample
from crossframe.tables import framing
from crossframe.tables.compared import item_frame
from crossframe.tables.rates import Frequent, Rates, said_of_rates
from crossframe.tables.values import frequent
from crossframe.wording import counted

ITEM = {
    "frame": schemas.column("str", "The frame."),
    "cue": schemas.column("str", "Entry of the dictionary."),
}
OF_FRAME = ["outlet", "voice", "frame"]
LEADING = 3  # cues of a frame in the figure
SAYING = said_of_rates("uses {cue}, a cue of the frame “{frame}”, {direction}")
CAPTION = f"""
Rates of the leading cues of each frame in {{{{ config.annotation.frames }}}}, per 1,000 words, all
voices together: those with the most occurrences in the corpus; of cues with at least
{{{{ config.measures.frame_cues.min_count }}}}. Frames stand in the order of their leading cue, at
most {{{{ config.figures.most_items }}}} of them. {CUT} {lines("words")} {EDGE} {CROSS} What a cue
means where it stands, its sentences must tell.
"""


class Options(Frequent):
    """Keys in the config."""

    min_count: int = Field(ge=1, description="Fewest occurrences of a cue in the corpus.")


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        f"Single cues were counted from {counted(options.min_count, 'occurrence')} on "
        f"{cite('matthes2008')}."
    )


def with_share(rows: pd.DataFrame, features: Features, sample: Sample) -> pd.DataFrame:
    """Return rates of cues with their share in their frame's cues, rare ones too."""
    frames = frequent(features["frames"], ("frame",), min_count=1)
    parts = [
        item_frame(sample, frames.to_frame(index=False), voice).assign(
            n_of_frame=sample.sums(sample.units.counts(features["frames"], frames, voice)).ravel()
        )
        for voice in sample.voices
    ]
    of_frame = rows[OF_FRAME].merge(pd.concat(parts), how="left")["n_of_frame"]
    return rows.assign(share_of_frame=rows["n"] / of_frame.where(of_frame > 0))


SHARE = schemas.share(
    "Occurrences of the cue among those of all cues of its frame in this voice.", nullable=True
)
RATES = Rates(
    "frame_cues",
    "Rates of the frames' cues by outlet and voice.",
    "frames",
    ITEM,
    {"share_of_frame": SHARE},
    with_share,
)
MEASURE = Measure(
    about=__doc__,
    title="Cues of the frames",
    category="Framing",
    reads=("frames",),
    options=Options,
    tables=RATES.tables,
    compute=RATES.compute,
    method=method,
    limits=(framing.LIMIT,),
    drawing=Dodged(
        "dodged", CAPTION, item=tuple(ITEM), axis="occurrences per 1,000 words", per_group=LEADING
    ),
    claims=Claims((SAYING,), word="cue", says_most=4, framed_by=True),
    evidence=Evidence(("frames",), tuple(ITEM), rows_of("frames")),
)
