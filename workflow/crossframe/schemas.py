"""The tables that cross a rule: their columns, keys and order."""

from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from crossframe.config import PartOfSpeech, Role
from crossframe.errors import StudyError

VOICES = ("own", "quoted")
KIND_NAMES = {"int64": "whole number", "float64": "number", "bool": "truth value"}
TRUTH = {"True": True, "False": False, True: True, False: False}
Dtype = Literal["str", "int64", "float64", "bool"]


def column(dtype: Dtype, description: str, *checks: pa.Check, nullable: bool = False) -> pa.Column:
    """Return a column of a table; `nullable` where a value can be undefined."""
    return pa.Column(dtype, list(checks), description=description, nullable=nullable)


def count(description: str, least: int = 0) -> pa.Column:
    """Return a column of whole numbers from `least` up."""
    return column("int64", description, pa.Check.ge(least))


def share(description: str, nullable: bool = False) -> pa.Column:
    """Return a column of shares, 0 to 1."""
    return column("float64", description, pa.Check.in_range(0, 1), nullable=nullable)


def one_of(values: tuple[str, ...], description: str) -> pa.Column:
    """Return a column of names from a closed list."""
    return column("str", description, pa.Check.isin(values))


@dataclass(frozen=True)
class Table:
    """A table: one row for each combination of its key, sorted by it."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: dict[str, pa.Column]

    def validate(self, data: pd.DataFrame, source: str | None = None) -> pd.DataFrame:
        """Return `data` with its types, in the order of the schema's columns and key.

        Args:
            data: Rows in any order.
            source: The file that the rows come from, named in the error.

        Raises:
            StudyError: A column is missing or unknown, a value has the wrong type or range, or a
                key stands twice.
        """
        schema = pa.DataFrameSchema(
            self.columns, strict=True, unique=list(self.key), name=self.name
        )
        try:
            valid = schema.validate(self.typed(data, source or self.name))
        except pandera.errors.SchemaError as error:
            raise StudyError(f"{source or self.name}: {_first_line(error)}") from error
        ordered = valid[list(self.columns)].sort_values(list(self.key), kind="stable")
        return ordered.reset_index(drop=True)

    def typed(self, data: pd.DataFrame, source: str) -> pd.DataFrame:
        """Return `data` with the schema's types, and with its columns where it has none.

        That is enough for a table that was validated when it was written.
        """
        if data.empty and not len(data.columns):
            data = pd.DataFrame(columns=list(self.columns))
        strange = set(data.columns) ^ set(self.columns)
        if strange:
            raise StudyError(
                f"{source}: column {min(strange)!r} is missing or unknown; expected "
                f"{', '.join(self.columns)}"
            )
        return data.assign(
            **{
                name: _converted(data[name], str(spec.dtype), f"{source}: column {name!r}")
                for name, spec in self.columns.items()
            }
        )


def _converted(values: pd.Series, dtype: str, where: str) -> pd.Series:
    """Return values of a type, or raise a `StudyError` that names the first that is not of it."""
    if dtype not in KIND_NAMES:
        return values.astype("str")
    known = values.map(TRUTH) if dtype == "bool" else pd.to_numeric(values, errors="coerce")
    wrong = known.isna() & (values.notna() | (dtype != "float64"))
    if dtype == "int64":
        wrong |= known % 1 != 0
    if wrong.any():
        raise StudyError(f"{where}: {values[wrong].iloc[0]!r} is no {KIND_NAMES[dtype]}")
    converted: pd.Series = known.astype(dtype)  # type: ignore[call-overload]  # one of three
    return converted


def _first_line(error: pandera.errors.SchemaError) -> str:
    return " ".join(str(error).split())[:300]


ARTICLE = column("str", "Id of the article.")
PASSAGE = count("Number of the passage in the article.", 1)
SENTENCE = count("Number of the sentence in the article.", 1)
VOICE = one_of(VOICES, "own: the outlet's; quoted: inside direct quotation marks.")

# What can become of a record: analysed, or the first reason that it is not.
OUTCOMES = (
    "analysed",
    "malformed row",
    "no outlet",
    "other outlet",
    "repeated id",
    "unreadable",
    "no text",
    "other language",
    "too short",
    "duplicate",
)
DATE_BASES = ("stated", "inferred", "missing", "unreadable")
CITED = {
    "article": column("str", "Id of the article.", nullable=True),
    "outlet": column("str", "The outlet; as given where the study has none such.", nullable=True),
    "title": column("str", "Headline.", nullable=True),
    "date": column("str", "Date: YYYY-MM-DD, YYYY-MM or YYYY.", nullable=True),
    "date_basis": one_of(DATE_BASES, "Whether the source states the date, and readably."),
    "url": column("str", "Address.", nullable=True),
    "stratum": column("str", "Event, week or section to compare within.", nullable=True),
}
SENTENCES = Table(
    "sentences",
    "Sentences with the sentiment of two lexicons; no words.",
    ("article", "sentence"),
    {
        "article": ARTICLE,
        "sentence": SENTENCE,
        "passage": PASSAGE,
        "role": one_of(get_args(Role), "Role of the sentence's paragraph."),
        "position": share("Where the middle of the sentence stands in the article, in tokens."),
        "n_tokens": count("Words; those joined by hyphens are one.", 1),
        "n_quoted_tokens": count("Words inside direct quotation marks."),
        "n_marks_repaired": count(
            "Unbalanced quotation marks repaired in the paragraph that the sentence begins."
        ),
        "vader": column("float64", "VADER's compound score, -1 to 1.", pa.Check.in_range(-1, 1)),
        "vader_matched": count("Words that VADER's lexicon knows."),
        "afinn": column(
            "float64",
            "AFINN's mean valence of the matched words, -5 to 5.",
            pa.Check.in_range(-5, 5),
        ),
        "afinn_matched": count("Words that AFINN knows."),
    },
)
N = count("Occurrences.", 1)
PHRASES = Table(
    "phrases",
    "Noun phrases of 2 to 4 lemmas that stand in several passages of the corpus.",
    ("article", "passage", "voice", "phrase"),
    {
        "article": ARTICLE,
        "passage": PASSAGE,
        "voice": VOICE,
        "phrase": column("str", "Lemmas of the phrase."),
        "n": N,
    },
)
ENTITIES = Table(
    "entities",
    "Named entities of up to 4 words.",
    ("article", "passage", "voice", "entity", "kind"),
    {
        "article": ARTICLE,
        "passage": PASSAGE,
        "voice": VOICE,
        "entity": column("str", "The name; for an actor of the names file, the actor's."),
        "kind": column("str", "person, organisation, place, people, or a kind of the names file."),
        "n": N,
    },
)
TERMS = Table(
    "terms",
    "Counts of terms by passage and voice.",
    ("article", "passage", "voice", "term", "pos"),
    {
        "article": ARTICLE,
        "passage": PASSAGE,
        "voice": VOICE,
        "term": column("str", "Lemma in lower case; an acronym keeps its capitals."),
        "pos": one_of(get_args(PartOfSpeech), "Part of speech (Universal Dependencies)."),
        "n": N,
    },
)
PASSAGES = Table(
    "passages",
    "Passages: runs of whole sentences of one article.",
    ("article", "passage", "voice"),
    {
        "article": ARTICLE,
        "passage": PASSAGE,
        "voice": VOICE,
        "n_tokens": count("Words of that voice.", 1),
        "n_sentences": count("Sentences more than half of whose words are in that voice."),
    },
)
WIRE = column("bool", "Whether dateline, byline or credit name a wire service.")
OTHER_LANGUAGE = share("Share of the words in another language than the study's.", nullable=True)
CLUSTER = column(
    "str", "The first of the articles that share its text, where it shares it.", nullable=True
)
ARTICLES = Table(
    "articles",
    "The articles: bibliographic facts and sizes.",
    ("article",),
    {
        "article": ARTICLE,
        "outlet": column("str", "The outlet."),
        **{n: c for n, c in CITED.items() if n not in ("article", "outlet")},
        "wire": WIRE,
        "other_language_share": OTHER_LANGUAGE,
        "cluster": CLUSTER,
        "n_tokens": count("Words analysed.", 1),
        "n_sentences": count("Sentences analysed.", 1),
        "n_passages": count("Passages.", 1),
        "quoted_share": share("Share of words inside direct quotation marks."),
        "n_marks_repaired": count("Unbalanced quotation marks repaired."),
    },
)
RECORDS = Table(
    "records",
    "Every record read, and what became of it.",
    ("number",),
    {
        "number": count("Number in the order of reading.", 1),
        "place": column("str", "Where it was read: the row of a table, or the file."),
        "article": CITED["article"],
        "outlet": CITED["outlet"],
        "outcome": one_of(OUTCOMES, "analysed, or why it is not."),
        "n_words": count("Words of the paragraphs to analyse, the title left out."),
        "language": column("str", "Language of most of them.", nullable=True),
        "wire": WIRE,
        "cluster": CLUSTER,
    },
)
LINES = Table(
    "lines",
    "Every line of the articles: what it is, which rule decided, whether it is analysed.",
    ("article", "line", "part"),
    {
        "article": ARTICLE,
        "line": count("Line of the text, from 1; 0 for a title that it does not hold."),
        "part": count("Part of the line, from 1.", 1),
        "role": one_of(get_args(Role), "What the line is."),
        "rule": column("str", "Rule that decided the role."),
        "kept": column("bool", "Whether the role is analysed."),
        "repaired": column("bool", "Whether characters were repaired."),
        "recurring_share": share(
            "Share of the outlet's articles that carry the line, where several do.", nullable=True
        ),
        "n_words": count("Words of the line.", 1),
    },
)
FEATURES = {
    table.name: table
    for table in (ARTICLES, RECORDS, PASSAGES, TERMS, PHRASES, ENTITIES, SENTENCES, LINES)
}
