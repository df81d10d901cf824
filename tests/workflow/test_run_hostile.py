"""Text of articles is untrusted: it is escaped in the page and runs in no spreadsheet."""

import csv
import re
from html import escape as plain
from pathlib import Path

import pytest
from runs import Project, Run, demo_articles, demo_texts, sha256, small_study, write_catalogue

from crossframe import store

TITLE = "=1+1 <script>alert(\"t\")</script> & 'marks' \u202eשלום עולם\u202c {{ 7 * 7 }}"
OUTLET = '=HYPERLINK("x")<img src=x onerror=alert(1)> $\\frac$ אב'
URL = "javascript:alert('u')"
LONG = "gate" * 75
BODY = (
    "\n\n@SUM(1) Hassan <b>Farouk</b> of the Harbour and Plant Union spoke to <Mallory> "
    "in مدينة about =2+5, -3 and +4 gates; \u202eHarold Finch\u202c wept.\n"
    f"The \U0001f525 {LONG} {LONG} </script><script>alert(2)</script> <!-- gates & gates.\n"
)
FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")


def hostile_study(target: Path) -> Project:
    project = small_study(target)
    rows, texts = demo_articles(project), demo_texts(project)
    names = ["lantern-01", "lantern-02", "lantern-03", "post-01"]
    listed = []
    for name in names:
        row, content = rows[name], texts[name]
        if row["outlet"] == "The Hallick Lantern":
            lines = content.decode("utf-8-sig").splitlines()
            head = next(n for n, line in enumerate(lines) if _same(line, row["title"]))
            lines[head] = TITLE
            lines.insert(head + 8, BODY)
            content = "\n".join(lines).encode()
            row = row | {"outlet": OUTLET, "title": TITLE, "url": URL, "sha256": sha256(content)}
        listed.append(row)
        (project.root / "seeds/small/texts" / f"{name}.txt").write_bytes(content)
    write_catalogue(project, listed)
    for path in (project.root / "seeds/small/texts").iterdir():
        if path.stem not in names:
            path.unlink()
    project.configure({"outlets": [OUTLET, "The Wessel Post"], "measures": MEASURES})
    return project


MEASURES = {
    "verdicts": {
        "length_ratio": 3,
        "share_gap": 0.25,
        "undated_share": 0.1,
        "rejected_share": 0.2,
        "other_language_share": 0.05,
    },
    "frequency": {"min_count": 1},
    "keywords": {"min_count": 2, "prior_tokens": 500, "simple_maths_per_million": 100},
    "entities": {"min_count": 1},
    "similarity": {"min_count": 1},
}


def _same(line: str, title: str) -> bool:
    return re.sub(r"\W", "", line) == re.sub(r"\W", "", title)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return hostile_study(tmp_path_factory.mktemp("hostile") / "study").succeed("all", "release")


@pytest.fixture(scope="module")
def page(hostile: Run) -> str:
    return hostile.project.published()["report/index.html"].decode("utf-8")


def test_the_title_of_an_article_is_escaped_in_the_report(page: str) -> None:
    assert "<script>alert" not in page
    assert "=1+1 &lt;script&gt;alert(&#34;t&#34;)&lt;/script&gt; &amp; &#39;marks&#39;" in page


def test_the_name_of_an_outlet_is_escaped_in_the_report(page: str) -> None:
    assert "<img src=x" not in page
    assert "=HYPERLINK(&#34;x&#34;)&lt;img src=x onerror=alert(1)&gt;" in page


def test_a_title_is_no_template(page: str) -> None:
    assert "{{ 7 * 7 }}" in page


def test_a_name_from_right_to_left_turns_nothing_beside_it(page: str) -> None:
    shown = plain(OUTLET, quote=False).replace('"', "&#34;")
    assert f"<bdi>{shown}</bdi> has 3 and The Wessel Post has 1 article" in page


def test_a_browser_runs_nothing_that_the_texts_hold(hostile: Run, visit) -> None:
    root = hostile.project.root
    opened = visit(root / "results/report/index.html", viewport={"width": 360, "height": 800})
    opened.page.evaluate(
        "for (const part of document.querySelectorAll('details')) part.open = true"
    )
    assert opened.complaints == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert opened.page.locator("img[src=x]").count() == 0


def test_the_explorer_shows_a_hostile_term_as_text(hostile: Run, visit) -> None:
    page = visit(hostile.project.root / "results/report/index.html").page
    combo = page.get_by_role("combobox", name="Term")
    combo.fill(LONG[:40])
    combo.press("ArrowDown")
    combo.press("Enter")
    assert page.locator(".explore h3 bdi").text_content() == LONG
    assert OUTLET in page.locator(".explore tbody th").all_text_contents()


def test_no_markup_of_a_text_stands_in_the_files_to_paste(hostile: Run) -> None:
    base = hostile.project.root / "results"
    for name in ("report/findings.md", "report/methods.md"):
        text = (base / name).read_text(encoding="utf-8")
        assert re.search(r"(?<!\\)<(img src=x|script|b>)", text) is None, name


def test_the_report_links_to_no_script(page: str) -> None:
    assert 'href="javascript:' not in page


def test_text_from_right_to_left_stays_as_it_is(page: str) -> None:
    assert "שלום עולם" in page


def test_the_body_of_an_article_leaves_no_element_in_the_report(page: str) -> None:
    assert "<Mallory>" not in page
    assert "<b>Farouk" not in page


def test_no_cell_starts_a_formula(hostile: Run) -> None:
    root = hostile.project.root
    tables = [*root.glob("results/**/*.csv"), *root.glob("seeds/small/features/*.csv")]
    assert len(tables) > 12

    for path in tables:
        with path.open(encoding="utf-8", newline="") as handle:
            cells = {cell for row in csv.reader(handle) for cell in row}
        formulas = [c for c in cells if FORMULA.match(c) and not NUMBER.fullmatch(c)]
        assert formulas == [], path.name


def test_a_neutralised_title_is_restored_on_reading(hostile: Run) -> None:
    articles = store.read_csv(hostile.project.root / "results/tables/articles.csv")

    assert TITLE in set(articles["title"])
    assert OUTLET in set(articles["outlet"])
