from tests.habits.source import functions, name_of, python_files

LONGEST_FUNCTION = 60
LONGEST_IN_THE_HOUSE = 45
# A commune of the demo world is one table of facts.
PLANS = {"chibo/cli/demo/lang_cheu.py", "chibo/cli/demo/dong_y.py"}
LONGEST_FILE = 600
# One table, read as a whole: a line for every address of the house.
TABLES = {"tests/habits/access_table.py"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "services", "managers", "signals", "receivers"}


def test_no_function_is_long() -> None:
    long = [
        f"{name_of(path)}:{function.lineno} {function.name}"
        for path in python_files()
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
    ]

    assert long == []


def test_no_function_of_the_house_does_two_things() -> None:
    """Ten lines are normal; a form, a page or a paper of more than these has its parts said by name."""
    long = [
        f"{name_of(path)}:{function.lineno} {function.name}"
        for path in python_files()
        if name_of(path).startswith("chibo/") and "tests" not in path.parts
        if name_of(path) not in PLANS
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno >= LONGEST_IN_THE_HOUSE
    ]

    assert long == []


def test_no_file_is_long() -> None:
    long = [
        name_of(path)
        for path in python_files()
        if len(path.read_text().splitlines()) > LONGEST_FILE and name_of(path) not in TABLES
    ]

    assert long == []


def test_no_room_is_a_lumber_room() -> None:
    lumber = [
        name_of(path)
        for path in python_files()
        if path.stem in FORBIDDEN_NAMES or path.parent.name in FORBIDDEN_NAMES
    ]

    assert lumber == []
