from pathlib import Path

import pytest
from cases import each
from hypothesis import given, settings
from hypothesis import strategies as st

from crossframe.annotation.dictionaries import form_problem, read_dictionary
from crossframe.errors import StudyError

FILES = Path(__file__).parents[2] / "dictionaries"


@pytest.fixture
def file(tmp_path):
    def write(name: str, content: str | bytes):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def problem(path: Path, category: str | None = None) -> str:
    with pytest.raises(StudyError) as caught:
        read_dictionary(path).forms(category or "none")
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(str(path))


@each(
    ("name", "category", "forms"),
    [
        ("flood.yml", "HARM.people", ["drown*", "wounded men", "no"]),
        ("flood.yml", "HARM.things", ["wreck*", "1953"]),
        ("flood.yml", "HARM", ["drown*", "wounded men", "no", "wreck*", "1953", "flood"]),
        ("flood.yml", "REMEDY", ["dyke"]),
        ("flood.dic", "Harm.People (persons)", ["drown*", "wounded men"]),
        ("flood.lc3", "harm", ["drown*", "high water"]),
        ("flood.lc3", "remedy", ["dyke"]),
        ("flood.lcd", "flood.harm", ["drown*", "wreck & ruin"]),
        ("flood.lcd", "flood", ["water", "drown*", "wreck & ruin", "dyke"]),
    ],
)
def test_every_format_gives_its_entries_in_lower_case_with_those_of_subcategories(
    name, category, forms
):
    assert read_dictionary(FILES / name).forms(category) == forms


def test_an_entry_of_several_numbers_or_numerals_is_read_whole(file):
    text = "%\n1\tA\n2\tB\n%\ncatch 22\t1\t2 1\nhigh water 2\n3d view\t1\n"
    dictionary = read_dictionary(file("d.dic", text))
    assert dictionary.forms("A") == ["catch 22", "3d view"]
    assert dictionary.forms("B") == ["catch 22", "high water"]


@each("codes", ["<of>1/3", "(02 3)1/3", "(02 3)1", "<of>1/3\t<of>3/1"])
def test_a_liwc_entry_that_hangs_on_its_neighbours_stops_whoever_uses_its_category(file, codes):
    path = file("d.dic", f"%\n1\tA\n2\tB\n3\tC\n%\nkind\t{codes}\ndyke\t2\nwater\t1\t3\n")
    found = problem(path, "A")
    assert found.startswith(", line 6: 'kind' has categories that depend")
    assert read_dictionary(path).forms("B") == ["dyke"]


def test_no_line_is_lost_that_stands_in_the_sample(tmp_path):
    dictionary = read_dictionary(FILES / "flood.dic")
    assert {entry.form for entry in dictionary.entries if entry.form} == {
        "drown*", "wounded men", "high water", "dyke", "catch 22", "kind"
    }  # fmt: skip
    assert ", line 14: 'kind'" in problem(FILES / "flood.dic", "Remedy")


def test_categories_that_all_stand_after_a_tab_are_no_subcategories(file):
    dictionary = read_dictionary(file("d.dic", "%\n\t1\tA\n\t2\tB\n%\nsea\t1\nfen\t2\n"))
    assert dictionary.forms("A") == ["sea"]
    assert dictionary.forms("B") == ["fen"]


def test_a_category_is_not_part_of_one_whose_name_begins_alike(file):
    dictionary = read_dictionary(file("d.yml", "har: [a]\nharm: [b]\n"))
    assert dictionary.forms("har") == ["a"]


def test_line_ends_byte_order_marks_and_typographic_marks_do_not_matter(file):
    text = "%\n1\tA\n%\nwon’t\t1\nlow   tide\t1\n"
    expected = ["won't", "low tide"]
    for content in (text, "\ufeff" + text, text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        assert read_dictionary(file("d.DIC", content)).forms("A") == expected


def test_xml_in_an_lc3_file_is_read_as_xml(file):
    text = (FILES / "flood.lcd").read_text(encoding="utf-8")
    assert read_dictionary(file("d.lc3", text)).forms("flood.remedy") == ["dyke"]


@each(
    ("name", "content", "wanted"),
    [
        ("d.txt", "dyke", "expected one of .yml, .yaml, .dic"),
        ("d.lc3", b"+caf\xe9\n", "not in UTF-8"),
        ("d.lc3", "dyke\n+a\n", ", line 1: expected + and the name"),
        ("d.lc3", "+\ndyke\n", ", line 1: expected + and the name"),
        ("d.lc3", "", "no categories"),
        ("d.yml", "- dyke", "expected categories"),
        ("d.yml", "a: [", "not readable as YAML"),
        ("d.yml", "a: [x]\nb: [y]\na: [z]", ", line 3: a key that is a list, stands twice"),
        ("d.yml", "a:\n- [x]", ", line 2: expected an entry"),
        ("d.yml", "'': [x]", ", line 1: entries without a category"),
        ("d.yml", "a: &x [y]\nb: *x", ", line 2: a key that is a list, stands twice or has an"),
        ("d.yml", "a: &x {b: *x}", "alias"),
        ("d.yml", "? [x]\n: y", ", line 1: a key that is a list"),
        ("d.yml", "a: " + "[" * 5000, "not readable as YAML"),
        ("d.yml", "%YAML " + "9" * 5000 + ".1\n---\na: [x]", "not readable as YAML"),
        ("d.dic", "dyke\t1\n", "found 0 lines of %"),
        ("d.dic", "dyke\t1\n%\n1\tA\n%\n", "found 2 lines of %; expected two"),
        ("d.dic", "%\n1\tA\nsea\t1\n", "found 1 lines of %"),
        ("d.dic", "%\n1\tA\n%\nsea\t1\n%\n", "found 3 lines of %"),
        ("d.dic", "%\nA\n%\n", ", line 2: expected a number, a tab and a category"),
        ("d.dic", "%\n1\tA\n01\tB\n%\n", ", line 3: 'B' or its number stands twice"),
        ("d.dic", "%\n1\tA\n2\tA\n%\n", ", line 3: 'A' or its number stands twice"),
        ("d.dic", "%\n1\tA\n%\nsea\n", ", line 4: 'sea' has no category"),
        ("d.dic", "%\n1\tA\n%\nsea\t1\tx\n", "has no category"),
        ("d.dic", "%\n1\tA\n%\nsea\t1\t7\n", ", line 4: 'sea' is of category 7, which the head"),
        ("d.lcd", "<dictionary><cnode name='a'>", "not readable as XML"),
        ("d.lcd", "<dictionary><pnode name='a'/></dictionary>", "a pnode without a name or a cat"),
        ("d.lcd", "<dictionary><cnode/></dictionary>", ", line 1: a cnode without a name"),
        ("d.lcd", "<dictionary/>", "no categories"),
    ],
)  # fmt: skip
def test_a_broken_file_is_answered_in_one_line(file, name, content, wanted):
    assert wanted in problem(file(name, content))


def test_xml_that_could_define_entities_is_refused(file):
    bomb = (
        '<!DOCTYPE d [<!ENTITY a "xx"><!ENTITY b "&a;&a;&a;">]>'
        '<dictionary><cnode name="c"><pnode name="&b;"/></cnode></dictionary>'
    )
    assert "DOCTYPE" in problem(file("d.lcd", bomb))


def test_aliases_cannot_blow_a_file_up(file):
    lines = [
        "a0: &a0 {x: [y]}",
        *(f"a{n}: &a{n} {{x: *a{n - 1}, y: *a{n - 1}}}" for n in range(1, 60)),
    ]
    assert "alias" in problem(file("d.yml", "\n".join(lines)))


def test_missing_files_and_folders_are_named(tmp_path):
    assert "no such file" in problem(tmp_path / "none.dic")
    (tmp_path / "d.dic").mkdir()
    assert "not readable as a file" in problem(tmp_path / "d.dic")


def test_an_unknown_category_is_answered_with_the_nearest_or_with_all():
    assert "did you mean 'HARM.people'" in problem(FILES / "flood.yml", "HARM.poeple")
    assert "'HARM', 'HARM.people'" in problem(FILES / "flood.yml", "zzzz")
    assert "'EMPTY' is empty" in problem(FILES / "flood.yml", "EMPTY")


def test_entries_that_cannot_be_used_stop_only_their_own_category(file):
    path = file("d.yml", "a: [b c d e f, '*', g]\nh: [i]")
    assert ", line 1: 'b c d e f' has 5 words" in problem(path, "a")
    assert "(and 1 more entries)" in problem(path, "a")
    assert read_dictionary(path).forms("h") == ["i"]


@each("form", ["a b c d", "end-to-end talk", "*a", "* a", ":)", "9/11"])
def test_a_usable_form_has_no_problem(form):
    assert form_problem(form) is None


@each("form", ["a b c d e", "a-b-c-d-e", "*", "* ?", "-*", "a\x00", "a\u200bb"])
def test_a_form_too_long_or_without_letters_or_with_hidden_characters_is_a_problem(form):
    assert form_problem(form)


LINE = st.text(alphabet="%\t 0129abc<>()/of*?#+:-[]{}&!|'\"é\x00\u2028", max_size=12)
TEXTS = st.lists(LINE, max_size=12).map("\n".join)
HEADED = TEXTS.map(lambda text: f"%\n1\ta\n2\tb\n%\n{text}")


@settings(max_examples=300)
@given(
    name=st.sampled_from(["d.dic", "d.yml", "d.lc3", "d.lcd"]),
    content=TEXTS | HEADED | st.binary(max_size=60),
)
def test_whatever_stands_in_a_file_only_a_study_error_comes_out(file, name, content):
    message = ""
    try:
        dictionary = read_dictionary(file(name, content))
        for entry in dictionary.entries:
            assert dictionary.forms(entry.category)
    except StudyError as error:
        message = str(error)
    assert "\n" not in message


WORD = st.text(alphabet="abcdefg", min_size=1, max_size=5)
CATEGORIES = st.dictionaries(WORD, st.lists(WORD, min_size=1, unique=True), min_size=1, max_size=5)


@given(categories=CATEGORIES)
def test_the_same_dictionary_is_the_same_in_every_format(file, categories):
    names = list(categories)
    flat = [(name, entry) for name in names for entry in categories[name]]
    head = "".join(f"{n}\t{name}\n" for n, name in enumerate(names, start=1))
    body = "".join(f"{entry}\t{names.index(name) + 1}\n" for name, entry in flat)
    leaves = {n: "".join(f"<pnode name='{entry}'/>" for entry in categories[n]) for n in names}
    nodes = "".join(f"<cnode name='{name}'>{leaves[name]}</cnode>" for name in names)
    files = [
        file("d.dic", f"%\n{head}%\n{body}"),
        file("d.yml", "".join(f"{name}: [{', '.join(categories[name])}]\n" for name in names)),
        file("d.lc3", "".join("\n".join([f"+{n}", *categories[n], ""]) for n in names)),
        file("d.lcd", f"<dictionary>{nodes}</dictionary>"),
    ]
    for path in files:
        dictionary = read_dictionary(path)
        assert {name: dictionary.forms(name) for name in names} == categories
