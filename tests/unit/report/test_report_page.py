from corpora import OPTIONS, features, run

from crossframe import store
from crossframe.measures.verdicts import CHECKS
from crossframe.report.page import render

NAME = "=1+1 <script>alert('x')</script> {{ 7 * 7 }}"
TEXTS = {f"{o}-{n}": [{"own": "a " * 10}] for o in ("Left", "Right") for n in (1, 2)}
NAMED = {article: {"outlet": NAME} for article in TEXTS if article.startswith("Left")}


def page(folder, facts, outlets, listed=("verdicts", "duplicates"), most=None, **made):
    tables = features(TEXTS, facts=facts)
    store.write_csv(tables["articles"], folder / "tables" / "articles.csv")
    for name in listed:
        table = made[name] if name in made else run(name, tables, outlets)[:most]
        store.write_csv(table, folder / "tables" / f"{name}.csv")
    config = {
        "title": "A study",
        "outlets": list(outlets),
        "inference": {"min_articles": 2},
        "measures": {name: OPTIONS[name] for name in listed},
    }
    return render(folder, config, [], {})


def test_verdicts_stand_before_the_contents(tmp_path):
    html = page(tmp_path, NAMED, (NAME, "Right"))
    assert html.index('<div class="verdicts">') < html.index("<nav")
    assert "has 2 and Right has 2 articles; 100 of every outlet are needed" in html


def test_a_verdict_is_text(tmp_path):
    html = page(tmp_path, NAMED, (NAME, "Right"))
    assert "<script" not in html
    assert "=1+1 &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; {{ 7 * 7 }} has 2" in html


def test_where_none_was_found_the_page_says_what_was_checked(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"), most=0)
    assert "no imbalance between the outlets was found" in html
    assert all(said in html.replace("&#39;", "'") for said in CHECKS.values())


def test_a_study_that_looks_for_no_imbalance_claims_none(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"), listed=("duplicates",))
    assert "imbalance" not in html
    assert "Comparability" not in html


def test_a_table_without_a_figure_is_among_the_files(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"))
    assert '<a href="../tables/duplicates.csv">' in html


def test_what_the_tests_can_find_stands_before_the_contents(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"), ("verdicts", "calibration"))
    assert html.index('<div class="verdicts">') < html.index('<p class="calibration">')
    assert html.index('<p class="calibration">') < html.index("<nav")
    assert "To be found in this corpus" in html
    assert "Where nothing differs, max-T p finds something in" in html


def test_a_study_without_calibration_says_nothing_of_it(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"))
    assert '<p class="calibration">' not in html
    assert "To be found in this corpus" not in html


def test_where_nothing_can_be_tested_the_page_says_so(tmp_path):
    # every article is a stratum of its own
    facts = {article: {"stratum": article} for article in TEXTS}
    html = page(tmp_path, facts, ("Left", "Right"), ("calibration",))
    assert "cannot be tested in this corpus: no outlet can be tested against the rest." in html
    assert "To be found" not in html


def test_a_reason_is_text(tmp_path):
    tables = features(TEXTS)
    table = run("calibration", tables, ("Left", "Right")).assign(value=float("nan"), note="<b>")
    html = page(tmp_path, {}, ("Left", "Right"), ("calibration",), calibration=table)
    assert "in this corpus: &lt;b&gt;." in html
