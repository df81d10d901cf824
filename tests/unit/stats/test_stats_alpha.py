import ast
from pathlib import Path

from cases import each

from crossframe.stats import multiplicity
from crossframe.stats.multiplicity import alpha

PACKAGE = Path(multiplicity.__file__).parents[1]
OF_INTERVALS = {"measures/keywords.py"}  # what the interval of one of many may miss


@each(("level", "rest"), [(0.9, 0.1), (0.95, 0.05), (0.99, 0.01), (0.975, 0.025)])
def test_the_level_of_tests_is_what_decimals_have_it(level, rest):
    assert alpha(level) == rest
    assert alpha(0.9) > 1 - 0.9


def test_every_module_asks_for_the_level_of_tests():
    own = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Sub)
        and ast.unparse(node.left) == "1"
        and "level" in ast.unparse(node.right)
    }
    assert own == {"stats/multiplicity.py", *OF_INTERVALS}
