import pandas as pd
from cases import each
from corpora import features, one, sample_of

from crossframe.measures import verdicts

OUTLETS = ("Right", "Left")
TEXTS = {f"{o}-{n}": [{"own": "a " * 10}] for o in OUTLETS for n in range(1, 5)}
LEFT = [f"Left-{n}" for n in range(1, 5)]


THRESHOLDS = {
    "length_ratio": 3.0,
    "share_gap": 0.2,
    "undated_share": 0.1,
    "rejected_share": 0.5,
    "other_language_share": 0.1,
}


def found(facts=None, rejected=(), texts=TEXTS, outlets=OUTLETS, min_articles=2, **options):
    tables = features(texts, facts=facts or {}, rejected=rejected)
    return of(tables, outlets, min_articles, **options)


def of(tables, outlets=OUTLETS, min_articles=2, **options):
    sample = sample_of(tables, outlets, min_articles=min_articles)
    given = verdicts.Options(**THRESHOLDS | options)
    return verdicts.TABLE.validate(verdicts.compute(tables, sample, given)[0])


def checks(**given):
    return found(**given)["check"].tolist()


def verdict(check, **given):
    return one(found(**given), check=check)["verdict"]


def test_alike_outlets_have_no_imbalance():
    assert found().empty


def test_few_articles():
    texts = {"Right-1": TEXTS["Right-1"], **{a: TEXTS[a] for a in LEFT}}
    table = found(texts=texts, min_articles=4)
    row = one(table, check="few_articles")
    assert row["verdict"] == (
        "Right has 1 article; 4 of every outlet are needed to speak of outlets."
    )
    assert (row["outlets"], row["value"], row["threshold"]) == ("Right", 1, 4)
    assert verdict("few_articles", texts=texts, min_articles=5).startswith(
        "Right has 1 and Left has 4 articles; 5 "
    )


def dated(left, right):
    return {a: {"date": left if a in LEFT else right} for a in TEXTS}


def test_ranges_of_dates_that_do_not_meet():
    row = one(found(dated("2031-03", "2031-05-02")), check="dates")
    assert row["verdict"] == (
        "No day lies within the dates of every outlet: Right 2031-05-02 and Left 2031-03."
    )
    assert row["value"] == 30 + 2  # all of April, to the second of May


def test_a_range_is_named_by_its_ends():
    facts = dated("2031-03", "2030") | {"Left-1": {"date": "2032"}}
    assert "Left 2031-03 to 2032." in verdict("dates", facts=facts)


@each(
    ("left", "right", "apart"),
    [("2031", "2031-12-31", False), ("2031", "2032-01-01", True), ("2031-02", "2031-02-28", False),
     ("2031-02", "2031-03-01", True), (None, "2031", False), (None, None, False)],
)  # fmt: skip
def test_a_date_covers_its_whole_period(left, right, apart):
    assert ("dates" in checks(facts=dated(left, right))) == apart


def test_of_many_outlets_two_that_do_not_meet_are_enough_for_one_row():
    outlets = tuple("ABCDEFGHIJKL")
    texts = {f"{o}-{n}": [{"own": "a"}] for o in outlets for n in (1, 2)}
    facts = {f"{o}-{n}": {"date": f"20{10 + at}"} for at, o in enumerate(outlets) for n in (1, 2)}
    table = found(facts, texts=texts, outlets=outlets)
    assert table["check"].tolist() == ["dates"]
    assert "A 2010, B 2011," in table["verdict"][0]
    assert table["verdict"][0].endswith("K 2020 and L 2021.")


def test_articles_without_a_date():
    row = one(found({"Left-1": {"date": None}}), check="undated")
    assert row["verdict"] == "25 % of the articles of Left have no date; the limit is 10 %."
    assert (row["outlets"], row["value"], row["threshold"]) == ("Left", 0.25, 0.1)


def test_records_left_out_differ():
    rejected = [{"outlet": "Left", "outcome": o} for o in ("no text", "too short", "too short")]
    assert verdict("rejected", rejected=rejected) == (
        "42.9 % of the records of Left are left out, and 0 % of those of Right; the limit is a "
        "difference of 20 points; the main reason at Left is 'too short'."
    )


def test_records_left_out_of_all_outlets_alike():
    rejected = [{"outlet": o, "outcome": "no text"} for o in OUTLETS] * 5
    assert verdict("rejected", rejected=rejected) == (
        "55.6 % of the records of Right and 55.6 % of the records of Left are left out; the limit "
        "is 50 %; the main reason at Right is 'no text'."
    )
    assert "rejected" not in checks(rejected=rejected, rejected_share=0.6)


def others(*names):
    return [{"outlet": name, "outcome": "other outlet"} for name in names]


def test_what_may_be_another_name_of_an_outlet():
    rejected = others("The Left.", "The Left.", "LEFT", "Right!", "Elsewhere")
    table = found(rejected=rejected)
    row = one(table, check="names")
    assert row["verdict"] == (
        "The study leaves out 2 records from 'The Left.', much like 'Left', 1 record from 'LEFT', "
        "much like 'Left' and 1 record from 'Right!', much like 'Right'; a name that is the same "
        "outlet's belongs in `aliases` in the config."
    )
    assert (row["outlets"], row["value"]) == ("Left; Right", 4)
    assert one(table, check="other_outlets")["verdict"] == (
        "The study leaves out 1 record from 1 other outlet that it does not have."
    )


@each(
    ("name", "alike"),
    [("Daily Mall", True), ("daily-mail", True), ("The  Daily Mail", True), ("Daily Post", False),
     ("ＤＡＩＬＹ ＭＡＩＬ", True), ("Theatre", False), ("...", False), ("", False)],
)  # fmt: skip
def test_a_name_that_is_much_like_an_outlets(name, alike):
    tables = features(TEXTS, facts={a: {"outlet": "Daily Mail"} for a in LEFT},
                      rejected=others(name))  # fmt: skip
    assert ("names" in of(tables, ("Daily Mail", "Right"))["check"].tolist()) == alike


def test_a_long_list_is_cut():
    text = verdict("names", rejected=others(*[f"Left{'.' * n}" for n in range(1, 16)]))
    assert text.count("much like") == 12
    assert " and 3 more; " in text


def test_articles_of_several_outlets():
    facts = {a: {"cluster": "Left-1"} for a in ("Left-1", "Left-2", "Right-3")}
    row = one(found(facts), check="shared")
    assert row["verdict"].startswith(
        "Other outlets share the text of 1 article of Right and 2 articles of Left; "
    )
    assert row["value"] == 3
    assert "shared" not in checks(facts={a: {"cluster": "Left-1"} for a in LEFT})


def test_lengths_that_differ():
    texts = TEXTS | {a: [{"own": "a " * 31}] for a in LEFT}
    assert verdict("length", texts=texts) == (
        "The median article of Left has 31 words, that of Right 10; the limit is 3 times as many."
    )
    assert "length" not in checks(texts=texts, length_ratio=3.1)


@each(
    ("check", "column", "value", "sentence"),
    [
        ("wire", "wire", True, "100 % of the articles of Left name a wire service, and 0 % "),
        ("quoted", "quoted_share", 0.25, "25 % of the words of Left are quoted, and 0 % "),
        ("titles", "title", None, "100 % of the articles of Right have a title, and 0 % "),
    ],
)
def test_shares_that_differ(check, column, value, sentence):
    facts = {a: {column: value} for a in LEFT}
    assert checks(facts=facts) == [check]
    assert verdict(check, facts=facts).startswith(sentence)
    assert checks(facts={a: {column: value} for a in TEXTS}) == []


def test_words_in_another_language():
    facts = {a: {"other_language_share": 0.125} for a in LEFT}
    assert checks(facts=facts) == ["other_language"]
    assert verdict("other_language", facts=facts) == (
        "12.5 % of the words of Left are in another language; the limit is 10 %."
    )
    assert checks(facts=facts, other_language_share=0.125) == []


def test_a_threshold_itself_is_no_imbalance():
    facts = {a: {"quoted_share": 0.8 if a in LEFT else 0.6} for a in TEXTS}
    assert 0.8 - 0.6 > 0.2
    assert checks(facts=facts, share_gap=0.2) == []
    assert checks(facts=facts, share_gap=0.19) == ["quoted"]


def everything(outlets=OUTLETS):
    facts = {
        a: {"outlet": outlets[0], "date": "2020", "wire": True, "quoted_share": 0.9, "title": None,
            "other_language_share": 0.9, "cluster": "Left-1"}
        for a in LEFT
    } | {a: {"outlet": outlets[1], "cluster": "Left-1", "date": "2031" if a[-1] == "1" else None}
         for a in set(TEXTS) - set(LEFT)}  # fmt: skip
    texts = TEXTS | {a: [{"own": "a " * 99}] for a in LEFT}
    rejected = [{"outlet": outlets[0], "outcome": "unreadable"}] * 8
    rejected += [{"outlet": None, "outcome": "malformed row"}]
    return features(texts, facts=facts, rejected=rejected + others(f"the {outlets[0]}", "Zebra"))


def test_every_check_can_find_something_and_the_gravest_comes_first():
    table = of(everything(), min_articles=9)
    assert table["check"].tolist() == list(verdicts.CHECKS)
    assert table["rank"].tolist() == list(range(1, len(verdicts.CHECKS) + 1))


def test_an_outlet_may_have_any_name():
    names = ("=1+1 {0} %s", "<script>\"'")
    table = of(everything(names), names, min_articles=9)
    assert table["check"].tolist() == list(verdicts.CHECKS)
    assert f"of {names[0]} have no" not in table["verdict"].str.cat()
    assert "100 % of the articles of =1+1 {0} %s name a wire service" in table["verdict"].str.cat()


def test_a_verdict_is_one_sentence():
    for sentence in of(everything(), min_articles=9)["verdict"]:
        assert sentence[0].isupper() or sentence[0].isdigit()
        assert sentence.endswith(".")
        assert "  " not in sentence
        assert "nan" not in sentence


def test_the_order_of_rows_is_irrelevant():
    tables = everything()
    shuffled = {name: table.sample(frac=1, random_state=6) for name, table in tables.items()}
    pd.testing.assert_frame_equal(of(shuffled), of(tables))


def test_an_outlet_without_articles_is_one_of_few_and_no_more():
    table = found(outlets=(*OUTLETS, "Third"))
    assert table["check"].tolist() == ["few_articles"]
    assert table["verdict"][0].startswith("Third has 0 articles; 2 ")


def test_a_study_without_records_or_dates_is_no_mistake():
    tables = features(TEXTS, facts={a: {"date": None, "other_language_share": None} for a in TEXTS})
    table = of(tables | {"records": tables["records"].iloc[:0]})
    assert table["check"].tolist() == ["undated"]
