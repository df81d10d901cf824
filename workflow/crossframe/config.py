"""The study's configuration: every choice that a critic could dispute, none with a default.

Options of a measure live in the measure's module; `crossframe.study` joins the two.
"""

import difflib
from collections.abc import Mapping
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


class Cleaning(Model):
    """Which lines of a scraped page belong to its article."""

    furniture: str = Field(description="File of patterns for site furniture and credits.")
    analysed_roles: Annotated[list[Role], Unique] = Field(
        min_length=1, description="Roles whose paragraphs are analysed; all others are dropped."
    )


class Annotation(Model):
    """How the kept paragraphs are annotated."""

    model: str = Field(min_length=1, description="Installed spaCy model.")
    names: str = Field(description="File of actors' names that the model need not guess.")
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
    resamples: int = Field(ge=100, le=100_000, description="Bootstrap resamples.")
    level: float = Field(gt=0.5, lt=1, description="Level of the intervals.")


class Figures(Model):
    """How figures are drawn."""

    width_mm: float = Field(ge=80, le=400, description="Width of a figure, in millimetres.")
    dpi: int = Field(ge=72, le=1200, description="Resolution of the PNG files.")
    most_items: int = Field(ge=3, le=40, description="Most items in a figure, or in a panel of it.")


class Config(Model):
    """One study."""

    title: str = Field(min_length=1, description="Title of the report.")
    results: str = Field(pattern=r"^[\w.][\w./ -]*$", description="Folder of the results.")
    seed: int = Field(ge=0, lt=2**63, description="Seed of everything drawn at random.")
    catalogue: str = Field(min_length=1, description="Table with one row per article.")
    texts: str = Field(min_length=1, description="Folder of the texts.")
    features: str | None = Field(
        description="Folder of released features, for a run without the texts; null if none."
    )
    outlets: Annotated[list[str], Unique] = Field(
        min_length=2, max_length=12, description="The outlets compared, in the order of display."
    )
    shard_size: int = Field(ge=1, description="Articles that one job cleans and annotates.")
    cleaning: Cleaning = Field(description="Which lines belong to an article.")
    annotation: Annotation = Field(description="How paragraphs are annotated.")
    counting: Counting = Field(description="What is counted.")
    inference: Inference = Field(description="How uncertainty is measured.")
    measures: dict[str, dict[str, Any]] = Field(
        min_length=1, description="The measures, in the order of the report, with their options."
    )
    figures: Figures = Field(description="How figures are drawn.")


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
    path = [str(part) for part in error["loc"]]
    key = ".".join(([at] if at else []) + path)
    if error["type"] == "missing":
        return f"{key}: this key is missing; add it"
    if error["type"] == "extra_forbidden":
        return f"{key}: unknown key; {_suggest(path[-1], _known_keys(model, path[:-1]))}"
    return f"{key}: got {error['input']!r}; {error['msg']}"


def _known_keys(model: type[BaseModel], path: list[str]) -> list[str]:
    """Return the keys of the section at `path`; sections can stand in a mapping of any keys."""
    inner: Any = model
    for part in path:
        fields = getattr(inner, "model_fields", {})
        inner = fields[part].annotation if part in fields else get_args(inner)[-1]
    return list(inner.model_fields)


def _suggest(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"expected one of {', '.join(known) or 'none'}"
