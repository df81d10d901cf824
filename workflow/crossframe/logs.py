"""The log of a job."""

import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from crossframe.errors import StudyError


@contextmanager
def job_log(path: str) -> Iterator[None]:
    """Send what a job prints to its log, and end a user's mistake with one line on the screen."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with Path(path).open("w", encoding="utf-8") as log:
        try:
            with redirect_stdout(log), redirect_stderr(log):
                logging.captureWarnings(True)
                logging.basicConfig(stream=log, force=True)
                yield
        except StudyError as error:
            log.write(f"{error}\n")
            sys.exit(f"crossframe: {error}")
        except Exception:
            traceback.print_exc(file=log)
            raise
