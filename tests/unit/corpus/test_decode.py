import codecs
import io
import zipfile

import pytest
from cases import each
from hypothesis import example, given
from hypothesis import strategies as st

from crossframe.corpus.decode import Unreadable, decode, detect_encoding

WESTERN = [
    "café “quoted”",
    "Der Bürgermeister sagte, die Fähre werde nicht mehr fahren.",
    "Le maire a déclaré que l’été serait très sec",
    "El alcalde preguntó: ¿quién pagará el año próximo?",
    "Borgmästaren sade att färjan inte längre går",
    "Ráðherra sagði að ferjan væri hætt",
    "100 km² of café",
    "Søren, José and François met Müller",
    "The mayor, José Müller of Ærø, said “the ferry’s bell” would ring no more this summer, "
    "whatever the council of the island says about it — and for less than 5 £.",
    "“…”",
]
OTHERS = [
    ("Мэр сказал, что паром больше не ходит. Жители недовольны.", "cp1251"),
    ("Мэр сказал, что паром больше не ходит. Жители недовольны.", "koi8-r"),
    ("Příliš žluťoučký kůň. Starosta řekl, že přívoz už nejezdí.", "cp1250"),
    (
        "Burmistrz powiedział, że prom nie kursuje. Mieszkańcy są oburzeni, żądają wyjaśnień.",
        "cp1250",
    ),
    ("A polgármester őszintén sajnálja, hogy a komp többé nem jár.", "cp1250"),
    ("Ο δήμαρχος είπε ότι το πλοίο σταμάτησε.", "cp1253"),
    ("قال رئيس البلدية إن العبارة توقفت", "cp1256"),
    ("フェリーは運航を停止した。市長が発表した。", "shift_jis"),
    ("渡轮停运,市长说。居民不满。", "gb18030"),
    ("渡輪停運,市長說。居民不滿。", "big5"),
    ("페리가 운항을 중단했다고 시장이 말했다.", "euc_kr"),
]
# Text without control characters, which a text may hold only few of.
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]))
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"]


@each("text", WESTERN)
def test_western_text_is_found_however_short(text):
    assert decode(text.encode("cp1252")) == text


@each(("text", "encoding"), OTHERS)
def test_other_code_pages_are_found(text, encoding):
    assert decode(text.encode(encoding)) == text


# Honest limits: one word, or pages that differ in a few letters. The encoding can be stated.
@each(
    ("text", "encoding"),
    [("Паром", "cp1251"), ("İstanbul Belediyesi seferleri durdurdu, ığş", "cp1254")],
)
def test_what_is_not_found_can_be_stated(text, encoding):
    assert decode(text.encode(encoding)) != text
    assert decode(text.encode(encoding), encoding) == text


@each("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@each("text", ["Škoda, 日本", "plain", ""])
def test_a_mark_decides(text, encoding):
    assert decode(text.encode(encoding)) == text
    assert detect_encoding(text.encode(encoding)) == encoding


@each("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE])
def test_a_mark_tells_the_order_of_bytes(mark):
    order = "utf-16-be" if mark == codecs.BOM_UTF16_BE else "utf-16-le"
    assert decode(mark + "Škoda".encode(order)) == "Škoda"


@each("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@each("text", ["The ferry’s bell", "Мэр сказал, что паром не ходит"])
def test_wide_text_needs_no_mark(text, encoding):
    assert decode(text.encode(encoding)) == text
    assert detect_encoding(text.encode(encoding)) == encoding


def archive():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        opened.writestr("a.txt", "x")
    return buffer.getvalue()


@each(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"%PDF-1.7\nplain so far",
        b"{\\rtf1\\ansi plain so far}",
        archive(),
        b"text\0text",
        bytes(range(256)),
        b"\x01\x02\x03 abc",
    ],
)
def test_binary_content_is_refused(content):
    with pytest.raises(Unreadable, match="binary content"):
        decode(content)


def test_damaged_utf8_is_not_taken_for_a_code_page():
    content = "Škoda řekl, že přívoz už nejezdí".encode()
    with pytest.raises(Unreadable, match="byte 11 is not utf-8"):
        decode(content[:11] + b"\xe9 " + content[11:])


@each(
    ("content", "encoding", "reason"),
    [
        (b"caf\xe9", "utf-8", "byte 3 is not utf-8"),
        (b"caf\x9d", "cp1252", "byte 3 is not cp1252"),
        (b"cafe", "latin-17", "encoding 'latin-17' is not known"),
        (b"cafe", "rot13", "encoding 'rot13' is not known"),
        (b"a\0b", "utf-8", "binary content"),
    ],
)
def test_a_stated_encoding_is_followed_strictly(content, encoding, reason):
    with pytest.raises(Unreadable, match=reason):
        decode(content, encoding)


def test_a_stated_encoding_goes_before_what_fits():
    assert decode("é".encode(), "cp1252") == "Ã©"


@each("encoding", ["utf-8", "cp1252", "utf-16", "utf-16-le", "utf-32"])
@each("cut", range(40, 49))
def test_a_sample_may_end_within_a_character(encoding, cut):
    whole = "Der Bürger\nfährt über die Brücke – größer\n".encode(encoding) * 2
    found = detect_encoding(whole[:cut])
    assert whole.decode(found) == whole.decode(encoding)
    assert found == {"utf-8": "utf-8-sig"}.get(encoding, encoding)


def test_a_sample_of_an_east_asian_code_page_may_end_within_a_character():
    whole = ("フェリーは運航を停止した。\n市長が発表した。\n" * 4).encode("cp932")
    assert {detect_encoding(whole[:cut]) for cut in range(90, 110)} == {"cp932"}


@given(st.binary())
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\xd8")
def test_any_bytes_are_text_or_unreadable(content):
    for read in (decode, detect_encoding):
        try:
            read(content)
        except Unreadable:
            continue


@given(TEXTS.filter(lambda text: not text.startswith("\ufeff")), st.sampled_from(UNICODE))
@example("+", "utf-7")
def test_a_stated_encoding_gives_the_text_back(text, encoding):
    assert decode(text.encode(encoding), encoding) == text


@given(TEXTS.filter(lambda text: not text.startswith("\ufeff")))
def test_utf8_is_always_found(text):
    assert decode(text.encode()) == text
