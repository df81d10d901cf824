"""Agency copy is found wherever an agency signs it, and nowhere else."""

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
KEPT = ["title", "standfirst", "heading", "body"]


def read(text, title=TITLE, outlet="Gazette", credit=None):
    row = dict.fromkeys(LOADED.columns) | {
        "number": 1,
        "read_from": "row 2",
        "article": "a1",
        "outlet": outlet,
        "title": title,
        "date_basis": "missing",
        "outcome": "analysed",
        "text": text,
        "credit": credit,
    }
    loaded = LOADED.validate(pd.DataFrame([row]))
    sites = Sites(FURNITURE, pd.DataFrame({"outlet": [], "line": [], "share": []}), 0.5, KEPT)
    parts = paragraphs(loaded, sites)
    found = screen(loaded, parts, FURNITURE, SELECTION).iloc[0]
    kept = parts.loc[parts["kept"] & (parts["role"] != "title"), "text"].tolist()
    return bool(found["wire"]), kept


DATELINES = [
    *("Tarnow, Mar 5 (PTI)", "Tarnow, March 5 (PTI):", "New Hallick, Mar 5 (ANI):"),
    *("New Hallick [Wessex], March 5 (ANI):", "Tarnow, March 05 (IANS)", "TARNOW: (PTI)"),
    *("Tarnow (dpa) -", "Tarnow/Hallick (dpa) -", "Tarnow (dpa/tmn) –", "Tarnow (dpa-AFX) -"),
    *("(Reuters) -", "(Reuters) –", "(AFP) -", "(AP) —", "(UPI) --", "[Reuters] -"),
    *("AFP -", "AFP —", "Reuters –", "AP |", "AFP, Tarnow -", "Reuters, TARNOW –"),
    *("ST. PETERSBURG, Fla. (AP) _", "ST. PETERSBURG, Fla. (AP) —", "TARNOW, Ohio (AP) --"),
    *("TARNOW (AP) —", "TARNOW (AP) -", "TARNOW — (AP)", "WEST TARNOW, N.Y. (AP) —"),
    *("TARNOW, 5 March 2024 (UPI) -", "TARNOW, March 5 (UPI) --", "TARNOW, Mar. 5, 2024 (UPI) --"),
    *("TARNOW, March 5 (Reuters) -", "TARNOW/HALLICK, March 5 (Reuters) -"),
    *("TARNOW, Wessex, March 5 (Reuters) -", "Tarnow, 5 March (Reuters) -"),
    *("TARNOW, March 5 (Reuters Life!) -", "TARNOW (Thomson Reuters Foundation) -"),
    *("TARNOW, March 5 (Xinhua) --", "TARNOW, March 5 (Kyodo) -", "TARNOW, March 5 (Yonhap) --"),
    *("TARNOW (Kyodo) -", "TARNOW (AFP-Jiji) -", "TARNOW (AFP-JIJI) –", "TARNOW (Jiji Press) --"),
    *("TARNOW, March 5. /TASS/.", "TARNOW, March 5 /TASS/.", "TARNOW, March 5 (TASS) -"),
    *("TARNOW, March 5 (RIA Novosti) -", "TARNOW. March 5 (Interfax) -"),
    *("Tarnow, 5 mar (EFE).-", "Tarnow, Mar 5 (EFE).-", "Tarnow, 5 March (EFE) -"),
    *("(ANSA) - Tarnow, March 5 -", "(ANSA) - TARNOW, MAR 5 -", "(ANSA) -"),
    *("TARNOW, 5th March, 2024 (WAM) --", "TARNOW, March 5 (SPA) --", "Tarnow, March 5 (QNA) -"),
    *("TARNOW, March 5 (MENA) -", "TARNOW, March 5 (KUNA) --", "Tarnow, March 5 (Petra) --"),
    *("TARNOW, March 5 (Bernama) --", "TARNOW, March 5 (BERNAMA) -", "Tarnow (ANTARA) -"),
    *("Tarnow (VNA) –", "Tarnow, March 5 (VNA) -", "Tarnow (Antara) –", "TARNOW (ANP) -"),
    *("Tarnow (Belga) -", "TARNOW (APA) –", "TARNOW (ATS) -", "Tarnow (NTB) –", "TARNOW (TT) –"),
    *("Tarnow /Ritzau/ –", "TARNOW (BNS) –", "TARNOW (LETA) -", "TARNOW, March 5 (BelTA) –"),
    *("TARNOW (Canadian Press) —", "TARNOW — (CP)", "TARNOW, Ont. (The Canadian Press) —"),
    *("TARNOW (Bloomberg) --", "(Bloomberg) --", "TARNOW, March 5 (Bloomberg) -"),
    *("Tarnow, March 5 (APP):", "TARNOW (NAN) -", "TARNOW, March 5 (BSS) -", "TARNOW (GNA) –"),
    *("TARNOW, March 5, 2024 /PRNewswire/ --", "TARNOW, March 5, 2024 (GLOBE NEWSWIRE) --"),
    *("TARNOW, March 5, Reuters —", "Tarnow, AFP –", "TARNOW / AFP -", "Tarnow, Mar 5: PTI -"),
    *("São Tarnow (AFP) –", "ÉVRY-SUR-TARN (AFP) —", "Tarnow am Hall (dpa) –", "L'AUBE (AFP) -"),
    *(
        "TARNOW (AP/Reuters) —",
        "TARNOW (Reuters/AFP) -",
        "TARNOW (AFP, AP) -",
        "PORT OF HALL (AP) —",
    ),
    *("Tarnow, Tuesday, March 5 (AFP) -", "Tarnow, 05/03 (AFP) -", "TARNOW, Dec. 31 (AP) —"),
    *("TARNOW, Sept. 3 (AAP) -", "Tarnow, 5. March (dpa) -", "TARNOW (Press Association) -"),
]


@each("dateline", DATELINES)
def test_a_dateline_of_an_agency_is_no_text_and_makes_wire_copy(dateline):
    for text in (FIRST, "“We wait,” the mayor said on the quay of the island on Monday."):
        assert read(f"{dateline} {text}\n{SECOND}") == (True, [text, SECOND])


@each(
    "dateline",
    [
        *("TARNOW (Gazette) -", "TARNOW, March 5 (Gazette) —", "TARNOW, March 5 —"),
        *("TARNOW, Ohio —", "TARNOW, 5 March 2024 -", "TARNOW, Fla. --"),
    ],
)
def test_a_dateline_without_an_agency_is_no_text_and_no_wire_copy(dateline):
    assert read(f"{dateline} {FIRST}\n{SECOND}") == (False, [FIRST, SECOND])


@each(
    "text",
    [
        "The Canadian Press (CP) is a news agency that once owned the ferry and its pier.",
        "Canadian Pacific (CP) Railway will run trains to the pier of the island ferry.",
        "Canadian Pacific (CP) - the owner of the ferry - will not let it sail this year.",
        "Palestinian Authority (PA) officials said the ferry would not sail this year.",
        "The Saudi Press Agency (SPA) said the ferry would not sail before the summer.",
        "Democratic Unionist (PA) candidates want the ferry to sail before the summer.",
        "Mayor Jane Roe (AP) said the ferry would not sail before the summer of this year.",
        "AP exams will be held on the ferry, said the head of the island's only school.",
        "Reuters reported that the ferry would not sail before the summer of this year.",
        "AFP, Reuters and dpa asked the mayor when the ferry would sail to the island.",
        "PA — the Port Authority, that is — will not let the ferry sail before the summer."
        " It said so on Monday.",
        "UNI students may sail on the ferry for nothing, but it does not sail this year.",
        "Antara and her sister sail on the ferry, which is shut until the summer of the year.",
    ],
)
def test_a_sentence_that_begins_like_a_dateline_is_text(text):
    wire, kept = read(f"{text}\n{SECOND}")
    assert not wire
    assert kept[0].startswith(text[:12])


BYLINES = [
    *("By Jane Roe, Associated Press", "By JANE ROE, Associated Press", "By Jane Roe, AP"),
    *("By Jane Roe The Associated Press", "By Jane Roe and John Doe, The Associated Press"),
    *("By The Associated Press", "By Associated Press", "BY THE ASSOCIATED PRESS", "By AP"),
    *("By Jane Roe, AP Business Writer", "By JANE ROE AP Political Writer"),
    *("By Jane Roe | Associated Press", "By Jane Roe | The Associated Press | March 5, 2024"),
    *("By Jane Roe / AP", "By Jane Roe of the Associated Press", "By Jane Roe for Reuters"),
    *("Reuters Staff", "By Reuters Staff", "By Reuters", "REUTERS", "Reuters in Tarnow"),
    *("Associated Press", "The Associated Press", "Associated Press in Tarnow", "AP"),
    *("Agence France-Presse", "Agence France-Presse in Tarnow", "AFP in Tarnow", "AFP"),
    *("Jane Roe, The Canadian Press", "By Jane Roe, The Canadian Press", "The Canadian Press"),
    *("By Jane Roe, PA Political Correspondent", "By PA Media", "PA Media", "Press Association"),
    *("By Jane Roe, Press Association Chief Reporter", "By Jane Roe, PA"),
    *("Jane Roe, AAP", "By AAP", "Australian Associated Press", "By Jane Roe, NZME"),
    *("From wire reports", "From Wire Reports", "From wire services", "Wire reports"),
    *("Compiled from wire reports", "Agencies", "By Agencies", "News Agencies", "Wire services"),
    *("Source: Reuters", "Source: AFP", "Via AP news wire", "PTI", "By PTI", "ANI", "By ANI"),
    *("Press Trust of India", "PTI | Updated: March 5, 2024", "PTI, Tarnow", "IANS", "By IANS"),
    *("By Jane Roe, Bloomberg News", "Bloomberg News", "By Jane Roe, Kyodo News", "By Xinhua"),
    *("Jane Roe, Tribune News Service", "By Jane Roe, Religion News Service", "By dpa", "dpa"),
    *("By Jane Roe, Reuters Health", "Posted by AP", "Written by AFP", "Text: AFP", "By EFE"),
]


@each("byline", BYLINES)
def test_a_byline_of_an_agency_is_no_text_and_makes_wire_copy(byline):
    assert read(f"{TITLE}\n{byline}\n{FIRST}\n{SECOND}") == (True, [FIRST, SECOND])
    date = "March 5, 2024"
    assert read(f"{TITLE}\n{date}\n{byline}\n{FIRST}\n{SECOND}") == (True, [FIRST, SECOND])


@each(
    "byline",
    [
        *("By Jane Roe", "By Jane Roe, Gazette Political Correspondent", "By Ann Paul"),
        *("Jane Roe / AFP", "Photo: AFP", "AP Photo", "Reuters Images", "Jane Roe/Reuters"),
        *("AP Photo/Jane Roe", "(AP Photo/Jane Roe)", "REUTERS/Jane Roe", "AFP via Getty Images"),
        *("Photograph: Jane Roe/AP", "Credit: Reuters", "Image: dpa", "Picture: PA"),
        *("By Gazette staff", "Gazette", "By Reut Ersan", "By Jane Roe, Capa"),
    ],
)
def test_another_byline_or_a_credit_of_a_picture_makes_no_wire_copy(byline):
    assert read(f"{TITLE}\n{byline}\n{FIRST}\n{SECOND}") == (False, [FIRST, SECOND])


CLOSING = [
    *("(Reporting by Jane Doe for Reuters; Editing by John Roe)",),
    *("(Reporting by Jane Doe; Editing by John Roe)",),
    *("(Reporting by Jane Doe and Jim Poe in Tarnow; editing by John Roe and Ann Loe)",),
    *("Reporting by Jane Doe; Writing by Jim Poe; Editing by John Roe",),
    *("Reporting by Jane Doe in Tarnow, Editing by John Roe",),
    *("(Writing by Jane Doe; Additional reporting by Jim Poe; Editing by John Roe)",),
    *("Associated Press writer Jane Roe contributed to this report.",),
    *("Associated Press writers Jane Roe in Tarnow and Jim Poe in Hallick contributed to this "
      "report.",),
    *("AP reporter Jane Roe contributed to this report.",),
    *("AP Business Writer Jane Roe contributed to this report from Tarnow.",),
    *("AP journalists Jane Roe and Jim Poe contributed to this story.",),
    *("© 2024 AFP", "© AFP 2024", "(c) 2024 AFP", "© 2024, Agence France-Presse", "© 2024 dpa"),
    *("Copyright 2024 The Associated Press. All rights reserved. This material may not be "
      "published, broadcast, rewritten or redistributed without permission.",),
    *("Copyright © 2024 The Associated Press. All rights reserved.",),
    *("Copyright 2024 UPI News Agency. All rights reserved.", "Copyright 2024 Reuters"),
    *("©2024 Bloomberg L.P.", "© Thomson Reuters 2024", "© Copyright Thomson Reuters 2024"),
    *("© Press Association 2024", "Copyright (c) 2024 The Canadian Press",),
    *("© 2024 PA Media, All Rights Reserved", "Copyright 2024 by Agence France-Presse"),
    *("This report by The Canadian Press was first published March 5, 2024.",),
    *("(This story has not been edited by our staff and is published from a syndicated feed.)",),
    *("(Except for the headline, this story has not been edited by our staff and is published from "
      "a syndicated feed.)",),
    *("This story has been published from a wire agency feed without modifications to the text.",),
    *("This is an unedited and auto-generated story from a syndicated news feed.",),
    *("(AFP)", "(Reuters)", "AFP", "- Reuters", "— AP", "--AFP", "/AFP", "(PTI)", "(ANI)", "-PTI"),
    *("PTI SKC SMN DV", "PTI ABC", "Source: AFP", "Source: Reuters"),
    *("--IANS sr/vd", "AFP jd/rk", "(dpa)", "Xinhua", "- Bernama"),
]  # fmt: skip


@each("closing", CLOSING)
def test_a_closing_line_of_an_agency_is_no_text_and_makes_wire_copy(closing):
    assert read(f"{FIRST}\n{SECOND}\n{closing}") == (True, [FIRST, SECOND])


@each(
    "closing",
    [
        *("AFP", "(AFP)", "(Reuters)", "— AP", "- PTI", "(AP).", "PTI SKC SMN", "--IANS"),
        "(Reporting by Jane Doe; Editing by John Roe)",
        "(Reporting by Jane Doe for Reuters; Editing by John Roe)",
        "Associated Press writer Jane Roe contributed to this report.",
        "© 2024 AFP",
        "Copyright 2024 The Associated Press. All rights reserved.",
    ],
)  # fmt: skip
def test_an_agency_signs_after_the_last_sentence(closing):
    assert read(f"{FIRST}\n{SECOND} {closing}") == (True, [FIRST, SECOND])


@each(
    "closing",
    [
        "Gazette reporter Jane Roe contributed to this report.",
        "Jane Roe and Jim Poe contributed to this report.",
        "The Associated Press contributed to this report.",
        "Gazette staff writer Jane Roe and Associated Press writer Jim Poe contributed to this "
        "report.",
        "Reporting by Jane Doe",
        "Reporting by Gazette staff; editing by John Roe",
        "Additional reporting by AP",
        "(With inputs from PTI)",
        "(With inputs from agencies)",
        "© 2024 Gazette",
        "© 2024 The Gazette. All rights reserved. The Associated Press supplied the picture.",
        "Copyright 2024 Gazette Media Ltd",
        "© Jane Roe/AFP",
        "AP Photo",
        "This story was originally published March 5, 2024, 5:00 AM.",
    ],
)
def test_another_closing_line_is_no_text_and_makes_no_wire_copy(closing):
    assert read(f"{FIRST}\n{SECOND}\n{THIRD}\n{closing}") == (False, [FIRST, SECOND, THIRD])


@each(
    "sentence",
    [
        "“It will not sail,” the mayor told Reuters on the quay of the island on Monday.",
        "Reuters reported on Monday that the ferry would be sold to a museum on the coast.",
        "According to AFP, two other islands have lost their ferries in the same winter.",
        "The mayor, who once worked for the Associated Press, writes books about ferries.",
        "The Associated Press could not reach the owner of the ferry for a comment.",
        "He contributed to this report of the inspectors as a diver, the mayor told dpa.",
        "She reads Reuters. The news of the ferry reached her there before the letter did.",
        "The island has had three mayors in a year, news agency ANSA said on its site.",
        "The report (by AP) was false, and the ferry has not sailed since, said the mayor.",
        "He was the head of PA Media. The ferry belongs to his brother and to the island.",
        "The pilot, a reporter for Bloomberg News, saw the ferry turn at the pier and stop.",
        "The harbour (photographed by AFP in spring) has no other ferry for the islanders.",
        "Nobody was hurt, Kyodo News said, citing the police of the island and its fire brigade.",
    ],
)
def test_a_sentence_that_names_an_agency_is_text_and_makes_no_wire_copy(sentence):
    for text in (
        [FIRST, sentence, SECOND],
        [sentence, FIRST, SECOND],
        [FIRST, SECOND, sentence],
    ):
        assert read("\n".join(text)) == (False, text)


@each(
    "caption",
    [
        "The ferry at its pier on Monday. (AP Photo/Jane Roe)",
        "The ferry at its pier on Monday. REUTERS/Jane Roe",
        "FILE - The ferry at its pier on Monday, March 5, 2024. (AP Photo/Jane Roe, File)",
        "The ferry at its pier on Monday. Photograph: Jane Roe/AFP/Getty Images",
        "The ferry at its pier on Monday. [Jane Roe/Reuters]",
        "The ferry at its pier on Monday. (Jane Roe/AFP via Getty Images)",
        "The ferry at its pier on Monday. (Jane Roe / Associated Press)",
        "The ferry at its pier on Monday. © Jane Roe, AFP",
        "The ferry at its pier on Monday. AFP",
        "The ferry at its pier on Monday. (Photo: AFP)",
        "The ferry at its pier on Monday. Picture: PA",
        "Image source, Reuters",
    ],
)
def test_a_picture_of_an_agency_makes_no_wire_copy(caption):
    assert read(f"{TITLE}\n{caption}\n{FIRST}\n{SECOND}") == (False, [FIRST, SECOND])
    assert read(f"{TITLE}\n{FIRST}\n{caption}\n{SECOND}\n{THIRD}") == (
        False,
        [FIRST, SECOND, THIRD],
    )


@each(
    ("outlet", "text"),
    [
        ("AP", f"TARNOW (AP) — {FIRST}"),
        ("Associated Press", f"TARNOW (AP) — {FIRST}"),
        ("AP News", f"By Jane Roe, Associated Press\n{FIRST}"),
        ("Reuters", f"(Reuters) - {FIRST}\n(Reporting by Jane Doe for Reuters; Editing by J Roe)"),
        ("Bloomberg", f"{FIRST}\n©2024 Bloomberg L.P."),
        ("dpa", f"Tarnow (dpa) - {FIRST}"),
        ("Xinhua", f"TARNOW, March 5 (Xinhua) -- {FIRST}"),
        ("reuters.com", f"TARNOW, March 5 (Reuters) - {FIRST}"),
    ],
)
def test_an_agencys_own_site_prints_no_wire_copy(outlet, text):
    assert not read(f"{text}\n{SECOND}", outlet=outlet)[0]


@each(
    "credit",
    ["Associated Press", "Jane Roe | AP", "ANI", "PTI", "By Jane Roe, Reuters", "AGENCIES"],
)
def test_a_credit_of_an_agency_makes_wire_copy(credit):
    assert read(f"{FIRST}\n{SECOND}", credit=credit)[0]


@each("credit", ["Jane Roe", "AP Photo", "Staff", "Gazette", "Annie Panini", "Apa Roe"])
def test_another_credit_makes_no_wire_copy(credit):
    assert not read(f"{FIRST}\n{SECOND}", credit=credit)[0]
