"""The methods of a study in paragraphs ready to paste, from the parameters that ran."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import metadata
from typing import Any, NamedTuple

from crossframe import escape, measures
from crossframe.config import Config
from crossframe.measure import CATEGORIES, Measure
from crossframe.methods import limits
from crossframe.provenance import PACKAGE
from crossframe.references import Citations, Reference, entry, linked
from crossframe.results import Results
from crossframe.stats.multiplicity import alpha
from crossframe.wording import counted, enumerated

Articles = Sequence[Mapping[str, str]]

ANALYSED = "analysed"
# Packages behind the numbers of each run; texts may have been annotated before, and elsewhere.
NUMERIC = {
    "numpy": "NumPy", "pandas": "pandas", "scipy": "SciPy", "scikit-learn": "scikit-learn",
    "matplotlib": "Matplotlib",
}  # fmt: skip
LEXICONS = ("vaderSentiment", "afinn")
SOURCES = {
    "catalogue": "a catalogue of articles with their texts",
    "folder": "a folder for each outlet",
    "table": "a table with one article a row",
}
DUPLICATES = {
    "keep": "articles that share their text were kept",
    "keep_first": "of articles that share their text, the first of each outlet was kept",
    "drop_across": "of articles that share their text, the first of each outlet was kept, and none "
    "that stands in several outlets",
}
READINGS = {
    "split": "indirect speech was kept apart from both the outlet's own and the quoted voice",
    "own": "indirect speech was counted with the outlet's own voice",
    "quoted": "indirect speech was counted with the quoted voice",
}
UNITS = {
    "across-articles": "As every outlet has at least {least} articles, articles are the units of "
    "all intervals and tests.",
    "within-article": "As some outlet has fewer than {least} articles, passages of about {tokens} "
    "words are the units of all intervals and tests, and results describe these articles alone.",
}


class Methods(NamedTuple):
    """What a study did, what it cannot show, and what both rest on.

    Attributes:
        paragraphs: The methods, a paragraph each.
        limits: The limits, a sentence or two each.
        references: The works that the paragraphs cite.
    """

    paragraphs: list[str]
    limits: list[str]
    references: list[Reference]


def describe(results: Results, config: Config) -> Methods:
    """Return the methods of a study.

    Args:
        results: The results.
        config: The study's config.
    """
    cite = Citations()
    articles = results.cells("articles")
    paragraphs = [
        " ".join(_corpus(config, articles, results.cells("records"), cite)),
        " ".join(_annotation(config, cite)),
        *_measured(config, cite),
        " ".join(_inference(config, articles, cite)),
        " ".join(_software(config, cite)),
    ]
    said = limits.describe(results, config, articles)
    return Methods([text for text in paragraphs if text], said, cite.references())


def markdown(methods: Methods) -> str:
    """Return methods, limits and references as a page of Markdown."""
    parts = [
        "# Methods",
        *map(escape.markdown, methods.paragraphs),
        "# Limits",
        "\n".join(f"- {escape.markdown(limit)}" for limit in methods.limits),
        "# References",
        "\n".join(f"- {linked(work)}" for work in methods.references),
    ]
    return "\n\n".join(parts) + "\n"


def bibtex(references: Sequence[Reference]) -> str:
    """Return the works as BibTeX: ASCII, with LaTeX commands for all other letters."""
    return "\n".join(map(entry, references))


def _corpus(
    config: Config, articles: Articles, records: Articles, cite: Citations
) -> Iterator[str]:
    """Yield what was compared, and how it was selected and cleaned."""
    n = Counter(article["outlet"] for article in articles)
    words = sum(int(article["n_tokens"]) for article in articles)
    outlets = enumerated([f"{outlet} ({n[outlet]:,})" for outlet in config.outlets])
    yield (
        f"The corpus holds {counted(len(articles), 'article')} of {len(config.outlets)} outlets "
        f"(articles in brackets): {outlets}; {words:,} words{_dated(articles)}."
    )
    left = Counter(row["outcome"] for row in records if row["outcome"] != ANALYSED)
    why = ", ".join(f"{reason}: {k:,}" for reason, k in sorted(left.items()))
    out = f"{sum(left.values()):,} were left out ({why})" if left else "none was left out"
    chosen, cleaning = config.selection, config.cleaning
    yield (
        f"They were read from {SOURCES[config.source.kind]}, "
        f"{counted(len(records), 'record')} in all, of which {out}; articles of "
        f"{chosen.min_words:,} to {chosen.max_words:,} words in the language "
        f"'{chosen.language}' were taken, and {DUPLICATES[chosen.duplicates]} (similarity of "
        f"shingles {chosen.near_duplicate:g} or more, by MinHash {cite('broder1997')})."
    )
    yield (
        "Every line was given a role by rules, and those of the roles "
        f"{enumerated(cleaning.analysed_roles)} were analysed; lines that recur in "
        f"{100 * cleaning.recurring_share:g} % of an outlet's articles, and in at least "
        f"{cleaning.recurring_articles}, count as site furniture."
    )


def _dated(articles: Articles) -> str:
    dates = sorted(article["date"] for article in articles if article["date"])
    if not dates:
        return ""
    return f", dated {dates[0]} to {dates[-1]}" if dates[-1] != dates[0] else f", dated {dates[0]}"


def _annotation(config: Config, cite: Citations) -> Iterator[str]:
    """Yield how texts were annotated, and which voices are told apart."""
    given = config.annotation
    yield (
        f"Texts were tokenised, tagged and parsed with spaCy {cite('honnibal2020')} and the "
        f"model {given.model}, and parted into passages "
        f"of whole sentences of about {given.passage_tokens} words; terms are lemmas of the "
        f"parts of speech {enumerated(config.counting.parts_of_speech)}."
    )
    yield (
        "Words inside quotation marks are the quoted voice, words under a verb of saying or beside "
        "a phrase such as 'according to' the reported voice, and all others the outlet's own; "
        f"{READINGS[config.reported_speech]}. Quotations, their speakers and their verbs were "
        "found by rules over marks, verbs and the parse."
    )
    yield (
        f"Names and actors are those of {given.names}, frames those of {given.frames}, "
        f"reporting verbs and kinds of speakers those of {given.sources}. "
        f"For annotation, requirements.lock pins the versions of {enumerated(_packages(config))}."
    )


def _packages(config: Config) -> list[str]:
    """Return the packages that annotate; a model can be a folder."""
    named = ["spaCy"]
    with suppress(metadata.PackageNotFoundError):
        metadata.version(config.annotation.model.replace("_", "-"))
        named.append("its model")
    scored = any(measure.lexicons for measure in _of(config))
    return [*named, *LEXICONS] if scored else named


def _of(config: Config) -> list[Measure[Any]]:
    """Return the measures that ran, in the order of the report."""
    return [measures.load(name) for name in config.measures]


def _measured(config: Config, cite: Citations) -> Iterator[str]:
    """Yield what the measures that ran are, a paragraph a category."""
    for category in CATEGORIES:
        of_category = [measure for measure in _of(config) if measure.category == category]
        yield " ".join(filter(None, (_said(config, measure, cite) for measure in of_category)))


def _said(config: Config, measure: Measure[Any], cite: Citations) -> str:
    """Return what a measure is, from the options that ran."""
    return measure.method(measure.options.model_validate(config.measures[measure.name]), cite)


def _inference(config: Config, articles: Articles, cite: Citations) -> Iterator[str]:
    """Yield what intervals and tests rest on, and how they were made."""
    given = config.inference
    n = Counter(article["outlet"] for article in articles)
    few = any(n[outlet] < given.min_articles for outlet in config.outlets)
    yield UNITS["within-article" if few else "across-articles"].format(
        least=given.min_articles, tokens=config.annotation.passage_tokens
    )
    level = f"{100 * given.level:g} %"
    yield (
        f"Intervals have a level of {level}: score intervals {cite('wilson1927')} widened by the "
        f"dispersion between units {cite('cochran1977')}, and for differences and ratios intervals "
        f"made of those of both sides {cite('zou2008', 'donner2012')}; those of similarity come "
        f"from {given.resamples:,} bootstrap resamples. An outlet with fewer than "
        f"{given.min_units} units has neither interval nor test."
    )
    if not any("q" in measure.table.columns for measure in _of(config)):
        return
    strata = any(article["stratum"] for article in articles)
    yield (
        "Outlets were tested against all others, in pairs and all together, by "
        f"{given.permutations:,} permutations of the outlets' labels among units of like "
        f"length{' within strata' if strata else ''}, with a studentised statistic "
        f"{cite('chung2013', 'phipson2010')}. Two corrections for the number of comparisons stand "
        f"beside p: max-T p {cite('westfall1993')}, which bounds the chance of any false finding "
        "in a family of comparisons, and q, the expected share of false findings "
        f"{cite('benjamini1995')}, from the permuted differences of all items together "
        f"{cite('tusher2001')}. A finding has a q of at most {alpha(given.level):g} and an "
        "interval of the difference that leaves out 0."
    )


def _software(config: Config, cite: Citations) -> Iterator[str]:
    versions = [f"{shown} {metadata.version(name)}" for name, shown in NUMERIC.items()]
    yield (
        f"All steps ran as a Snakemake {metadata.version('snakemake')} workflow "
        f"{cite('molder2021')} with {PACKAGE.capitalize()} {metadata.version(PACKAGE)}, "
        f"{enumerated(versions)}; the seed is {config.seed}, and a repeated run gives the same "
        "bytes."
    )
