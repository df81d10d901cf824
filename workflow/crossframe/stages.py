"""The tables on the way to the features: records, paragraphs, words. None is released."""

from crossframe.feature_tables import (
    ARTICLE,
    CITED,
    FRAMES,
    GENRE,
    GENRE_BASIS,
    LINES,
    MENTIONS,
    MODIFIERS,
    OTHER_LANGUAGE,
    PASSAGE,
    RECORDS,
    SENTENCE,
    SENTENCES,
    SOURCES,
    VALENCES,
    VOICE,
)
from crossframe.schemas import Table, column, count

LOADED = Table(
    "loaded",
    "What was read, in one form whatever it came from.",
    ("number",),
    {
        "number": RECORDS.columns["number"],
        "read_from": RECORDS.columns["read_from"],
        **CITED,
        "credit": column("str", "Byline or wire service, where the source has it.", nullable=True),
        "genre": column("str", "Genre, where the source states one.", nullable=True),
        "outcome": RECORDS.columns["outcome"],
        "reason": RECORDS.columns["reason"],
        "text": column("str", "The text, a paragraph a line.", nullable=True),
    },
)
PARAGRAPHS = Table(
    "paragraphs",
    "Every line of the articles with its role and its wording.",
    LINES.key,
    {name: spec for name, spec in LINES.columns.items() if name != "n_words"}
    | {"text": column("str", "The wording.")},
)
FOUND = {
    "n_words": RECORDS.columns["n_words"],
    "language": RECORDS.columns["language"],
    "other_language_share": OTHER_LANGUAGE,
    "wire": RECORDS.columns["wire"],
    "genre": GENRE,
    "genre_basis": GENRE_BASIS,
}
SCREENED = Table(
    "screened",
    "What cleaning found out about every record.",
    ("number",),
    {name: spec for name, spec in LOADED.columns.items() if name not in ("credit", "text", "genre")}
    | FOUND
    | {
        "digest": column("str", "Digest of the words.", nullable=True),
        "signature": column("str", "MinHash of the shingles of words.", nullable=True),
    },
)
SELECTED = Table(
    "selected",
    "What became of every record.",
    ("number",),
    {name: s for name, s in SCREENED.columns.items() if name not in ("digest", "signature")}
    | {"cluster": RECORDS.columns["cluster"]},
)
# Where a row of the annotation stands.
PLACE = {
    "article": ARTICLE,
    "sentence": SENTENCE,
    "order": count("Number in the sentence.", 1),
    "passage": PASSAGE,
    "voice": VOICE,
}
KEY = ("article", "sentence", "order")
WORDS = Table(
    "words",
    "Every word of the analysed paragraphs in order.",
    KEY,
    PLACE
    | {
        "term": column("str", "Lemma, where the word is a term.", nullable=True),
        "pos": column("str", "Part of speech."),
        "name_kind": column("str", "Kind of the name, where the term is one.", nullable=True),
    },
)
PHRASE_ROWS = Table(
    "phrase_rows",
    "Every 2 to 4 terms in a row that may be a noun phrase.",
    KEY,
    PLACE
    | {
        "phrase": column("str", "Lemmas of the phrase."),
        "whole": column("bool", "Whether it is a noun phrase by itself, and not part of one."),
    },
)
MODIFIER_ROWS = Table(
    "modifier_rows",
    "Every word that modifies a mention of an actor.",
    KEY,
    PLACE | {name: MODIFIERS.columns[name] for name in ("actor", "variant", "modifier")},
)
WORDING = Table(
    "wording",
    "The sentences themselves, for evidence where the texts are.",
    SENTENCES.key,
    {
        "article": ARTICLE,
        "sentence": SENTENCE,
        "passage": PASSAGE,
        "text": column("str", "The sentence."),
    },
)
FAILED = Table(
    "failed",
    "Articles that could not be annotated.",
    ("article",),
    {"article": ARTICLE, "reason": column("str", "Kind of the error, and where it arose.")},
)
ANNOTATION = {
    "sentences": SENTENCES,
    "words": WORDS,
    "phrases": PHRASE_ROWS,
    "valences": VALENCES,
    "frames": FRAMES,
    "mentions": MENTIONS,
    "modifiers": MODIFIER_ROWS,
    "sources": SOURCES,
    "wording": WORDING,
    "failed": FAILED,
}
