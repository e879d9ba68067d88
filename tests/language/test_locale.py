"""A language and its region: words, dates, hours, paper."""

import os
from datetime import date, datetime
from io import BytesIO

import babel
import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from agenda.language.locale import LETTER_REGIONS, doubts, find_untranslated, load
from agenda.source.problems import Stop
from career import FOLDERS, speaking
from draws import few, grid

DAY = date(2026, 12, 3)


# --- dates and hours -------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "day", "weekday", "short", "month"),
    [
        ("en", "3 December 2026", "Thursday, 3 December 2026", "3 Dec 2026", "December 2026"),
        ("en-GB", "3 December 2026", "Thursday, 3 December 2026", "3 Dec 2026", "December 2026"),
        ("en-US", "December 3, 2026", "Thursday, December 3, 2026", "Dec 3, 2026", "December 2026"),
        ("de", "3. Dezember 2026", "Donnerstag, 3. Dezember 2026", "03.12.2026", "Dezember 2026"),
        ("de-AT", "3. Dezember 2026", "Donnerstag, 3. Dezember 2026", "03.12.2026",
         "Dezember 2026"),
    ],
)  # fmt: skip
def test_a_date_is_written_as_its_language_and_region_do(tag, day, weekday, short, month):
    words = speaking(tag)
    assert (words.day(DAY), words.weekday(DAY), words.short_day(DAY), words.month(DAY)) == (
        day, weekday, short, month,
    )  # fmt: skip


def test_january_has_its_austrian_name_in_austria_alone():
    first = date(2027, 1, 4)
    assert (speaking("de").month(first), speaking("de-AT").month(first)) == (
        "Januar 2027", "Jänner 2027",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "afternoon", "over_noon"),
    [
        ("en", "14:00–14:45", "11:30–12:15"),
        ("en-GB", "14:00–14:45", "11:30–12:15"),
        ("en-US", "2:00 – 2:45 PM", "11:30 AM – 12:15 PM"),
        ("de", "14:00–14:45 Uhr", "11:30–12:15 Uhr"),
    ],
)
def test_hours_are_those_of_the_clock_that_the_region_reads(tag, afternoon, over_noon):
    words = speaking(tag)
    found = [
        words.hours(datetime(2026, 12, 3, *start), datetime(2026, 12, 3, *end))
        for start, end in (((14, 0), (14, 45)), ((11, 30), (12, 15)))
    ]
    assert [" ".join(text.split()) for text in found] == [afternoon, over_noon]


def test_hours_over_midnight_name_both_ends():
    assert speaking("en").hours(datetime(2026, 12, 3, 23, 30), datetime(2026, 12, 4, 0, 30)) == (
        "23:30–00:30"
    )


# --- tags ------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["en", "EN", "En", "en-XX", "en-x-ours"])
def test_english_without_a_region_that_is_known_is_that_of_the_world(tag):
    assert str(speaking(tag).region) == "en_GB"


@pytest.mark.parametrize(
    ("tag", "region"),
    [
        ("de-AT", "de_AT"),
        ("de_AT", "de_AT"),
        ("DE-at", "de_AT"),
        ("de-XX", "de"),
        ("de-DE-u-co-phonebk", "de"),
        ("de-", "de"),
        ("en-Latn-US", "en_US"),
        (" en-US ", "en_US"),
    ],
)
def test_a_tag_is_read_as_far_as_it_is_known(tag, region):
    assert str(speaking(tag).region) == region


@pytest.mark.parametrize("tag", ["de_AT", " de-AT", "de-AT"])
def test_a_document_names_its_language_with_hyphens(tag):
    assert speaking(tag).tag == "de-AT"


@grid("tag", ["fr", "xx-GB", "", "deu", "../de", "e" * 300])
def test_a_language_without_a_catalogue_is_a_problem_with_the_list_of_those_there_are(tag):
    with pytest.raises(Stop) as stopped:
        speaking(tag)
    (problem,) = stopped.value.problems
    assert (problem.rule, tag in problem.message) == ("unknown-language", True)
    assert "de" in problem.help


# --- paper, direction ------------------------------------------------------


@grid(
    ("tag", "paper"),
    [("en", "a4"), ("en-GB", "a4"), ("en-US", "letter"), ("en-CA", "letter"), ("de", "a4"),
     ("de-AT", "a4"), ("en-PH", "letter"), ("en-AU", "a4")],
)  # fmt: skip
def test_the_paper_is_that_of_the_region(tag, paper):
    assert speaking(tag).paper == paper


def test_the_letter_regions_are_regions():
    assert set(babel.Locale("en").territories) >= LETTER_REGIONS


def test_latin_scripts_run_from_left_to_right_and_arabic_from_right_to_left(tmp_path):
    (tmp_path / "locales" / "ar").mkdir(parents=True)
    (tmp_path / "locales" / "ar" / "language.toml").write_text("")
    assert speaking("de").direction == "ltr"
    assert load("ar-EG", None, (tmp_path,)).direction == "rtl"


# --- words -----------------------------------------------------------------


def test_english_says_the_messages_themselves():
    assert speaking("en-GB").say("%(names)s, %(day)s", names="100 %", day="x") == "100 %, x"


def test_a_message_without_values_doubles_a_percent_sign_as_any_other():
    assert speaking("en").say("100 %% of it") == "100 % of it"


@pytest.mark.parametrize(
    ("tag", "one", "many"),
    [("en", "1 minute", "45 minutes"), ("de", "1 Minute", "45 Minuten")],
)
def test_a_number_takes_its_plural(tag, one, many):
    words = speaking(tag)
    counted = [words.count("%(num)d minute", "%(num)d minutes", number) for number in (1, 45)]
    assert counted == [one, many]


@pytest.mark.parametrize(
    ("formality", "text"),
    [(None, "Ihre Sicht"), ("formal", "Ihre Sicht"), ("informal", "Deine Sicht")],
)
def test_german_is_polite_unless_it_is_told_otherwise(formality, text):
    assert speaking("de-CH", formality).say("Your view") == text


def test_what_the_familiar_form_does_not_say_differently_the_polite_one_says():
    assert speaking("de", "informal").say("Goals") == "Ziele"


def test_a_language_without_a_familiar_form_is_as_it_is():
    assert speaking("en", "informal").say("Your view") == "Your view"


# --- catalogues on disk ----------------------------------------------------


def catalogue(**messages: str) -> Catalog:
    made = Catalog(locale="de")
    for message, text in messages.items():
        made.add(message, text)
    return made


def put(folder, name: str, **messages: str):
    """Write a catalogue as source (.po) or compiled (.mo)."""
    path = folder / "locales" / "de" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / "language.toml").touch()
    data = BytesIO()
    (write_po if path.suffix == ".po" else write_mo)(data, catalogue(**messages))
    path.write_bytes(data.getvalue())
    return path


def test_a_source_without_its_compiled_form_is_compiled(tmp_path):
    put(tmp_path, "messages.po", Goals="aus der Quelle")
    assert load("de", None, (tmp_path,)).say("Goals") == "aus der Quelle"
    assert not list(tmp_path.rglob("*.mo"))


def test_a_compiled_form_without_its_source_will_do(tmp_path):
    put(tmp_path, "messages.mo", Goals="übersetzt")
    assert load("de", None, (tmp_path,)).say("Goals") == "übersetzt"


@pytest.mark.parametrize(("later", "text"), [("mo", "übersetzt"), ("po", "aus der Quelle")])
def test_a_compiled_form_older_than_its_source_is_stale(tmp_path, later, text):
    files = {
        "po": put(tmp_path, "messages.po", Goals="aus der Quelle"),
        "mo": put(tmp_path, "messages.mo", Goals="übersetzt"),
    }
    for form, path in files.items():
        os.utime(path, (1000, 2000 if form == later else 1000))
    assert load("de", None, (tmp_path,)).say("Goals") == text


def test_ones_own_catalogue_comes_before_the_bundled_one_message_by_message(tmp_path):
    put(tmp_path, "messages.po", Goals="Vorhaben")
    words = load("de", None, (tmp_path, *FOLDERS))
    assert (words.say("Goals"), words.say("Skills")) == ("Vorhaben", "Fähigkeiten")


def test_a_familiar_form_comes_before_every_polite_one(tmp_path):
    put(tmp_path, "messages.po", **{"Your view": "Ihre Meinung"})
    folders = (tmp_path, *FOLDERS)
    assert load("de", "informal", folders).say("Your view") == "Deine Sicht"
    assert load("de", "formal", folders).say("Your view") == "Ihre Meinung"


def test_plural_forms_come_from_the_source_as_well(tmp_path):
    path = put(tmp_path, "messages.po")
    made = catalogue()
    made.add(("%(num)d minute", "%(num)d minutes"), ("%(num)d Minütchen", "%(num)d Minuten"))
    with path.open("wb") as file:
        write_po(file, made)
    words = load("de", None, (tmp_path,))
    assert words.count("%(num)d minute", "%(num)d minutes", 1) == "1 Minütchen"


@pytest.mark.parametrize("name", ["messages.po", "messages.mo", "messages.informal.mo"])
def test_a_catalogue_that_cannot_be_used_is_a_problem_with_the_file_to_mend(tmp_path, name):
    path = put(tmp_path, name, Goals="x")
    path.write_bytes(b'msgid "Goals"\nmsgstr "\xff\n')
    with pytest.raises(Stop) as stopped:
        load("de", "informal", (tmp_path,))
    (problem,) = stopped.value.problems
    assert (problem.rule, str(path) in problem.message) == ("catalogue", True)


@pytest.mark.parametrize("tag", ["en-MX", "de-US", "en-Latn-CA"])
def test_a_region_without_data_of_its_own_still_chooses_the_paper(tag):
    assert load(tag, None, FOLDERS).paper == "letter"


def test_a_catalogue_of_a_region_comes_before_that_of_its_language(tmp_path):
    for tag, word in (("pt", "europeu"), ("pt-BR", "brasileiro")):
        (folder := tmp_path / "locales" / tag).mkdir(parents=True)
        (folder / "language.toml").write_text('until = ["até"]\n', "utf-8")
        (folder / "messages.po").write_text(f'msgid "open"\nmsgstr "{word}"\n', "utf-8")
    folders = (tmp_path, *FOLDERS)
    said = [load(tag, None, folders).say("open") for tag in ("pt", "pt-PT", "pt-br", "pt-BR")]
    assert said == ["europeu", "europeu", "brasileiro", "brasileiro"]


def test_a_language_that_cldr_does_not_know_writes_dates_as_in_english(tmp_path):
    (tmp_path / "locales" / "tlh").mkdir(parents=True)
    (tmp_path / "locales" / "tlh" / "language.toml").write_text("until = []\n", "utf-8")
    (tmp_path / "locales" / "tlh" / "messages.po").write_text(
        'msgid "Goals"\nmsgstr "ngoQ"\n', "utf-8"
    )
    words = load("tlh", None, (tmp_path, *FOLDERS))
    assert (words.day(date(2027, 4, 30)), words.say("Goals")) == ("30 April 2027", "ngoQ")


def test_a_region_inherits_from_its_language_what_it_does_not_say_itself(tmp_path):
    (folder := tmp_path / "locales" / "de-AT").mkdir(parents=True)
    (folder / "language.toml").touch()
    (folder / "messages.po").write_text('msgid "Goals"\nmsgstr "Vorhaben"\n', "utf-8")
    words = load("de-AT", "informal", (tmp_path, *FOLDERS))
    assert [words.say(text) for text in ("Goals", "Skills", "Your view")] == [
        "Vorhaben", "Fähigkeiten", "Deine Sicht",
    ]  # fmt: skip


TEXTS = ("Goals", "Skills", "Your view", "open", "said nowhere")


@few(25)
@given(st.lists(st.sets(st.sampled_from(TEXTS)), min_size=3, max_size=3))
def test_each_text_is_said_by_the_nearest_catalogue_that_has_it(tmp_path_factory, said):
    folder, chain = tmp_path_factory.mktemp("chain"), ("nl-BE-x-ours", "nl-BE", "nl")
    for tag, texts in zip(chain, said, strict=True):
        (own := folder / "locales" / tag).mkdir(parents=True)
        (own / "language.toml").touch()
        lines = (f'msgid "{text}"\nmsgstr "{tag}"\n' for text in texts)
        (own / "messages.po").write_text("\n".join(lines), "utf-8")
    words = load(chain[0], None, (folder, *FOLDERS))
    for text in TEXTS:
        holders = [tag for tag, texts in zip(chain, said, strict=True) if text in texts]
        assert words.say(text) == [*holders, text][0]
    missing, every = find_untranslated(words)
    assert every - missing == len(set().union(*said) - {"said nowhere"})


# --- what a catalogue leaves in English -------------------------------------


DANISH = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n'
    'Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
OF_TWO = 'msgid "%(num)d minute"\nmsgid_plural "%(num)d minutes"\n'
with (FOLDERS[0] / "locales" / "de" / "messages.po").open("rb") as german:
    ALL = sum(bool(message.id) for message in read_po(german, locale="de"))


def danish(folder, source: str):
    (path := folder / "locales" / "da").mkdir(parents=True)
    (path / "language.toml").touch()
    (path / "messages.po").write_text(DANISH + source, "utf-8")
    return load("da-DK", None, (folder, *FOLDERS))


@pytest.mark.parametrize(
    ("source", "translated"),
    [
        ("", 0),
        ('msgid "Goals"\nmsgstr "Mål"\n', 1),
        ('msgid "Goals"\nmsgstr "Goals"\n', 1),
        ('msgid "Goals"\nmsgstr ""\n', 0),
        ('#, fuzzy\nmsgid "Goals"\nmsgstr "Mål"\n', 0),
        ('#~ msgid "Goals"\n#~ msgstr "Mål"\n', 0),
        ('msgid "Said nowhere"\nmsgstr "Ingen steder"\n', 0),
        (f'{OF_TWO}msgstr[0] "%(num)d minut"\nmsgstr[1] "%(num)d minutter"\n', 1),
        (f'{OF_TWO}msgstr[0] ""\nmsgstr[1] ""\n', 0),
    ],
    ids=["none", "one", "the same word", "empty", "a guess", "taken out", "of no document",
         "a plural", "an empty plural"],
)  # fmt: skip
def test_a_text_counts_as_translated_where_a_document_would_say_it(tmp_path, source, translated):
    assert find_untranslated(danish(tmp_path, source)) == (ALL - translated, ALL)


def test_a_language_without_any_catalogue_has_no_text(tmp_path):
    words = danish(tmp_path, "")
    (tmp_path / "locales" / "da" / "messages.po").unlink()
    assert find_untranslated(load("da", None, (tmp_path, *FOLDERS))) == find_untranslated(words)


@pytest.mark.parametrize("tag", ["de", "de-AT", "de-CH"])
@pytest.mark.parametrize("formality", [None, "informal"])
def test_what_is_inherited_counts(tmp_path, tag, formality):
    put(tmp_path, "messages.po", Goals="Vorhaben")
    (tmp_path / "locales" / "de-AT").mkdir()
    (tmp_path / "locales" / "de-AT" / "language.toml").touch()
    assert find_untranslated(load(tag, formality, (tmp_path, *FOLDERS))) == (0, ALL)


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN_us"])
def test_english_wants_no_words(tag):
    assert find_untranslated(speaking(tag)) == (0, 0)
    assert list(doubts(speaking(tag), "en")) == []


def test_the_share_is_said_with_the_name_of_the_language_and_the_file(tmp_path):
    (doubt,) = doubts(danish(tmp_path, 'msgid "Goals"\nmsgstr "Mål"\n'), "da")
    assert (doubt.rule, doubt.severity) == ("untranslated", "warning")
    assert doubt.message == (
        f"{ALL - 1} of {ALL} texts have no Danish translation and are in English"
    )
    assert "locales/da/messages.po" in doubt.help


def test_one_text_is_not_many(tmp_path):
    german = (FOLDERS[0] / "locales" / "de" / "messages.po").read_text("utf-8")
    almost = german.replace('msgid "Goals"\nmsgstr "Ziele"', 'msgid "Goals"\nmsgstr ""')
    (doubt,) = doubts(danish(tmp_path, almost.partition("\n\n")[2]), "da")
    assert doubt.message == f"1 of {ALL} texts has no Danish translation and is in English"
