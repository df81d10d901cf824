"""A study: its checked config, its catalogue, the entry it starts from, and its targets."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from crossframe import figures, measures
from crossframe.config import Config, Model, validate
from crossframe.corpus import sources
from crossframe.errors import StudyError
from crossframe.feature_tables import FEATURES
from crossframe.io import read_yaml
from crossframe.measure import CATEGORIES, Category, Measure
from crossframe.provenance import content_digest, file_digest
from crossframe.results import LISTS, tables_of
from crossframe.stages import ANNOTATION

WORD_FILES = ("names", "frames", "sources")


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

    def corpus(self) -> dict[str, Any]:
        """Return the sections of the config that decide the corpus (`prepare.Request`)."""
        keys = {"source", "outlets", "aliases", "cleaning", "selection"}
        return self.config.model_dump(include=keys)

    @property
    def figures(self) -> list[figures.Subject]:
        """The figures, in the order of the report."""
        return figures.of(self.options)

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

    def word_files(self) -> dict[str, str]:
        """Return the files of words that annotation looks for, by key of the config."""
        return {name: getattr(self.config.annotation, name) for name in WORD_FILES}

    def dictionaries(self) -> list[str]:
        """Return the files of others' dictionaries that the frames take entries from."""
        path = Path(self.config.annotation.frames)
        frames = (read_yaml(path) or {}).get("frames", {})
        named = {frame["dictionary"] for frame in frames.values() if frame.get("dictionary")}
        return [str(path.parent / name) for name in sorted(named)]

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
            **{
                f"annotation.{name}": content_digest(Path(path))
                for name, path in self.word_files().items()
            },
            "annotation.dictionaries": [file_digest(Path(path)) for path in self.dictionaries()],
            "annotation.passage_tokens": config.annotation.passage_tokens,
            "counting": config.counting.model_dump(),
        }

    @cached_property
    def measures(self) -> dict[str, Measure[Any]]:
        """The measures, in the order of the report."""
        return {name: measures.load(name) for name in self.options}

    @property
    def families(self) -> dict[Category, list[str]]:
        """The names of the measures by category, of those that the study has."""
        by_category = {
            category: [name for name, each in self.measures.items() if each.category == category]
            for category in CATEGORIES
        }
        return {category: names for category, names in by_category.items() if names}

    def reads(self, *names: str) -> dict[str, str]:
        """Return the feature files that measures read, by table."""
        tables = ["articles", "passages", *(t for n in names for t in self.measures[n].reads)]
        return {name: f"{self.results}/features/{name}.parquet" for name in tables}

    def readings(self, category: Category) -> str:
        """Return the file of what a category's measures add to the table of readings."""
        return f"{self.results}/readings/{category.lower()}.parquet"

    def measured_tables(self) -> list[str]:
        """Return the files of all measures' tables."""
        return [path for name in self.options for path in self._files_of(name)]

    def published(self) -> list[str]:
        """Return the tables and figures: what a re-run must give again, byte for byte."""
        drawn = [path for each in self.figures for path in self.pictures(each.name)]
        captions = [self.caption(each.name) for each in self.figures]
        index = f"{self.results}/figures/index.csv"
        return [*self.all_tables(), *self.plotted(), *drawn, *captions, index]

    def pictures(self, name: str) -> list[str]:
        """Return the files of a figure: every format in every size."""
        folders = [f"{self.results}/figures/{size}" for size in figures.SIZES]
        return [f"{at}/{name}.{suffix}" for at in folders for suffix in figures.FORMATS]

    def picture(self, name: str) -> str:
        """Return the file of a figure that a page shows."""
        return f"{self.results}/figures/two_columns/{name}.svg"

    def caption(self, name: str) -> str:
        """Return the file of a figure's caption."""
        return f"{self.results}/figures/{name}.txt"

    @property
    def listed(self) -> list[str]:
        """The tables that are no measure's, and the measures, in the order of the results."""
        return [*LISTS, *self.options]

    def all_tables(self) -> list[str]:
        """Return the files of all tables."""
        return [f"{self.results}/tables/{name}.csv" for name in self._table_names]

    def plotted(self) -> list[str]:
        """Return the files of what the figures plot."""
        return [f"{self.results}/figures/{each.name}.csv" for each in self.figures]

    def printed(self) -> list[str]:
        """Return the files of the tables for a paper."""
        return [f"{self.results}/paper/{name}.tex" for name in self._table_names]

    def with_sentences(self) -> list[str]:
        """Return the tables behind whose rows sentences stand."""
        return [
            path
            for name, each in self.measures.items()
            if each.evidence
            for path in self._files_of(name)
        ]

    def evidence(self) -> list[str]:
        """Return the files of the sentences behind these, in that order; none without the texts."""
        names = [Path(path).name for path in self.with_sentences()]
        return [f"{self.results}/evidence/{name}" for name in names] if self.from_texts else []

    def _files_of(self, name: str) -> list[str]:
        return [f"{self.results}/tables/{table.name}.csv" for table in tables_of(name)]

    @property
    def _table_names(self) -> list[str]:
        return [table.name for name in self.listed for table in tables_of(name)]

    @property
    def _shards(self) -> list[str]:
        return [f"{number:05}" for number in range(self.config.shards)]


def load_study(data: Mapping[str, Any], source: str) -> Study:
    """Return the study of a config; see `check.check_study` for the files that it names.

    Args:
        data: The parsed config.
        source: The config's file, named in messages.

    Raises:
        StudyError: The config is wrong.
    """
    config = validate(Config, data, source)
    options = {name: _options(name, given, source) for name, given in config.measures.items()}
    return Study(config, options, sources.is_present(config.source))


def _options(name: str, given: Mapping[str, Any], source: str) -> Model:
    try:
        measure = measures.load(name)
    except StudyError as error:
        raise StudyError(f"{source}: {error}") from None
    options: type[Model] = measure.options
    return validate(options, given, source, f"measures.{name}")
