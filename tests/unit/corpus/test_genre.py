"""The genre of an article, and what says so."""

from pathlib import Path

import pandas as pd
from cases import each

from crossframe.config import Selection
from crossframe.corpus.furniture import read_furniture
from crossframe.corpus.paragraphs import Sites, paragraphs
from crossframe.corpus.screen import screen
from crossframe.stages import LOADED

FURNITURE = read_furniture(Path(__file__).parents[3] / "config" / "furniture.yaml")
SELECTION = Selection(
    language="en", min_words=5, max_words=20_000, duplicates="keep", near_duplicate=0.8
)
TITLE = "Ferry will not sail"
FIRST = "The ferry that serves the island will not sail before the summer, the mayor said."
SECOND = "Engineers will look at every plate of the hull before it carries anyone again."
THIRD = "Shopkeepers on the quay expect a quiet season, and some have shut already."
PAGE = f"{TITLE}\n{FIRST}\n{SECOND}\n{THIRD}"


def genre(text=PAGE, title=TITLE, url=None, stated=None):
    row = dict.fromkeys(LOADED.columns) | {
        "number": 1,
        "read_from": "row",
        "article": "a",
        "outlet": "Gazette",
        "title": title,
        "url": url,
        "genre": stated,
        "outcome": "analysed",
        "date_basis": "missing",
        "text": text,
    }
    loaded = LOADED.validate(pd.DataFrame([row]))
    sites = Sites(
        FURNITURE, pd.DataFrame({"outlet": [], "line": [], "share": []}), 0.5, ["title", "body"]
    )
    found = screen(loaded, paragraphs(loaded, sites), FURNITURE, SELECTION).iloc[0]
    return found["genre"], found["genre_basis"]


@each(
    ("title", "kind"),
    [
        (f"Opinion | {TITLE}", "opinion"),
        (f"OPINION: {TITLE}", "opinion"),
        (f"{TITLE} | Opinion", "opinion"),
        (f"{TITLE} | Opinion | Gazette", "opinion"),
        (f"Comment: {TITLE}", "opinion"),
        (f"Editorial: {TITLE}", "opinion"),
        (f"Op-Ed: {TITLE}", "opinion"),
        (f"Letters: {TITLE}", "opinion"),
        (f"{TITLE} – leader",
         "opinion"),
        (f"Column: {TITLE}", "opinion"),
        (f"Viewpoint: {TITLE}", "opinion"),
        (f"Guest column: {TITLE}", "opinion"),
        (f"Analysis: {TITLE}", "analysis"),
        (f"ANALYSIS | {TITLE}", "analysis"),
        (f"News Analysis: {TITLE}", "analysis"),
        (f"{TITLE} | Analysis", "analysis"),
        (f"Explainer: {TITLE}", "analysis"),
        (f"Explained | {TITLE}", "analysis"),
        (f"Interview: {TITLE}", "interview"),
        (f"Q&A: {TITLE}", "interview"),
        (f"{TITLE} | Interview", "interview"),
        (f"Live: {TITLE}", "live"),
        (f"LIVE UPDATES: {TITLE}", "live"),
        (f"{TITLE} – live", "live"),
        (f"{TITLE} – live updates", "live"),
        (f"{TITLE} – as it happened", "live"),
        (f"{TITLE} - live blog | Gazette", "live"),
        (f"Blog: {TITLE}", "blog"),
    ],
)  # fmt: skip
def test_a_label_in_the_title_says_the_genre(title, kind):
    assert genre(title=title) == (kind, "title")


@each(
    ("label", "kind"),
    [
        *(("Opinion", "opinion"), ("COMMENT", "opinion"), ("Analysis", "analysis")),
        *(("OPINION", "opinion"), ("Editorial", "opinion"), ("Analysis by Jane Roe", "analysis")),
        *(("Opinion by Jane Roe", "opinion"), ("Interview", "interview"), ("Live", "live")),
        *(("Live updates", "live"), ("Blog", "blog"), ("Commentary", "opinion")),
        *(("Explainer", "analysis"), ("Op-Ed", "opinion"), ("Perspective", "opinion")),
    ],
)
def test_a_label_at_the_headline_says_the_genre(label, kind):
    assert genre(f"{label}\n{PAGE}") == (kind, "label")
    assert genre(f"{TITLE}\n{label}\n{FIRST}\n{SECOND}\n{THIRD}") == (kind, "label")


@each(
    "line",
    [
        "The views expressed are the author's own.",
        "The views expressed in this article are those of the author and not of the Gazette.",
        "The opinions expressed here are the writer's alone.",
        "Views expressed are personal and do not reflect those of the paper.",
        "Disclaimer: The views expressed above are the author's own.",
        "The author is expressing her own views.",
        "(The views and opinions expressed in this column are solely those of the writer.)",
    ],
)
def test_a_disclaimer_makes_an_opinion(line):
    assert genre(f"{PAGE}\n{line}") == ("opinion", "disclaimer")


def test_a_note_on_the_author_or_blog_says_the_genre():
    note = "Jane Roe is a columnist who has covered ferries for ten years."
    assert genre(f"{PAGE}\n{note}") == ("opinion", "author")
    blog = "It holds what the harbour's reporters hear on the quay."
    assert genre(f"{PAGE}\nAbout This Blog\n{blog}") == ("blog", "label")


@each(
    ("url", "kind"),
    [
        ("https://ost.example/opinion/2031/05/ferry", "opinion"),
        ("https://ost.example/news/opinions/ferry.html", "opinion"),
        ("https://ost.example/commentisfree/2031/may/05/ferry", "opinion"),
        ("https://ost.example/op-ed/ferry", "opinion"),
        ("https://ost.example/comment/ferry-1.html", "opinion"),
        ("https://ost.example/editorials/ferry", "opinion"),
        ("https://ost.example/columns/roe/ferry", "opinion"),
        ("https://opinion.ost.example/ferry", "opinion"),
        ("https://ost.example/analysis/ferry", "analysis"),
        ("https://ost.example/explained/ferry-2", "analysis"),
        ("https://ost.example/world/interview/mayor", "interview"),
        ("https://ost.example/live/2031/may/05/ferry", "live"),
        ("https://ost.example/news/live-updates/ferry", "live"),
        ("https://ost.example/news/ferry-live-updates-12", "live"),
        ("https://ost.example/blogs/harbour/ferry", "blog"),
        ("https://blogs.ost.example/harbour/ferry", "blog"),
        ("https://ost.example/blog/ferry", "blog"),
    ],
)
def test_a_section_of_the_address_says_the_genre(url, kind):
    assert genre(url=url) == (kind, "address")


def test_questions_make_an_interview_and_clock_lines_a_live_page():
    asked = ("Why does it not sail?", "When was that known?", "Who pays for it?")
    answers = (FIRST, SECOND, THIRD)
    pairs = "\n".join(f"{q}\n{a}" for q, a in zip(asked, answers, strict=True))
    assert genre(f"{TITLE}\n{FIRST}\n{pairs}") == ("interview", "form")
    marked = "\n".join(f"Q: {q}\nA: {a}" for q, a in zip(asked, answers, strict=True))
    assert genre(f"{TITLE}\n{SECOND}\n{marked}") == ("interview", "form")
    live = "\n".join(f"1{n}:05 GMT\n{a}" for n, a in enumerate(answers))
    assert genre(f"{TITLE}\n{live}") == ("live", "form")


@each(
    ("stated", "kind"),
    [
        *(("Opinion", "opinion"), ("op-ed", "opinion"), ("News", "news"), ("analysis", "analysis")),
        *(("live", "live"), ("Blog", "blog"), ("interview", "interview"), ("Comment", "opinion")),
    ],
)
def test_what_the_source_states_goes_before_all(stated, kind):
    url = "https://ost.example/blogs/harbour/ferry"
    assert genre(stated=stated, title=f"Analysis: {TITLE}", url=url) == (kind, "source")


@each(
    ("title", "url", "text"),
    [
        (TITLE, None, PAGE),
        (TITLE, "https://ost.example/news/2031/05/05/ferry-opinion-poll", PAGE),
        ("Opinions differ on the ferry", None, PAGE),
        ("Mayor: comment on the ferry was a joke", None, PAGE),
        ("Live music returns to the island", "https://ost.example/alive/ferry", PAGE),
        ("Blog writer buys ferry", "https://ost.example/lives/ferry", PAGE),
        (TITLE, None, f"News\nOpinion\nSport\nLive\n{PAGE}"),
        (TITLE, None, f"{PAGE}\nOpinion\nAnalysis"),
        (TITLE, None, f"{PAGE}\nWho will pay for it?"),
        (TITLE, "not an address [", PAGE),
        (TITLE, None, f"{TITLE}\n10:05 GMT\n{FIRST}\n{SECOND}"),
    ],
)
def test_without_a_sign_an_article_is_news(title, url, text):
    assert genre(text, title, url) == ("news", "none")
