"""The names of actors that a study knows beforehand, read from a file."""

from pathlib import Path

from pydantic import Field

from crossframe.config import Model, validate
from crossframe.errors import StudyError
from crossframe.io import read_yaml
from crossframe.voice import straighten


class Names(Model):
    """The content of the file."""

    kinds: dict[str, dict[str, list[str]]] = Field(
        description="For each kind of actor its actors, and for each actor the variants."
    )


def read_names(path: Path) -> dict[str, tuple[str, str]]:
    """Return kind and actor of every variant, in straight quotation marks and apostrophes.

    Raises:
        StudyError: The file is malformed, or a variant names two actors.
    """
    known: dict[str, tuple[str, str]] = {}
    for kind, actors in validate(Names, read_yaml(path) or {}, str(path)).kinds.items():
        for actor, variants in actors.items():
            for variant in map(straighten, variants):
                if not variant or variant != " ".join(variant.split()):
                    raise StudyError(
                        f"{path}: {actor!r} has the variant {variant!r}; expected words with "
                        "single spaces between them"
                    )
                if variant in known:
                    raise StudyError(
                        f"{path}: {variant!r} names {known[variant][1]!r} and {actor!r}; "
                        "leave it with one"
                    )
                known[variant] = (kind, actor)
    return known
