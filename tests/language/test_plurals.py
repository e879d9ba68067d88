"""A catalogue of the user's own: its rule names one of its forms for every number."""

from io import BytesIO

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from agenda.language.locale import load
from agenda.source.problems import Stop
from career import FOLDERS

PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: {}\\n"

msgid "%(num)d minute"
msgid_plural "%(num)d minutes"
msgstr[0] "%(num)d Minütchen"
msgstr[1] "%(num)d Minuten"
"""


def folder_with(folder, rule, name):
    file = folder / "locales" / "de" / name
    file.parent.mkdir(parents=True)
    (file.parent / "language.toml").touch()
    data = PO.format(rule).encode()
    if file.suffix == ".mo":
        compiled = BytesIO()
        write_mo(compiled, read_po(BytesIO(data), locale="de"))
        data = compiled.getvalue()
    file.write_bytes(data)
    return folder, *FOLDERS


def said(folders):
    with pytest.raises(Stop) as stopped:
        load("de", "informal", folders)
    (problem,) = stopped.value.problems
    assert problem.rule == "catalogue"
    return problem.message


WRONG = {
    "nplurals=2; plural=n%0;": "for 0 divides by zero",
    "nplurals=2; plural=n==40 && 1/(n-40);": "for 40 divides by zero",
    "nplurals=2; plural=n;": "for 2 chooses form 2",
    "nplurals=2; plural=n-1;": "for 0 chooses form -1",
    "nplurals=1; plural=n != 1;": "for 0 chooses form 1",
    "nplurals=0; plural=0;": "there are 0 plural forms",
}


@pytest.mark.parametrize("name", ["messages.po", "messages.mo", "messages.informal.po"])
@pytest.mark.parametrize("rule", WRONG)
def test_a_rule_that_names_no_form_of_some_number_is_told(tmp_path, rule, name):
    message = said(folder_with(tmp_path, rule, name))
    assert str(tmp_path / "locales" / "de" / name) in message
    assert WRONG[rule] in message


@pytest.mark.parametrize(
    "rule",
    ["nplurals=x; plural=n", "nplurals=2; plural=foo", "nplurals=2; plural=n>1?1",
     "nplurals=999999999; plural=n!=1", "nplurals=2; plural=" + "(" * 99 + "n" + ")" * 99],
    ids=["no number", "no rule", "half a rule", "a number that fills the memory", "too complex"],
)  # fmt: skip
def test_a_rule_that_cannot_be_read_is_told(tmp_path, rule):
    assert "messages.po" in said(folder_with(tmp_path, rule, "messages.po"))


def test_a_compiled_rule_that_is_not_there_is_told_as_that(tmp_path):
    folders = folder_with(tmp_path, "nplurals=2; plural=n != 1;", "messages.mo")
    file = tmp_path / "locales" / "de" / "messages.mo"
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"; plural=", b"; p_ural="))
    assert file.read_bytes() != whole
    assert "Plural-Forms" in said(folders)


@pytest.mark.parametrize("name", ["messages.po", "messages.mo"])
@pytest.mark.parametrize(
    "rule",
    ["nplurals=2; plural=(n > 1);",
     "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"],
    ids=["French", "Polish"],
)  # fmt: skip
def test_a_rule_of_a_language_is_free_of_problems(tmp_path, rule, name):
    words = load("de", None, folder_with(tmp_path, rule, name))
    assert words.count("%(num)d minute", "%(num)d minutes", 1) == "1 Minütchen"
    assert words.count("%(num)d minute", "%(num)d minutes", 2) == "2 Minuten"
