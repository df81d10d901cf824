"""Lines of nothing but a date or a time."""

import re

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


def is_date_line(text: str) -> bool:
    """Return whether a line holds a date or a time and nothing else."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if not all(word in CALENDAR or word in ABOUT_DATES for word in words):
        return False
    named = any(word in CALENDAR for word in words)
    return bool(re.search(r"\d", text)) and (
        named or bool(NUMERIC_DATE.search(text)) or "updated" in words
    )
