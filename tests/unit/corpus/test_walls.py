"""A page that was served instead of an article is a failure, and no article."""

from pathlib import Path

import pandas as pd
from cases import each

from crossframe.config import Selection
from crossframe.corpus.furniture import read_furniture
from crossframe.corpus.paragraphs import Sites, paragraphs
from crossframe.corpus.screen import screen
from crossframe.corpus.select import select
from crossframe.stages import LOADED

FURNITURE = read_furniture(Path(__file__).parents[3] / "config" / "furniture.yaml")
SELECTION = Selection(
    language="en", min_words=5, max_words=20_000, duplicates="keep", near_duplicate=0.8
)
ARTICLE = (
    "The ferry that serves the island will not sail before the summer, the mayor said.\n"
    "Engineers will look at every plate of the hull before it carries anyone again.\n"
    "Shopkeepers on the quay expect a quiet season, and some of them have shut already.\n"
    "The owner, who lives on the mainland, answered no letters of the council this year.\n"
)


def records(*pages):
    rows = [
        dict.fromkeys(LOADED.columns)
        | {"number": n, "read_from": "row", "article": f"a{n}", "outlet": "Gazette", "text": text}
        | {"title": title, "outcome": "analysed", "date_basis": "missing", "url": f"u{n}"}
        for n, (title, text) in enumerate(pages, start=1)
    ]
    loaded = LOADED.validate(pd.DataFrame(rows))
    sites = Sites(
        FURNITURE, pd.DataFrame({"outlet": [], "line": [], "share": []}), 0.5, ["title", "body"]
    )
    return screen(loaded, paragraphs(loaded, sites), FURNITURE, SELECTION)


WALLS = {
    "robots": [
        (
            "Just a moment...",
            [
                "Checking your browser before accessing ost.example",
                "Enable JavaScript and cookies to continue. This process is automatic. "
                "Your browser will redirect shortly.",
            ],
        ),
        (
            "Attention Required! | Cloudflare",
            [
                "Sorry, you have been blocked",
                "You are unable to access ost.example",
                "Why have I been blocked?",
                "This website is using a security service to protect itself from online attacks.",
                "Ray ID: 7a1",
            ],
        ),
        (
            "Access Denied",
            [
                "You don't have permission to access this page on this server.",
                "Reference #18.4f2",
            ],
        ),
        (
            "Are you a robot?",
            [
                "Please make sure your browser supports JavaScript and cookies.",
            ],
        ),
        (
            "Pardon Our Interruption",
            [
                "Something about your browser made us think you were a bot.",
            ],
        ),
        (
            "ost.example",
            [
                "Please verify you are a human",
                "Access to this page has been denied because we believe you are using "
                "automation tools.",
            ],
        ),
        (
            "ost.example",
            [
                "We've detected unusual activity from your network",
                "To continue, please click the box below to let us know you're not a robot.",
            ],
        ),
        (
            "Security check",
            [
                "Please complete the security check to go on to the site.",
            ],
        ),
        (
            "ost.example",
            [
                "Please enable JavaScript to view this page.",
            ],
        ),
        (
            "Human verification",
            [
                "Verifying you are human. This may take a few seconds.",
            ],
        ),
    ],
    "error": [
        (
            "404 Not Found",
            [
                "nginx",
            ],
        ),
        (
            "Page not found",
            [
                "Sorry, the page you are looking for does not exist.",
            ],
        ),
        (
            "Ost",
            [
                "Error 404",
                "The page could not be found. Try the search.",
            ],
        ),
        (
            "Oops",
            [
                "We can't find the page you were looking for. It may have been moved.",
            ],
        ),
        (
            "403 Forbidden",
            [
                "You may not see this.",
            ],
        ),
        (
            "Ost",
            [
                "500 Internal Server Error",
            ],
        ),
        (
            "Ost",
            [
                "502 Bad Gateway",
            ],
        ),
        (
            "503",
            [
                "Service temporarily unavailable. Try again later.",
            ],
        ),
        (
            "Ost",
            [
                "451: Unavailable due to legal reasons",
                "We recognize you are attempting to access this website from a country "
                "belonging to the European Economic Area.",
            ],
        ),
        (
            "Ost",
            [
                "This article is no longer available.",
            ],
        ),
        (
            "Ost",
            [
                "Our website is currently unavailable in most European countries.",
            ],
        ),
        (
            "Ost",
            [
                "This content is not available in your region.",
            ],
        ),
    ],
    "consent": [
        (
            "ost.example with ads",
            [
                "Visit ost.example as usual with advertising and tracking. Details can "
                "be found in our privacy notice.",
                "Read ost.example with almost no ads for a small fee. Already have a "
                "subscription? Log in here.",
            ],
        ),
        (
            "Before you continue",
            [
                "We and our partners store and/or access information on a device.",
            ],
        ),
        (
            "Ost",
            [
                "We value your privacy",
                "We and our 812 partners process personal data such as your address. "
                "You may change your choices at any time.",
            ],
        ),
        (
            "Your privacy choices",
            [
                "Please accept tracking to continue to the site.",
            ],
        ),
    ],
}


@each(
    ("kind", "title", "lines"),
    [(kind, title, lines) for kind, pages in WALLS.items() for title, lines in pages],
)
def test_a_wall_is_no_article(kind, title, lines):
    found = records((title, "\n".join(lines))).iloc[0]
    assert found["outcome"] == "no article"
    assert kind in found["reason"]


@each(
    "line",
    [
        *("We value your privacy", "Please enable JavaScript to view this page.", "Forbidden"),
        *("Checking your browser", "Before you continue", "Page not found", "Access denied"),
        "Are you a robot?",
    ],
)
def test_an_article_with_a_line_of_a_wall_is_an_article(line):
    assert records(("Ferry", f"{line}\n{ARTICLE}")).iloc[0]["outcome"] == "analysed"
    assert records((line, ARTICLE)).iloc[0]["outcome"] == "analysed"


def outcomes(*pages):
    chosen = select(records(*pages), ["Gazette"], SELECTION)
    return chosen.sort_values("number")["outcome"].tolist()


PLEA = "Thank you for your visit to the Gazette. Our presses are resting and will be back soon."


def test_equal_short_pages_under_several_titles_are_no_copies_but_failures():
    pages = [(f"Story {n}", PLEA) for n in range(3)]
    assert outcomes(*pages, ("Ferry", ARTICLE)) == [*["no article"] * 3, "analysed"]


def test_two_equal_pages_and_long_ones_are_copies():
    assert outcomes(("One", PLEA), ("Two", PLEA)) == ["analysed"] * 2
    long = "".join(ARTICLE.replace(".", f" in year {year}.") for year in range(4))
    assert outcomes(*((f"Story {n}", long) for n in range(4))) == ["analysed"] * 4
