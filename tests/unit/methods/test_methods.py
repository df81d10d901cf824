import re
import unicodedata
from importlib import metadata
from pathlib import Path

import pandas as pd
import pytest
from configs import STUDY as CONFIG
from configs import altered, config_of
from pydantic import BaseModel

from crossframe import measures, methods, references, store
from crossframe.measures.calibration import POWER
from crossframe.methods import limits
from crossframe.references import Citations, Reference
from crossframe.results import Results

ROOT = Path(__file__).parents[3]
WHOLE = config_of()
TABLES = Results.of((ROOT / "results" / "tables").glob("*.csv"))
CITED = re.compile(r"\(((?:[^()]*? (?:19|20)\d\d(?:; )?)+)\)")


@pytest.fixture(scope="module")
def told():
    return methods.describe(TABLES, WHOLE)


def texts(config):
    return "\n".join(methods.describe(TABLES, config).paragraphs)


# --- References


def test_every_work_that_the_text_cites_is_listed_and_no_other(told):
    text = "\n".join(told.paragraphs)
    found = {work for group in CITED.findall(text) for work in group.split("; ")}
    assert found == {work.cited for work in told.references}


def test_a_study_with_every_measure_cites_every_work(told):
    assert set(CONFIG["measures"]) == set(measures.names())
    assert [work.key for work in told.references] == [work.key for work in references.WORKS]


def test_works_stand_once_in_the_order_of_their_authors():
    keys = [work.key for work in references.WORKS]
    assert len(set(keys)) == len(keys)
    assert len({work.cited for work in references.WORKS}) == len(keys)
    authors = [(unicodedata.normalize("NFKD", work.authors).encode("ascii", "ignore").lower(),
                work.year) for work in references.WORKS]  # fmt: skip
    assert authors == sorted(authors)
    assert all(str(work.year) in work.key for work in references.WORKS)


def entries(text):
    """BibTeX read strictly: kind, key and fields of every entry, and nothing between entries."""
    rest, found = text, {}
    head = re.compile(r"\s*@(\w+)\{([a-z]+\d{4}),\n")
    field = re.compile(r"  (\w+) = \{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\},\n")
    while rest.strip():
        start = head.match(rest)
        assert start, rest[:60]
        rest, fields = rest[start.end() :], {}
        while line := field.match(rest):
            fields[line[1]] = line[2]
            rest = rest[line.end() :]
        assert rest.startswith("}\n"), rest[:60]
        rest = rest[2:]
        assert start[2] not in found
        found[start[2]] = {"kind": start[1], **fields}
    return found


NEEDED = {"article": {"journal"}, "book": {"publisher"}, "inproceedings": {"booktitle"}}


def test_bibtex_has_an_entry_for_every_work_with_what_its_kind_needs(told):
    text = methods.bibtex(told.references)
    assert text.isascii()
    found = entries(text)
    assert list(found) == [work.key for work in told.references]
    for fields in found.values():
        assert NEEDED[fields["kind"]] | {"author", "title", "year"} <= fields.keys()
        assert all(value.strip() for value in fields.values())


def test_volume_number_and_pages_are_parted():
    by_key = entries(methods.bibtex(references.WORKS))
    parts = {key: {k: v for k, v in entry.items() if k in ("volume", "number", "pages", "doi")}
             for key, entry in by_key.items()}  # fmt: skip
    assert parts["entman1993"] == {"volume": "43", "number": "4", "pages": "51--58",
                                   "doi": "10.1111/j.1460-2466.1993.tb01304.x"}  # fmt: skip
    assert parts["broder1997"] == {"pages": "21--29", "doi": "10.1109/SEQUEN.1997.666900"}
    assert parts["gallagher2021"]["volume"] == "10"
    assert parts["gallagher2021"]["pages"] == "4"
    assert parts["sigal1973"] == {}
    assert parts["hutto2014"]["number"] == "1"
    assert parts["culbertson1975"] == {"volume": "3"}


def test_letters_beyond_ascii_are_commands():
    by_key = entries(methods.bibtex(references.WORKS))
    assert by_key["molder2021"]["author"].startswith(r"M{\"o}lder, F. and")
    assert by_key["nielsen2011"]["author"] == r"Nielsen, F. {\AA}."


def test_a_work_is_cited_by_one_name_two_or_the_first():
    cite = Citations()
    assert cite("entman1993") == "(Entman 1993)"
    assert cite("gries2008", "church1990") == "(Gries 2008; Church and Hanks 1990)"
    assert cite("monroe2008") == "(Monroe et al. 2008)"
    own = Reference("ängel1990", "book", "Ängel, A.", 1990, "A title", "Heath")
    assert cite(own, "gries2008") == "(Ängel 1990; Gries 2008)"
    assert [work.key for work in cite.references()] == [
        "ängel1990", "church1990", "entman1993", "gries2008", "monroe2008"
    ]  # fmt: skip


def test_a_reference_reads_as_in_a_list():
    assert references.BY_KEY["church1990"].text == (
        "Church, K. W. and Hanks, P. (1990). Word association norms, mutual information, and "
        "lexicography. Computational Linguistics 16(1), 22-29."
    )
    assert references.BY_KEY["biber1988"].text.endswith(
        "(1988). Variation across speech and writing. Cambridge University Press. "
        "https://doi.org/10.1017/CBO9780511621024"
    )


def test_dois_look_like_dois_and_stand_once():
    dois = [work.doi for work in references.WORKS if work.doi]
    assert all(re.fullmatch(r"10\.\d{4,5}/\S+", doi) for doi in dois)
    assert len(set(dois)) == len(dois)


# --- Paragraphs


def keys(given, prefix):
    """Yield the path of every option with a value."""
    for name, value in given.items():
        if isinstance(value, dict):
            yield from keys(value, (*prefix, name))
        else:
            yield (*prefix, name)


OPTIONS = list(keys(CONFIG["measures"], ("measures",)))
CHOICES = [
    ("seed",), ("selection", "min_words"), ("selection", "max_words"), ("selection", "language"),
    ("selection", "near_duplicate"), ("cleaning", "recurring_share"),
    ("cleaning", "recurring_articles"), ("annotation", "passage_tokens"),
    ("annotation", "names"), ("annotation", "frames"), ("annotation", "sources"),
    ("inference", "min_articles"), ("inference", "min_units"), ("inference", "resamples"),
    ("inference", "permutations"), ("inference", "level"), *OPTIONS,
]  # fmt: skip


def changed(path):
    """The config with another value at a path."""
    value = CONFIG
    for name in path:
        value = value[name]
    if isinstance(value, str | int):
        other = f"{value}x" if isinstance(value, str) else value + 3
    else:
        other = round(value * 0.7 + 0.005, 6)
    return altered(WHOLE, path, other)


def test_the_text_states_the_value_of_every_choice():
    whole = texts(WHOLE)
    unsaid = [".".join(path) for path in CHOICES if texts(changed(path)) == whole]
    assert len(OPTIONS) > 20
    assert unsaid == []


def test_the_text_differs_by_every_value_of_a_choice():
    for path, values in (
        (("selection", "duplicates"), methods.DUPLICATES),
        (("reported_speech",), methods.READINGS),
        (("source", "kind"), methods.SOURCES),
    ):
        assert len({texts(altered(WHOLE, path, value)) for value in values}) == len(values)


def test_a_measure_is_told_if_it_ran_and_only_then():
    whole, silent, wrong = texts(WHOLE), [], []
    for name in measures.names():
        measure = measures.load(name)
        sentence = measure.method(measure.options(**CONFIG["measures"][name]), Citations())
        ran = {other: given for other, given in CONFIG["measures"].items() if other != name}
        silent += [name] * (not sentence)
        if sentence and (sentence not in whole or sentence in texts(config_of(measures=ran))):
            wrong.append(name)
    assert (silent, wrong) == (["corpus_flow"], [])


def test_versions_are_those_installed(told):
    text = "\n".join(told.paragraphs)
    for shown, package in (("Snakemake", "snakemake"), ("pandas", "pandas"),
                           ("scikit-learn", "scikit-learn")):  # fmt: skip
        assert f"{shown} {metadata.version(package)}" in text
    assert "Python" not in text  # any of three gives the same bytes


def test_the_units_are_articles_where_every_outlet_has_enough():
    config = config_of(outlets=["A", "B"], inference={"min_articles": 2})
    for n_of_a, units in ((1, "passages of about"), (2, "articles are")):
        articles = [ARTICLE] * n_of_a + [ARTICLE | {"outlet": "B"}] * 2
        text = " ".join(methods._inference(config, articles, Citations()))
        assert units in text
        assert ("these articles alone" in text) == (n_of_a == 1)


PINS = "For annotation, requirements.lock pins the versions of"


def test_what_annotated_has_the_versions_of_the_lock(told, monkeypatch):
    # features may have been released by another machine, whose packages are not at hand
    text = "\n".join(told.paragraphs)
    assert f"{PINS} spaCy, its model, vaderSentiment and afinn." in text
    assert f"the model {CONFIG['annotation']['model']}, and parted" in text
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    model = CONFIG["annotation"]["model"].replace("_", "-")
    for package in ("spacy", "vadersentiment", "afinn", model):
        assert re.search(f"^{package}(==| @ )", lock, re.MULTILINE)
        assert f"{package} {metadata.version(package)}" not in text.lower().replace("_", "-")


def test_a_model_that_is_no_package_is_pinned_by_no_lock():
    config = altered(WHOLE, ("annotation", "model"), "models/mine")
    assert "the model models/mine, and parted" in texts(config)
    assert f"{PINS} spaCy, vaderSentiment and afinn." in texts(config)


def test_the_level_of_tests_is_said_as_it_is():
    for level, said in ((0.9, "0.1"), (0.975, "0.025"), (0.999, "0.001")):
        config = altered(WHOLE, ("inference", "level"), level)
        assert f"A finding has a q of at most {said} and an interval" in texts(config)


def test_a_study_without_lexicons_does_not_name_them():
    config = config_of(measures={"frequency": {"min_count": 4}})
    told = methods.describe(TABLES, config)
    assert "vaderSentiment" not in "\n".join(told.paragraphs)
    assert f"{PINS} spaCy and its model." in told.paragraphs[1]
    assert len(told.paragraphs) == 5
    assert "hutto2014" not in {work.key for work in told.references}


def test_a_study_without_tests_does_not_tell_of_them(told):
    config = config_of(measures={"speakers": {"min_quotations": 2}})
    assert "permutations" not in texts(config)
    assert "permutations" in "\n".join(told.paragraphs)


def test_the_power_is_that_of_the_calibration(told):
    assert f"for a power of {POWER}" in "\n".join(told.paragraphs)


# --- Limits, and the corpus, from the tables


ARTICLE = {"outlet": "A", "date": "2020-05-01", "date_basis": "stated", "n_tokens": "100",
           "stratum": ""}  # fmt: skip


NONE = {"corpus_flow": {}}  # tests nothing, and has no limit


def limits_of(articles, least=2, **config):
    given = {"outlets": ["A", "B"], "inference": {"min_articles": least}, "measures": NONE} | config
    return limits.describe(Results({}), config_of(**given), [ARTICLE | own for own in articles])


def test_few_articles_are_a_limit_and_one_an_outlet_another():
    one = limits_of([{}, {"outlet": "B"}])
    assert "2 of 2 outlets have fewer than 2 articles" in one[0]
    assert one[1].startswith("With one article an outlet")
    some = limits_of([{}, {}, {"outlet": "B"}])
    assert "1 of 2 outlets have fewer than 2 articles" in some[0]
    assert not any("With one article" in limit for limit in some)
    enough = limits_of([{}, {}, {"outlet": "B"}, {"outlet": "B"}])
    assert enough == [
        "Results speak of articles such as these from these outlets, as far as they were drawn "
        "alike; they say nothing of what the source left out."
    ]


def test_years_between_articles_are_a_limit():
    far = limits_of([{"date": "2014"}, {"outlet": "B", "date": "2020-01"}])
    assert any("up to 6 years apart, from 2014 to 2020-01" in limit for limit in far)
    near = limits_of([{"date": "2020-01-01"}, {"outlet": "B", "date": "2020-12"}])
    assert not any("years apart" in limit for limit in near)


def test_uncertain_dates_are_a_limit():
    said = limits_of([{"date_basis": "inferred"}, {"outlet": "B", "date": "",
                                                   "date_basis": "missing"}])  # fmt: skip
    assert "The dates of 1 of 2 articles were inferred, not stated." in said
    assert "1 of 2 articles have no date." in said


def test_limits_of_the_measures_are_those_of_measures_that_ran(told):
    of_measures = [limit for name in measures.names() for limit in measures.load(name).limits]
    assert [told.limits.count(limit) for limit in of_measures] == [1] * len(of_measures)
    assert len(set(of_measures)) > 3
    assert not set(of_measures) & set(limits_of([{}, {"outlet": "B"}]))
    frames = config_of(outlets=["A", "B"], measures={"frame_pairs": {"min_both": 2}})
    said = limits.describe(Results({}), frames, [])
    assert set(of_measures) & set(said) == set(measures.load("frame_pairs").limits)


def test_limits_count_what_could_not_be_tested(told):
    # the tests of keywords are those of frequency, and similarity is of pairs
    tested = [n for n in CONFIG["measures"] if "q" in measures.load(n).table.columns
              and n not in ("keywords", "similarity")]  # fmt: skip
    tables = [store.read_csv(ROOT / "results" / "tables" / f"{name}.csv") for name in tested]
    n_rows = sum(map(len, tables))
    untested = pd.concat([table[table["q"].isna()] for table in tables])
    n_few = untested["note"].str.contains("fewer units than min_units").sum()
    assert 0 < n_few < len(untested)
    assert any(
        limit.startswith(
            f"Of {n_rows:,} differences of an outlet from the others, {len(untested):,} could not "
            f"be tested, {n_few:,} of them for too few units; "
        )
        for limit in told.limits
    )
    assert any(f"The tests of {len(tested)} measures" in limit for limit in told.limits)


def limits_of_tests(tmp_path, rows, **config):
    """The limits of the tests of phrases, of rows of outlet, q and note."""
    columns = measures.load("phrases").table.columns
    cells = {name: 1 if spec.dtype == "int64" else True for name, spec in columns.items()
             if spec.dtype in ("int64", "bool")}  # fmt: skip
    table = pd.DataFrame(rows, columns=["outlet", "q", "note"]).assign(**cells)
    store.write_csv(table.reindex(columns=[*columns]), tmp_path / "phrases.csv")
    given = {"outlets": ["A", "B", "C"], "measures": {"phrases": {}}} | config
    return [*limits._of_tests(Results.of([tmp_path / "phrases.csv"]), config_of(**given))]


def test_why_differences_could_not_be_tested_is_counted_from_their_notes(tmp_path):
    few, rough = "fewer units than min_units", "few units hold it"
    rows = [("A", None, few), ("A", None, f"the rest has {few}"), ("A", 0.2, rough),
            ("B", None, "no occurrence")]  # fmt: skip
    assert limits_of_tests(tmp_path, rows) == [
        "Of 4 differences of an outlet from the others, 3 could not be tested, 2 of them for too "
        "few units; that nothing was found there does not mean that outlets are alike.",
        "In 25 % of these differences few units hold what is counted, so that their intervals may "
        "be too high or too narrow.",
    ]
    (said,) = limits_of_tests(tmp_path, rows[3:])
    assert said.startswith("Of 1 difference of an outlet from the others, 1 could not be tested; ")


def test_the_differences_of_two_outlets_are_counted_once(tmp_path):
    rows = [(outlet, q, None) for outlet in "AB" for q in (None, 0.5)]
    (said,) = limits_of_tests(tmp_path, rows, outlets=["A", "B"])
    assert said.startswith("Of 2 differences between the outlets, 1 could not be tested; ")


def test_verdicts_are_limits_but_for_those_told_in_full(told):
    verdicts = store.read_csv(ROOT / "results" / "tables" / "verdicts.csv")
    for check, verdict in zip(verdicts["check"], verdicts["verdict"], strict=True):
        assert any(verdict in limit for limit in told.limits) == (
            check not in limits.TOLD_ELSEWHERE
        )


def test_records_left_out_are_counted_by_reason(tmp_path):
    source = ROOT / "results" / "tables"
    articles = store.read_csv(source / "articles.csv")
    store.write_csv(articles.assign(outlet="<b>*x*"), tmp_path / "tables" / "articles.csv")
    records = store.read_csv(source / "records.csv")
    left = records.assign(outcome=["analysed", "too short", "too short", "duplicate", "analysed"])
    store.write_csv(left, tmp_path / "tables" / "records.csv")
    config = config_of(outlets=["<b>*x*", "B"], measures=NONE)
    told = methods.describe(Results.of((tmp_path / "tables").glob("*.csv")), config)
    assert "of which 3 were left out (duplicate: 1, too short: 2)" in told.paragraphs[0]
    page = methods.markdown(told)
    assert "<b>" not in page
    assert "\\*x\\*" in page


def test_the_page_has_all_three_parts(told):
    page = methods.markdown(told)
    heads = [line for line in page.splitlines() if line.startswith("#")]
    assert heads == ["# Methods", "# Limits", "# References"]
    assert page.endswith("`zou2008`\n")
    assert "<https://doi.org/10.1002/sim.3095> `zou2008`" in page
    assert methods.markdown(methods.describe(TABLES, WHOLE)) == page


def test_options_that_are_no_choice_of_a_measure_do_not_hide():
    for name in measures.names():
        options = measures.load(name).options
        assert issubclass(options, BaseModel)
        assert set(CONFIG["measures"][name]) == set(options.model_fields)
