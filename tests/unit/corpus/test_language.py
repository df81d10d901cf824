import pytest
from cases import each

from crossframe.corpus.language import FEWEST_WORDS, Languages, languages

ENGLISH = "The mayor said on Tuesday that the ferry would not sail again before next summer."
OTHERS = {
    "fr": "Le maire de la ville a déclaré mardi que le bac ne reprendrait pas la mer avant l’été.",
    "de": "Der Bürgermeister sagte am Dienstag, dass die Fähre vor dem Sommer nicht mehr fährt.",
    "ru": "Мэр города заявил во вторник, что паром не выйдет в море раньше следующего лета.",
    "ar": "قال رئيس بلدية المدينة يوم الثلاثاء إن العبارة لن تبحر مرة أخرى قبل الصيف المقبل.",
    # written without spaces, so that no paragraph has ten words between spaces
    "zh": "市长周二表示，渡轮在明年夏天之前不会再次出航，因为船体上的裂缝比预想的要长得多。",
    "ja": "市長は火曜日、船体の亀裂が予想より長いため、来年の夏までフェリーは運航しないと述べた。",
    "th": "นายกเทศมนตรีกล่าวเมื่อวันอังคารว่าเรือข้ามฟากจะไม่ออกเดินทางอีกก่อนฤดูร้อนปีหน้า",
}


def test_english_is_found():
    assert languages([ENGLISH], "en") == Languages("en", 0.0)


@each("code", OTHERS)
def test_another_language_is_found(code):
    assert languages([OTHERS[code]], "en") == Languages(code, 1.0)


@each("code", ["fr", "de", "ru", "ar", "zh"])
def test_the_studys_language_is_any(code):
    assert languages([OTHERS[code]], code) == Languages(code, 0.0)


def test_the_share_is_one_of_words():
    english, french = len(ENGLISH.split()), len(OTHERS["fr"].split())
    found = languages([ENGLISH, OTHERS["fr"], ENGLISH], "en")
    assert found.main == "en"
    assert found.other_share == pytest.approx(french / (french + 2 * english))


def test_the_main_language_has_most_words_and_not_most_paragraphs():
    long = " ".join([ENGLISH] * 5)
    assert languages([OTHERS["fr"], OTHERS["fr"], long], "en").main == "en"


def test_a_tie_goes_to_the_first_code():
    words = {"en": " ".join(ENGLISH.split()[:14]), "de": OTHERS["de"]}
    assert {len(text.split()) for text in words.values()} == {14}
    assert languages(words.values(), "en") == Languages("de", 0.5)
    assert languages([*words.values()][::-1], "en") == Languages("de", 0.5)


def test_short_paragraphs_tell_only_together():
    short = " ".join(OTHERS["fr"].split()[: FEWEST_WORDS - 1])
    assert languages([short, ""], "en") == Languages(None, None)
    assert languages([short, short, "Oui."], "en") == Languages("fr", 1.0)
    assert languages([ENGLISH, short], "en") == Languages("en", 0.0)


def test_no_paragraph_has_no_language():
    assert languages([], "en") == Languages(None, None)
