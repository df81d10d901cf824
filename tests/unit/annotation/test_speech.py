from pathlib import Path

import pytest
from cases import each
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossframe.annotation.speakers import read_sources
from crossframe.annotation.speech import Quotation, Speech, speech
from crossframe.annotation.voice import straighten

SOURCES = read_sources(Path(__file__).parents[3] / "config" / "sources.yaml")


class Read:
    """An article with what is said in it."""

    def __init__(self, nlp, names, texts: tuple[str, ...]) -> None:
        self.texts = texts
        docs = [nlp(straighten(text)) for text in texts]
        self.speech: Speech = speech(texts, docs, SOURCES, names)

    @property
    def only(self) -> Quotation:
        (quotation,) = self.speech.quotations
        return quotation

    def said(self, quotation: Quotation) -> list[tuple[str, str]]:
        """Return the spans, each with d for direct or r for reported."""
        return [
            ("d" if direct else "r", self.texts[paragraph][start:end])
            for paragraph, start, end, direct in quotation.spans
        ]

    @property
    def scares(self) -> list[str]:
        spans = enumerate(self.speech.scares)
        return [self.texts[n][start:end] for n, found in spans for start, end in found]

    def voice(self, words: str, paragraph: int = 0) -> str:
        start = self.texts[paragraph].index(words)
        return self.speech.voice(paragraph, start, start + len(words))


@pytest.fixture(scope="session")
def read(nlp, names):
    def run(*texts: str) -> Read:
        return Read(nlp, names, texts)

    return run


# Direct quotations: text, verb, place, speaker.
DIRECT = [
    ("Anna Weld said: “The boats are late.”", "say", "before", "Anna Weld"),
    ("Anna Weld said, “The boats are late.”", "say", "before", "Anna Weld"),
    ("“The boats are late,” Anna Weld said.", "say", "after", "Anna Weld"),
    ("“The boats are late,” said Anna Weld.", "say", "after", "Anna Weld"),
    ("'The boats are late,' said Anna Weld.", "say", "after", "Anna Weld"),
    ('"The boats are late!" said Anna Weld.', "say", "after", "Anna Weld"),
    ("“The boats are late,” warned the captain.", "warn", "after", "captain"),
    ("“The boats are late,” a Corvo spokesman told reporters.", "tell", "after", "spokesman"),
    ("“The boats,” said Anna Weld, “are late.”", "say", "within", "Anna Weld"),
    ("Anna Weld described the plan as “reckless”.", "describe", "before", "Anna Weld"),
    ("The mayor called it “evil”.", "call", "before", "mayor"),
    ("As the mayor put it, the port was “hit hard”.", "put it", "before", "mayor"),
    ("Asked when he would go, the mayor replied: “Never again.”", "reply", "before", "mayor"),
    ("“The boats are late,” said Anna Weld, who runs the ferry.", "say", "after", "Anna Weld"),
]


@each(("text", "verb", "place", "speaker"), DIRECT)
def test_a_quotation_has_verb_place_and_speaker(read, text, verb, place, speaker):
    found = read(text).only
    assert (found.verb, found.place, found.speaker) == (verb, place, speaker)
    assert all(said.direct for said in found.spans)


def test_several_sentences_in_marks_are_one_act(read):
    found = read("Anna Weld said: “The boats are late. They always are.”")
    assert found.said(found.only) == [("d", "The boats are late. They always are.")]


def test_a_split_quotation_is_one_act_of_two_spans(read):
    found = read("“The boats,” said Anna Weld, “are late.”")
    assert found.said(found.only) == [("d", "The boats,"), ("d", "are late.")]


def test_a_quotation_behind_its_cue_is_one_act_with_that_before(read):
    found = read("“The boats are late,” said Anna Weld. “They always are late.”")
    assert found.said(found.only) == [("d", "The boats are late,"), ("d", "They always are late.")]
    assert (found.only.verb, found.only.place) == ("say", "within")


def test_a_quotation_behind_a_sentence_of_the_outlet_is_another_act(read):
    found = read("“The boats are late,” said Anna Weld. She left. “They always are late.”")
    first, second = found.speech.quotations
    assert (first.verb, first.place) == ("say", "after")
    assert (second.verb, second.place, second.stance) == (None, "none", "neutral")


def test_a_quotation_opened_anew_in_the_next_paragraph_is_one_act(read):
    found = read("Anna Weld said: “The boats are late.", "“We will wait for them.”")
    assert found.said(found.only) == [
        ("d", "The boats are late."),
        ("d", "We will wait for them."),
    ]
    assert {said.paragraph for said in found.only.spans} == {0, 1}


def test_a_paragraph_all_in_marks_has_the_speaker_before_it(read):
    found = read("“The boats are late,” Anna Weld said.", "“We will wait for them.”")
    assert [q.speaker for q in found.speech.quotations] == ["Anna Weld"] * 2


def test_the_person_told_of_just_before_a_quotation_says_it(read):
    found = read("Anna Weld was sweeping the quay. “I have waited for hours.”")
    assert (found.only.speaker, found.only.verb) == ("Anna Weld", None)


def test_a_quotation_of_three_words_needs_no_cue(read):
    found = read("The sign is “open to everybody” again.")
    assert (found.only.speaker, found.only.kind) == (None, "unnamed")
    assert found.voice("everybody") == "quoted"


@each(
    ("text", "scare"),
    [
        ("The “experts” stayed at home.", "experts"),
        ("They feared a ‘new normal’ in the port.", "new normal"),
        ("Operation “Autumn Tide Rising” began in May.", "Autumn Tide Rising"),
        ("He found time to attack the ’panic’ in the press.", "panic"),
    ],
)
def test_few_words_in_marks_that_nobody_says_are_scare_quotes(read, text, scare):
    found = read(text)
    assert found.speech.quotations == ()
    assert found.scares == [scare]
    assert found.voice(scare.split()[-1]) == "own"


def test_a_word_in_marks_within_a_reported_clause_is_quoted(read):
    found = read("Anna Weld said the “experts” had stayed at home.")
    assert found.scares == []
    assert found.said(found.only) == [
        ("r", "the"),
        ("d", "experts"),
        ("r", "had stayed at home"),
    ]
    assert found.voice("experts") == "quoted"
    assert found.voice("stayed") == "reported"
    assert found.voice("said") == "own"


# Marks of other schemes: paragraphs of one article, and of each what is quoted and by whom.
SCHEMES = [
    (
        ("„We will close the dam before the winter“, said Mayor Ana Kovač on Tuesday.",
         "»Nobody knows what comes next«, said farmer Jan Novak.",
         "”The wall has moved”, engineer Petr Malý told reporters."),
        [("We will close the dam before the winter", "Ana Kovač"),
         ("Nobody knows what comes next", "Jan Novak"),
         ("The wall has moved", "Petr Malý")],
    ),
    (
        ("‘We watch the line every hour,’ manager Eva Roth said. ‘The wire fell but held.",
         "‘Until now we have run on time.",
         "‘I ask all to wait.’",
         "Mayor Tom Orr said:\"It opens on Friday.\" Then he left.",
         "``We lose customers,'' said baker Lis Holm."),
        [("We watch the line every hour,|The wire fell but held.|Until now we have run on time.|"
          "I ask all to wait.", "Eva Roth"),
         ("It opens on Friday.", "Tom Orr"),
         ("We lose customers,", "Lis Holm")],
    ),
]  # fmt: skip


@each(("texts", "acts"), SCHEMES)
def test_marks_of_any_scheme_are_read(read, texts, acts):
    found = read(*texts)
    said = [("|".join(w for _, w in found.said(q)), q.speaker) for q in found.speech.quotations]
    assert said == acts


# Indirect speech: text, verb, place, what is said.
INDIRECT = [
    ("Anna Weld said that the boats were late.", "say", "before", "the boats were late"),
    ("Anna Weld said the boats were late.", "say", "before", "the boats were late"),
    ("The union warned that jobs would go.", "warn", "before", "jobs would go"),
    ("The boats were late, Anna Weld said.", "say", "after", "The boats were late"),
    ("The boats were late, the mayor, Anna Weld, said.", "say", "after", "The boats were late"),
    (
        "According to the police, the boats were late.",
        "according to",
        "before",
        "the boats were late",
    ),
    (
        "The boats were late, according to the police.",
        "according to",
        "after",
        "The boats were late",
    ),
    ("The mayor advised them to wait.", "advise", "before", "to wait"),
    ("The police accused Corvo of hiding the boats.", "accuse", "before", "hiding the boats"),
    ("It is believed that the boats were late.", "believe", "before", "the boats were late"),
    (
        "The police warned for years that the boats were late.",
        "warn",
        "before",
        "the boats were late",
    ),
    ("It was reported that the boats were late.", "report", "before", "the boats were late"),
    (
        "According to Rita Weld, head of the union, the boats were late.",
        "according to",
        "before",
        "the boats were late",
    ),
    ("Anna Weld denied that the boats were late.", "deny", "before", "the boats were late"),
    ("The report shows that the boats were late.", "show", "before", "the boats were late"),
]


# Cues of many kinds: text; verb, place and speaker; what is said.
KINDS_OF_CUE = [
    # in the midst of a sentence, with a verb before it or none
    ("In spring, Anna Weld said, the gate will open.",
     ("say", "within", "Anna Weld"), "In spring|the gate will open"),
    ("On Friday, Anna Weld said, the last of the boats will leave the port.",
     ("say", "within", "Anna Weld"), "On Friday|the last of the boats will leave the port"),
    ("By then, the minister told reporters, nobody had seen the water.",
     ("tell", "within", "minister"), "By then|nobody had seen the water"),
    ("After the flood, according to the mayor, the gates were closed.",
     ("according to", "within", "mayor"), "After the flood|the gates were closed"),
    ("The boats, according to Anna Weld, are late.",
     ("according to", "within", "Anna Weld"), "The boats|are late"),
    ("The gates were closed according to the mayor.",
     ("according to", "after", "mayor"), "The gates were closed"),
    # words before "that", "if" and "whether"
    ("Anna Weld said repeatedly that the boats were late.",
     ("say", "before", "Anna Weld"), "the boats were late"),
    ("The union has said again and again that jobs will go.",
     ("say", "before", "union"), "jobs will go"),
    ("Anna Weld said on Monday, however, that the boats were late.",
     ("say", "before", "Anna Weld"), "the boats were late"),
    ("The mayor asked the crew if they had seen the lights.",
     ("ask", "before", "mayor"), "if they had seen the lights"),
    ("The mayor asked whether the boats were late.",
     ("ask", "before", "mayor"), "whether the boats were late"),
    ("The mayor questioned whether the gates were old.",
     ("question", "before", "mayor"), "whether the gates were old"),
    # a dash of any length ends what is said
    ("The boats will leave, the mayor said ― a plan that many liked.",
     ("say", "after", "mayor"), "The boats will leave"),
    ("The mayor demanded that the boats leave ― a plan that many liked.",
     ("demand", "before", "mayor"), "the boats leave"),
    # an object that is what is said
    ("The survey shows a sharp fall in the number of boats.",
     ("show", "before", "survey"), "a sharp fall in the number of boats"),
    ("Anna Weld warned of a long winter.", ("warn", "before", "Anna Weld"), "a long winter"),
    ("The union criticised the plan as reckless.",
     ("criticise", "before", "union"), "the plan as reckless"),
    ("The union blasted the council for its silence.",
     ("blast", "before", "union"), "the council for its silence"),
    ("The mayor cited the cost of the repair.",
     ("cite", "before", "mayor"), "the cost of the repair"),
    ("The mayor likened the plan to a raid.", ("liken", "before", "mayor"), "the plan to a raid"),
    ("Officials discussed the sale of the boats.",
     ("discuss", "before", "official"), "the sale of the boats"),
    # nouns of saying
    ("The claim that the boats were late was false.",
     ("claim", "before", None), "the boats were late"),
    ("Weld's allegation that the firm had hidden the boats was denied.",
     ("allegation", "before", "Weld"), "the firm had hidden the boats"),
    ("Anna Weld made the claim that the firm had hidden the boats.",
     ("claim", "before", "Anna Weld"), "the firm had hidden the boats"),
    ("The union repeated its claim that the boats were late.",
     ("repeat", "before", "union"), "its claim that the boats were late"),
    ("The mayor rejected the claim that the boats were late.",
     ("reject", "before", "mayor"), "the claim that the boats were late"),
    # attitudes, where what is held is a clause of its own
    ("The mayor expects the boats to come on Monday.",
     ("expect", "before", "mayor"), "the boats to come on Monday"),
    ("The mayor wants the boats to leave.", ("want", "before", "mayor"), "the boats to leave"),
    ("Anna Weld knew that the boats were late.",
     ("know", "before", "Anna Weld"), "the boats were late"),
    ("The mayor believes the boats are late.",
     ("believe", "before", "mayor"), "the boats are late"),
    ("Anna Weld hoped that the boats would come.",
     ("hope", "before", "Anna Weld"), "the boats would come"),
    ("The mayor fears the gates will fail.", ("fear", "before", "mayor"), "the gates will fail"),
    # headlines and lines of a talk
    ("Gates are old, says Hale", ("say", "after", "Hale"), "Gates are old"),
    ("Minister: gates will not fail", (None, "none", "Minister"), "gates will not fail"),
    ("Weld camp: Holt's plan threatens the port",
     (None, "none", "camp"), "Holt's plan threatens the port"),
    # a clause behind a conjunction, a second verb with an auxiliary
    ("Weld left the port after, according to the mayor, the wall had moved.",
     ("according to", "within", "mayor"), "the wall had moved"),
    ("Seventy percent of the farmers say the wall has moved.",
     ("say", "before", "farmer"), "the wall has moved"),
    # verbs
    ("The baker shot back that nobody had asked him.",
     ("shoot back", "before", "baker"), "nobody had asked him"),
    ("The firm agreed that the gates were old.",
     ("agree", "before", "firm"), "the gates were old"),
    ("The firm conceded that the gates were old.",
     ("concede", "before", "firm"), "the gates were old"),
    ("The mayor complained that nobody had told her.",
     ("complain", "before", "mayor"), "nobody had told her"),
]  # fmt: skip


@each(("text", "cue", "said"), KINDS_OF_CUE)
def test_cues_of_many_kinds_introduce_what_is_reported(read, text, cue, said):
    found = read(text)
    assert "|".join(words for _, words in found.said(found.only)) == said
    assert (found.only.verb, found.only.place, found.only.speaker) == cue


# A document speaks for whoever issued it: paragraphs, and speaker and kind of the last act.
ISSUED = [
    (("A graphic produced by the extremists said that the boats were late.",),
     "extremist", "extremist"),
    (("A forum linked to the Islamic State warned that the boats would burn.",),
     "Islamic State", "extremist"),
    (("The militants issued a statement saying that the boats would burn.",),
     "militant", "extremist"),
    (("The ministry published a report that said the gates were old.",), "ministry", "official"),
    (("A report by the ministry said the gates were old.",), "ministry", "official"),
    (("The statement, issued by the police, said the gates were old.",), "police", "security"),
    (("“We will come back,” said a message posted on a channel run by the Islamic State.",),
     "Islamic State", "extremist"),
    (("They passed on a leaflet printed by the militants.",
      "The leaflet said that the boats would burn."), "militant", "extremist"),
    (("A leaflet seen by the police said that the boats would burn.",), "leaflet", "document"),
    (("A study obtained by Corvo found that the gates were old.",), "study", "document"),
]  # fmt: skip


@each(("texts", "speaker", "kind"), ISSUED)
def test_a_document_speaks_for_whoever_issued_it(read, texts, speaker, kind):
    found = read(*texts).speech.quotations[-1]
    assert (found.speaker, found.kind) == (speaker, kind)


@each(
    "text",
    [
        "Nobody says “the gates are fine and dandy”.",
        "No one in the town would say “we are to blame for this”.",
        "A cynic might say “let the gates rust in peace”.",
        "If the mayor had said “we are sorry for all of it”, they would have stayed.",
        "He nodded, as if to say “I told you so”.",
        "You could almost hear them say “we told you so”.",
        "The mayor did not say “we will close the port”.",
        "“We will pay for everything,” no minister has ever said.",
    ],
)
def test_what_nobody_said_is_no_quotation(read, text):
    found = read(text)
    assert found.speech.quotations == ()
    assert len(found.scares) == 1


@each(
    ("text", "speaker"),
    [
        ("The Centre for Emerging Strategic Research said the gates were old.",
         "Centre for Emerging Strategic Research"),
        ("The Ministry of Tides and Harbours said the gates were old.",
         "Ministry of Tides and Harbours"),
        ("The Institute for the Study of Tidal Power said the gates were old.",
         "Institute for the Study of Tidal Power"),
        ("Friends of Anna Weld said the gates were old.", "friend"),
    ],
)  # fmt: skip
def test_the_name_of_a_body_is_whole(read, text, speaker):
    assert read(text).only.speaker.lower() == speaker.lower()


@each(
    "text",
    [
        "The mayor showed the visitors the gates.",
        "The mayor wants to leave.",
        "Anna Weld calls the plan a disaster.",
        "The ship is called the Anna.",
        "She hoped in vain for the boats.",
        "Dam: what we know so far about the wall",
        "Exclusive: the wall has moved",
        "They feared a ‘new normal’ in the port.",
    ],
)
def test_deeds_and_topics_are_not_reported(read, text):
    assert read(text).speech.quotations == ()


@each(("text", "verb", "place", "said"), INDIRECT)
def test_a_clause_under_a_verb_of_saying_is_reported(read, text, verb, place, said):
    found = read(text)
    assert found.said(found.only) == [("r", said)]
    assert (found.only.verb, found.only.place) == (verb, place)
    assert found.voice("the boats" if "the boats" in said else said) == "reported"


@each(
    "text",
    [
        "The company did not say how the boats were sold.",
        "The mayor declined to say whether the boats were late.",
        "Nobody could say that the boats were late.",
        "We said that the boats were late.",
        "I warned that the boats were late.",
        "The sensor shows that the gate is shut.",
        "The report gave no details of the boats.",
        "They were invited to wait on the quay.",
        "The boats were found to have left.",
        "The firm will report a loss of ten boats.",
        "This article explains how the boats were counted.",
        "Her staff saw the faulty gates in May, wrote a letter and forgot about it.",
    ],
)
def test_where_a_source_says_nothing_all_is_the_outlets_own(read, text):
    found = read(text)
    assert found.speech.quotations == ()
    assert found.speech.voice(0, 0, 3) == "own"


def test_a_cue_in_the_midst_of_a_sentence_leaves_both_ends_reported(read):
    found = read("The app, Anna Weld says, is safe.")
    assert found.said(found.only) == [("r", "The app"), ("r", "is safe")]
    assert found.only.place == "within"


def test_two_verbs_of_one_subject_are_two_acts(read):
    found = read("Anna Weld said the boats were late and asked “why does anyone wait?”.")
    first, second = found.speech.quotations
    assert (first.verb, second.verb) == ("say", "ask")
    assert first.speaker == second.speaker == "Anna Weld"
    assert found.said(first) == [("r", "the boats were late")]


def test_what_a_speaker_does_besides_is_not_said(read):
    found = read("The union said that the boats were late, but gave no details.")
    assert found.said(found.only) == [("r", "the boats were late")]


def test_a_dash_ends_what_is_reported(read):
    found = read("The mayor demanded that the boats leave – a plan that many liked.")
    assert found.said(found.only) == [("r", "the boats leave")]


def test_what_is_reported_within_a_report_has_one_speaker(read):
    found = read("The police said that the firm had warned that the boats were late.")
    assert found.only.speaker == "police"


def test_a_verb_of_saying_within_marks_is_no_cue(read):
    found = read("“The mayor said that it was late. Then she left,” wrote Anna Weld.")
    assert (found.only.verb, found.only.speaker) == ("write", "Anna Weld")
    assert len(found.only.spans) == 1


def test_a_verb_of_saying_in_marks_that_nobody_says_is_no_cue(read):
    found = read("The sign is “she said the boats were late” again.")
    assert [said.direct for said in found.only.spans] == [True]
    assert found.only.verb is None


def test_a_quotation_never_closed_ends_before_its_cue(read):
    found = read("It rained. “We have nothing to hide, the mayor said happily.")
    assert found.said(found.only) == [("d", "We have nothing to hide,")]
    assert found.only.speaker == "mayor"
    assert found.speech.n_repaired == (1,)


def test_what_a_second_verb_says_begins_with_its_auxiliary(read):
    found = read("Anna Weld has long said that the wall is old and has promised to mend it.")
    said = [found.said(quotation) for quotation in found.speech.quotations]
    assert said == [[("r", "the wall is old")], [("r", "to mend it")]]


# Speakers: paragraphs, and the speaker of the last quotation.
SPEAKERS = [
    (("Anna Weld left.", "“The boats are late,” Ms Weld said."), "Anna Weld"),
    (("Anna Weld left the hall. “The boats are late,” she said.",), "Anna Weld"),
    (
        ("Mr Bram Holt met Ms Anna Weld.", "Ms Weld met Mr Holt. “It is late,” he said."),
        "Bram Holt",
    ),
    (("The police came. They said that the boats were late.",), "police"),
    (("“The boats are late,” said their father, Bram Holt.",), "Bram Holt"),
    (("“The boats are late,” said one of the dockers.",), "docker"),
    (("A man who said the boats were late was arrested.",), "man"),
    (("Corvo's report said the boats were late.",), "Corvo"),
    (("The report said the boats were late.",), "report"),
    (
        ("Mayor Anna Weld was glad.", "The mayor said the boats were late."),
        "Anna Weld",
    ),
    (
        ("The mayor, Anna Weld, met Bram Holt.", "The mayor said the boats were late."),
        "Anna Weld",
    ),
    (("The prime minister, Anna Weld, said the boats were late.",), "Anna Weld"),
    (
        (
            "The licence for the port remains in force while inspectors study its gates, "
            "the minister, Anna Weld, said on Monday.",
        ),
        "Anna Weld",
    ),
    (("They made a poster on 3 May warning that the boats were late.",), "poster"),
    (("Some said that the boats were late.",), "some"),
]


@each(("texts", "speaker"), SPEAKERS)
def test_a_speaker_has_the_fullest_name(read, texts, speaker):
    found = read(*texts).speech.quotations[-1]
    assert found.speaker == speaker
    assert found.named == speaker[0].isupper()


# Kinds: text, and the kind of the last speaker.
KINDS = [
    ("The police said the boats were late.", "security"),
    ("A police spokesman said the boats were late.", "security"),
    ("A spokesman for the ministry said the boats were late.", "official"),
    ("A security official said the boats were late.", "security"),
    ("A Corvo spokesman said the boats were late.", "company"),
    ("Corvo said the boats were late.", "company"),
    ("IS said the boats were late.", "extremist"),
    ("Supporters of IS said the boats were late.", "extremist"),
    ("Dr Anna Weld said the boats were late.", "academic"),
    ("Anna Weld, of the Institute of Tides, said the boats were late.", "academic"),
    ("“The boats are late,” said Anna Weld, a lecturer at a college.", "academic"),
    ("Anna Weld, the energy minister, said the boats were late.", "official"),
    ("“The boats are late,” said their father, Bram Holt.", "citizen"),
    ("Residents said the boats were late.", "citizen"),
    ("The statement said the boats were late.", "document"),
    ("A newspaper reported that the boats were late.", "media"),
    ("The union said the boats were late.", "other"),
    ("Anna Weld, secretary of the union, said the boats were late.", "other"),
    ("Anna Weld said the boats were late.", "other"),
    ("A stranger said the boats were late.", "unnamed"),
    ("It is believed that the boats were late.", "unnamed"),
    ("Bram Holt, 71, said the boats were late.", "citizen"),
]


@each(("text", "kind"), KINDS)
def test_a_speaker_has_a_kind(read, text, kind):
    assert read(text).speech.quotations[-1].kind == kind


def test_a_kind_told_elsewhere_in_the_article_counts(read):
    found = read("“It is late,” said Anna Weld.", "Ms Weld, a professor of tides, then left.")
    assert found.only.kind == "academic"


@each(("verb", "stance"), [("said", "neutral"), ("claimed", "doubting"), ("revealed", "endorsing")])
def test_a_verb_has_a_stance(read, verb, stance):
    assert read(f"The police {verb} that the boats were late.").only.stance == stance


def test_places_are_those_of_the_text(read):
    found = read("It rained.", "The police said that the boats were late.")
    assert (found.only.paragraph, found.only.start) == (1, 21)
    assert found.only.spans == ((1, 21, 40, False),)


def test_quotations_stand_in_the_order_of_the_text(read):
    found = read("“It is late,” she said.", "The police said it was late. “We go now,” he said.")
    places = [(q.paragraph, q.start) for q in found.speech.quotations]
    assert places == sorted(places)
    assert len(places) == 3


def test_an_article_without_speech_has_none(read):
    found = read("It rained on the quay.", "")
    assert found.speech == Speech((), ((), ()), (0, 0))


@each("text", ["said that", "“", "According to", "She said:", "said", "”"])
def test_a_torn_text_has_no_speech(read, text):
    assert read(text).speech.quotations == ()


def test_speakers_have_at_most_four_words(read):
    speaker = read("Anna Maria Rosa Luisa Weld said it was late.").only.speaker
    assert speaker == "Maria Rosa Luisa Weld"


WORDS = st.sampled_from(
    [
        *'“”‘’,.:-–!\n"',
        *("said", "Anna", "Weld", "she", "that", "it", "was", "late", "according", "to", "the"),
        *("police", "and", "which", "warned", "called", "told", "as", "report", "of", "by"),
    ]
)


@settings(max_examples=40)
@given(st.lists(st.lists(WORDS, max_size=15), min_size=1, max_size=3))
def test_any_text_has_speech_within_its_bounds(nlp, names, paragraphs):
    texts = tuple(" ".join(words) for words in paragraphs)
    found = Read(nlp, names, texts).speech
    assert len(found.scares) == len(found.n_repaired) == len(texts)
    for quotation in found.quotations:
        assert quotation.spans == tuple(sorted(quotation.spans))
        for paragraph, start, end, _ in quotation.spans:
            assert 0 <= start < end <= len(texts[paragraph])


def test_a_name_that_the_study_knows_can_be_a_persons(nlp):
    # 'Corvo' is a company of the study's names; as a resident, a pronoun can mean it
    texts = ["Corvo stood on the quay. She looked at the boats.", "“They are late,” she said."]
    docs = [nlp(straighten(text)) for text in texts]
    (act,) = speech(texts, docs, SOURCES, {"Corvo": ("resident", "Corvo")}).quotations
    assert (act.speaker, act.named, act.kind) == ("Corvo", True, "citizen")
    (act,) = speech(texts, docs, SOURCES, {"Corvo": ("company", "Corvo")}).quotations
    assert act.speaker != "Corvo"


def test_a_participle_introduces_what_stands_behind_it(read):
    found = read("The mayor said it was “not dead at all”, adding that the council would go on.")
    first, second = found.speech.quotations
    assert (first.verb, second.verb) == ("say", "add")
    assert found.said(second) == [("r", "the council would go on")]


@each(
    "text",
    ["The mayor said the barrage was unsafe, the paper reported.",
     "The mayor said the barrage was unsafe, a spokesman said."],
)  # fmt: skip
def test_what_a_later_cue_reports_is_said_once(read, text):
    found = read(text)
    assert found.only.verb == ("report" if "reported" in text else "say")
    ((form, words),) = found.said(found.only)
    assert (form, words) == ("r", "The mayor said the barrage was unsafe")


def test_a_cue_inside_what_another_says_leaves_what_is_said(read):
    article = read("Nurses said files they had kept still showed the clinic failing.")
    assert article.only.verb == "say"
    assert {article.voice(word) for word in ("files", "showed", "failing")} == {"reported"}


# A grammar of cues within, behind and in the midst of what other cues introduce.
WHO = st.sampled_from(
    [
        "Nurses",
        "The mayor",
        "Anna Weld",
        "She",
        "Nobody",
        "It",
        "The clinic, which closed,",
        "A report",
    ]
)
CUE = st.sampled_from(
    ["said", "claimed", "warned of", "told reporters", "asked if", "would say", "did not say",
     "showed", "made the claim", "wants", "added", "saying", "according to", "called", "denied"]
)  # fmt: skip
LINK = st.sampled_from(["", "that", ", still", ", and", "but", ", who", "–", ":", ";", ", again,"])
PLAIN = st.sampled_from(
    ["files they had kept", "the port failing", "boats, lost at sea,", "records he wrote", "rain",
     "the ferry sank", "in spring", "nothing", "the claim that it sank", "a leaflet by the union"]
)  # fmt: skip
CLAUSE = st.deferred(
    lambda: (
        PLAIN | INTRODUCED | FOLLOWED | INSERTED | QUOTED | st.builds("{} {}".format, PLAIN, PLAIN)
    )
)
INTRODUCED = st.builds("{} {} {} {}".format, WHO, CUE, LINK, CLAUSE)
FOLLOWED = st.builds("{}, {} {}".format, CLAUSE, WHO, CUE)
INSERTED = st.builds("{}, {} {}, {}".format, PLAIN, WHO, CUE, CLAUSE)
QUOTED = st.builds(
    "{0}{2}{1}".format,
    *(
        st.sampled_from(pair)
        for pair in (
            "“„»‘",
            "”“«’",
        )
    ),
    CLAUSE,
)
PARAGRAPHS = st.lists(st.builds("{}. {}.".format, CLAUSE, CLAUSE), min_size=1, max_size=2)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PARAGRAPHS)
def test_nested_inserted_and_interrupted_cues_never_break_off(nlp, names, texts):
    article = Read(nlp, names, tuple(texts))
    assert len(article.speech.scares) == len(texts)
    for quotation in article.speech.quotations:
        assert quotation.spans == tuple(sorted(quotation.spans))
        assert all(any(map(str.isalnum, words)) for _, words in article.said(quotation))


def test_the_grammar_of_cues_holds_speech_of_every_form(nlp, names):
    # what the test above draws from is no row of sentences in which nothing is said
    text = "Nurses said that files they had kept showed the port failing, Anna Weld claimed. "
    found = Read(nlp, names, (text + "“The ferry sank,” she said, “in spring.”",))
    assert {form for q in found.speech.quotations for form, _ in found.said(q)} == {"d", "r"}


@each(
    ("texts", "speaker"),
    [
        (("The Harbour Safety Board met on Monday.", "The board said the quay was safe."),
         "Harbour Safety Board"),
        (("Nurses sued the Northern Health Authority.", "The authority said it would appeal."),
         "Northern Health Authority"),
        (("Peter Lawson ran the ferry.", "Peter said the quay was safe."), "Peter Lawson"),
        (("Two people met.", "Two people said the quay was safe."), "person"),
        (("The quay shook.", "Somebody said the quay was safe."), None),
    ],
)  # fmt: skip
def test_who_is_called_by_a_part_of_the_name_is_named_in_full(read, texts, speaker):
    (found,) = read(*texts).speech.quotations
    assert found.speaker == speaker
