"""Every kind of dirt that a corpus brings, from the file to the choice of articles."""

import csv
import io
import signal
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import docx
import pandas as pd
import pytest
from cases import each

from crossframe import store
from crossframe.config import Columns, FolderSource, Selection, TableSource
from crossframe.corpus.clean import clean
from crossframe.corpus.furniture import Furniture, Patterns
from crossframe.corpus.headline import Site
from crossframe.corpus.load import load
from crossframe.corpus.paragraphs import Sites, paragraphs
from crossframe.corpus.recurring import line_keys, recurring_lines
from crossframe.corpus.screen import screen
from crossframe.corpus.select import analysed, select
from crossframe.corpus.sources import reading_of
from crossframe.corpus.split import split_source

HEADER = ("body", "paper", "n", "head", "day", "by")
OUTLETS = ["Gazette", "Post"]
ALIASES = {"The Gazette": "Gazette"}
FURNITURE = Furniture(
    wire_services=["AFP"],
    picture_agencies=["Getty Images"],
    general=Patterns(furniture=["menu"]),
    outlets={},
)
ROLES = ["title", "standfirst", "heading", "body"]
SELECTION = {"language": "en", "min_words": 5, "max_words": 600_000,
             "duplicates": "keep", "near_duplicate": 0.8}  # fmt: skip
LIMIT = 1_000_000  # characters; the longest text that spaCy takes

FERRY = (
    "The ferry that serves the island will not sail before the summer, the harbour master said.\n"
    "Engineers will look at every plate of the hull before it carries anyone across again."
)
BRIDGE = (
    "The old bridge over the river closed on Monday for repairs to its piers and cables.\n"
    "Shopkeepers on the far bank expected a quiet and costly week, and some shut early."
)
MARKET = (
    "A market that has stood by the quay for ninety years may move to the hill next spring.\n"
    "Traders fear that nobody will climb so far for fish, whatever the council promises them."
)
FRENCH = (
    "Le maire de la ville a déclaré mardi que le bac ne reprendrait pas la mer avant l’été.\n"
    "Les habitants de l’île demandent au conseil des explications sur l’état de la coque."
)
GERMAN = (
    "Der Bürgermeister sagte am Dienstag, dass die Fähre vor dem Sommer nicht mehr fährt.\n"
    "Die Bewohner der Insel verlangen vom Rat eine Erklärung über den Zustand des Rumpfes."
)
RUSSIAN = (
    "Мэр города заявил во вторник, что паром не выйдет в море раньше следующего лета.\n"
    "Жители острова требуют от совета объяснений о состоянии корпуса старого судна."
)
ARABIC = (
    "قال رئيس بلدية المدينة يوم الثلاثاء إن العبارة لن تبحر مرة أخرى قبل الصيف المقبل.\n"
    "ويطالب سكان الجزيرة المجلس بتقديم تفسيرات حول حالة هيكل السفينة القديمة هذا الأسبوع."
)
CHINESE = (
    "市长周二表示，渡轮在明年夏天之前不会再次出航，因为船体上的裂缝比预想的要长得多。\n"
    "岛上的居民对此感到不满，他们要求市议会就旧船的状况给出解释，并尽快恢复航线。\n"
    "工程师将检查船体的每一块钢板，然后才会让它再次载人过河，市长说，这需要几个月。\n"
    "市议会将在下周开会，讨论是否租用另一艘船，以及由谁来支付这笔费用，他补充说。"
)
# What every study here has besides the dirt, so that no outlet is without an article.
CLEAN = [
    (BRIDGE, "Gazette", "clean-1", "Bridge closes", "2031-03-01", ""),
    (MARKET, "Post", "clean-2", "Market may move", "2031-03-01", ""),
]


@dataclass(frozen=True)
class Study:
    """What became of the records, by id, and the paragraphs that are left to analyse."""

    records: pd.DataFrame
    lines: pd.DataFrame

    def outcome(self, article):
        return self.records.loc[article, "outcome"]

    def text(self, article):
        """The analysed lines of an article, its title left out."""
        own = self.lines[(self.lines["article"] == article) & self.lines["kept"]]
        return "\n".join(own.loc[own["role"] != "title", "text"])


@pytest.fixture
def run(tmp_path):
    """Run a source through all steps, each shard through a file as in the workflow."""

    def through(table, name):
        store.write_parquet(table, tmp_path / name)
        return store.read_parquet(tmp_path / name)

    def study(source, n_shards=2, **choices):
        raw = [tmp_path / f"raw-{n}.parquet" for n in range(n_shards)]
        split_source(source, OUTLETS, ALIASES, raw)
        loaded = [through(load(p, reading_of(source)), f"loaded-{p.name}") for p in raw]
        keys = [through(line_keys(part), f"keys-{n}") for n, part in enumerate(loaded)]
        recurring = recurring_lines(pd.concat(keys, ignore_index=True), 3)
        sites = Sites(FURNITURE, recurring, 0.5, ROLES)
        lines = [through(paragraphs(part, sites), f"lines-{n}") for n, part in enumerate(loaded)]
        selection = Selection(**(SELECTION | choices))
        found = [
            through(
                screen(part, own, FURNITURE, selection),
                f"screened-{n}",
            )
            for n, (part, own) in enumerate(zip(loaded, lines, strict=True))
        ]
        selected = select(pd.concat(found, ignore_index=True), OUTLETS, selection)
        left = analysed(pd.concat(lines, ignore_index=True), selected)
        return Study(selected.set_index("article"), left)

    return study


@pytest.fixture
def table(tmp_path):
    """Write rows as a CSV file and return it as a source."""

    def source(*rows, encoding="utf-8", stated=None, header=HEADER):
        whole = [*(row + ("",) * (len(header) - len(row)) for row in rows), *CLEAN]
        text = io.StringIO(newline="")
        csv.writer(text).writerows([header, *whole])
        (tmp_path / "articles.csv").write_bytes(text.getvalue().encode(encoding))
        names = dict(zip(("text", "outlet", "id", "title", "date", "credit"), HEADER, strict=True))
        return TableSource(
            kind="table",
            path=str(tmp_path / "articles.csv"),
            encoding=stated,
            delimiter=None,
            day_first=True,
            columns=Columns(**{**dict.fromkeys(Columns.model_fields), **names}),
        )

    return source


@contextmanager
def ending():
    """Fail after ten minutes of the processor: what takes a second would then take hours."""

    def stop(*_):
        pytest.fail("does not come to an end")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, 600)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


# encodings


@each("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_in_any_form_and_with_any_mark(run, table, encoding):
    text = f"{FERRY}\nThe café on the quay — “Le Bac” — has shut, Škoda and 日本 say so too."
    found = run(table((text, "Gazette", "a"), encoding=encoding))
    assert found.text("a") == text


@each("stated", [None, "cp1252"])
def test_cp1252(run, table, stated):
    text = f"{FERRY}\nThe café on the quay, “Le Bac”, has shut for good, and nobody knows why."
    found = run(table((text, "Gazette", "a"), encoding="cp1252", stated=stated))
    assert found.text("a") == text


def test_latin_1_stated_for_what_is_cp1252(run, table):
    text = "“It’s the mayor’s ferry”, she said on Monday, “and that’s the end of it for us”."
    found = run(table((text, "Gazette", "a"), encoding="cp1252", stated="latin-1"))
    assert found.text("a") == text


# characters


@each(
    ("damaged", "meant"),
    [
        ("the ferryâ€™s bell", "the ferry’s bell"),
        ("a cafÃ© on the quay", "a café on the quay"),
        ("salt &amp; tar &#8211; &quot;so&quot;", 'salt & tar – "so"'),
        ("salt &amp;amp; tar", "salt & tar"),
        ("the har\u200bbour\u200d", "the harbour"),
        ("the har\u00adbour", "the harbour"),
        ("the \u200eharbour\u200f \u202awall\u202c", "the harbour wall"),
        ("the \ufeffharbour", "the harbour"),
        ("the\u00a0harbour\u3000wall", "the harbour wall"),
        ("the\x0bharbour", "the harbour"),
        ("the \x07harbour", "the harbour"),
        ("the mayor\x92s \x93harbour\x94", "the mayor’s “harbour”"),
        ("the ﬁrst ﬂood", "the first flood"),
        ("cafe\u0301", "café"),
    ],
)
def test_damaged_characters(run, table, damaged, meant):
    body = "{}\nShe saw {} on Monday, and said so to all who asked her on the quay."
    found = run(table((body.format(FERRY, damaged), "Gazette", "a", f"On {damaged}")))
    assert found.text("a") == body.format(FERRY, meant)
    assert found.records.loc["a", "title"] == f"On {meant}"


def test_nul_characters_cost_no_other_row(run, table):
    found = run(table((f"a\0b {FERRY}", "Gazette", "a"), stated="utf-8"))
    assert found.text("a") == f"a b {FERRY}"
    assert found.outcome("clean-1") == "analysed"


def test_markup_in_a_cell(run, table):
    first, second = FERRY.split("\n")
    cell = f"<div><p>{first}</p><script>x()</script><p>{second}&nbsp;</p></div>"
    assert run(table((cell, "Gazette", "a"))).text("a") == FERRY


@each("end", ["\n", "\r\n", "\r", "\n\n"])
def test_ends_of_lines(run, table, end):
    assert run(table((FERRY.replace("\n", end), "Gazette", "a"))).text("a") == FERRY


# dates


@each(
    ("written", "date", "basis"),
    [
        ("2031-03-04", "2031-03-04", "stated"),
        ("4/3/2031", "2031-03-04", "stated"),
        ("Tue, 04 Mar 2031 10:20:30 GMT", "2031-03-04", "stated"),
        ("March 2031", "2031-03", "stated"),
        ("0001-01-01", None, "unreadable"),
        ("2031-13-01", None, "unreadable"),
        ("yesterday", None, "unreadable"),
        ("", None, "missing"),
        (" \u200b", None, "missing"),
    ],
)
def test_dates(run, table, written, date, basis):
    found = run(table((FERRY, "Gazette", "a", "Ferry", written))).records.loc["a"]
    assert found["outcome"] == "analysed"
    assert (None if pd.isna(found["date"]) else found["date"], found["date_basis"]) == (date, basis)


# outlets


@each(
    ("name", "outlet", "outcome"),
    [
        ("Gazette", "Gazette", "analysed"),
        ("The Gazette", "Gazette", "analysed"),
        (" Ga\u00adzette\u200b", "Gazette", "analysed"),
        ("The  \u00a0Gazette", "Gazette", "analysed"),
        ("Herald", "Herald", "other outlet"),
        ("gazette", "gazette", "other outlet"),
        ("", None, "no outlet"),
        (" \u200b ", None, "no outlet"),
    ],
)
def test_names_of_outlets(run, table, name, outlet, outcome):
    found = run(table((FERRY, name, "a"))).records.loc["a"]
    assert found["outcome"] == outcome
    assert (None if pd.isna(found["outlet"]) else found["outlet"]) == outlet


# sizes


@each(
    ("text", "outcome"),
    [
        ("", "no text"),
        (" \n\u200b\n", "no text"),
        ("***", "no text"),
        ("Menu", "no text"),
        ("Ferry.", "too short"),
        ("One two three four.", "too short"),
    ],
)
def test_articles_with_little_or_nothing_in_them(run, table, text, outcome):
    found = run(table((text, "Gazette", "a")))
    assert found.outcome("a") == outcome
    assert "a" not in set(found.lines["article"])


def test_an_article_of_one_line_that_is_too_long_for_the_parser(run, table):
    line = " ".join([FERRY.replace("\n", " ")] * 6_000)
    assert len(line) > LIMIT
    with ending():
        found = run(table((line, "Gazette", "a")))
    assert found.outcome("a") == "analysed"
    assert found.text("a") == line
    assert found.records.loc["a", "n_words"] == 6_000 * len(FERRY.split())


def test_an_article_of_10000_short_lines(run, table):
    lines = [f"The ferry sailed at {n}." for n in range(10_000)]
    with ending():
        found = run(table(("\n".join(lines), "Gazette", "a")), n_shards=1)
    assert found.text("a").split("\n") == lines


def steps(work):
    """How many functions are entered, or generators resumed, by some work."""
    entered = []
    sys.setprofile(lambda _, event, __: entered.append(1) if event == "call" else None)
    try:
        work()
    finally:
        sys.setprofile(None)
    return len(entered)


# A rule that looks at all lines for each of them makes a long page take hours.
@each(
    "line",
    [
        *("comments", "The ferry sailed. AFP", "Jane Doe is a reporter", "Related stories"),
        *("Advertisement", "Ferry sails", "Photo by A", "12 March 2031", "Menu", "..."),
        "The old ferry sailed at noon with the mayor and his wife.",
    ],
)
@each("numbered", [True, False])
def test_the_work_grows_as_the_number_of_lines(line, numbered):
    def page(n):
        few = [f"{line} {number}" if numbered else line for number in range(n)]
        return "\n".join(few + [f"The {number} ferry sailed with the mayor and his wife at noon."
                                for number in range(n)])  # fmt: skip

    pages = page(100), page(400)
    little, much = (steps(partial(clean, text, "Ferry", Site("Gazette"), BOX)) for text in pages)
    assert much < 4.4 * little


# An expression that tries every way to read these needs hours.
@each(
    "line",
    [
        *("1" * 100_000, "1." * 50_000, "A" * 100_000, "A " * 50_000, "AB, " * 25_000),
        *("." * 100_000, "'" * 100_000, "[ " * 50_000, "a. ' " * 20_000, "/ " * 50_000),
        *("(left " * 15_000, "(photo: x " * 10_000, "photo by x " * 10_000, "A/B | " * 15_000),
        *("By " + "Ab, " * 25_000 + "!", "By " + "Al-a " * 20_000 + "!", "Jane is a " * 10_000),
        *("Photo by " + "de " * 40 + "!", "Photo by " + "al-a " * 40 + "!"),
        "Photo by Ana de la Cruz de la Torre de los Rios " + "de la " * 20 + ", quay",
    ],
)
def test_a_line_that_tries_the_expressions(line):
    with ending():
        parts = clean(line, "", Site("Gazette"), BOX)
    assert "".join(part.text for part in parts).replace(" ", "") == line.replace(" ", "")


BOX = FURNITURE.model_copy(
    update={
        "general": Patterns(furniture=["menu"], end=["comments"], teasers_follow=["related .*"])
    }
)


# ids


def test_ids_that_are_missing(run, table):
    found = run(table((FERRY, "Gazette"), (FERRY, "Gazette"), (f"{FERRY} So.", "Gazette")))
    made = [name for name in found.records.index if not name.startswith("clean")]
    assert len(set(made)) == 3
    assert [found.outcome(name) for name in made] == ["analysed"] * 3


def test_ids_that_stand_twice(run, table):
    source = table((FERRY, "Gazette", "a"), (FRENCH, "Post", "a"))
    found = run(source).records.sort_values("number").loc["a"]
    assert found["outcome"].tolist() == ["analysed", "repeated id"]


@each("name", ["2031/03/ferry", "../a", "a b c", "=1+1", "-a", "@a", "a,b", "é"])
def test_ids_of_any_form(run, table, name):
    assert run(table((FERRY, "Gazette", name))).text(name) == FERRY


# languages


@each(
    ("text", "language"),
    [(FRENCH, "fr"), (GERMAN, "de"), (RUSSIAN, "ru"), (ARABIC, "ar"), (CHINESE, "zh")],
)
def test_articles_in_other_languages(run, table, text, language):
    found = run(table((text, "Gazette", "a"))).records.loc["a"]
    assert (found["outcome"], found["language"]) == ("other language", language)
    assert found["other_language_share"] == 1


def test_an_article_in_two_languages(run, table):
    found = run(table((f"{FERRY}\n{MARKET}\n{FRENCH}", "Gazette", "a"))).records.loc["a"]
    words = [len(text.split()) for text in (FERRY, MARKET, FRENCH)]
    assert found["outcome"] == "analysed"
    assert found["other_language_share"] == pytest.approx(words[2] / sum(words))


# rows, lines, copies, services


def test_rows_of_a_wrong_length(run, table, tmp_path):
    source = table((FERRY, "Gazette", "a"))
    with (tmp_path / "articles.csv").open("a") as handle:
        handle.write("only,two\r\n")
    found = run(source)
    assert found.records["outcome"].value_counts().to_dict() == {"analysed": 3, "malformed row": 1}


def test_lines_that_recur_over_articles(run, table):
    foot = "The Gazette has been the voice of the harbour and of its people since 1890."
    texts = [FERRY, MARKET, f"{FERRY.replace('ferry', 'barge')}"]
    rows = [(f"{text}\n{foot}", "Gazette", f"a{n}", f"On {n}") for n, text in enumerate(texts)]
    found = run(table(*rows))
    lines = found.lines[found.lines["text"] == foot]
    assert set(zip(lines["role"], lines["rule"], strict=True)) == {("furniture", "recurring")}
    assert set(lines["recurring_share"]) == {3 / 4}  # of the Gazette's, with the clean one


@each(
    ("choice", "gone"),
    [("keep", []), ("keep_first", ["g2"]), ("drop_across", ["g1", "g2", "p1"])],
)
def test_copies(run, table, choice, gone):
    near = FERRY.replace("harbour master", "mayor").replace("Engineers", "The engineers")
    rows = [(FERRY, "Gazette", "g1", "", "2031-03-01"), (FERRY.upper(), "Gazette", "g2", "", ""),
            (f"Menu\n{near}", "Post", "p1", "", "2031-03-02")]  # fmt: skip
    found = run(table(*rows), duplicates=choice, near_duplicate=0.5).records
    assert sorted(found.index[found["outcome"] == "duplicate"]) == gone
    assert set(found.loc[["g1", "g2", "p1"], "cluster"]) == {"g1"}


@each(
    ("text", "credit", "wire"),
    [
        (f"HALLICK (AFP) - {FERRY}", "", True),
        (f"{FERRY} AFP", "", True),
        (FERRY, "AFP", True),
        (f"The quay. Photo: AFP\n{FERRY}", "", False),
        (FERRY, "Jane Doe", False),
    ],
)
def test_stories_of_wire_services(run, table, text, credit, wire):
    found = run(table((text, "Gazette", "a", "Ferry", "", credit)))
    assert found.records.loc["a", "wire"] == wire


# folders


def test_a_folder_of_files_of_every_kind(run, tmp_path):
    root = tmp_path / "texts"
    for outlet in OUTLETS:
        (root / outlet / "2031" / "03").mkdir(parents=True)
    document = docx.Document()
    for line in MARKET.split("\n"):
        document.add_paragraph(line)
    document.save(str(root / "Post" / "2031" / "market.docx"))
    files = {
        "Gazette/ferry.txt": FERRY.encode("cp1252"),
        "Gazette/2031/03/bridge.html": "<article>{}</article>".format(
            "".join(f"<p>{line}</p>" for line in BRIDGE.split("\n"))
        ).encode(),
        "Gazette/.DS_Store": b"\0\0",
        "Gazette/photo.jpg": b"\xff\xd8\xff",
        "Gazette/broken.pdf": b"%PDF-1.4 broken",
        "Post/notes": FERRY.encode(),
        "Post/empty.txt": b"",
    }
    for name, content in files.items():
        (root / name).write_bytes(content)
    found = run(FolderSource(kind="folder", path=str(root), encoding=None))
    assert found.records["outcome"].to_dict() == {
        "Gazette/2031/03/bridge.html": "analysed",
        "Gazette/broken.pdf": "unreadable",
        "Gazette/ferry.txt": "analysed",
        "Gazette/photo.jpg": "unreadable",
        "Post/2031/market.docx": "analysed",
        "Post/empty.txt": "no text",
        "Post/notes": "unreadable",
    }
    assert found.text("Gazette/2031/03/bridge.html") == BRIDGE
    assert found.text("Gazette/ferry.txt") == FERRY
    assert found.text("Post/2031/market.docx") == MARKET


# the whole


@each("n_shards", [1, 8])
def test_the_number_of_shards_changes_nothing(run, table, n_shards):
    rows = [(text, outlet, f"{outlet}-{n}", f"On {n}", "2031-03-04")
            for n, text in enumerate([FERRY, MARKET, FRENCH, "", f"Menu\n{FERRY}"])
            for outlet in OUTLETS]  # fmt: skip
    one, other = run(table(*rows)), run(table(*rows), n_shards=n_shards)
    assert one.records.equals(other.records)
    key = ["article", "line", "part"]
    assert one.lines.sort_values(key, ignore_index=True).equals(
        other.lines.sort_values(key, ignore_index=True)
    )
