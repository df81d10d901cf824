"""The measures of a category, computed together: one job, which reads its features once."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from crossframe import measures
from crossframe.measure import Features
from crossframe.readings import Readers, readings
from crossframe.stats.sample import Sample
from crossframe.stats.units import voices_under


def measured(
    options: Mapping[str, Mapping[str, Any]],
    split: Features,
    sample: Sample,
    reported_speech: str,
) -> tuple[list[pd.DataFrame], pd.DataFrame]:
    """Return the tables of measures, in their order, and their part of the readings.

    Args:
        options: The measures, each with its options.
        split: Feature tables with indirect speech as a voice of its own.
        sample: The units.
        reported_speech: How the study reads indirect speech.
    """
    readers = Readers(split, sample, reported_speech)
    features = readers.features(reported_speech)
    voiced = sample.speaking(*voices_under(reported_speech))
    given = {name: measures.load(name).options(**each) for name, each in options.items()}
    tables = {
        name: measures.run(measures.load(name), features, voiced, each)
        for name, each in given.items()
    }
    firsts = {name: first for name, (first, *_) in tables.items()}
    return [t for each in tables.values() for t in each], readings(given, readers, firsts)
