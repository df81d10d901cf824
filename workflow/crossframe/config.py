"""The study's configuration: every choice that a critic could dispute, none with a default.

Options of a measure live in the measure's module; `crossframe.study` joins the two.
"""

import difflib
from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from crossframe.errors import StudyError

Role = Literal[
    "title",
    "standfirst",
    "heading",
    "body",
    "caption",
    "credit",
    "byline",
    "date",
    "furniture",
    "disclaimer",
    "author_note",
    "teaser",
    "correction",
    "embed",
    "duplicate",
]
# Word classes that the model assigns (Universal Dependencies) and that can be terms.
PartOfSpeech = Literal["NOUN", "PROPN", "VERB", "ADJ", "ADV", "INTJ", "PRON", "AUX", "ADP", "DET"]

Item = TypeVar("Item")


def _no_repeats(values: list[Item]) -> list[Item]:
    repeated = {str(value) for value in values if values.count(value) > 1}
    if repeated:
        raise ValueError(f"listed twice: {', '.join(sorted(repeated))}")
    return values


Unique = AfterValidator(_no_repeats)


class Model(BaseModel):
    """A section of the config: closed, so that a misspelt key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Columns(Model):
    """Names of a table's columns; null for what it does not have."""

    text: str = Field(min_length=1, description="The article: plain text, or HTML.")
    outlet: str = Field(min_length=1, description="The outlet.")
    id: str | None = Field(description="Id; without one, a digest of the row's content.")
    title: str | None = Field(description="Headline.")
    date: str | None = Field(description="Date of publication, in any common form.")
    url: str | None = Field(description="Address.")
    credit: str | None = Field(description="Byline, or the wire service that wrote the article.")
    stratum: str | None = Field(description="Event, week or section to compare within.")


class CatalogueSource(Model):
    """A catalogue with one row an article, and a folder that holds the texts."""

    kind: Literal["catalogue"] = Field(description="How the articles come.")
    catalogue: str = Field(min_length=1, description="Table with one row per article.")
    texts: str = Field(min_length=1, description="Folder of the texts, under any names.")


class FolderSource(Model):
    """A folder with a folder for each outlet, in it a file for each article."""

    kind: Literal["folder"] = Field(description="How the articles come.")
    path: str = Field(min_length=1, description="Folder that holds a folder for each outlet.")
    encoding: str | None = Field(description="Encoding of text and HTML files; null to detect it.")


class TableSource(Model):
    """A table with one row an article: CSV, TSV, JSON Lines or Parquet."""

    kind: Literal["table"] = Field(description="How the articles come.")
    path: str = Field(
        pattern=r"(?i)\.(csv|tsv|jsonl|ndjson|parquet)$",
        description="The file; its ending says what it is.",
    )
    encoding: str | None = Field(description="Encoding of CSV, TSV or JSON; null to detect it.")
    delimiter: str | None = Field(
        min_length=1, max_length=1, description="What parts the cells of a CSV; null to detect it."
    )
    day_first: bool = Field(description="Whether 03/04/2031 is the third of April.")
    columns: Columns = Field(description="The table's columns.")


Source = CatalogueSource | FolderSource | TableSource


class Selection(Model):
    """Which articles are compared."""

    language: str = Field(
        pattern=r"^[a-z]{2}$", description="Language of the study, as an ISO 639-1 code."
    )
    min_words: int = Field(ge=1, description="Fewest words of an article, its title left out.")
    max_words: int = Field(
        ge=1, description="Most words of an article; a longer text is hardly one article."
    )
    duplicates: Literal["keep", "keep_first", "drop_across"] = Field(
        description="keep: all articles; keep_first: of articles that share their text, the first "
        "of each outlet; drop_across: the same, and none that stands in several outlets."
    )
    near_duplicate: float = Field(
        ge=0.5,
        le=1,
        description="Share of common word shingles (Jaccard) from which articles share their text.",
    )


class Cleaning(Model):
    """Which lines of a scraped page belong to its article."""

    furniture: str = Field(description="File of patterns for site furniture and credits.")
    recurring_share: float = Field(
        gt=0, le=1, description="Share of an outlet's articles from which a line is furniture."
    )
    recurring_articles: int = Field(
        ge=3, description="Fewest articles of an outlet that must carry such a line."
    )
    analysed_roles: Annotated[list[Role], Unique] = Field(
        min_length=1, description="Roles whose paragraphs are analysed; all others are dropped."
    )


class Annotation(Model):
    """How the kept paragraphs are annotated."""

    model: str = Field(min_length=1, description="Installed spaCy model.")
    names: str = Field(min_length=1, description="File of names, and of the actors followed.")
    frames: str = Field(min_length=1, description="File of the frames and their cues.")
    sources: str = Field(
        min_length=1, description="File of reporting verbs, and of kinds of speakers."
    )
    passage_tokens: int = Field(ge=20, le=2000, description="Aimed-at tokens per passage.")


class Counting(Model):
    """What is counted, and so what is released."""

    parts_of_speech: Annotated[list[PartOfSpeech], Unique] = Field(
        min_length=1, description="Parts of speech whose lemmas are terms."
    )
    phrase_min_passages: int = Field(
        ge=2, description="Fewest passages of the corpus in which a phrase must stand."
    )


class Inference(Model):
    """How uncertainty is measured."""

    min_articles: int = Field(
        ge=2,
        description="Fewest articles of every outlet for articles to be the unit; "
        "with fewer, passages are, and the scope is within-article.",
    )
    min_units: int = Field(
        ge=2, description="Fewest units of an outlet for an interval; with fewer, it is missing."
    )
    resamples: int = Field(
        ge=100,
        le=20_000,  # each takes a byte for every unit
        description="Bootstrap resamples, for the intervals of similarity alone; others have a "
        "formula.",
    )
    permutations: int = Field(
        ge=99,
        le=20_000,  # likewise
        description="Permutations of the outlets' labels; no p-value is below 1 / (1 + this).",
    )
    level: float = Field(gt=0.5, lt=1, description="Level of the intervals.")


class Figures(Model):
    """How figures are drawn."""

    one_column_mm: float = Field(
        ge=80, le=119, description="Width of a figure that fits a column of a page, in millimetres."
    )
    two_columns_mm: float = Field(
        ge=120, le=400, description="Width of a figure that fits the page, in millimetres."
    )
    dpi: int = Field(ge=72, le=1200, description="Resolution of the PNG files.")
    most_items: int = Field(ge=3, le=40, description="Most items in a figure, or in a panel of it.")


class Report(Model):
    """How much of the tables the report shows; the CSV files have all of it."""

    most_rows: int = Field(
        ge=10,
        le=1000,
        description="Most rows of a table in the report; in results/paper, 40 at most.",
    )
    most_terms: int = Field(
        ge=10, le=10_000, description="Most terms in the report's explorer of terms."
    )


class Evidence(Model):
    """Which sentences are listed behind the tables; written only where the texts are."""

    most_sentences: int = Field(
        ge=1,
        le=10_000,
        description="Most sentences listed for a row of a table; where there are more, they are "
        "chosen by a digest of article and sentence.",
    )


class Config(Model):
    """One study."""

    title: str = Field(min_length=1, description="Title of the report.")
    results: str = Field(pattern=r"^[\w.][\w./ -]*$", description="Folder of the results.")
    seed: int = Field(ge=0, lt=2**63, description="Seed of everything drawn at random.")
    source: Source = Field(discriminator="kind", description="Where the articles come from.")
    features: str | None = Field(
        description="Folder of released features, for a run without the texts; null if none."
    )
    outlets: Annotated[list[str], Unique] = Field(
        min_length=2, max_length=12, description="The outlets compared, in the order of display."
    )
    aliases: dict[str, str] = Field(
        description="Other spellings of outlets' names in the source, each with the outlet."
    )
    shards: int = Field(
        ge=1,
        le=200,  # files open at once; some systems allow no more than 256
        description="Parts that the corpus is cleaned and annotated in.",
    )
    selection: Selection = Field(description="Which articles are compared.")
    cleaning: Cleaning = Field(description="Which lines belong to an article.")
    annotation: Annotation = Field(description="How paragraphs are annotated.")
    counting: Counting = Field(description="What is counted.")
    reported_speech: Literal["split", "own", "quoted"] = Field(
        description="How indirect speech is read: split: as a voice of its own; own: as the "
        "outlet's; quoted: as its sources'."
    )
    inference: Inference = Field(description="How uncertainty is measured.")
    measures: dict[str, dict[str, Any]] = Field(
        min_length=1, description="The measures, in the order of the report, with their options."
    )
    figures: Figures = Field(description="How figures are drawn.")
    report: Report = Field(description="How much of the tables the report shows.")
    evidence: Evidence = Field(description="Which sentences are listed behind the tables.")


Valid = TypeVar("Valid", bound=BaseModel)


def validate(model: type[Valid], data: object, source: str, at: str = "") -> Valid:
    """Return `data` as a `model`, or raise a `StudyError` of one line.

    Args:
        model: What `data` must conform to.
        data: Parsed YAML.
        source: The file that `data` came from, named in the message.
        at: Dotted path of `data` within the file.
    """
    if not isinstance(data, Mapping):
        raise StudyError(f"{source}: expected keys with values, got {data!r:.60}")
    try:
        return model.model_validate(dict(data))
    except ValidationError as error:
        # an unknown key first: it is often the misspelling of one that is missing
        errors = sorted(error.errors(), key=lambda item: item["type"] != "extra_forbidden")
        problems = [_problem(model, dict(item), at) for item in errors]
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    raise StudyError(f"{source}: {problems[0]}{more}")


def _problem(model: type[BaseModel], error: Mapping[str, Any], at: str) -> str:
    *above, last = error["loc"] or ("",)
    path, section = _section(model, above)
    key = ".".join([*([at] if at else []), *path, str(last)])
    kind = error["type"]
    if kind.startswith("union_tag"):  # the key that says which section this is
        known = ", ".join(map(repr, map(_tag, get_args(model.model_fields[str(last)].annotation))))
        return f"{key}.kind: expected one of {known}"
    if kind == "missing":
        return f"{key}: this key is missing; add it"
    if kind == "extra_forbidden":
        return f"{key}: unknown key; {_suggest(str(last), list(section.model_fields))}"
    return f"{key}: got {error['input']!r}; {error['msg']}"


def _section(model: type[BaseModel], place: Sequence[int | str]) -> tuple[list[str], Any]:
    """Return the keys of a place in the data, and the model of what stands there.

    Sections can stand in a mapping of any keys; one of several kinds has its kind in its place.
    """
    keys: list[str] = []
    inner: Any = model
    for part in map(str, place):
        if isinstance(inner, UnionType):
            inner = next(member for member in get_args(inner) if _tag(member) == part)
            continue
        fields = getattr(inner, "model_fields", {})
        inner = fields[part].annotation if part in fields else get_args(inner)[-1]
        keys.append(part)
    return keys, inner


def _tag(member: type[BaseModel]) -> str:
    return str(get_args(member.model_fields["kind"].annotation)[0])


def _suggest(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"expected one of {', '.join(known) or 'none'}"
