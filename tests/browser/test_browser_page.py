"""The report as its readers meet it: with mouse, keyboard or phone, on paper, without a script."""

import csv
import io
import json
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from cases import each
from pypdf import PdfReader

ROOT = Path(__file__).parents[2]
WIDTHS = (360, 768, 1280)
GRAVE = ("serious", "critical")
UNFOLD = "for (const part of document.querySelectorAll('details')) part.open = true"


def table_of(page, name):
    """A table, unfolded and made ready, as its part of the page."""
    table = page.locator(f"table[data-name={name}]").first
    table.evaluate("table => { table.closest('details').open = true; table.scrollIntoView(); }")
    table.locator("th button").first.wait_for()
    return table


def column_of(table, name):
    """The cells of the rows that are shown."""
    heads = table.locator("thead tr:first-child th").all_text_contents()
    place = heads.index(name)
    return table.evaluate(
        "(table, place) => [...table.tBodies[0].rows].filter(row => !row.hidden)"
        ".map(row => row.cells[place].textContent)",
        place,
    )


def search_of(page, table):
    return page.locator("details", has=table).get_by_role("searchbox")


def sort_by(table, name):
    table.locator("thead").get_by_role("button", name=name, exact=True).click()


def with_missing_last(cells, key, descending):
    known = sorted((cell for cell in cells if cell), key=key, reverse=descending)
    return known + [""] * cells.count("")


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")


def shorten(page):
    """Leave a few rows of each table, which one macro makes: thousands take a minute to look at."""
    page.locator(".data tr:nth-child(n+9)").evaluate_all("rows => rows.map(row => row.remove())")


@pytest.fixture(scope="module")
def printed(browser, report):
    """The text of the printed report."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(report.as_uri())
    shorten(page)
    pdf = page.pdf(prefer_css_page_size=True)
    context.close()
    text = "\n".join(part.extract_text() for part in PdfReader(io.BytesIO(pdf)).pages)
    return plain(text)


def plain(text):
    """Text without spaces and ligatures: on paper lines end anywhere."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def test_nothing_leaves_the_machine(visit, report):
    opened = visit(report)
    opened.page.evaluate(UNFOLD)
    opened.page.mouse.wheel(0, 100_000)
    asked = [url for url in opened.requests if not url.startswith("data:image/")]
    assert asked == [report.as_uri()]
    assert opened.complaints == []


def test_only_the_script_and_the_style_of_the_page_are_allowed(visit, report):
    page = visit(report).page
    page.evaluate(
        "for (const tag of ['script', 'style']) { const made = document.createElement(tag);"
        "made.textContent = tag === 'script' ? 'window.ran = true' : 'body { display: none }';"
        "document.body.append(made); }"
    )
    assert page.evaluate("window.ran") is None
    assert page.locator("h1").is_visible()


@each("clicks", [1, 2])
def test_a_column_of_numbers_sorts_as_numbers_with_missing_ones_last(visit, report, clicks):
    table = table_of(visit(report).page, "keywords")
    before = column_of(table, "g2")
    for _ in range(clicks):
        sort_by(table, "g2")
    assert column_of(table, "g2") == with_missing_last(before, float, clicks == 2)
    assert len({len(cell.split(".")[0]) for cell in before}) > 1  # else text would sort alike
    sorts = table.locator("th[aria-sort]")
    assert sorts.all_text_contents() == ["g2"]
    assert sorts.get_attribute("aria-sort") == ("ascending", "descending")[clicks - 1]


@each("descending", [False, True])
def test_missing_values_come_last_in_either_order(visit, report, descending):
    page = visit(report).page
    table = table_of(page, "keywords")
    name = next(n for n in ("low", "high", "dp_norm", "juilland_d") if "" in column_of(table, n))
    for _ in range(1 + descending):
        sort_by(table, name)
    cells = column_of(table, name)
    assert cells == with_missing_last(cells, float, descending)
    assert cells[-1] == ""


def test_a_column_of_text_sorts_by_the_alphabet_and_back_to_the_order_of_the_file(visit, report):
    table = table_of(visit(report).page, "keywords")
    rows, terms = column_of(table, "row"), column_of(table, "term")
    sort_by(table, "term")
    assert column_of(table, "term") == sorted(terms, key=str.lower)
    assert column_of(table, "row") != rows
    sort_by(table, "row")
    assert column_of(table, "row") == rows


def test_a_sort_is_reached_with_the_keyboard_alone(visit, report):
    page = visit(report).page
    table = table_of(page, "keywords")
    table.locator("thead").get_by_role("button", name="term", exact=True).focus()
    page.keyboard.press("Enter")
    assert table.locator("th[aria-sort]").all_text_contents() == ["term"]


def test_a_search_keeps_the_rows_that_hold_every_word_and_counts_them(visit, report):
    page = visit(report).page
    table = table_of(page, "keywords")
    whole = list(zip(column_of(table, "outlet"), column_of(table, "term"), strict=True))
    outlet, term = whole[0]
    search_of(page, table).fill(f"{term} {outlet}".upper())
    kept = list(zip(column_of(table, "outlet"), column_of(table, "term"), strict=True))
    assert (outlet, term) in kept
    assert 0 < len(kept) < len(whole)
    status = page.locator("details", has=table).locator("p[role=status]")
    assert status.text_content() == f"{len(kept)} of {len(whole)} rows"


def test_columns_are_filtered_by_text_and_by_number_together(visit, report):
    page = visit(report).page
    table = table_of(page, "keywords")
    whole = list(zip(column_of(table, "outlet"), column_of(table, "value"), strict=True))
    page.locator("details", has=table).get_by_role("button", name="Filter by column").click()
    table.get_by_label("Filter outlet").fill("bbc")
    table.get_by_label("Filter value, for example < 0.05", exact=True).fill("> 1")
    kept = list(zip(column_of(table, "outlet"), column_of(table, "value"), strict=True))
    wanted = [(o, x) for o, x in whole if "bbc" in o.lower() and x and float(x) > 1]
    assert 0 < len(wanted) < len(whole)
    assert kept == wanted


def test_a_link_of_a_finding_shows_its_row(visit, report):
    page = visit(report).page
    link = page.locator(".findings a[href^='#row-']").first
    told = link.locator("xpath=..").text_content()
    link.click()
    found = page.locator("tr.found")
    assert found.count() == 1
    assert found.is_visible()
    assert found.get_attribute("data-row") in told
    assert "#" + found.get_attribute("id") == link.get_attribute("href")


def test_a_row_that_a_search_hides_is_shown_when_a_link_leads_to_it(visit, report):
    page = visit(report).page
    table = table_of(page, "frames")
    row = table.locator("tbody tr").first.get_attribute("id")
    search_of(page, table).fill("no such row")
    assert not page.locator(f"#{row}").is_visible()
    page.evaluate("row => { location.hash = row; }", row)
    page.locator(f"#{row}.found").wait_for(state="visible")


def test_an_address_with_a_row_opens_at_the_row(visit, report):
    row = visit(report).page.locator("table.data tbody tr").last.get_attribute("id")
    page = visit(Path(report)).page
    page.goto(f"{report.as_uri()}#{row}")
    page.reload()
    assert page.locator(f"#{row}").is_visible()


def test_every_row_has_its_own_id_and_anchor(visit, report):
    shown = visit(report).page.locator("table.data tbody tr")
    rows = shown.evaluate_all("rows => rows.map(row => [row.dataset.row, row.id])")
    ids, anchors = zip(*rows, strict=True)
    assert len(rows) > 1000
    assert all(" | " in row for row in ids)
    assert len(set(anchors)) == len(set(ids)) == len(rows)


def test_a_term_is_looked_up_with_the_keyboard_alone(visit, report):
    page = visit(report).page
    page.locator("#terms").scroll_into_view_if_needed()
    combo = page.get_by_role("combobox", name="Term")
    combo.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("tele")
    options = page.locator(".combo [role=option]")
    assert options.count() > 0
    assert all("tele" in text.lower() for text in options.all_text_contents())
    ids = options.evaluate_all("options => options.map(option => option.id)")
    for key, place in (("ArrowDown", 0), ("ArrowUp", -1), ("ArrowDown", 0)):
        page.keyboard.press(key)
        assert combo.get_attribute("aria-activedescendant") == ids[place]
    active = page.locator(f"#{ids[0]}")
    assert active.get_attribute("aria-selected") == "true"
    word = active.text_content()
    page.keyboard.press("Enter")
    assert combo.get_attribute("aria-expanded") == "false"
    assert combo.input_value() == word
    assert word.split(" (")[0] in page.locator(".explore h3").text_content()
    page.keyboard.press("ArrowDown")
    assert combo.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert combo.get_attribute("aria-expanded") == "false"


def test_what_the_explorer_shows_stands_in_the_tables(visit, report):
    page = visit(report).page
    page.get_by_label("Voice").select_option(label="own")
    shown = page.locator(".explore tbody td[data-row]").evaluate_all(
        "cells => cells.map(cell => [cell.dataset.row, cell.textContent])"
    )
    for name, fields in (
        ("frequency", ("n", "value", "low", "high", "dp_norm", "n_units_with", "n_units")),
        ("keywords", ("value", "low", "high", "g2", "log_odds_z", "q")),
    ):
        with (ROOT / f"results/tables/{name}.csv").open(encoding="utf-8", newline="") as handle:
            rows = {
                f"{name} | {r['outlet']} | {r['voice']} | {r['term']} | {r['pos']}": r
                for r in csv.DictReader(handle)
            }
        cells = [(row, cell) for row, cell in shown if row.startswith(name)]
        assert len(cells) == 5 * len(fields)
        assert {row.split(" | ")[2] for row, _ in cells} == {"own"}
        for place, (row, cell) in enumerate(cells):
            value = rows[row][fields[place % len(fields)]]
            assert (cell == "") == (value == "")
            assert value == "" or float(cell) == pytest.approx(float(value), rel=1e-3)


def test_an_interval_of_the_explorer_holds_its_dot(visit, report):
    page = visit(report).page
    lines = page.locator(".explore svg").first.evaluate(
        "svg => [...svg.querySelectorAll('circle')].map(dot => {"
        "const line = dot.previousElementSibling;"
        "return ['x1', 'x2'].map(x => +line.getAttribute(x)).concat(+dot.getAttribute('cx')); })"
    )
    assert len(lines) == 5
    assert all(low <= dot <= high for low, high, dot in lines)
    assert len({dot for *_, dot in lines}) > 2


def test_no_page_scrolls_sideways(visit, report):
    for width in WIDTHS:
        page = visit(report, viewport={"width": width, "height": 800}).page
        assert width_of(page) <= width
        page.evaluate(UNFOLD)
        assert width_of(page) <= width


def test_without_a_script_everything_can_be_read(visit, report):
    for width in WIDTHS:
        viewport = {"width": width, "height": 800}
        page = visit(report, java_script_enabled=False, viewport=viewport).page
        assert page.get_by_role("button").count() == 0
        for part in ("table.data", "figure img", ".findings li", "#terms ~ details table"):
            shown = page.locator(part)
            assert shown.count() > 0
            assert all(each.is_visible() for each in shown.all()), part


def test_dark_colours_come_with_a_dark_scheme_and_figures_stay_on_white(visit, report):
    page = visit(report, color_scheme="dark").page
    ground = "e => getComputedStyle(e).backgroundColor"
    assert max(map(int, re.findall(r"\d+", page.locator("body").evaluate(ground)))) < 60
    assert page.locator(".plate").first.evaluate(ground) == "rgb(255, 255, 255)"


@each(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_grave(visit, report, scheme, width):
    page = visit(report, color_scheme=scheme, viewport={"width": width, "height": 800}).page
    page.evaluate("for (const part of document.querySelectorAll('.more')) part.open = true")
    shorten(page)
    table_of(page, "frames")
    page.get_by_role("button", name="Filter by column").first.click()
    combo = page.get_by_role("combobox", name="Term")
    combo.fill("te")
    combo.press("ArrowDown")
    found = Axe().run(page).response["violations"]
    grave = [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in GRAVE]
    assert grave == []


def test_headings_come_in_order(visit, report):
    page = visit(report).page
    levels = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4')].map(h => Number(h.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_skip_link_leads_to_the_content(visit, report):
    page = visit(report).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_link_within_the_page_has_its_target(visit, report):
    lost = visit(report).page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1))"
        ".filter(id => !document.getElementById(id))"
    )
    assert lost == []


def test_the_printed_report_has_every_section_finding_and_table(visit, report, printed):
    page = visit(report).page
    parts = [*page.locator("h2, h3:not(.explore h3), figcaption").all_text_contents(),
             *page.locator(".findings li > p").all_text_contents(),
             *page.locator("details.rows > summary").all_text_contents()]  # fmt: skip
    assert len(parts) > 60
    missing = [part for part in parts if plain(part) not in printed]
    assert missing == []


def test_the_printed_report_has_no_controls(visit, report, printed):
    page = visit(report).page
    table_of(page, "frames")
    labels = {*page.get_by_role("button").all_text_contents(), "Search frames,"}
    columns = {*page.locator("th").all_text_contents()}  # which a button holds, too
    assert {"Copy sentence", "Filter by column"} <= labels
    assert [label for label in labels - columns if plain(label) in printed] == []


def test_the_data_of_the_explorer_are_json(visit, report):
    data = json.loads(visit(report).page.locator("#terms-data").text_content())
    assert len(data["terms"]) == len(data["cells"]["frequency"]) > 10
