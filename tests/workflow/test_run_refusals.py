"""A mistake stops the run before any work, with one line that says where it is."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cases import each
from runs import FEATURES as TABLES
from runs import REMOVE, SMALL, SMALL_ARTICLES, Project, Run, demo_articles, sha256, small_study
from runs import write_catalogue as write_rows

from crossframe import features
from crossframe.check import check_study
from crossframe.errors import StudyError
from crossframe.io import read_yaml
from crossframe.study import load_study

TEXTS = "seeds/small/texts"
TEXT = f"{TEXTS}/post-01.txt"
CATALOGUE = "seeds/small/catalogue.csv"
CONFIG = "config/small.yaml"
FURNITURE = "config/furniture.yaml"
NAMES = "seeds/demo/names.yaml"
FEATURES = "seeds/small/features"

Spoil = Callable[[Project], None]


def config(**changes: Any) -> Spoil:
    """Change the config; __ stands for a dot."""
    dotted = {key.replace("__", "."): value for key, value in changes.items()}
    return lambda project: project.configure(dotted) and None


def content(path: str, content: bytes) -> Spoil:
    """Write another content into a file."""
    return lambda project: (project.root / path).write_bytes(content) and None


def text(content: bytes) -> Spoil:
    """Write another content into a text, and list it in the catalogue."""

    def spoil(project: Project) -> None:
        (project.root / TEXT).write_bytes(content)
        catalogue("post-01", sha256=sha256(content))(project)

    return spoil


def added(path: str, tail: bytes) -> Spoil:
    """Add to a file."""

    def spoil(project: Project) -> None:
        target = project.root / path
        target.write_bytes(target.read_bytes() + tail)

    return spoil


def without(*paths: str) -> Spoil:
    """Remove a file or folder."""

    def spoil(project: Project) -> None:
        for path in (project.root / path for path in paths):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    return spoil


def catalogue(article: str, **cells: str) -> Spoil:
    """Change cells of a row of the catalogue."""

    def spoil(project: Project) -> None:
        rows = [demo_articles(project)[name] for name in SMALL_ARTICLES]
        for row in rows:
            if row["id"] == article:
                row.update(cells)
        write_rows(project, rows)

    return spoil


def replaced(path: str, old: bytes, new: bytes) -> Spoil:
    """Replace the first occurrence of something in a file."""

    def spoil(project: Project) -> None:
        before = (project.root / path).read_bytes()
        assert old in before
        (project.root / path).write_bytes(before.replace(old, new, 1))

    return spoil


def from_features(*more: Spoil) -> Spoil:
    """Take the texts away, so that the run starts from the released features."""

    def spoil(project: Project) -> None:
        without(TEXTS)(project)
        for one in more:
            one(project)

    return spoil


ONE_MORE = [*SMALL["outlets"], "Tideline Review"]
KEYWORDS = SMALL["measures"]["keywords"]
COLUMNS = {"text": "title", "outlet": "outlet"} | dict.fromkeys(
    ["id", "title", "date", "url", "credit", "stratum"]
)
TABLE = {
    "kind": "table",
    "path": CATALOGUE,
    "encoding": None,
    "delimiter": None,
    "day_first": True,
    "columns": COLUMNS,
}
# What is wrong, how it comes about, and what the line must name.
MISTAKES: dict[str, tuple[Spoil, tuple[str, ...]]] = {
    "missing config key": (config(seed=REMOVE), (CONFIG, "seed", "missing")),
    "misspelt config key": (
        config(inference__min_article=8),
        (CONFIG, "inference.min_article", "min_articles"),
    ),
    "value out of range": (config(inference__level=95), (CONFIG, "inference.level", "95")),
    "unknown measure": (
        config(measures={"keywrds": {}}),
        (CONFIG, "measures.keywrds", "keywords"),
    ),
    "misspelt option of a measure": (
        config(measures={"keywords": KEYWORDS | {"min_cuont": 2}}),
        (CONFIG, "measures.keywords.min_cuont", "min_count"),
    ),
    "measure without its options": (
        config(measures={"keywords": None}),
        (CONFIG, "measures.keywords"),
    ),
    "outlet without article": (config(outlets=ONE_MORE), (CATALOGUE, "Tideline Review")),
    "outlet that the config does not name": (
        catalogue("post-01", outlet="The Wesel Post"),
        (CATALOGUE, "row 4", "The Wesel Post", "The Wessel Post"),
    ),
    "catalogue row without text": (without(TEXT), (CATALOGUE, "post-01")),
    "duplicate id": (
        catalogue("post-02", id="post-01"),
        (CATALOGUE, "row 5", "post-01", "row 4"),
    ),
    "empty text": (text(b""), (CATALOGUE, "'post-01'", TEXTS, "holds no word")),
    "text of white space": (text(b"\xef\xbb\xbf \n\n"), (CATALOGUE, "'post-01'", "no word")),
    "page without a text": (
        text(b"<!doctype html><html><body><p></p></body></html>"),
        (CATALOGUE, "'post-01'", TEXTS, "holds no word"),
    ),
    "binary text": (text(b"\x89PNG\r\n\x1a\n\0\0"), (CATALOGUE, "'post-01'", TEXTS, "binary")),
    "damaged Word file": (
        text(b"PK\x03\x04\x00\x00\x00"),
        (CATALOGUE, "'post-01'", "broken docx"),
    ),
    "text with a damaged byte": (
        text("Cafés naïves façades, où ça".encode() + b"\xff"),
        (CATALOGUE, "'post-01'", "byte 32 is not utf-8"),
    ),
    "text in half of UTF-16": (
        text("Ferry sinks".encode("utf-16") + b"\0"),
        (CATALOGUE, "'post-01'", "byte 24 is not utf-16"),
    ),
    "empty text that is not listed": (content(TEXT, b""), (TEXT, "SHA-256", CATALOGUE)),
    "source of an unknown kind": (
        config(source={"kind": "csv", "path": "a.csv"}),
        (CONFIG, "source.kind", "'catalogue', 'folder', 'table'"),
    ),
    "source of no kind": (config(source={"texts": TEXTS}), (CONFIG, "source.kind", "'table'")),
    "misspelt key of a source": (
        config(source__txts=TEXTS),
        (CONFIG, "source.txts", "'texts'"),
    ),
    "misspelt column of a table": (
        config(source=TABLE | {"columns": COLUMNS | {"headline": "title"}}),
        (CONFIG, "source.columns.headline", "title"),
    ),
    "column that a table lacks": (
        config(source=TABLE | {"columns": COLUMNS | {"text": "body"}}),
        (CATALOGUE, "'body'"),
    ),
    "alias of no outlet of the study": (
        config(aliases={"The Lantern": "The Halick Lantern"}),
        (CONFIG, "aliases.The Lantern", "The Halick Lantern", "outlets"),
    ),
    "alias that is an outlet": (
        config(aliases={"The Wessel Post": "The Hallick Lantern"}),
        (CONFIG, "aliases.The Wessel Post"),
    ),
    "unknown treatment of duplicates": (
        config(selection__duplicates="drop"),
        (CONFIG, "selection.duplicates", "'drop'", "keep_first"),
    ),
    "config of an earlier version": (
        config(shard_size=50),
        (CONFIG, "shard_size", "unknown key"),
    ),
    "text whose hash differs": (added(TEXT, b"\n"), (TEXT, "SHA-256", CATALOGUE)),
    "model that is not installed": (
        config(annotation__model="en_core_web_lg"),
        (CONFIG, "annotation.model", "en_core_web_lg"),
    ),
    "model that is another package": (
        config(annotation__model="json"),
        (CONFIG, "annotation.model", "json"),
    ),
    "names file that is missing": (without(NAMES), (NAMES,)),
    "names file that is no YAML": (content(NAMES, b"kinds: [unclosed\n"), (NAMES,)),
    "names file that is a list": (content(NAMES, b"- a\n- b\n"), (NAMES,)),
    "names file of another shape": (content(NAMES, b"kinds: {place: [a]}\n"), (NAMES, "kinds")),
    "name of two actors": (
        content(NAMES, b"kinds:\n  place:\n    A: [Row]\n    B: [Row]\n"),
        (NAMES, "Row"),
    ),
    "furniture file that is no YAML": (content(FURNITURE, b"a: b: c\n"), (FURNITURE,)),
    "furniture file with a misspelt key": (
        replaced(FURNITURE, b"teasers_follow:", b"teasers_folow:"),
        (FURNITURE, "teasers_folow", "teasers_follow"),
    ),
    "furniture pattern that is no regular expression": (
        replaced(FURNITURE, b"- accessibility links", b"- '(accessibility'"),
        (FURNITURE, "(accessibility"),
    ),
    "neither texts nor features": (from_features(without(FEATURES)), (FEATURES, TEXTS)),
    "no texts, and a config without features": (
        from_features(config(features=None)),
        (CONFIG, "features", TEXTS),
    ),
    "features released with other passages": (
        from_features(config(annotation__passage_tokens=90)),
        (CONFIG, "annotation.passage_tokens", f"{FEATURES}/settings.json"),
    ),
    "features released with other names": (
        from_features(content(NAMES, b"kinds: {place: {A: [Row]}}\n")),
        (CONFIG, "annotation.names"),
    ),
    "features released with another selection": (
        from_features(config(selection__min_words=60)),
        (CONFIG, "selection differs", f"{FEATURES}/settings.json", "add the texts"),
    ),
    "features released with another treatment of duplicates": (
        from_features(config(selection__duplicates="keep_first")),
        (CONFIG, "selection differs", f"{FEATURES}/settings.json"),
    ),
    "features released with other aliases": (
        from_features(config(aliases={"The Lantern": "The Hallick Lantern"})),
        (CONFIG, "aliases differs", f"{FEATURES}/settings.json"),
    ),
    "features released with another share of recurring lines": (
        from_features(config(cleaning__recurring_share=0.4)),
        (CONFIG, "cleaning differs", f"{FEATURES}/settings.json"),
    ),
    "features released with other numbers of recurring lines": (
        from_features(config(cleaning__recurring_articles=6)),
        (CONFIG, "cleaning differs", f"{FEATURES}/settings.json"),
    ),
    "features released with other roles": (
        from_features(config(cleaning__analysed_roles=["title", "body"])),
        (CONFIG, "cleaning differs", f"{FEATURES}/settings.json"),
    ),
    "features released with other furniture": (
        from_features(replaced(FURNITURE, b"- accessibility links", b"- accessibility link")),
        (CONFIG, "cleaning differs", f"{FEATURES}/settings.json"),
    ),
    "features released from another catalogue": (
        from_features(catalogue("post-01", sha256="0" * 64)),
        (CONFIG, "source differs", f"{FEATURES}/settings.json"),
    ),
    "features released from another source": (
        from_features(config(source=TABLE | {"path": "seeds/absent.csv"})),
        (CONFIG, "source differs", f"{FEATURES}/settings.json"),
    ),
    "config with a key that stands twice": (added(CONFIG, b"seed: 5\n"), (CONFIG, "seed")),
    "catalogue that is a folder": (config(source__catalogue="seeds"), ("seeds",)),
    "released table that is missing": (
        from_features(without(f"{FEATURES}/terms.csv")),
        (f"{FEATURES}/terms.csv",),
    ),
}
# What stands in the released tables is read by the first job, not before.
MISTAKES_IN_FEATURES: dict[str, tuple[Spoil, tuple[str, ...]]] = {
    "released table with a wrong column": (
        from_features(replaced(f"{FEATURES}/terms.csv", b"pos", b"part")),
        (f"{FEATURES}/terms.csv", "part"),
    ),
    "released table with a wrong value": (
        from_features(replaced(f"{FEATURES}/terms.csv", b",own,", b",mine,")),
        (f"{FEATURES}/terms.csv", "mine"),
    ),
    "released reason that does not exist": (
        from_features(replaced(f"{FEATURES}/records.csv", b"analysed", b"analised")),
        (f"{FEATURES}/records.csv", "analised"),
    ),
    "released table with a short row": (
        from_features(added(f"{FEATURES}/terms.csv", b"post-02,1\n")),
        (f"{FEATURES}/terms.csv", "row"),
    ),
    "released table that is empty": (
        from_features(content(f"{FEATURES}/terms.csv", b"")),
        (f"{FEATURES}/terms.csv", "empty"),
    ),
}
EVERY_MISTAKE = MISTAKES | MISTAKES_IN_FEATURES
# A run ends with the same line, whichever step finds the mistake.
REAL_RUNS = (
    "misspelt config key",
    "config with a key that stands twice",
    "text whose hash differs",
    "furniture file with a misspelt key",
    "features released with other names",
    "released table with a wrong value",
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, small: Run) -> Project:
    """The small study as its releaser has it: with its texts and features, and nothing run."""
    project = small_study(tmp_path_factory.mktemp("refused") / "whole")
    shutil.copytree(small.project.root / FEATURES, project.root / FEATURES)
    return project


def spoilt(whole: Project, folder: Path, spoil: Spoil) -> Project:
    """Copy what a run reads before any work, with a mistake in it."""
    for part in ("config", "seeds/small", "seeds/demo"):
        shutil.copytree(whole.root / part, folder / "study" / part)
    project = Project(folder / "study")
    spoil(project)
    return project


def check() -> None:
    """Check the study here as the Snakefile does, before any work."""
    study = load_study(read_yaml(Path(CONFIG)), CONFIG)
    check_study(study, CONFIG)


def read_features() -> None:
    """Read the released features here, as the first job does."""
    outlets = read_yaml(Path(CONFIG))["outlets"]
    for _, parts in features.load([Path(FEATURES) / f"{name}.csv" for name in TABLES], outlets):
        list(parts)


def refusal(whole: Project, folder: Path, spoil: Spoil, work: Callable[[], None]) -> str:
    """Return what some work says of a mistake, having written nothing."""
    project = spoilt(whole, folder, spoil)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project.root)
        with pytest.raises(StudyError) as caught:
            work()
    assert not (project.root / "results").exists()
    return str(caught.value)


def test_the_study_without_a_mistake_is_accepted(whole: Project, monkeypatch) -> None:
    monkeypatch.chdir(whole.root)
    check()
    read_features()


@each(("name", "spoil", "said"), [(name, *mistake) for name, mistake in MISTAKES.items()])
def test_a_mistake_is_told_before_any_work_in_one_line_that_names_the_place(
    whole: Project, tmp_path: Path, name: str, spoil: Spoil, said: tuple[str, ...]
) -> None:
    line = refusal(whole, tmp_path, spoil, check)
    assert "\n" not in line, name
    assert [part for part in said if part not in line] == [], (name, line)


@each(
    ("name", "spoil", "said"), [(name, *mistake) for name, mistake in MISTAKES_IN_FEATURES.items()]
)
def test_a_mistake_in_the_features_is_told_by_the_job_that_reads_them(
    whole: Project, tmp_path: Path, name: str, spoil: Spoil, said: tuple[str, ...]
) -> None:
    line = refusal(whole, tmp_path, spoil, read_features)
    assert "\n" not in line, name
    assert [part for part in said if part not in line] == [], (name, line)


@each("name", REAL_RUNS)
def test_a_run_with_a_mistake_ends_with_one_line_and_no_result(
    whole: Project, tmp_path: Path, name: str
) -> None:
    project, (spoil, said) = whole.duplicate(tmp_path / "study"), EVERY_MISTAKE[name]
    spoil(project)
    run = project.run()
    written = (project.root / "results").rglob("*")

    assert run.code != 0
    (line,) = run.complaints
    assert [part for part in said if part not in line] == [], line
    assert "Traceback" not in run.output
    assert [path for path in written if path.is_file() and path.suffix != ".log"] == []


def test_a_config_that_is_no_yaml_ends_the_run(whole: Project, tmp_path: Path) -> None:
    project = whole.duplicate(tmp_path / "study")
    (project.root / CONFIG).write_text("title: [unclosed\n", encoding="utf-8")
    run = project.run("--dry-run")

    assert run.code != 0
    assert "Traceback" not in run.output
    assert "Config file is not valid" in run.output  # Snakemake reads it, and says so
