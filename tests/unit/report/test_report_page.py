import re
from html.parser import HTMLParser

from configs import ROOT, altered, config_of
from corpora import features, options_of, run_all

from crossframe import findings, io, measures, readings, store
from crossframe.findings.differences import Counts
from crossframe.findings.tally import Tally
from crossframe.measures.verdicts import CHECKS
from crossframe.methods import Methods
from crossframe.references import Reference
from crossframe.report.markup import short
from crossframe.report.page import Content, render
from crossframe.report.plates import plates
from crossframe.results import Results

NAME = "=1+1 <script>alert('x')</script> {{ 7 * 7 }} \u202eשלום"
TEXTS = {f"{o}-{n}": [{"own": f"sea {'boat ' * n}"}] * 2 for o in ("Left", "Right") for n in (1, 2)}
NAMED = {article: {"outlet": NAME} for article in TEXTS if article.startswith("Left")}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="180mm" height="90mm"><text>a</text></svg>\n'
HEADER = ["figure", "title", "category", "caption", "alt"]
TOLD = Methods(
    ["What was <done> `here`."], ["No claim."], [Reference("a1", "book", "A, B.", 1990, "T", "P")]
)


def finding(rank=1, **given):
    facts = {
        "rank": rank, "measure": "frequency", "sentence": "Left says more.", "table": "frequency",
        "row": "frequency | Left | all | boat | NOUN", "outlet": "Left", "other": "",
        "item": "boat | NOUN", "voice": "all", "scope": "within-article", "statistic": "rate",
        "unit_of_value": "per 1000 words", "value": 2.0, "low": 1.0, "high": 4.0, "rest": 1.0,
        "difference": 1.0, "difference_low": 0.5, "difference_high": 2.0, "p": 0.01,
        "q": 0.02, "n_units": 4, "sensitivity": "",
    }  # fmt: skip
    return findings.Finding(**{**facts, **given})


def page(folder, facts, outlets, listed=("verdicts", "duplicates"), *, most=None, found=(),
         drawn=(), most_rows=100, tested=(), **made):  # fmt: skip
    tables = features(TEXTS, facts=facts)
    store.write_csv(tables["articles"], folder / "tables/articles.csv")
    io.write_rows(list(readings.TABLE.columns), [], folder / "tables/readings.csv")
    for name in listed:
        written = [made[name]] if name in made else run_all(name, tables, outlets)
        for schema, table in zip(measures.load(name).tables, written, strict=True):
            store.write_csv(table[:most], folder / "tables" / f"{schema.name}.csv")
    rows = [[name, f"Title {NAME}", "Words", f"Caption {NAME}", f"Alt {NAME}"] for name in drawn]
    io.write_rows(HEADER, rows, folder / "figures/index.csv")
    for name in drawn:
        io.write_text(SVG, folder / f"figures/two_columns/{name}.svg")
    config = config_of(
        title="A study",
        outlets=list(outlets),
        inference={"min_articles": 100, "level": 0.95},
        report={"most_rows": 100, "most_terms": 1000},
        measures={name: options_of(name).model_dump() for name in listed},
        annotation={"frames": str(ROOT / "config/frames.yaml")},
    )
    config = altered(config, ("report", "most_rows"), most_rows)
    results = Results.of((folder / "tables").glob("*.csv"))
    content = Content(list(found), list(tested), TOLD, plates(folder / "figures/index.csv"))
    return render(results, config, content)


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def tags(html, name):
    return [attributes for tag, attributes in Tags(html).tags if tag == name]


def test_what_was_compared_and_its_verdicts_stand_before_findings_and_measures(tmp_path):
    html = page(tmp_path, NAMED, (NAME, "Right"))
    order = ["compared", "findings", "group-1", "verdicts", "methods", "limits", "references",
             "provenance"]  # fmt: skip
    places = [html.index(f' id="{name}"') for name in order]
    assert places == sorted(places)
    verdict = html.index("has 2 and Right has 2 articles; 100 of every outlet are needed")
    assert places[0] < verdict < places[1]


def test_a_verdict_is_text_that_turns_no_direction(tmp_path):
    html = page(tmp_path, NAMED, (NAME, "Right"))
    assert "<script>alert" not in html
    name = "=1+1 &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; {{ 7 * 7 }} \u202eשלום"
    assert f"<bdi>{name}</bdi> has 2" in html


def test_a_verdict_links_to_its_row(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"))
    anchor = short("verdicts | 1")
    assert f'<a href="#row-{anchor}">{anchor}</a>: <bdi>verdicts | 1</bdi>' in html
    assert [row["id"] for row in tags(html, "tr") if row.get("data-row") == "verdicts | 1"] == [
        f"row-{anchor}"
    ]


def test_where_none_was_found_the_page_says_what_was_checked(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"), most=0)
    assert "no imbalance between the outlets was found" in html
    assert all(said in html.replace("&#39;", "'") for said in CHECKS.values())


def test_a_study_that_looks_for_no_imbalance_claims_none(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"), listed=("duplicates",))
    assert "imbalance" not in html
    assert "Comparability" not in html


def test_a_measure_without_a_figure_has_its_section_and_files(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"))
    assert '<h3 id="duplicates">' in html
    assert '<a href="../tables/duplicates.csv">' in html
    assert "../figures/two_columns/duplicates.svg" not in html


def test_a_measure_is_explained_as_its_docstring_does(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"))
    assert "What each way to treat articles that share their text removes." in html
    assert "<dt>Reads as</dt><dd>what an outlet&#39;s result rests on" in html
    assert "<dt>Cannot show</dt><dd>who wrote the text first; texts that share" in html
    assert "than <code>selection.near_duplicate</code>" in html


def test_a_figure_has_its_caption_alternative_and_files(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"), drawn=["duplicates"])
    (image,) = tags(html, "img")
    assert image["alt"] == f"Alt {NAME}"
    assert image["src"].startswith("data:image/svg+xml,<svg")
    assert (image["width"], image["height"]) == ("680", "340")
    links = {link.get("href") for link in tags(html, "a")}
    assert {f"../figures/{size}/duplicates.{kind}" for size in ("one_column", "two_columns")
            for kind in ("svg", "pdf", "png")} <= links  # fmt: skip
    assert {"../figures/duplicates.csv", "../paper/duplicates.tex",
            "../tables/duplicates.csv"} <= links  # fmt: skip


def test_a_finding_states_its_row_and_links_to_it(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"), ("frequency",), found=[finding()])
    row = "frequency | Left | all | boat | NOUN"
    assert f'<a href="#row-{short(row)}">{short(row)}</a>: <bdi>{row}</bdi>' in html
    assert html.count(f'id=row-{short(row)} data-row="{row}"') == 1
    assert '<a href="#finding-1">Finding 1</a>' in html


def test_a_finding_whose_row_is_not_among_those_shown_brings_it(tmp_path):
    row = "frequency | Right | quoted | sea | NOUN"
    found = [finding(row=row)]
    without = page(tmp_path / "a", {}, ("Left", "Right"), ("frequency",), most_rows=2)
    html = page(tmp_path / "b", {}, ("Left", "Right"), ("frequency",), found=found, most_rows=2)
    assert f"id=row-{short(row)}" not in without
    assert html.count(f'id=row-{short(row)} data-row="{row}"') == 1
    assert f'<a href="#row-{short(row)}">' in html


def test_a_row_that_no_table_has_is_named_with_its_file(tmp_path):
    lost = finding(row="frequency | Left | all | ship | NOUN")
    html = page(tmp_path, {}, ("Left", "Right"), ("frequency",), found=[lost])
    said = 'Row of <a href="../tables/frequency.csv">frequency.csv</a>: <bdi>frequency | Left'
    assert said in html


def test_findings_after_the_first_screens_fold(tmp_path):
    found = [finding(rank) for rank in range(1, 15)]
    html = page(tmp_path, {}, ("Left", "Right"), ("frequency",), found=found)
    assert "<summary>2 more findings</summary>" in html
    assert '<ol class="findings" start="13">' in html
    assert [f"finding-{n}" for n in range(1, 15)] == re.findall(r'<li id="(finding-\d+)"', html)


def test_a_study_without_findings_says_so_with_what_was_tested(tmp_path):
    line = Tally("frequency", Counts(4, 4, 0), "No <difference> was found.")
    html = page(tmp_path, {}, ("Left", "Right"), tested=[line])
    assert "No difference between the outlets was found" in html
    assert "No &lt;difference&gt; was found." in html


def test_what_the_tests_can_find_is_told_with_the_methods(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"), ("verdicts", "calibration"))
    power = html.index('id="power"')
    assert html.index('id="methods"') < power < html.index("Where nothing differs, max-T p finds")
    assert "calibration | all | false_findings" in html[power:]


def test_a_study_without_calibration_says_nothing_of_it(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"))
    assert 'id="power"' not in html
    assert "To be found in this corpus" not in html


def test_where_nothing_can_be_tested_the_page_says_so(tmp_path):
    # every article is a stratum of its own
    facts = {article: {"stratum": article} for article in TEXTS}
    html = page(tmp_path, facts, ("Left", "Right"), ("calibration",))
    assert "cannot be tested in this corpus: no outlet can be tested against the rest." in html
    assert "To be found" not in html


def test_methods_limits_and_references_are_text(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"))
    assert "What was &lt;done&gt;" in html
    assert "<li>No claim.</li>" in html
    assert TOLD.references[0].text in html


def test_many_articles_are_told_by_year_and_not_listed(tmp_path):
    facts = {article: {"date": f"20{n:02}-01-02"} for n, article in enumerate(TEXTS, start=10)}
    few = page(tmp_path / "few", facts, ("Left", "Right"))
    many = page(tmp_path / "many", facts, ("Left", "Right"), most_rows=3)
    assert "Left-1" in few
    assert "Left-1" not in many
    assert '<a href="../tables/articles.csv">articles.csv</a>' in many
    for html in (few, many):
        assert all(f'<th scope="col" class="n">20{year}</th>' in html for year in (10, 11, 12, 13))


def test_only_what_stands_in_the_page_is_allowed_to_run(tmp_path):
    html = page(tmp_path, NAMED, (NAME, "Right"), ("frequency",))
    (policy,) = [m["content"] for m in tags(html, "meta") if "http-equiv" in m]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe" not in policy
    scripts = tags(html, "script")
    assert [script.get("type") for script in scripts] == ["application/json", None]
    assert all("src" not in script for script in scripts)
    assert not tags(html, "link")


def test_no_address_of_another_machine_stands_in_the_page(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"), ("frequency",), drawn=["frequency"])
    for attribute in ("src", "href"):
        found = [given[attribute] for _, given in Tags(html).tags if attribute in given]
        assert found
        assert all(each.startswith(("#", "../", "data:image/svg+xml,")) or "/" not in each
                   for each in found)  # fmt: skip


def test_what_the_frames_say_stands_where_their_findings_do(tmp_path):
    html = page(tmp_path, {}, ("Left", "Right"), ("frames", "frame_cues"))
    said = "<dt><bdi>Security threat</bdi></dt><dd><bdi>Extremists&#39; messaging is a danger"
    assert html.count(said) == 1
    assert html.index('<h3 id="frames">') < html.index(said) < html.index('<h3 id="frame_cues">')
    assert "through plots, attacks and attackers.</bdi> (problem)</dd>" in html
    assert "What the frames say" not in page(tmp_path / "b", {}, ("Left", "Right"))


def test_the_page_is_the_same_on_every_run(tmp_path):
    first, second = (page(tmp_path / n, {}, ("Left", "Right"), ("frequency",)) for n in "ab")
    assert first == second
