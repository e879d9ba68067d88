"""`agenda check` as a mentor: hints, how they are chosen, silenced and explained."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest

from commands.command_line import MEAGRE, SMALL, inside, ran
from ground import GOOD, ROOT, STORIES, ending

pytestmark = pytest.mark.usefixtures("coach")
FULL = next(path for path in GOOD if path.stem == "full")
ASKS = """\
version: 1
employee: Ada Park
manager: Grace Osei
meeting: 2026-12-03 14:00
values: [{name: craft, example: The importer went from 31 files to 9.}]
aspirations: {clarity: unknown}
skills: {current: [incident response], future: [technical strategy]}
questions: [What do you value most in this team?]
goals:
  - {what: Sign one rule, by: 2027-06-30, skill: technical strategy, first_step: Ask}
asks:
  - {what: Support me more, by: 2027-01-29, helps_team: yes}
"""
LAST = "  - {what: Support me more, by: 2027-01-29, helps_team: yes}"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "career.yaml").write_text(ASKS, "utf-8")
    return tmp_path


@pytest.fixture
def meagre(tmp_path_factory):
    """A file in another folder that more than three hints are given for."""
    path = tmp_path_factory.mktemp("other") / "meagre.yaml"
    path.write_text(MEAGRE, "utf-8")
    return path


def rules(*arguments: object) -> list[str]:
    found = ran("check", *arguments, "--output-format", "json")
    return [one["rule"] for one in json.loads(found.out)]


def test_a_hint_has_its_place_and_what_to_write_instead(folder):
    done = ran("check", "career.yaml")
    assert done.code == 0
    assert "career.yaml:12:12: hint[vague-ask]: 'Support' is hard to say yes to" in done.said
    assert "ask for one thing" in done.said


def test_three_hints_are_shown_and_more_are_told_of(meagre):
    done = ran("check", meagre)
    assert done.code == 0
    said, every = rules(meagre), rules(meagre, "--all")
    assert len(said) == 3
    assert said[0] == "no-long-arc"
    assert f"{len(every) - len(said)} more, shown by agenda check --all" in done.err


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_sample_gets_two_hints_at_most(path):
    assert len(rules(path)) <= 2


@pytest.mark.parametrize("path", [*GOOD, *STORIES[0][:2], *STORIES[1][:2]], ids=lambda p: p.stem)
def test_the_samples_are_free_of_warnings(path):
    found = json.loads(ran("check", path, "--all", "--output-format", "json").out)
    assert [one for one in found if one["severity"] != "hint"] == []


@pytest.mark.parametrize("stem", ["full", "junior"])
def test_the_full_sample_has_nothing_to_be_said_of(stem):
    path = next(path for path in GOOD if path.stem == stem)
    assert ran("check", path, "--all").said == f"{path}: no problems\n"


def test_a_hint_fails_where_everything_is_to_be_strict(folder):
    assert ran("check", "career.yaml", "--strict").code == 1


def test_errors_come_first(folder):
    (folder / "career.yaml").write_text(ASKS + "gaols: []\n", "utf-8")
    found = ran("check", "career.yaml")
    assert found.code == 1
    assert found.said.index("unknown-key") < found.said.index("vague-ask")


def test_broken_parts_are_not_coached_and_the_others_are(folder):
    text = ASKS.replace("goals:\n", "goals: {a: b}\nx-goals:\n").replace(
        "manager: Grace Osei\n", ""
    )
    (folder / "career.yaml").write_text(text, "utf-8")
    found = rules("career.yaml")
    assert {"missing", "type", "unknown-key", "vague-ask"} <= set(found)


# -- select and ignore


def test_rules_can_be_selected_and_ignored(folder, meagre):
    assert rules("career.yaml", "--select", "vague-ask") == ["vague-ask"]
    assert rules("career.yaml", "--ignore", "vague-ask") == []
    assert rules(meagre, "--select", "no-date", "--select", "no-long-arc") == ["no-long-arc"]


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_rule_that_there_is_not_is_wrong_usage(folder, option):
    done = ran("check", "career.yaml", option, "vage-ask")
    assert (done.code, "did you mean vague-ask?" in done.said) == (2, True)


def test_an_ignore_that_silences_nothing_is_a_hint(folder):
    done = ran("check", "career.yaml", "--ignore", "too-many-asks")
    assert "hint[unused-ignore]: --ignore too-many-asks silences nothing" in done.said
    assert "unused-ignore" not in ran("check", "career.yaml", "--ignore", "vague-ask").said


def test_an_ignored_rule_that_could_not_look_is_not_told_of(folder):
    assert "unused-ignore" not in ran("check", "career.yaml", "--ignore", "dropped-action").said


# -- comments


@pytest.mark.parametrize(
    "comment",
    ["# agenda: ignore[vague-ask]", "#agenda:ignore[ vague-ask ]",
     "# agenda: ignore[vague-ask, vague-ask]", "# she knows  # agenda: ignore[vague-ask]"],
)  # fmt: skip
def test_a_comment_silences_a_rule_on_its_line(folder, comment):
    (folder / "career.yaml").write_text(ASKS.replace(LAST, f"{LAST} {comment}"), "utf-8")
    assert rules("career.yaml") == []


def test_a_comment_of_its_own_line_is_about_the_next(folder):
    comment = "  # agenda: ignore[vague-ask]\n  # because she knows what I mean\n"
    (folder / "career.yaml").write_text(ASKS.replace(LAST, comment + LAST), "utf-8")
    assert rules("career.yaml") == []


@pytest.mark.parametrize(
    "text",
    ['"Support # agenda: ignore[vague-ask]"', "'Support # agenda: ignore[vague-ask]'"],
)
def test_what_looks_like_a_comment_in_a_text_is_none(folder, text):
    (folder / "career.yaml").write_text(ASKS.replace("Support me more", text), "utf-8")
    assert rules("career.yaml") == ["vague-ask"]


@pytest.mark.parametrize(
    ("head", "end", "found"),
    [
        ("  # agenda: ignore[pay-in-shared]", "", []),
        ("", " # agenda: ignore[pay-in-shared]", ["pay-in-shared"]),
        ("", "\n    # agenda: ignore[pay-in-shared]", ["pay-in-shared"]),
    ],
    ids=["behind the head", "in the text", "on a line of the text"],
)
def test_a_comment_behind_the_head_of_a_block_of_text_counts(folder, head, end, found):
    block = f"aspirations:\n  long_term: |-{head}\n    I want a higher salary{end}\n"
    whole = ASKS.replace("aspirations: {clarity: unknown}\n", block)
    (folder / "career.yaml").write_text(whole, "utf-8")
    assert rules("career.yaml", "--select", "pay-in-shared") == found


@pytest.mark.parametrize(
    "item",
    [
        "- &a |  # agenda: ignore[vague-ask]\n    Support me\n",
        '- "Support me\n    in my way"  # agenda: ignore[vague-ask]\n',
        "- what: # agenda: ignore[vague-ask]\n      Support me\n",
        "- # agenda: ignore[vague-ask]\n    Support me\n",
        "- Support me # agenda: ignore[no-long-arc] # agenda: ignore[vague-ask]\n",
        "- Support me # Agenda: ignore[vague-ask]\n",
    ],
)
def test_a_comment_silences_what_begins_or_ends_on_its_line(folder, item):
    text = ASKS.partition("asks:")[0] + f"asks:\n  {item}"
    (folder / "career.yaml").write_text(text, "utf-8")
    assert "vague-ask" not in rules("career.yaml", "--select", "vague-ask")


def test_thousands_of_comments_are_looked_at_once(folder):
    many = "# agenda: ignore[vague-ask]\n" * 3000
    asks = "".join("  - Support me # agenda: ignore[vague-ask]\n" for _ in range(600))
    text = many + ASKS.partition("asks:")[0] + "asks:\n" + asks
    (folder / "career.yaml").write_text(text, "utf-8")
    with ending():
        assert "vague-ask" not in rules("career.yaml", "--all")


def test_thousands_of_names_are_looked_for_at_once(folder):
    names = "".join(f"    - Name{number} Family{number}\n" for number in range(2000))
    questions = "".join(f"  - What do you see in number {number}?\n" for number in range(600))
    head = ASKS.partition("questions:")[0]
    text = f"{head}questions:\n{questions}private:\n  other_people:\n{names}"
    (folder / "career.yaml").write_text(text, "utf-8")
    with ending():
        assert "named-colleague" not in rules("career.yaml", "--all")


def test_a_hint_of_what_is_not_there_has_no_place_and_any_line_silences_it(folder):
    (folder / "career.yaml").write_text(ASKS.replace("meeting: 2026-12-03 14:00\n", ""), "utf-8")
    assert "career.yaml: hint[no-meeting]: no meeting is set" in ran("check", "career.yaml").said
    text = ASKS.replace("meeting: 2026-12-03 14:00", "# agenda: ignore[no-meeting]")
    (folder / "career.yaml").write_text(text, "utf-8")
    assert "no-meeting" not in rules("career.yaml")


def test_a_cycle_is_named_once_and_stdin_read_once(folder):
    (folder / "old.yaml").write_text(SMALL.replace("2026-12", "2026-06"), "utf-8")
    done = ran("check", "career.yaml", "--since", "old.yaml", "./old.yaml")
    assert (done.code, "names a file twice" in done.said) == (2, True)
    done = ran("check", "-", "--since", "-", stdin=ASKS.encode())
    assert (done.code, "stdin can be read once" in done.said) == (2, True)


def test_annotations_for_many_eyes_say_nothing_of_what_is_private(folder):
    (folder / "career.yaml").write_text(ASKS + "private: {trust: low}\n", "utf-8")
    assert "low-trust" in rules("career.yaml")
    assert "trust" not in ran("check", "career.yaml", "--output-format", "github").said


def test_since_that_takes_every_name_says_so(folder):
    done = ran("check", "--since", "old.yaml", "career.yaml")
    assert (done.code, "put the file to check before it" in done.err) == (2, True)


def test_a_comment_that_silences_nothing_is_a_hint_at_its_place(folder):
    (folder / "career.yaml").write_text(f"{ASKS}# agenda: ignore[no-date]\n", "utf-8")
    done = ran("check", "career.yaml")
    assert "career.yaml:13:18: hint[unused-ignore]" in done.said


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("# agenda: ignore[vage-ask]", "did you mean vague-ask?"),
        ("# agenda: ignore[]", "this comment names no rule"),
        ("# agenda: ignore", "this comment names no rule"),
        ("# agenda: ignore[private-in-shared]", "nothing silences private-in-shared"),
    ],
)
def test_a_comment_that_names_no_rule_is_an_error_with_its_place(folder, comment, said):
    (folder / "career.yaml").write_text(ASKS.replace(LAST, f"{LAST}  {comment}"), "utf-8")
    done = ran("check", "career.yaml")
    assert (done.code, said in done.said) == (1, True)
    assert "career.yaml:12:" in done.said


def test_an_error_is_never_silenced(folder):
    secret = "private: {notes: I would rather not say this to anybody}\n"
    text = ASKS.replace("Support me more", "I would rather not say this to anybody")
    text = text.replace("asks:\n", "asks:   # agenda: ignore[private-in-shared]\n")
    (folder / "career.yaml").write_text(text + secret, "utf-8")
    done = ran("check", "career.yaml")
    assert (done.code, "error[private-in-shared]" in done.said) == (1, True)
    done = ran("check", "career.yaml", "--ignore", "private-in-shared")
    assert (done.code, "nothing silences private-in-shared" in done.said) == (2, True)


# -- settings


def test_settings_beside_the_file_hold_for_it(folder, meagre):
    (folder / "agenda.toml").write_text('[check]\nignore = ["vague-ask"]\n', "utf-8")
    assert rules("career.yaml") == []
    assert len(rules(meagre)) == 3


def test_settings_of_the_user_hold_where_none_stand_beside_the_file(folder, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    (folder / "config" / "agenda").mkdir(parents=True)
    (folder / "config" / "agenda" / "agenda.toml").write_text("[check]\nselect = []\n", "utf-8")
    assert rules("career.yaml") == []
    (folder / "agenda.toml").write_text("[check]\n", "utf-8")
    assert rules("career.yaml") == ["vague-ask"]


def test_the_command_line_goes_before_the_settings(folder):
    (folder / "agenda.toml").write_text("[check]\nselect = []\nstrict = true\n", "utf-8")
    done = ran("check", "career.yaml", "--select", "vague-ask")
    assert (done.code, "vague-ask" in done.said) == (1, True)


@pytest.mark.parametrize(
    ("text", "said", "place"),
    [
        ("[check\n", "this is no TOML", "agenda.toml"),
        ("[chek]\n", "did you mean check?", "agenda.toml:1:2"),
        ('[check]\nignored = ["no-date"]\n', "did you mean ignore?", "agenda.toml:2:1"),
        ('[check]\nignore = ["no-dat"]\n', "did you mean no-date?", "agenda.toml:2:12"),
        ('[check]\nignore = "no-date"\n', "is no list of rules", "agenda.toml:2:1"),
        ('[check]\nstrict = "yes"\n', "strict = true, or false", "agenda.toml:2:1"),
        ("check = 3\n", "is no table", "agenda.toml:1:1"),
    ],
)
def test_a_settings_file_that_cannot_be_used_is_told_with_its_place(folder, text, said, place):
    (folder / "agenda.toml").write_text(text, "utf-8")
    done = ran("check", "career.yaml")
    assert (done.code, said in done.said, place in done.said) == (3, True, True)
    assert "Traceback" not in done.said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x=" + "9" * 4301, "this is no TOML"),
        ("x=" + "[" * 9000, "this is no TOML"),
        ("#" * 20_000, "has more than 16384 bytes"),
        ('[check]\nignore = ["private-in-shared"]\n', "nothing silences private-in-shared"),
        ("[tool.agenda.check]\n", "there is no setting 'tool'"),
    ],
)
def test_settings_that_are_out_of_bounds_are_told(folder, text, said):
    (folder / "agenda.toml").write_text(text, "utf-8")
    done = ran("check", "career.yaml")
    assert (done.code, said in done.said) == (3, True)
    assert ran("prepare", "career.yaml", "-f", "md").code == 0


@pytest.mark.parametrize(
    "text",
    ['[smtp]\npassword = "hunter2"', 'smtp.password = "hunter2"', 'smtp = {password = "hunter2"}'],
)
def test_a_password_that_stands_in_the_wrong_file_is_not_shown(folder, text):
    (folder / "agenda.toml").write_text(text, "utf-8")
    said = ran("check", "career.yaml").said
    assert "agenda.toml:1:" in said
    assert "there is no setting 'smtp'" in said
    assert "hunter2" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("kind", ["folder", "dangling link"])
def test_what_stands_in_place_of_the_settings_is_not_passed_over(folder, kind):
    place = folder / "agenda.toml"
    {"folder": place.mkdir, "dangling link": lambda: place.symlink_to("gone")}[kind]()
    done = ran("check", "career.yaml")
    assert (done.code, "agenda.toml is no file" in done.said) == (3, True)


def test_settings_may_begin_with_the_mark_of_an_editor(folder):
    (folder / "agenda.toml").write_bytes(b"\xef\xbb\xbf[check]\nselect = []\n")
    assert rules("career.yaml") == []


def test_every_fault_of_the_settings_is_told_at_once(folder):
    (folder / "agenda.toml").write_text('[check]\nignore = ["a", "b"]\nx = 1\n', "utf-8")
    assert ran("check", "career.yaml").said.count("error[settings]") == 3


def test_a_document_is_made_although_the_settings_are_broken(folder):
    (folder / "agenda.toml").write_text("[check\n", "utf-8")
    done = ran("prepare", "career.yaml", "-f", "md")
    assert (done.code, "coaching did not work, see agenda check" in done.err) == (0, True)


# -- earlier cycles


def test_since_takes_as_many_files_as_there_are(folder):
    for place, day in enumerate(("2025-12-03", "2026-06-03")):
        arc = ASKS.replace(
            "{clarity: unknown}", "{long_term: Lead a team that engineers trust, horizon_years: 5}"
        )
        (folder / f"{place}.yaml").write_text(arc.replace("2026-12-03 14:00", day), "utf-8")
    (folder / "career.yaml").write_text(arc, "utf-8")
    assert "unchanged-arc" in rules("career.yaml", "--since", "1.yaml", "0.yaml")
    assert "unchanged-arc" in rules(
        "career.yaml", "--all", "--since", "0.yaml", "--since", "1.yaml"
    )
    assert "unchanged-arc" not in rules("career.yaml", "--since", "1.yaml")
    assert "unchanged-arc" in rules(
        "--since", "0.yaml", "1.yaml", "--select", "unchanged-arc", "career.yaml"
    )


def test_an_action_that_is_gone_since_last_time_is_told(folder):
    actions = "record: {held: 2026-06-03, actions: [{id: a1, what: Call, owner: manager}]}\n"
    (folder / "old.yaml").write_text(SMALL + actions, "utf-8")
    assert "dropped-action" in rules("career.yaml", "--since", "old.yaml")
    for status in ("status: done", "status: dropped, reason: moved", "carried: 1"):
        here = f"since_last_time: [{{id: a1, what: Call, owner: manager, {status}}}]\n"
        (folder / "new.yaml").write_text(ASKS + here, "utf-8")
        assert "dropped-action" not in rules("new.yaml", "--since", "old.yaml")


def test_somebody_elses_cycle_is_no_earlier_one(folder):
    (folder / "old.yaml").write_text(SMALL.replace("Ada Park", "Jo Blum"), "utf-8")
    done = ran("check", "career.yaml", "--since", "old.yaml")
    assert (done.code, "old.yaml is about Jo Blum" in done.said) == (2, True)


def test_a_cycle_that_is_not_earlier_is_told(folder):
    (folder / "new.yaml").write_text(SMALL.replace("2026-12-03", "2027-06-03"), "utf-8")
    done = ran("check", "career.yaml", "--since", "new.yaml")
    assert (done.code, "new.yaml is not of an earlier talk" in done.said) == (2, True)


def test_an_earlier_file_with_errors_is_told_by_its_name(folder):
    (folder / "old.yaml").write_text(SMALL + "gaols: []\n", "utf-8")
    done = ran("check", "career.yaml", "--since", "old.yaml")
    assert (done.code, "old.yaml:6:1: error[unknown-key]" in done.said) == (1, True)


# -- what else it says


def test_pages_are_counted_on_request(folder):
    long = ASKS.replace(
        "aspirations: {clarity: unknown}\n",
        "aspirations:\n  long_term: |\n" + "    One more paragraph about the long arc.\n\n" * 60,
    )
    (folder / "career.yaml").write_text(long, "utf-8")
    assert "the agenda takes 3 pages" in ran("check", "career.yaml", "--pages", "--all").said
    assert "too-long" not in ran("check", FULL, "--pages", "--all").said


def test_a_language_without_lists_is_told_of_when_asked(folder):
    (folder / "own" / "locales" / "cy").mkdir(parents=True)
    (folder / "own" / "locales" / "cy" / "language.toml").write_text('until = ["erbyn"]', "utf-8")
    (folder / "career.yaml").write_text(ASKS + "language: cy\n", "utf-8")
    own = ("check", "career.yaml", "--templates", "own")
    assert "there are no word lists for 'cy'" in ran(*own, "--verbose").err
    assert "word lists" not in ran(*own).err
    assert "vague-ask" not in ran(*own).said


@pytest.mark.parametrize(
    ("text", "said"),
    [("[vague-ask]\nfind = [", "coaching.toml"), ("[vague-ask]\nfnd = []", "find, unless"),
     ('[vague-ask]\nfind = ["..."]', "is no phrase"), ('[vague-ask]\nfind = "x"', "no list"),
     ("vague-ask = 3", "find, unless"),
     ("[vague-aks]\nfind = []", "did you mean vague-ask?")],
)  # fmt: skip
def test_lists_of_ones_own_that_cannot_be_used_are_told(folder, text, said):
    (folder / "own" / "locales" / "en").mkdir(parents=True)
    (folder / "own" / "locales" / "en" / "language.toml").write_text('until = ["by"]', "utf-8")
    (folder / "own" / "locales" / "en" / "coaching.toml").write_text(text, "utf-8")
    done = ran("check", "career.yaml", "--templates", "own")
    assert (done.code, "error[catalogue]" in done.said, said in done.said) == (3, True, True)


def test_lists_of_ones_own_go_before_ours_and_leave_the_others(folder):
    (folder / "own" / "locales" / "en").mkdir(parents=True)
    (folder / "own" / "locales" / "en" / "language.toml").write_text('until = ["by"]', "utf-8")
    lists = '[vague-ask]\nfind = ["sign"]\n'
    (folder / "own" / "locales" / "en" / "coaching.toml").write_text(lists, "utf-8")
    assert "vague-ask" not in ran("check", "career.yaml", "--templates", "own").said
    (folder / "career.yaml").write_text(ASKS.replace("Support me more", "A raise"), "utf-8")
    assert "pay-in-shared" in ran("check", "career.yaml", "--templates", "own").said


def test_a_document_says_in_one_line_what_check_would(folder):
    done = ran("prepare", "career.yaml", "-f", "md")
    assert done.err == "wrote career.agenda.md\ncareer.yaml: 1 hint, see agenda check\n"
    assert ran("prepare", "career.yaml", "-f", "md", "--quiet").err == ""
    (folder / "career.yaml").write_text(
        ASKS.replace("Sign one rule", "Get a raise").replace("Support me", "Help me"), "utf-8"
    )
    assert "1 warning and 1 hint, see" in ran("prepare", "career.yaml", "-f", "md").err


def test_a_document_without_anything_to_say_of_says_nothing(folder):
    done = ran("prepare", FULL, "-o", "x.md")
    assert done.err == "wrote x.md\n"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_checking_writes_nothing(folder):
    before = inside(folder)
    mode = stat.S_IMODE(Path("career.yaml").stat().st_mode)
    ran("check", "career.yaml", "--all")
    assert (inside(folder), stat.S_IMODE(Path("career.yaml").stat().st_mode)) == (before, mode)


# -- rules, audience


def test_all_rules_are_listed_by_theme_a_line_each():
    done = ran("rules")
    lines = done.said.splitlines()
    assert done.code == 0
    assert lines[0] == "aspirations"
    assert sum(line.startswith("  ") for line in lines) == 50


def test_a_rule_is_explained():
    said = ran("rules", "vague-ask").said
    for part in (
        "vague-ask (hint, alignment)",
        "Why:",
        "For example",
        "Better",
        "Support me",
        "Source:",
    ):
        assert part in said
    assert max(map(len, said.splitlines())) <= 80


def test_a_rule_that_there_is_not_is_answered_with_a_near_one():
    done = ran("rules", "vage-ask")
    assert (done.code, "did you mean vague-ask?" in done.said) == (2, True)


def test_the_audience_of_each_field_is_shown():
    done = ran("audience", FULL)
    table, _, note = done.said.partition("\n\n")
    assert "attached" in note
    rows = {line.split()[0]: line.split()[1:] for line in table.splitlines()}
    assert rows["field"] == ["manager", "me", "calendar", "e-mail"]
    assert rows["values[2].private"] == ["-", "yes", "-", "-"]
    assert rows["goals[1].obstacle"] == ["-", "yes", "-", "-"]
    assert rows["private.trust"] == ["-", "yes", "-", "-"]
    assert rows["meeting.start"] == ["yes", "yes", "yes", "yes"]
    assert rows["goals[1].what"] == [
        "yes",
        "yes",
        "yes",
        "-",
    ]  # of a milestone
    assert rows["goals[1].success"] == ["yes", "yes", "-", "-"]


def test_the_audience_is_told_to_programs_too(folder):
    told = json.loads(ran("audience", "career.yaml", "--output-format", "json").out)
    assert {"field": "asks[1].what", "seen_by": ["manager", "me"]} in told


def test_the_audience_of_what_cannot_be_read_is_told(folder):
    (folder / "career.yaml").write_text("a: [", "utf-8")
    assert ran("audience", "career.yaml").code == 1
    assert ran("audience", "no.yaml").code == 3


def test_the_generated_page_of_the_rules_is_linked():
    assert "docs/rules.md" in (ROOT / "README.md").read_text("utf-8")
