"""The one error that a user can cause."""


class StudyError(Exception):
    """A mistake in the config, the catalogue, a text or a table.

    The message is one line: the file, the row or key, the value, what was expected, what to do.
    """
