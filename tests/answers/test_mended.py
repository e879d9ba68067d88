"""Files of people who never wrote YAML, each mended from its message alone.

A mistake stands with what was written for it, once for each round: to run the check, to read what
it says and to do just that. After the last one nothing is wrong.
"""

from agenda.answers import validate
from agenda.answers.reading import read
from agenda.source.problems import Severity, Stop
from career import ENGLISH, HEAD
from draws import grid

Round = dict[tuple[str, str], str]
"""What was written in place of what, and the words of the message that told so."""


def errors(text):
    try:
        source = read(text.encode())
    except Stop as stop:
        return [one for one in stop.problems if one.severity is Severity.ERROR]
    found = validate(source.tree, ENGLISH).problems
    return [one for one in (*source.problems, *found) if one.severity is Severity.ERROR]


def dashed(sign, cure="use - and a space"):
    return lambda *words: {(f"{sign}{word}", f"- {word}"): cure for word in words}


MISTAKES: dict[str, tuple[str, tuple[Round, ...]]] = {
    "names of one's own": (
        "version: 1\nName: Maria Lopez\nBoss: Tom Hale\nMeeting: 2026-12-03 14:00\nMy values:\n"
        "  - calm on the ward\n  - learning\n",
        ({("Name:", "employee:"): "write employee: instead",
          ("Boss:", "manager:"): "write manager: instead",
          ("Meeting:", "meeting:"): "names are written small: meeting:",
          ("My values:", "values:"): "write values: instead"},),
    ),
    "German names": (
        "version: 1\nsprache: de\nmitarbeiterin: Jana Roth\nvorgesetzter: Uwe Lenz\nwerte:\n"
        "  - Ruhe\nziele:\n  - Die Praxisanleitung übernehmen\n",
        ({("sprache:", "language:"): "write language: instead",
          ("mitarbeiterin:", "employee:"): "write employee: instead",
          ("vorgesetzter:", "manager:"): "write manager: instead",
          ("werte:", "values:"): "write values: instead",
          ("ziele:", "goals:"): "write goals: instead"},),
    ),
    "bullets of Word": (
        f"{HEAD}values:\n\uf0b7\tcraft\n\uf0b7\tautonomy\ngoals:\n\uf0b7\tLead the review\n",
        (dashed("\uf0b7\t")("craft", "autonomy", "Lead the review"),),
    ),
    "an answered mail": (
        "> version: 1\n> employee: Ada Park\n> manager: Grace Osei\n> values:\n>   - craft\n",
        ({("> ", ""): "take > and the space behind it out, here and in every line"},),
    ),
    "all but the first line to the right": (
        "version: 1\n  employee: Ada Park\n  manager: Grace Osei\n  values:\n    - craft\n",
        ({("\n  e", "\ne"): "begin it at the margin", ("\n  m", "\nm"): "begin it at the margin",
          ("\n  v", "\nv"): "begin it at the margin"},),
    ),
    "entries without dashes": (
        f"{HEAD}goals:\n  what: Lead the review\n  by: 2027-04-30\n  what: Train two drivers\n"
        "  by: 2027-06-30\n",
        ({("  what:", "  - what:"): "begin both lines with - and a space",
          ("  by:", "    by:"): "those below them with 2 spaces more"},),
    ),
    "a dash for a colon": (
        "version - 1\nemployee - Ada Park\nmanager - Grace Osei\nvalues:\n  - craft\n",
        ({("version - 1", "version: 1"): "write version: 1",
          ("employee - Ada Park", "employee: Ada Park"): "write employee: Ada Park",
          ("manager - Grace Osei", "manager: Grace Osei"): "write manager: Grace Osei"},),
    ),
    "commas at the end": (
        'version: 1,\nemployee: "Ada Park",\nmanager: "Grace Osei",\nvalues: ["craft", "joy"],\n',
        ({('Park",', 'Park"'): "take it out", ('Osei",', 'Osei"'): "take it out",
          ("],", "]"): "take it out"},
         {("1,", "1"): "write version: 1"}),
    ),
    "lists on a line": (
        f"{HEAD}values: craft; autonomy; learning from others\n"
        "questions: What do you expect? Where is the kitchen in two years?\n",
        ({("craft; autonomy; learning from others", "[craft, autonomy, learning from others]"):
          "write it as [craft, autonomy, learning from others]",
          (" What do you expect? ", "\n- What do you expect?\n- "):
          "write one line for each, beginning with -"},),
    ),
    "levels in words": (
        f"{HEAD}skills:\n  current:\n    - name: Cooking\n      level: 3 of 4\n"
        "      expected: very good\n",
        ({("3 of 4", "3"): "write 1 to 5", ("very good", "strong"): "or one of: learning"},),
    ),
    "date and time apart": (
        f"{HEAD}meeting:\n  date: 3.12.2026\n  time: 14 Uhr\n  location: Raum 4\n",
        ({("date: 3.12.2026\n  time: 14 Uhr", "start: 3.12.2026 14 Uhr"):
          "write one line in place of date:, time:\nstart: 3.12.2026 14 Uhr",
          ("location:", "place:"): "write place: instead"},
         {("3.12.2026 14 Uhr", "2026-12-03 14:00"): "did you mean 2026-12-03 14:00?"}),
    ),
    "a time of the year": (
        f"{HEAD}goals:\n  - what: Lead the review\n    by: end of March 2027\n",
        ({("end of March 2027", "2027-03-31"): "write it as year-month-day"},),
    ),
    "a meeting in a sentence": (
        f"{HEAD}meeting: 3 Dec 2026, 2pm, room 4\n",
        ({("3 Dec 2026, 2pm, room 4", "2026-12-03 14:00\n  place: room 4"):
          "did you mean 2026-12-03 14:00? what else you say of it goes below it, as place:"},
         {(" 2026-12-03 14:00\n", "\n  start: 2026-12-03 14:00\n"):
          "meeting:\n  start: 2026-12-03 14:00\n  place: room 4"}),
    ),
    "numbered entries": (
        f"{HEAD}goals:\n  - goal 1: Lead the review\n  - goal 2: Train two drivers\n",
        ({("goal 1:", "what:"): "write what: instead", ("goal 2:", "what:"): "write what:"},),
    ),
    "numbered names": (
        f"{HEAD}goal1: Lead the review\ngoal2: Train two drivers\nvalue 1: craft\n",
        ({("goal1: Lead", "goals:\n- Lead"): "write goals: once, and below it a line for each",
          ("goal2:", "-"): "write goals: once, and below it a line for each, beginning with - ",
          ("value 1:", "values:"): "write values: instead"},
         {("craft", "[craft]"): "write it as [craft]"}),
    ),
    "a table": (
        f"{HEAD}skills:\n  current:\n  Cooking\t3\tfed 200 people\n  Ordering\t2\tno waste\n",
        (
            {
                ("  Cooking", "  - Cooking"): "begin it with - and a space, and so each line below",
                ("  Ordering", "  - Ordering"): "each line below it",
            },
            {("\t", " "): "replace the tab by spaces"},
        ),
    ),
    "private things anywhere": (
        f"{HEAD}private:\n  trust: 7/10\n  my fears: that nothing changes\n"
        "private notes: do not mention the move\n",
        ({("7/10", "medium"): "choose one of: low, medium, high",
          ("my fears:", "worries:"): "use one of: about_manager, avoid_saying,",
          ("private notes:", "  notes:"): "write notes: instead; it belongs under private:"},),
    ),
    "who does what": (
        f"{HEAD}record:\n  actions:\n    - Grace: asks for the budget\n    - both: meet in May\n",
        ({("Grace: asks for the budget", '"Grace: asks for the budget"'):
          '- "Grace: asks for the budget"',
          ("both: meet in May", '"both: meet in May"'): '- "both: meet in May"'},),
    ),
    "ticks and arrows": (
        f"{HEAD}values:\n  ✅ craft\n  ✅ autonomy\nasks:\n  ➢ a day a month\n  ➢ a seat\n",
        (dashed("✅ ")("craft", "autonomy") | dashed("➢ ")("a day a month", "a seat"),),
    ),
    "choices in one's own words": (
        "version: 1.0\nlanguage: Deutsch\npaper: A4 Format\nemployee: Jana\nmanager: Uwe\n",
        ({("1.0", "1"): "write version: 1", ("Deutsch", "de"): "write one of: de, en",
          ("A4 Format", "a4"): "choose one of: a4, letter"},),
    ),
    "rulers and slashes": (
        f"// my answers\n{HEAD}=====================\nvalues:\n- craft\n-------------------\n",
        ({("//", "#"): "write # and a space in place of //",
          ("=====================\n", ""): "take it out",
          ("-------------------\n", ""): "take it out"},),
    ),
    "a letter around it": (
        f"Hello Grace,\nhere are my answers.\n{HEAD}values:\n- craft\n\nBest regards,\nAda\n",
        ({("Hello", "# Hello"): "write # and a space before it if it is only a note",
          ("here", "# here"): "write # and a space before it if it is only a note",
          ("Best", "# Best"): "write # and a space before it if it is only a note",
          ("\nAda\n", "\n# Ada\n"): "write # and a space before it if it is only a note"},),
    ),
    "numbers with words": (
        f"{HEAD}meeting:\n  start: 2026-12-03 14:00\n  minutes: 45 min\n"
        "aspirations:\n  horizon_years: 3-5\n",
        ({("45 min", "45"): "write 45", ("3-5", "5"): "write one whole number, in digits"},),
    ),
    "questions answered, words in stars": (
        f"{HEAD}aspirations:\n  What do you want in the long run? To run a ward.\n"
        "values:\n  - *craft*\n",
        ({("*craft*", "'*craft*'"): "put the whole text in quotes"},),
    ),
    "stars around names": (
        "version: 1\n*employee*: Ada Park\n*manager*: Grace Osei\n*values*:\n- craft\n",
        ({("*employee*:", "employee:"): "write employee: …",
          ("*manager*:", "manager:"): "write manager: …",
          ("*values*:", "values:"): "write values:"},),
    ),
    "several names on a line": (
        "version: 1; employee: Ada Park; manager: Grace Osei\nvalues: [craft]\n",
        ({("; employee:", "\nemployee:"): "begin a new line with employee:"},
         {("; manager:", "\nmanager:"): "begin a new line with manager:"}),
    ),
    "no indentation": (
        f"{HEAD}meeting:\nstart: 2026-12-03 14:00\nplace: room 4\n",
        ({("start:", "  start:"): "start belongs under meeting: so begin this line with 2 spaces",
          ("place:", "  place:"): 'place belongs under meeting: write "meeting:"'},),
    ),
    "a list where two are wanted": (
        f"{HEAD}skills:\n  - Excel\n  - driving\n",
        ({("  - Excel", "  current:\n    - Excel"): "on the line above: current:, future:, scale:",
          ("  - driving", "    - driving"): "begin each line of the list with 4 spaces"},),
    ),
    "commas for colons": (
        "version,1\nemployee,Ada Park\nmanager,Grace Osei\n",
        ({("version,1", "version: 1"): "write version: 1",
          ("employee,", "employee: "): "write employee: Ada Park",
          ("manager,", "manager: "): "write manager: Grace Osei"},),
    ),
    "arrows for colons": (
        "version => 1\nemployee => Ada Park\nmanager -> Grace Osei\n",
        ({("version =>", "version:"): "write version: 1",
          ("employee =>", "employee:"): "write employee: Ada Park",
          ("manager ->", "manager:"): "write manager: Grace Osei"},),
    ),
    "quotes around lines": (
        '"version: 1"\n"employee: Ada Park"\n"manager: Grace Osei"\n',
        ({('"', ""): "take them out"},),
    ),
    "nothing in a word": (
        f"{HEAD}asks: none\ngoals: n/a\nprivate: no\n",
        ({(" none", ""): "leave nothing behind the colon", (" n/a", ""): "leave nothing",
          (" no\n", "\n"): "leave nothing behind the colon, or take the line out"},),
    ),
    "dashes before names": (
        "- version: 1\n- employee: Ada Park\n- manager: Grace Osei\n- values:\n  - craft\n",
        ({("- version", "version"): "take - and the space behind it out of each",
          ("- employee", "employee"): "take - ", ("- manager", "manager"): "take - ",
          ("- values", "values"): "take - "},),
    ),
    "a quoted beginning": (
        f'{HEAD}values:\n  - "Grow" is my word\n',
        ({('"Grow" is my word', "'\"Grow\" is my word'"): "write ' at the very"},),
    ),
}  # fmt: skip


@grid("mistake", MISTAKES)
def test_a_file_is_mended_from_its_messages_alone(mistake):
    text, rounds = MISTAKES[mistake]
    assert 0 < len(rounds) <= 3
    for told in rounds:
        cures = " / ".join(one.help for one in errors(text))
        for (wrong, right), cure in told.items():
            assert cure in cures
            assert wrong in text
            text = text.replace(wrong, right)
    assert errors(text) == []
