"""The frames of a study as readers are told of them; their cues are for annotation alone."""

from pathlib import Path
from typing import NamedTuple

from crossframe import io
from crossframe.config import Config


class Frame(NamedTuple):
    """A frame.

    Attributes:
        label: Its name for readers.
        definition: What it says of the issue.
        function: What it does, such as to name a cause.
    """

    label: str
    definition: str
    function: list[str]


def frames_of(config: Config) -> dict[str, Frame]:
    """Return the frames by their names in tables."""
    frames = io.read_yaml(Path(config.annotation.frames))["frames"]
    return {
        name: Frame(*(frame[field] for field in Frame._fields)) for name, frame in frames.items()
    }
