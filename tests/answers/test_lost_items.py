"""An item of a list that ends in a colon is a key without a value: told, and no blank of a form."""

from agenda.answers import validate
from career import ENGLISH, HEAD, marked, tree_of
from draws import grid

LOST = {
    "values:\n  - craft\n  - autonomy:\n": "autonomy",
    "values: [craft, autonomy: ]\n": "autonomy",
    "values:\n  - {autonomy: }\n": "autonomy",
    "values:\n  - autonomy: ~\n": "autonomy",
    "values:\n  - autonomy: ''\n": "autonomy",
    "values:\n  - autonomy:\n      -\n": "autonomy",
    "values:\n- autonomy:\n": "autonomy",
    "values:\n  - 'autonomy':\n": "'autonomy'",
    "values:\n  - autonomy:  # a remark\n": "autonomy",
    "values:\n  - name:\n    autonomy:\n": "autonomy",
    "values:\n  -\n    autonomy:\n": "autonomy",
    "values:\n  - [autonomy: ]\n": "autonomy",
    "goals:\n  - Write the guide:\n": "Write the guide",
    "goals:\n  - Write the guide by 2027-01-31:\n": "Write the guide by 2027-01-31",
    "asks:\n  - Let me shadow:\n": "Let me shadow",
    "achievements:\n  - Led the migration:\n": "Led the migration",
    "questions:\n  - Where do you see me, and why:\n": "Where do you see me, and why",
    "questions:\n  - why:\n": "why",
    "manager_prepare:\n  - the plan:\n": "the plan",
    "since_last_time:\n  - Write it down:\n": "Write it down",
    "skills:\n  current:\n    - incident response:\n": "incident response",
    "skills:\n  future: [strategy: ]\n": "strategy",
    "skills:\n  scale: [low: , mid, high]\n": "low",
    "skills:\n  future:\n    - name: x\n      build_by:\n        - a course:\n": "a course",
    "skills:\n  - incident response:\n": "incident response",
    "aspirations:\n  directions:\n    - Staff engineer:\n": "Staff engineer",
    "aspirations:\n  energised_by:\n    - mentoring:\n": "mentoring",
    "aspirations:\n  drained_by: [status meetings: ]\n": "status meetings",
    "aspirations:\n  long_term:\n    - Lead a team:\n": "Lead a team",
    "meeting:\n  - Room 4:\n": "Room 4",
    "private:\n  other_people:\n    - Tom:\n": "Tom",
    "record:\n  attendees: [Ada: , Grace]\n": "Ada",
    "record:\n  manager_values:\n    - calm:\n": "calm",
    "record:\n  expectations:\n    of_employee:\n      - clear reports:\n": "clear reports",
    "record:\n  decisions:\n    - We go on:\n": "We go on",
    "record:\n  actions:\n    - Write to Bo:\n": "Write to Bo",
    "record:\n  reservations:\n    - Too early:\n": "Too early",
    "record:\n  remarks: [Well said: ]\n": "Well said",
    "record:\n  sharing:\n    with:\n      - HR:\n": "HR",
    "record:\n  manager_levels:\n    - strategy:\n": "strategy",
    "goals:\n  - what: x\n    private:\n      I fear the talk:\n": "I fear the talk",
    "record:\n  private:\n    What I think:\n": "What I think",
}
"""A file, and the text that is gone."""

BLANK = [
    "private:\n", "meeting:\n", "values:\n", "values:\n  -\n", "values:\n  - ~\n", "values: []\n",
    "values: ['']\n", "values:\n  - name:\n", "values:\n  - name:\n    meaning:\n    example:\n",
    "values:\n  - {}\n", "values:\n  - {name: }\n", "goals:\n  - what:\n    by:\n",
    "goals:\n  - what:\n    private:\n", "goals:\n  - what: x\n    success:\n",
    "goals:\n  - what: x\n    private:\n      notes:\n", "questions:\n  -\n", "questions: [~]\n",
    "skills:\n  current:\n  future:\n", "skills:\n  current:\n    - name:\n      level:\n",
    "skills:\n  future:\n    - name: x\n      build_by:\n        - what:\n          how:\n",
    "aspirations:\n  long_term:\n  horizon_years:\n", "aspirations:\n  directions:\n    - role:\n",
    "aspirations: {private: {notes: }}\n", "private:\n  notes:\n  worries:\n",
    "private:\n  other_people:\n", "private:\n  other_people:\n    -\n", "record:\n",
    "record:\n  notes:\n    skills:\n", "record:\n  summary:\n    alignment:\n",
    "record:\n  actions:\n    - what:\n      owner:\n      due:\n",
    "record:\n  decisions:\n    - what:\n", "record:\n  manager_levels:\n    - skill:\n",
    "record:\n  sharing:\n    with:\n      -\n", "record:\n  private:\n    notes:\n      skills:\n",
    "record:\n  acknowledged:\n    employee:\n", "asks:\n  - what:\n    kind:\n",
    "achievements:\n  - what:\n    when:\n", "since_last_time:\n  - what:\n    status:\n",
    "employee:\n  name: Ada Park\n  role:\n", "manager_prepare:\n", "language:\n", "theme: ''\n",
]  # fmt: skip
"""As a form that is not filled in."""


@grid("text", LOST)
def test_an_item_that_ends_in_a_colon_is_an_error_in_its_place(text):
    assert ("lost-text", LOST[text]) in marked(text)


@grid("text", BLANK)
def test_what_is_left_blank_is_no_fault(text):
    head = HEAD if not text.startswith("employee") else "version: 1\nmanager: Grace Osei\n"
    assert marked(text, head=head) == []


def test_a_file_with_a_lost_item_is_no_answers():
    assert validate(tree_of("values: [craft, autonomy: ]\n"), ENGLISH).answers is None
