import unicodedata

from cases import each
from hypothesis import example, given
from hypothesis import strategies as st

from crossframe.corpus.repair import repair

# Text that holds what `repair` looks for more often than chance would.
PIECES = st.sampled_from(
    [
        *("&amp;", "&", "amp;", "lt;", "&#39;", "â€™", "Ã©", "ﬁ", "ａ", "’", "<", "b", "e"),
        *("\u200b", "\u00ad", "\ufeff", "\u0301", "\x07", " ", "\u00a0", "\t"),
    ]
)


@each(
    ("damaged", "meant"),
    [
        ("the ferryâ€™s bell", "the ferry’s bell"),
        ("cafÃ© on the quay", "café on the quay"),
        ("salt &amp; tar", "salt & tar"),
        ("the ferry&#8217;s &quot;bell&quot;", 'the ferry’s "bell"'),
        ("har\u200bbour", "harbour"),
        ("har\u00adbour", "harbour"),
        ("\ufeffharbour", "harbour"),
        ("\u202aharbour\u202c", "harbour"),
        ("ten\u00a0boats", "ten boats"),
        ("ten  \t boats ", "ten boats"),
        ("ten\x0bboats", "ten boats"),  # a vertical tab: how word processors break a line
        ("the ﬁrst ﬂood", "the first flood"),
        ("Ｆｅｒｒｙ", "Ferry"),
        ("cafe\u0301", "café"),
    ],
)
def test_damage_is_repaired(damaged, meant):
    assert repair(damaged) == meant


@each("text", ["“curly” ‘marks’", "dash – dash — dash", "a… b", "Škoda", "日本"])
def test_typography_is_no_damage(text):
    assert repair(text) == text


def test_an_entity_may_hide_mojibake():
    assert repair("ferry&acirc;&euro;&trade;s") == "ferry’s"


def test_a_line_of_nothing_visible_is_empty():
    assert repair(" \u200b\u00ad\ufeff\u00a0") == ""


@given(st.text() | st.lists(PIECES, max_size=8).map("".join))
@example("salt &amp;amp; tar")  # twice escaped, as feeds do
@example("&am\u00adp;")
def test_repairing_again_changes_nothing(line):
    assert repair(repair(line)) == repair(line)


@given(st.text() | st.lists(PIECES, max_size=8).map("".join))
@example("cafe\u200b\u0301")
def test_a_repaired_line_is_in_nfc(line):
    assert unicodedata.is_normalized("NFC", repair(line))


@given(st.text())
def test_a_repaired_line_has_no_control_character_and_single_spaces(line):
    repaired = repair(line)
    assert not any(unicodedata.category(char) == "Cc" for char in repaired)
    assert repaired == " ".join(repaired.split())
