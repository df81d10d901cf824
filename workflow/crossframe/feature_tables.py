"""The feature tables: all that measures read, and all that is released of a text."""

from typing import get_args

from crossframe.config import PartOfSpeech, Role
from crossframe.schemas import Table, column, count, one_of, share

VOICES = ("own", "quoted", "reported")

ARTICLE = column("str", "Id of the article.")
PASSAGE = count("Number of the passage in the article.", 1)
SENTENCE = count("Number of the sentence in the article.", 1)
VOICE = one_of(
    VOICES,
    "own: the outlet's; quoted: inside direct quotation marks, scare quotes left out; reported: "
    "indirect speech.",
)
LEXICONS = ("vader", "afinn")
PLACE = {"article": ARTICLE, "passage": PASSAGE, "voice": VOICE}
# A score beyond which a sentence counts as negative or positive. VADER: Hutto and Gilbert (2014)
# and the lexicon's own documentation; AFINN: any valence at all.
NEUTRAL_BELOW = dict(zip(LEXICONS, (0.05, 1e-6), strict=True))
PARTS = ("agent", "patient", "other")
STANCES = ("neutral", "doubting", "endorsing")

# What can become of a record: analysed, or the first reason that it is not.
OUTCOMES = (
    "analysed",
    "malformed row",
    "no outlet",
    "other outlet",
    "repeated id",
    "unreadable",
    "no text",
    "no article",
    "other language",
    "too short",
    "too long",
    "duplicate",
    "failed",
)
DATE_BASES = ("stated", "inferred", "missing", "unreadable")
CITED = {
    "article": column("str", "Id of the article.", nullable=True),
    "outlet": column("str", "The outlet; as given where the study has none such.", nullable=True),
    "title": column("str", "Headline.", nullable=True),
    "date": column("str", "Date: YYYY-MM-DD, YYYY-MM or YYYY.", nullable=True),
    "date_basis": one_of(DATE_BASES, "Whether the source states the date, and readably."),
    "url": column("str", "Address.", nullable=True),
    "stratum": column("str", "Event, week or section to compare within.", nullable=True),
}
SENTENCES = Table(
    "sentences",
    "Sentences with the sentiment of two lexicons; no words.",
    ("article", "sentence"),
    {
        "article": ARTICLE,
        "sentence": SENTENCE,
        "passage": PASSAGE,
        "role": one_of(get_args(Role), "Role of the sentence's paragraph."),
        "position": share("Where the middle of the sentence stands in the article, in tokens."),
        "n_tokens": count("Words; those joined by hyphens are one.", 1),
        "n_quoted_tokens": count("Words in the voice `quoted`."),
        "n_reported_tokens": count("Words in the voice `reported`."),
        "n_scare_quotes": count("Quotation marks around a word or two that nobody is said to say."),
        "n_marks_repaired": count(
            "Unbalanced quotation marks repaired in the paragraph that the sentence begins."
        ),
        "vader": column("float64", "VADER's compound score, -1 to 1.", least=-1, most=1),
        "vader_matched": count("Words that VADER's lexicon knows."),
        "afinn": column(
            "float64",
            "AFINN's mean valence of the matched words, -5 to 5.",
            least=-5,
            most=5,
        ),
        "afinn_matched": count("Words that AFINN knows."),
    },
)
N = count("Occurrences.", 1)
PHRASES = Table(
    "phrases",
    "Noun phrases of 2 to 4 lemmas that stand by themselves in several passages of the corpus.",
    ("article", "passage", "voice", "phrase"),
    {
        **PLACE,
        "phrase": column("str", "Lemmas of the phrase."),
        "n": N,
    },
)
ENTITIES = Table(
    "entities",
    "Named entities of up to 4 words.",
    ("article", "passage", "voice", "entity", "entity_kind"),
    {
        **PLACE,
        "entity": column("str", "The name; for an actor of the names file, the actor's."),
        "entity_kind": column(
            "str", "person, organisation, place, people, or a kind of the names file."
        ),
        "n": N,
    },
)
PART_OF_SPEECH = one_of(get_args(PartOfSpeech), "Part of speech (Universal Dependencies).")
TERMS = Table(
    "terms",
    "Counts of terms by passage and voice.",
    ("article", "passage", "voice", "term", "pos"),
    {
        **PLACE,
        "term": column(
            "str", "Lemma in lower case; a name as it is written, or as the names file has it."
        ),
        "pos": one_of(
            get_args(PartOfSpeech), "Part of speech that the term has most often in the corpus."
        ),
        "n": N,
    },
)
PARTS_OF_SPEECH = Table(
    "parts_of_speech",
    "Counts of the words that are terms, by part of speech, passage and voice.",
    ("article", "passage", "voice", "pos"),
    {**PLACE, "pos": PART_OF_SPEECH, "n": N},
)
PASSAGES = Table(
    "passages",
    "Passages: runs of whole sentences of one article.",
    ("article", "passage", "voice"),
    {
        **PLACE,
        "n_tokens": count("Words of that voice.", 1),
        "n_sentences": count("Sentences more than half of whose words are in that voice."),
    },
)
WIRE = column("bool", "Whether dateline, byline or credit name a wire service.")
OTHER_LANGUAGE = share("Share of the words in another language than the study's.", nullable=True)
CLUSTER = column(
    "str", "The first of the articles that share its text, where it shares it.", nullable=True
)
GENRES = ("news", "analysis", "opinion", "blog", "interview", "live")
GENRE = one_of(GENRES, "Kind of text; news where nothing says another.")
GENRE_BASIS = one_of(
    ("source", "title", "label", "disclaimer", "author", "address", "form", "none"),
    "What says the genre: the source, a label in the title or at the headline, a disclaimer, a "
    "note on the author, a section in the address, questions or clock times in the text; none.",
)
ARTICLES = Table(
    "articles",
    "The articles: bibliographic facts and sizes.",
    ("article",),
    {
        "article": ARTICLE,
        "outlet": column("str", "The outlet."),
        **{n: c for n, c in CITED.items() if n not in ("article", "outlet")},
        "wire": WIRE,
        "genre": GENRE,
        "genre_basis": GENRE_BASIS,
        "other_language_share": OTHER_LANGUAGE,
        "cluster": CLUSTER,
        "n_tokens": count("Words analysed.", 1),
        "n_sentences": count("Sentences analysed.", 1),
        "n_passages": count("Passages.", 1),
        "quoted_share": share("Share of words in the voice `quoted`."),
        "reported_share": share("Share of words in the voice `reported`."),
        "n_marks_repaired": count("Unbalanced quotation marks repaired."),
    },
)
RECORDS = Table(
    "records",
    "Every record read, and what became of it.",
    ("number",),
    {
        "number": count("Number in the order of reading.", 1),
        "read_from": column("str", "Where it was read: the row of a table, or the file."),
        "article": CITED["article"],
        "outlet": CITED["outlet"],
        "outcome": one_of(OUTCOMES, "analysed, or why it is not."),
        "reason": column(
            "str", "What exactly was found, where the outcome does not say it.", nullable=True
        ),
        "n_words": count("Words of the paragraphs to analyse, the title left out."),
        "language": column("str", "Language of most of them.", nullable=True),
        "wire": WIRE,
        "cluster": CLUSTER,
    },
)
LINES = Table(
    "lines",
    "Every line of the articles: what it is, which rule decided, whether it is analysed.",
    ("article", "line", "part"),
    {
        "article": ARTICLE,
        "line": count("Line of the text, from 1; 0 for a title that it does not hold."),
        "part": count("Part of the line, from 1.", 1),
        "role": one_of(get_args(Role), "What the line is."),
        "rule": column("str", "Rule that decided the role."),
        "kept": column("bool", "Whether the role is analysed."),
        "repaired": column("bool", "Whether characters were repaired."),
        "recurring_share": share(
            "Share of the outlet's articles that carry the line, where several do.", nullable=True
        ),
        "n_words": count("Words of the line.", 1),
    },
)
VALENCES = Table(
    "valences",
    "Words of the sentiment lexicons, with what they add to the score of their sentence.",
    ("article", "sentence", "lexicon", "word"),
    {
        "article": ARTICLE,
        "sentence": SENTENCE,
        "passage": PASSAGE,
        "lexicon": one_of(LEXICONS, "The lexicon."),
        "word": column("str", "The lexicon's word."),
        "n": N,
        "valence": column("float64", "Sum of its valences; of VADER after negation and degree."),
    },
)
FRAMES = Table(
    "frames",
    "Cues of the frames, sentence by sentence.",
    ("article", "sentence", "voice", "frame", "cue"),
    {
        "article": ARTICLE,
        "sentence": SENTENCE,
        "passage": PASSAGE,
        "voice": VOICE,
        "frame": column("str", "The frame."),
        "cue": column("str", "Entry of the dictionary that matched."),
        "n": N,
    },
)
MENTIONS = Table(
    "mentions",
    "Mentions of the actors: how they are named, and what part they have.",
    ("article", "sentence", "mention"),
    {
        "article": ARTICLE,
        "sentence": SENTENCE,
        "mention": count("Number in the sentence, not in the order of the text.", 1),
        "passage": PASSAGE,
        "voice": VOICE,
        "actor": column("str", "The actor."),
        "variant": column("str", "How it is named."),
        "semantic_role": one_of(
            PARTS, "agent: does what the verb says; patient: it is done to; other: neither."
        ),
        "verb": column("str", "Lemma of the verb, for an agent or patient.", nullable=True),
        "passive": column("bool", "Whether that verb is in the passive."),
        "agent_deleted": column("bool", "Whether it is a patient of a passive without an agent."),
        "n_tokens": count("Words of the sentence.", 1),
        "vader": column(
            "float64",
            "Mean of VADER's scores of the part that concerns the mention and of the sentence.",
            least=-1,
            most=1,
        ),
        "vader_matched": SENTENCES.columns["vader_matched"],
        "afinn": column("float64", "The same of AFINN's.", least=-5, most=5),
        "afinn_matched": SENTENCES.columns["afinn_matched"],
    },
)
MODIFIERS = Table(
    "modifiers",
    "Words that modify the mentions of the actors.",
    ("article", "passage", "voice", "actor", "variant", "modifier"),
    {
        **PLACE,
        "actor": MENTIONS.columns["actor"],
        "variant": MENTIONS.columns["variant"],
        "modifier": column("str", "Lemma of an adjective or noun that stands with the mention."),
        "n": N,
    },
)
SOURCES = Table(
    "sources",
    "Quotations and reports of what someone says: who says it, and with which verb.",
    ("article", "quotation"),
    {
        "article": ARTICLE,
        "quotation": count("Number in the article.", 1),
        "sentence": SENTENCE,
        "passage": PASSAGE,
        "voice": one_of(VOICES[1:], "quoted: at least in part in direct speech; else reported."),
        "speaker": column(
            "str", "Name, or noun, of who says it; missing where nobody is.", nullable=True
        ),
        "named": column("bool", "Whether the speaker has a name."),
        "speaker_kind": column("str", "Kind of speaker, as in the file of sources."),
        "verb": column("str", "Lemma of the verb or phrase that introduces it.", nullable=True),
        "stance": one_of(STANCES, "What the verb says of what is said; neutral without a verb."),
        "verb_position": one_of(
            ("before", "after", "within", "none"), "Where the verb stands to what is said."
        ),
        "n_tokens": count("Words said.", 1),
        "n_quoted_tokens": count("Of these, in direct speech."),
    },
)
FEATURES = {
    table.name: table
    for table in (
        ARTICLES, RECORDS, PASSAGES, TERMS, PARTS_OF_SPEECH, PHRASES, ENTITIES, SENTENCES,
        VALENCES, FRAMES, MENTIONS, MODIFIERS, SOURCES, LINES,
    )
}  # fmt: skip
