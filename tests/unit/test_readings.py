"""Findings under both readings of indirect speech, on corpora of a few words."""

from dataclasses import replace

import pandas as pd
import pytest
from corpora import features, one, options_of, sample_of

from crossframe import family, measures, readings

OUTLETS = ("Left", "Right")
N = 8  # articles an outlet: with 99 permutations the least p is .01


def corpus(left: dict[str, str], right: dict[str, str]) -> dict[str, pd.DataFrame]:
    return features(
        {f"{o}-{n}": [words] for o, words in (("Left", left), ("Right", right)) for n in range(N)}
    )


def found(
    tables: dict[str, pd.DataFrame], name: str = "frequency", reported_speech: str = "split"
) -> pd.DataFrame:
    sample = sample_of(tables, OUTLETS, min_articles=2, permutations=199)
    given = {name: options_of(name).model_dump()}
    _, table = family.measured(given, tables, sample, reported_speech)
    return table


SAID = {"own": "tide tide tide tide quay quay", "reported": "ban ban quay quay quay quay"}
PLAIN = {"own": "tide tide tide tide quay quay", "reported": "tide tide quay quay quay quay"}


def test_a_finding_that_indirect_speech_brings_is_gained():
    row = one(found(corpus(SAID, PLAIN)), item="ban | NOUN", outlet="Left", voice="own")
    assert row["change"] == "gained"
    assert pd.isna(row["q"]) or row["q"] > 0.05
    assert row["q_joined"] <= 0.05
    # 2 of 12 words of the two voices together, none in the rest
    assert row["difference_joined"] == pytest.approx(1000 * 2 / 12)


def test_a_finding_that_indirect_speech_evens_out_is_lost():
    left = {"own": "ban ban quay quay quay quay", "reported": "tide tide quay quay quay quay"}
    right = {"own": "tide tide quay quay quay quay", "reported": "ban ban quay quay quay quay"}
    rows = found(corpus(left, right))
    row = one(rows, item="ban | NOUN", outlet="Left", voice="own")
    assert (row["change"], row["difference"]) == ("lost", pytest.approx(1000 * 2 / 6))
    assert row["difference_joined"] == 0


def test_a_finding_that_indirect_speech_outweighs_is_reversed():
    left = {"own": "ban quay quay quay", "reported": "tide tide tide tide tide tide"}
    right = {"own": "tide quay quay quay", "reported": "ban ban ban ban ban ban"}
    row = one(found(corpus(left, right)), item="ban | NOUN", outlet="Left", voice="own")
    assert row["change"] == "reversed"
    assert row["difference"] == pytest.approx(1000 / 4)
    assert row["difference_joined"] == pytest.approx(1000 * (1 - 6) / 10)


def test_a_finding_that_stands_is_the_same_in_both_voices():
    left = {"own": "ban ban quay", "quoted": "ban ban quay", "reported": "ban ban quay"}
    right = {"own": "quay quay quay", "quoted": "quay quay quay", "reported": "quay quay quay"}
    rows = found(corpus(left, right))
    same = rows[(rows["item"] == "ban | NOUN") & (rows["outlet"] == "Left")]
    assert dict(zip(same["voice"], same["change"], strict=True)) == {
        "own": "same",
        "quoted": "same",
    }


def test_without_indirect_speech_nothing_changes():
    left = {"own": "ban ban quay", "quoted": "ban ban quay"}
    right = {"own": "quay quay quay", "quoted": "quay tide quay"}
    rows = found(corpus(left, right))
    assert len(rows)
    assert set(rows["change"]) == {"same"}
    assert (rows["difference"] == rows["difference_joined"]).all()


def test_where_nothing_differs_there_is_no_row():
    assert found(corpus(PLAIN, PLAIN)).empty


def test_the_order_of_rows_is_irrelevant():
    tables = corpus(SAID, PLAIN)
    turned = {name: table.iloc[::-1].reset_index(drop=True) for name, table in tables.items()}
    pd.testing.assert_frame_equal(found(turned), found(tables))


def test_measures_without_a_difference_by_voice_are_left_out():
    tested = {name for name in measures.names() if readings.tested(measures.load(name))}
    assert not tested & {"keywords", "similarity", "calibration", "verdicts"}
    assert tested >= {"frequency", "sentiment", "entities"}


def test_sentiment_follows_the_voice_of_its_sentences():
    def rows(outlet, score, **said):
        return [
            {"article": f"{outlet}-{n}", "number": 1, "afinn": score + n / 100, **said}
            for n in range(N)
        ]

    words = {"own": "tide quay"}
    texts = {f"{o}-{n}": [words] for o in OUTLETS for n in range(N)}
    given = [*rows("Left", 3.0, n_reported_tokens=8), *rows("Right", -3.0, n_reported_tokens=8)]
    table = found(features(texts, sentences=given), "sentiment")
    row = one(table, item="afinn | mean", outlet="Left", voice="own")
    # as the outlet's own: 3 against -3; apart from it there is no sentence
    assert (row["change"], row["difference_joined"]) == ("gained", pytest.approx(6.0))
    assert pd.isna(row["difference"])


def test_voices_asked_for_alone_are_the_same_as_among_all():
    tables = corpus(SAID, PLAIN)
    sample, measure = sample_of(tables, OUTLETS), measures.load("frequency")
    options = measure.options(min_count=1)
    every, _ = measure.compute(tables, sample, options)
    alone, _ = measure.compute(tables, replace(sample, voices=("own",)), options)
    pd.testing.assert_frame_equal(every[every["voice"] == "own"].reset_index(drop=True), alone)


def test_a_study_without_tests_has_no_findings_to_read():
    tables = corpus(SAID, PLAIN)
    readers = readings.Readers(tables, sample_of(tables, OUTLETS), "split")
    assert readings.readings({}, readers, {}).empty


def test_findings_are_the_same_however_the_study_reads_indirect_speech():
    tables = corpus(SAID, PLAIN)
    split, own, quoted = (
        found(tables, reported_speech=reading) for reading in ("split", "own", "quoted")
    )
    assert len(split)
    pd.testing.assert_frame_equal(own, split)
    pd.testing.assert_frame_equal(quoted, split)


def test_quotations_gain_nothing_in_a_voice_that_has_none():
    # who is quoted differs; who is reported differs the other way
    kinds = {"Left": ("official", "resident"), "Right": ("resident", "official")}
    given = [
        {"article": f"{outlet}-{n}", "quotation": number, "voice": voice, "speaker_kind": kind,
         "n_tokens": 10 + n}
        for outlet, said in kinds.items()
        for n in range(N)
        for number, (voice, kind) in enumerate(zip(("quoted", "reported"), said, strict=True), 1)
    ]  # fmt: skip
    texts = {f"{o}-{n}": [{"own": "tide quay"}] for o in OUTLETS for n in range(N)}
    tables = features(texts, sources=given)
    for reported_speech in ("split", "own", "quoted"):
        rows = found(tables, "sources", reported_speech)
        assert set(rows["voice"]) == {"quoted"}
        of_kind = rows[rows["item"] == "kind | official | share_of_quotations"]
        assert set(of_kind["change"]) == {"lost"}
