"""The names of actors that a study knows beforehand, read from a file."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import Field

from crossframe.annotation.voice import straighten
from crossframe.config import Model, validate
from crossframe.errors import StudyError
from crossframe.io import read_yaml

Grouped = dict[str, dict[str, list[str]]]
Actors = dict[str, tuple[str, str]]  # of every form its actor and variant


class Names(Model):
    """The content of the file."""

    kinds: Grouped = Field(
        description="For each kind of actor its actors, and for each actor the variants."
    )
    actors: Grouped = Field(
        default={},  # a study may compare entities, and no actors
        description="For each actor whose framing is compared the variants by which it is named, "
        "and for each variant its forms.",
    )


def read_names(path: Path) -> dict[str, tuple[str, str]]:
    """Return kind and actor of every variant, in straight quotation marks and apostrophes.

    Raises:
        StudyError: The file is malformed, or a variant names two actors.
    """
    known: dict[str, tuple[str, str]] = {}
    for kind, actor, variant in _rows(_read(path).kinds):
        _check_spaces(path, actor, variant)
        if variant in known:
            raise StudyError(
                f"{path}: {variant!r} names {known[variant][1]!r} and {actor!r}; leave it with one"
            )
        known[variant] = (kind, actor)
    return known


def read_actors(path: Path) -> Actors:
    """Return actor and variant of every form, in straight quotation marks and apostrophes.

    Raises:
        StudyError: The file is malformed, a name is empty, or a form names two variants.
    """
    actors = _read(path).actors
    _check_names(path, actors)
    known: Actors = {}
    for actor, variant, form in _rows(actors):
        _check_spaces(path, variant, form)
        if form in known:
            raise StudyError(
                f"{path}: {form!r} is a form of {' / '.join(known[form])!r} and of "
                f"{f'{actor} / {variant}'!r}; leave it with one"
            )
        known[form] = (actor, variant)
    return known


def _read(path: Path) -> Names:
    return validate(Names, read_yaml(path) or {}, str(path))


def _rows(groups: Grouped) -> Iterator[tuple[str, str, str]]:
    for outer, inner in groups.items():
        for name, items in inner.items():
            yield from ((outer, name, straighten(item)) for item in items)


def _check_names(path: Path, actors: Grouped) -> None:
    """Check that every actor and variant has a name to print, and something that is found."""
    for actor, variants in actors.items():
        _check_any(path, f"actors.{actor}", variants, "variants with their forms")
        for variant, forms in variants.items():
            _check_any(path, f"actors.{actor}.{variant}", forms, "a list of forms")
            if not actor.strip() or not variant.strip():
                raise StudyError(
                    f"{path}: actors: {actor!r} has the variant {variant!r}; expected a name for "
                    "each, as tables and figures print it"
                )


def _check_any(path: Path, place: str, items: Iterable[str], expected: str) -> None:
    if not list(items):
        raise StudyError(f"{path}: {place}: got nothing; expected {expected}, or leave it out")


def _check_spaces(path: Path, owner: str, item: str) -> None:
    if not item or item != " ".join(item.split()):
        raise StudyError(
            f"{path}: {owner!r} has the name {item!r}; expected words with single spaces "
            "between them"
        )
