"""What sites print around and between paragraphs has a role of its own, and no sentence has."""

from pathlib import Path

from cases import each

from crossframe.corpus.clean import clean
from crossframe.corpus.furniture import read_furniture
from crossframe.corpus.headline import Site

FURNITURE = read_furniture(Path(__file__).parents[3] / "config" / "furniture.yaml")
TITLE = "Ferry will not sail"
FIRST = "The ferry that serves the island will not sail before the summer, the mayor said."
SECOND = "Engineers will look at every plate of the hull before it carries anyone again."
THIRD = "Shopkeepers on the quay expect a quiet season, and some have shut already."


def roles(*lines):
    parts = clean("\n".join(lines), TITLE, Site("Gazette"), FURNITURE)
    return [part.role for part in parts if part.line]


def between(line):
    """Return the role of a line between paragraphs, which it must leave as they are."""
    found = roles(TITLE, FIRST, SECOND, line, THIRD)
    assert [*found[:3], *found[4:]] == ["title", "body", "body", "body"]
    return found[3]


@each(
    "line",
    [
        "Correction: An earlier version of this article gave the wrong number of weeks.",
        "CORRECTION: The ferry was built in 1961, not in 1691.",
        "Correction (March 5): The mayor's name is Roe.",
        "Corrections & clarifications: The mayor's name was misspelt.",
        "Clarification: The ferry belongs to the island and not to the harbour.",
        "Clarification, 6 March 2024: the ferry has two engines.",
        "This article was amended on 6 March 2024 to correct the name of the line.",
        "• This article was amended on 6 March 2024. An earlier version said the ferry had sunk.",
        "This story has been updated to correct the name of the ferry.",
        "This story has been corrected. A previous version gave the wrong year.",
        "This story was updated at 5 p.m. with comments from the mayor.",
        "This article has been updated.",
        "This piece has been corrected since it was published.",
        "The headline was changed on 6 March.",
        "An earlier version of this story misstated the mayor's age.",
        "A previous version of this article incorrectly said that the ferry had sunk.",
        "In an earlier version of this report, the island was placed in the wrong sea.",
        "The original version of this post gave the wrong date.",
        "Editor's note: The mayor is a cousin of this reporter.",
        "Editor’s Note: This story contains descriptions of accidents at sea.",
        "EDITOR'S NOTE — This is the first of three parts.",
        "Editors' note: The names of the passengers have been changed.",
        "Note to readers: this account names no passengers.",
        "We have corrected the number of passengers since this was published.",
        "Due to an editing error, the ferry was called a liner.",
        "Updated to add a comment from the harbour.",
        "UPDATE: This story has been updated with the response of the owner.",
        "Updated (March 6): This article has been changed to name the owner.",
    ],
)
def test_a_correction_or_editors_note_has_a_role_and_ends_nothing(line):
    assert between(line) == "correction"
    assert roles(TITLE, line, FIRST, SECOND)[1:] == ["correction", "body", "body"]
    assert roles(TITLE, FIRST, SECOND, line)[1:] == ["body", "body", "correction"]


@each(
    "line",
    [
        "Image source, Getty Images",
        "Image source, Jane Roe",
        "Image caption, The ferry has not moved",
        "Image caption: The ferry has not moved since Monday.",
        "Media caption, The mayor speaks on the quay",
        "Video caption The mayor speaks on the quay",
        "Photo caption: the ferry at its pier",
        "Passengers at the pier on Tuesday. Photograph: Jane Doe/The Ost",
        "Passengers at the pier on Tuesday. Photograph: Jane Doe",
        "Passengers at the pier on Tuesday Photo: Jane Doe",
        "Passengers at the pier on Tuesday. Photo by Jane Doe/Gazette",
        "Passengers at the pier on Tuesday. | Photo Credit: Jane Doe",
        "Passengers at the pier on Tuesday. Credit: Jane Doe",
        "Passengers at the pier on Tuesday. (Jane Doe/Gazette)",
        "Passengers at the pier on Tuesday. (Jane Doe/Gazette via Getty Images)",
        "Passengers at the pier on Tuesday. [Jane Doe/Reuters]",
        "Passengers at the pier on Tuesday. (AP Photo/Jane Doe)",
        "Passengers at the pier on Tuesday. REUTERS/Jane Doe",
        "Passengers at the pier on Tuesday. Jane Doe/AFP via Getty Images",
        "Passengers at the pier on Tuesday. © Jane Doe, AFP",
        "Passengers at the pier on Tuesday. Picture: Jane Doe",
        "Passengers at the pier on Tuesday. (Picture: Jane Doe)",
        "Passengers at the pier on Tuesday. Image: Jane Doe/picture alliance",
        "FILE - The ferry at its pier on Monday, March 5, 2024. (AP Photo/Jane Doe, File)",
        "FILE PHOTO: The ferry lies at its pier in the harbour of the island, March 5, 2024.",
        "File photo of the ferry at its pier.",
        "File image of the ferry.",
        "A file photo of the ferry at its pier.",
        "Representational image",
        "Representative image. | Photo Credit: Jane Doe",
        "Image used for representation only.",
        "Pictured: The ferry at its pier on a quiet morning in March.",
    ],
)
def test_a_caption_of_a_large_site_is_no_text(line):
    assert between(line) in ("caption", "credit")
    assert roles(TITLE, line, FIRST, SECOND)[1] in ("caption", "credit")


@each(
    "line",
    [
        *(
            "Photo: Jane Doe",
            "Photograph: Jane Doe/AP",
            "Credit: Jane Doe",
            "Jane Doe/Getty Images",
        ),
        *("Getty Images", "AFP via Getty Images", "(AP Photo/Jane Doe)", "REUTERS/Jane Doe"),
        *("Image: Jane Doe/dpa", "Courtesy of Jane Doe", "Photo courtesy of the harbour"),
        *("Illustration: Jane Doe", "Photo Credit: PTI", "Credit...Jane Doe", "Shutterstock"),
        *("Picture: PA", "Image courtesy: ANI", "Photo/Jane Doe", "AP Photo"),
    ],
)
def test_a_credit_of_a_picture_is_no_text(line):
    assert between(line) in ("credit", "caption")


@each(
    "line",
    [
        "To continue reading, subscribe today or log in.",
        "Already a subscriber? Sign in",
        "Already have an account? Log in here",
        "This article is for subscribers only.",
        "This is a subscriber-only story. Sign up for four weeks free to go on reading.",
        "This content is exclusive to subscribers.",
        "This story is available exclusively to our subscribers. Become one now.",
        "You have reached your limit of free articles this month.",
        "You've read all of your free articles.",
        "You have 2 free articles left.",
        "Unlock unlimited access to all our stories",
        "Get unlimited digital access for one crown a week.",
        "Start your free trial",
        "Start your subscription now.",
        "Subscribe now for full access",
        "Become a member to read on",
        "Sign in to read the full story",
        "Create a free account to continue",
        "Register for a free account to go on.",
        "Log in to continue reading this article.",
        "Support our journalism with a gift.",
        "Cancel anytime.",
        "Continue reading",
        "View image in fullscreen",
        "Click to play video",
    ],
)
def test_a_line_of_a_paywall_is_furniture(line):
    assert between(line) == "furniture"


@each(
    "line",
    [
        "We use cookies to make this site work and to measure how you use it.",
        "We and our partners use cookies and similar technologies to show you advertising.",
        "This site uses cookies. By continuing you agree to our terms.",
        "By clicking Accept you consent to our use of cookies.",
        "If you continue to use this site you accept our cookies.",
        "Accept all",
        "Reject all",
        "Manage preferences",
        "Cookie settings",
        "I agree",
        "Allow Twitter content?",
        "This article contains content provided by Twitter. We ask for your permission first.",
        "To view this content, you need to enable cookies.",
        "Read our privacy policy",
        "We value your privacy",
    ],
)
def test_a_line_that_asks_for_consent_is_furniture(line):
    assert between(line) == "furniture"


@each(
    "line",
    [
        *(
            "16.05 GMT",
            "16:05 GMT",
            "16:05",
            "4:05pm",
            "4:05 p.m.",
            "4.05pm",
            "4.05pm BST",
            "16:05 BST",
        ),
        *("10:32 AM ET", "10:32 a.m. EDT", "16:05 IST", "16:05 (CET)", "16h05 GMT", "Posted 16:05"),
        *("Updated 16:05 GMT", "Last updated: 4:05 pm", "4h ago", "4 hours ago", "2 mins ago"),
        *(
            "Updated 2 hours ago",
            "1 day ago",
            "an hour ago",
            "Just now",
            "Today, 10:32",
            "at 10:32",
        ),
        *(
            "Yesterday at 10:32",
            "Posted at 10:32 am",
            "16:05:10",
            "4 pm",
            "10:32 AEDT",
            "Published 5d ago",
        ),
    ],
)
def test_a_clock_line_of_a_live_page_is_a_date(line):
    assert between(line) == "date"


@each(
    "lines",
    [
        ["We will not let it sail.", "— Ost Mayor (@mayor) March 5, 2024"],
        ["We will not let it sail. — Ost Mayor (@mayor) March 5, 2024"],
        ["We will not let it sail! https://t.co/ab12 — Mayor (@mayor) 5 May 2024"],
        ["The ferry this morning pic.twitter.com/ab12cd"],
        ["We wait for the engineers and hope that it will be soon.", "— Jane Roe (@jane_roe)"],
        [
            "We wait for the engineers and hope that it will be soon.",
            "Jane Roe (@jane.bsky.social) May 5, 2024",
        ],
        ["View this post on Instagram", "A post shared by Jane Roe (@jane)"],
        ["View this post on Instagram"],
        ["https://twitter.com/mayor/status/123"],
        ["https://www.youtube.com/watch?v=abc"],
        ["pic.twitter.com/ab12cd"],
        ["Twitter post"],
    ],
)
def test_a_post_of_another_site_is_embedded(lines):
    found = roles(TITLE, FIRST, SECOND, *lines, THIRD)
    assert found == ["title", "body", "body", *["embed"] * len(lines), "body"]


@each(
    "sentence",
    [
        "The correction of the charts will take until the summer, the harbour office said.",
        "Corrections officers went on board and looked at every plate of the hull.",
        "This article of the island's law was amended in the spring, the mayor said.",
        "An earlier version of the ferry carried cattle and had no seats for passengers.",
        "A previous version of the plan had no money for the ferry, said the harbour master.",
        "The story was updated by every generation that told it on the quay of the island.",
        "Updated charts are sold on the quay, where the ferry used to lie, for ten crowns.",
        "The editor's note on the door said that the newspaper had closed for the summer.",
        "The photograph by Jane Roe shows the ferry as it was before the war, with two masts.",
        "Images of the ferry went round the world, and the island sold more cards than ever.",
        "File cabinets were thrown from the ferry, said a man who was fishing from the pier.",
        "The picture that he drew of the island pleased nobody, and the mayor least of all.",
        "Pictured on every card of the island, the ferry is what most visitors come to see.",
        "To continue, the island needs a ferry, and to find one it needs money, he said.",
        "Subscribers to the ferry's newsletter heard of it first, on Monday at ten o'clock.",
        "Already a ruin, the pier will not bear the lorries that are to bring the plates.",
        "You have to see it, said the harbour master, who has read every report on the ferry.",
        "Support for our newspaper's view came from the mayor, who wants no ferry at all.",
        "We use the pier as our fathers did, said the fisherman, and we will not give it up.",
        "By clicking his fingers the pilot made the ferry's crew laugh, and so they sailed on.",
        "At 16:05 the ferry stopped, and nobody on board knew for an hour what to do.",
        "The mayor (@mayor) wrote that the ferry would not sail, and then took it back again.",
        "A post shared by the owner said that the ferry was sold, which the mayor denied.",
        "Not found in any chart, the rock made the hole through which the water came in.",
        "The page was torn from the log of the ferry, and nobody found it, the mayor said.",
        "Just a moment before noon, the ferry hit the rock that no chart of the bay shows.",
        "Access to the pier is denied to visitors until the summer, says a sign on the gate.",
        "Opinions expressed in the harbour about the ferry are not fit to be printed here.",
        "The Jane Roe/John Doe plan for the ferry failed when the bank withdrew its money.",
        "Copyright law does not protect the shape of a ferry, the island's lawyer found out.",
        "Reporting by the owners of ferries is bad, the inspectors wrote in their own report.",
        "He contributed to this report of the inspectors, but would not put his name to it.",
        "Engineers and divers contributed to this. Report and charts are on show at the quay.",
        "Source of the trouble: the pump, which nobody had looked at for more than ten years.",
        "Just 5 crowns a week is what the ferry's cook was paid in the year of the accident.",
    ],
)
def test_a_sentence_that_looks_a_little_like_boilerplate_is_text(sentence):
    assert roles(TITLE, FIRST, sentence, SECOND, THIRD) == ["title", *["body"] * 4]


@each("line", ["3.14", "16.05", "10-12", "The 16:05", "4 crowns ago", "12 men"])
def test_what_is_no_clock_is_no_date(line):
    assert roles(TITLE, FIRST, line, SECOND, THIRD)[2] != "date"
