from corpora import OPTIONS, features, run

from crossframe import store
from crossframe.measures.verdicts import CHECKS
from crossframe.report.page import render

NAME = "=1+1 <script>alert('x')</script> {{ 7 * 7 }}"
TEXTS = {f"{o}-{n}": [{"own": "a " * 10}] for o in ("Left", "Right") for n in (1, 2)}
NAMED = {article: {"outlet": NAME} for article in TEXTS if article.startswith("Left")}


def page(folder, facts, outlets, listed=("verdicts", "duplicates"), most=None):
    tables = features(TEXTS, facts=facts)
    store.write_csv(tables["articles"], folder / "tables" / "articles.csv")
    for name in listed:
        store.write_csv(run(name, tables, outlets)[:most], folder / "tables" / f"{name}.csv")
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
