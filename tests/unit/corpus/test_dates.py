from datetime import date

from cases import each
from hypothesis import example, given
from hypothesis import strategies as st

from crossframe.corpus.dates import read_date

# Text that looks more like a date than chance would.
PIECES = st.sampled_from(
    [
        *("March", "mar.", "May", "Sunday", "3rd", "31", "2031", "0", "13", "-", "/", ".", ":"),
        *(" ", ",", "T", "Z", "GMT", "ET", "pm", "at", "of", "10:00", "年", "月", "日", "²"),
        *("1e999", "+", "(", ")", "'31", "nan"),
    ]
)


@each(
    ("text", "stated"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-3-4", "2031-03-04"),
        ("2031-03-04T23:30:00-08:00", "2031-03-04"),  # as written; in UTC it is the 5th
        ("2031-03-04T23:30Z", "2031-03-04"),
        ("2031-03-04 00:00:00", "2031-03-04"),
        ("2031-03-04 10:00:00.123456+00:00", "2031-03-04"),
        ("Sun, 02 Mar 2031 10:00:00 GMT", "2031-03-02"),
        ("Sun Mar 02 2031 10:00:00 GMT+0000 (Coordinated Universal Time)", "2031-03-02"),
        ("3 March 2031", "2031-03-03"),
        ("March 3, 2031", "2031-03-03"),
        ("Mar. 3rd, 2031", "2031-03-03"),
        ("Tuesday, 4 March 2031 at 10.30pm", "2031-03-04"),
        ("3.3.2031", "2031-03-03"),
        ("2031/03/04", "2031-03-04"),
        ("20310304", "2031-03-04"),
        ("20310304.0", "2031-03-04"),  # a column of numbers with gaps, as pandas writes it
        ("20310304T101112Z", "2031-03-04"),
        ("20310304101112", "2031-03-04"),
        ("2031年3月4日", "2031-03-04"),
        ("２０３１年３月４日", "2031-03-04"),
        ("2031년 3월 4일", "2031-03-04"),
        ("29 February 2028", "2028-02-29"),
        ("31-Dec-1600", "1600-12-31"),
        ("  2031-03-04\n", "2031-03-04"),
    ],
)
def test_a_whole_date_is_read(text, stated):
    assert read_date(text, day_first=True) == stated
    assert read_date(text, day_first=False) == stated


@each(
    ("text", "stated"),
    [
        *(("March 2031", "2031-03"), ("2031-03", "2031-03"), ("03/2031", "2031-03")),
        *(("Sunday March 2031", "2031-03"), ("2031年3月", "2031-03"), ("May 2031", "2031-05")),
        *(("2031", "2031"), ("2031.0", "2031"), ("1600", "1600"), ("2199", "2199")),
    ],
)
def test_nothing_is_added_to_what_is_stated(text, stated):
    assert read_date(text, day_first=True) == stated


@each("zone", ["ET", "CET", "MSK", "PST", "UTC", "+0300", "(local time)"])
def test_an_unknown_zone_neither_warns_nor_matters(zone):
    assert read_date(f"3 March 2031 23:30 {zone}", day_first=True) == "2031-03-03"


@each(
    ("text", "day_first", "stated"),
    [
        ("03/04/2031", True, "2031-04-03"),
        ("03/04/2031", False, "2031-03-04"),
        ("12/25/2031", True, "2031-12-25"),
        ("25/12/2031", False, "2031-12-25"),
        ("03/04/2031 10:15 AM", False, "2031-03-04"),
        ("03.04.2031, 10:15", True, "2031-04-03"),
    ],
)
def test_the_order_of_day_and_month_is_told(text, day_first, stated):
    assert read_date(text, day_first) == stated


@each(
    ("text", "year"),
    [("3/4/68", 2068), ("3/4/69", 1969), ("03-Apr-00", 2000), ("3 Apr 99", 1999)],
)
def test_a_year_of_two_digits_is_read_as_posix_does(text, year):
    assert read_date(text, day_first=True) == f"{year}-04-03"


@each(
    ("text", "stated"),
    [
        ("1000000000", "2001-09-09"),
        ("1930000000", date.fromordinal(719163 + 1930000000 // 86400).isoformat()),
        ("1930000000000", "2031-02-27"),
        ("1930000000.5", "2031-02-27"),
        ("9999999999", None),  # 2286
        ("999999999", None),  # nine digits
    ],
)
def test_unix_time_is_read(text, stated):
    assert read_date(text, day_first=True) == stated


@each(
    "text",
    [
        *("", " ", "nan", "NaT", "None", "null", "-", "yesterday", "2 days ago", "Monday", "May"),
        *("10:00", "10:00 ET", "March 3", "3 Mar", "12", "2.5", "10 20 30", "1.2.3", "12.2031"),
        *("30 February 2031", "2031-02-30", "29 Feb 2031", "2031-13-01", "2031-00-01"),
        *("2031-03-00", "0 March 2031", "00/2031", "0001-01-01", "1599", "1599-12-31", "2200"),
        *("13/13/2031", "2200-01-01", "4 Mar 1066", "-2031", "203103", "1e10", "192.168.10.20"),
        *("Mayor 2031", "4-6 March 2031", "2031-03-04 to 2031-03-06", "3 marzo 2031", "Q1 2031"),
        *("2031-W10-2", "2031-03-04 nonsense", "2031" * 100),
    ],
)
def test_what_is_no_date_is_none(text):
    assert read_date(text, day_first=True) is None
    assert read_date(text, day_first=False) is None


@given(st.text() | st.lists(PIECES, max_size=10).map("".join), st.booleans())
@example("March 2031 1e999", True)
@example("3 March ２０３１", False)
def test_any_text_gives_a_real_date_or_none(text, day_first):
    found = read_date(text, day_first)
    if found is not None:
        assert 1600 <= date.fromisoformat(f"{found}-01-01"[:10]).year <= 2199


FORMS = ["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y %H:%M:%S GMT", "%d.%m.%Y", "%Y%m%d"]


@given(st.dates(date(1600, 1, 1), date(2199, 12, 31)), st.sampled_from(FORMS))
def test_every_date_is_read_back(day, form):
    assert read_date(day.strftime(form), day_first=True) == day.isoformat()
