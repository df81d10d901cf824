"""Dates as the sources state them, in one form and no more exact than stated; lines of dates."""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta

EARLIEST, LATEST = 1600, 2199  # years; before the first newspapers, or after any article
LONGEST = 100  # characters; a longer text is no date
# POSIX reads years of two digits so: 69-99 as 19.., 00-68 as 20... The rule of dateutil
# depends on the present year, so it is given whole years only.
PIVOT = 69
# Both in leap years, for 29 February, and their days two weeks apart, so that a weekday without
# a day of the month gives two days.
DEFAULTS = datetime(2000, 1, 1), datetime(2004, 7, 15)

CLOCK = r"(?:[01]?\d|2[0-4])[:.h][0-5]\d(?:\D.*)?"  # a time of day, whatever follows it
TAIL = rf"(?:(?:[T,\s]|\sat\s)\s*{CLOCK}|T\d\d.*|Z|[+-]\d\d:?\d\d)?"
Y, M, D, MARK = r"(?P<y>\d{4})", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})", r"(?P<mark>[-/.])"
IN_ORDER = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{Y}{MARK}{M}(?P=mark){D}{TAIL}",
        rf"{Y}(?P<m>\d\d)(?P<d>\d\d)(?:\d{{6}}|{TAIL})",
        rf"{Y}[年년] ?(?:{M}[月월] ?(?:{D}[日일].*)?)?",
        rf"{Y}[-/]{M}",
        rf"{M}[-/]{Y}",
        Y,
    )
]
YEAR_LAST = re.compile(
    rf"(\d{{1,2}}){MARK} ?(\d{{1,2}})(?P=mark) ?(?P<y>\d{{4}}|\d\d){TAIL}", re.IGNORECASE
)
UNIX = re.compile(r"(\d{10})(?:\d{3}|\.\d+)?")  # seconds or milliseconds
YEAR = re.compile(r"(?<!\d)\d{4}(?![\d:])")
MONTH_NAME = re.compile(r"(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
SHORT_YEAR = re.compile(r"(\d{1,2}[- ][a-z]{3,9}\.?[- ])(\d\d)\b(?!:)", re.IGNORECASE)  # 3-Mar-31
REMARK = re.compile(r"\([^()]*\)")  # such as a zone's long name

# What a line of nothing but a date or a time is made of.
NUMERIC_DATE = re.compile(r"(?<!\d)\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\d)")
MONTHS = "january february march april may june july august september october november december"
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
CALENDAR = {
    word[:size] for word in (*MONTHS.split(), *WEEKDAYS.split()) for size in (3, 4, len(word))
}
ABOUT_DATES = {
    *("date", "posted", "published", "updated", "modified", "first", "last", "on", "at", "of"),
    *("a", "p", "m", "am", "pm", "st", "nd", "rd", "th", "min", "mins", "minute", "minutes"),
    *("read", "gmt", "utc", "bst", "cet", "cest", "eet", "msk", "ist", "est", "edt", "pst", "pdt"),
}
ZONE = (
    r"(?:gmt|utc|[bciemnpw]e?s?[dst]t|ce[s]?t|ee[s]?t|m?sk|et|ct|mt|pt|aest|aedt|nz[ds]t|jst|kst"
    r"|sgt|hkt|pkt|wib|sast|eat|local time)(?: ?[+-]\d{1,2})?"
)
# A line of nothing but a clock time, as live pages print above each entry.
CLOCK_LINE = re.compile(
    r"\W*(?:(?:(?:first |last )?(?:posted|published|updated|modified)|today|yesterday|at)\W{1,3})*"
    rf"(?:\d{{1,2}}:[0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m\.?)?(?: ?\(?{ZONE}\)?)?"
    rf"|\d{{1,2}}[.h][0-5]\d ?(?:[ap]\.?m\.?(?: ?{ZONE})?|{ZONE})"
    rf"|\d{{1,2}} ?[ap]\.?m\.?(?: ?{ZONE})?"
    r"|(?:\d{1,2}|an?|one) ?(?:[smhd]|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?) ago"
    r"|just now)\W*",
    re.IGNORECASE,
)


def read_date(text: str, day_first: bool) -> str | None:
    """Return a date as 'YYYY-MM-DD', 'YYYY-MM' or 'YYYY', as exact as `text` states it.

    The date is the one written, not converted to another zone. Month names are English. Years
    of two digits are 1969 to 2068. A number of 10 digits is Unix seconds, of 13 milliseconds,
    in UTC: dates from 2001-09-09 on.

    Args:
        text: A cell of a table, or a page's statement.
        day_first: Whether 03/04/2031 is 3 April; where that is no date, it is read the other way.

    Returns:
        None where there is no date: empty, impossible, relative, a mere time, a year outside
        1600 to 2199.
    """
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    if len(text) > LONGEST:
        return None
    stated = _read_numbers(text.removesuffix(".0"), day_first) or _read_words(text)
    return _written(*stated) if stated else None


Stated = tuple[int, int | None, int | None]  # year, month, day


def _read_numbers(text: str, day_first: bool) -> Stated | None:
    """Return what a date in digits states; it need not exist."""
    for pattern in IN_ORDER:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            return int(parts["y"]), _number(parts.get("m")), _number(parts.get("d"))
    if found := YEAR_LAST.fullmatch(text):
        return _order(int(found[1]), int(found[3]), found["y"], day_first)
    if found := UNIX.fullmatch(text):
        return _read_unix(int(found[1]))
    return None


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _order(first: int, second: int, digits: str, day_first: bool) -> Stated:
    year = int(digits) if len(digits) == 4 else _whole_year(int(digits))
    day, month = (first, second) if day_first else (second, first)
    return (year, day, month) if month > 12 else (year, month, day)


def _whole_year(year: int) -> int:
    return year + (1900 if year >= PIVOT else 2000)


def _read_unix(seconds: int) -> Stated:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return moment.year, moment.month, moment.day


def _read_words(text: str) -> Stated | None:
    """Return what a date with the month's name states."""
    from dateutil import parser  # noqa: PLC0415 - most dates are in digits

    if not YEAR.search(text):
        text = SHORT_YEAR.sub(lambda found: f"{found[1]}{_whole_year(int(found[2]))}", text)
    year = YEAR.search(text)
    if not year or not MONTH_NAME.search(text.lower()):
        return None  # dateutil would take numbers such as '10 20 30' for a date
    try:
        # zones are ignored, as the date is that of the place; unknown ones would warn
        one, other = (
            parser.parse(REMARK.sub("", text), default=day, ignoretz=True) for day in DEFAULTS
        )
    except (ValueError, OverflowError):
        return None
    if int(year[0]) != one.year or one.month != other.month:
        return None  # '4-6 March 2031' is no day of 2004
    return one.year, one.month, one.day if one.day == other.day else None


def _written(year: int, month: int | None, day: int | None) -> str | None:
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        whole = date(year, 1 if month is None else month, 1 if day is None else day).isoformat()
    except ValueError:
        return None
    return whole[: 4 if month is None else 7 if day is None else 10]


def is_date_line(text: str) -> bool:
    """Return whether a line holds a date or a time and nothing else."""
    if CLOCK_LINE.fullmatch(text):
        return True
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if not all(word in CALENDAR or word in ABOUT_DATES for word in words):
        return False
    named = any(word in CALENDAR for word in words)
    return bool(re.search(r"\d", text)) and (
        named or bool(NUMERIC_DATE.search(text)) or "updated" in words
    )
