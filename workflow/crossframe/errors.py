"""The one error that a user can cause, and how a failure within one article is named."""

import traceback
from pathlib import Path

PACKAGE = Path(__file__).parent


class StudyError(Exception):
    """A mistake in the config, the catalogue, a text or a table.

    The message is one line: the file, the row or key, the value, what was expected, what to do.
    """


def reason_of(error: Exception) -> str:
    """Return the kind of an error and the function of this package in which it arose.

    Its message can hold words of the article, which must not be published.
    """
    steps = traceback.extract_tb(error.__traceback__)
    own = [step for step in steps if PACKAGE in Path(step.filename).parents]
    place = f" in {Path(own[-1].filename).stem}.{own[-1].name}" if own else ""
    return f"{type(error).__name__}{place}"
