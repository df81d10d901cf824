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


ARTICLE = column("str", "Id of the article, as in the catalogue.")
PASSAGE = count("Number of the passage in the article.", 1)
SENTENCE = count("Number of the sentence in the article.", 1)
VOICE = one_of(VOICES, "own: the outlet's; quoted: inside direct quotation marks.")

PARAGRAPHS = Table(
    "paragraphs",
    "Every line of a scraped page with its role and its wording (not released).",
    ("article", "line", "part"),
    {
        "article": ARTICLE,
        "line": count("Line of the text file, from 1.", 1),
        "part": count("Part of the line, from 1.", 1),
        "role": one_of(get_args(Role), "What the line is."),
        "rule": column("str", "Rule that decided the role."),
        "kept": column("bool", "Whether the role is analysed."),
        "repaired": column("bool", "Whether characters were repaired."),
        "text": column("str", "The wording."),
    },
)
ORDER = count("Number in the sentence.", 1)
WORDS = Table(
    "words",
    "Every word of the analysed paragraphs in order (not released).",
    ("article", "sentence", "order"),
    {
        "article": ARTICLE,
        "sentence": SENTENCE,
        "order": ORDER,
        "passage": PASSAGE,
        "voice": VOICE,
        "term": column("str", "Lemma, where the word is a term.", nullable=True),
        "pos": column("str", "Part of speech."),
    },
)
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
PHRASE_ROWS = Table(
    "phrase_rows",
    "Every noun phrase of 2 to 4 terms (not released).",
    ("article", "sentence", "order"),
    {
        "article": ARTICLE,
        "sentence": SENTENCE,
        "order": ORDER,
        "passage": PASSAGE,
        "voice": VOICE,
        "phrase": column("str", "Lemmas of the phrase."),
    },
)
ENTITY_ROWS = Table(
    "entity_rows",
    "Every named entity (not released).",
    ("article", "sentence", "order"),
    {
        "article": ARTICLE,
        "sentence": SENTENCE,
        "order": ORDER,
        "passage": PASSAGE,
        "voice": VOICE,
        "entity": column("str", "The name."),
        "kind": column("str", "Its kind."),
    },
)
ANNOTATION = {
    "sentences": SENTENCES,
    "words": WORDS,
    "phrases": PHRASE_ROWS,
    "entities": ENTITY_ROWS,
}
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
ARTICLES = Table(
    "articles",
    "The articles: bibliographic facts and sizes.",
    ("article",),
    {
        "article": ARTICLE,
        "outlet": column("str", "The outlet."),
        "title": column("str", "Headline."),
        "date": column("str", "Date, as exact as known."),
        "date_basis": one_of(("stated", "inferred"), "Whether the text states the date."),
        "url": column("str", "Address.", nullable=True),
        "n_tokens": count("Words analysed.", 1),
        "n_sentences": count("Sentences analysed.", 1),
        "n_passages": count("Passages.", 1),
        "quoted_share": share("Share of words inside direct quotation marks."),
        "n_marks_repaired": count("Unbalanced quotation marks repaired."),
    },
)
LINES = Table(
    "lines",
    "Every line of the scraped pages: what it is, which rule decided, whether it is analysed.",
    ("article", "line", "part"),
    {name: spec for name, spec in PARAGRAPHS.columns.items() if name != "text"}
    | {"n_words": count("Words of the line.", 1)},
)
FEATURES = {
    table.name: table for table in (ARTICLES, PASSAGES, TERMS, PHRASES, ENTITIES, SENTENCES, LINES)
}
