"""The style of all figures, which the parts of a figure that tests look at are made in."""

import pytest

from crossframe.figures import style


@pytest.fixture(autouse=True)
def _styled():
    with style.applied():
        yield
