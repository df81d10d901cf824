"""The shape of the code: sizes, layers, and names that stand only where they belong."""

import ast
import io
import re
import tokenize
from pathlib import Path

from cases import each

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "workflow" / "crossframe"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted((ROOT / "workflow" / "scripts").glob("*.py"))
MOST_LINES_OF_FUNCTION, MOST_LINES_OF_MODULE, MOST_LINES_OF_SCRIPT = 40, 300, 15

# A module imports only those of its own layer and of those before; docs/architecture.md.
LAYERS = [
    {"errors", "escape", "logs", "drawing", "indicators"},
    {"config", "io", "schemas", "wording", "references"},
    {"provenance", "store"},
    {"feature_tables"},
    {"stages"},
    {"corpus"},
    {"annotation"},
    {"features"},
    {"stats"},
    {"measure"},
    {"annotated", "tables"},
    {"measures"},
    {"fingerprint", "readings", "evidence", "new_study"},
    {"family", "results"},
    {"collection"},
    {"figures"},
    {"exports"},
    {"findings"},
    {"methods"},
    {"report"},
    {"study"},
    {"check"},
    {"sync"},  # config/README.md and the schema, made from the models
]


def name_of(path):
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


every = each("path", MODULES)
every_script = each("path", SCRIPTS)


def code_lines(source):
    """The numbers of the lines that hold code: no blank line, comment or docstring."""
    held = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT,
                              tokenize.DEDENT, tokenize.ENDMARKER):  # fmt: skip
            held |= set(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            held -= set(range(node.lineno, node.end_lineno + 1))
    return held


def calls_of(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def functions_within(function):
    """The lines at which the functions inside a function begin."""
    return [n.lineno for n in ast.walk(function) if isinstance(n, ast.FunctionDef)][1:]


def functions(source):
    kinds = ast.FunctionDef, ast.AsyncFunctionDef
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, kinds)]


@every
def test_functions_are_short(path):
    source = path.read_text(encoding="utf-8")
    lines = code_lines(source)
    long = {
        node.name: n
        for node in functions(source)
        if (n := len(lines & set(range(node.lineno, node.end_lineno + 1))))
        >= MOST_LINES_OF_FUNCTION
    }
    assert long == {}


@every
def test_modules_are_short(path):
    assert len(code_lines(path.read_text(encoding="utf-8"))) < MOST_LINES_OF_MODULE


@every_script
def test_scripts_only_translate(path):
    source = path.read_text(encoding="utf-8")
    imports, job = source.split("with job_log(")  # of imports there are as many as steps
    assert {line.split()[0] for line in imports.splitlines() if line} <= {"from", "import"}
    assert len([line for line in job.splitlines() if line.strip()]) < MOST_LINES_OF_SCRIPT
    assert functions(source) == []


@every
def test_the_package_knows_nothing_of_the_workflow(path):
    names = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [node.id] if isinstance(node, ast.Name)
            else [alias.name for alias in node.names] if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom)
            else []
        )
    }  # fmt: skip
    assert "snakemake" not in names


@every
def test_the_package_prints_nothing(path):
    assert "print" not in calls_of(path)


@every_script
def test_scripts_open_only_what_the_rule_declares(path):
    strings = [node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
               if isinstance(node, ast.Constant) and isinstance(node.value, str)]  # fmt: skip
    assert [text for text in strings if "/" in text or text.endswith((".csv", ".parquet"))] == []


def layer_of(module):
    top = module.split(".")[0]
    return next(place for place, names in enumerate(LAYERS) if top in names)


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("crossframe"):
            inner = node.module.split(".")[1:]
            yield from [".".join(inner)] if inner else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from (a.name[11:] for a in node.names if a.name.startswith("crossframe."))


@each("path", [p for p in MODULES if p.parent != PACKAGE or p.stem[0] != "_"])  # fmt: skip
def test_imports_run_one_way(path):
    own = layer_of(name_of(path))
    against = [name for name in imported(path) if layer_of(name) > own]
    assert against == []


def test_every_module_has_its_layer():
    tops = {name_of(path).split(".")[0] for path in MODULES} - {"__init__"}
    assert tops == set().union(*LAYERS)


@every
def test_public_functions_are_documented(path):
    source = path.read_text(encoding="utf-8")
    inner = {part for node in functions(source) for part in functions_within(node)}
    bare = [
        node.name
        for node in functions(source)
        if not node.name.startswith("_")
        and node.lineno not in inner
        and not ast.get_docstring(node)
    ]
    assert bare == []


@every
def test_no_module_silences_warnings(path):
    source = path.read_text(encoding="utf-8")
    assert "warnings.filter" not in source
    assert "simplefilter" not in source


def draws_of(path):
    """The calls of NumPy's generators, with their arguments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [c for c in calls if ast.unparse(c.func).startswith(("np.random.", "numpy.random."))]


@every
def test_no_module_draws_from_a_global_generator(path):
    # `keyed` alone makes one, whose draws depend on nothing but its key
    for call in draws_of(path):
        if name_of(path) == "stats.resampling":
            assert ast.unparse(call.func) == "np.random.Philox"
            assert [keyword.arg for keyword in call.keywords] == ["key"]
        else:
            assert re.fullmatch(r"np\.random\.Generator\(keyed\(.+\)\)", ast.unparse(call))


def test_the_generators_of_the_package_are_found():
    # else the test above would pass over them
    found = {name_of(path) for path in MODULES if draws_of(path)}
    assert found == {"measures.calibration", "stats.arrangements", "stats.resampling"}


@every
def test_the_clock_is_read_by_provenance_alone(path):
    clock = {"datetime.now", "date.today", "time.time", "datetime.today", "datetime.utcnow"}
    calls = calls_of(path)
    assert not clock & calls or path.stem == "provenance"
