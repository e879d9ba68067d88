"""What a server answers is shown without what it repeats of a secret, and always has a cure."""

import re
import smtplib
import string
from base64 import b64encode
from io import BytesIO
from itertools import product
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agenda.mail.replies import CURES, SHORTEST, Reply, cure_for, read_reply
from draws import few, grid
from ground import ending

STEPS = ("CONNECT", "GREETING", "EHLO", "STARTTLS", "AUTH", "NOOP", "MAIL", "RCPT", "DATA")
LETTERS = st.characters(exclude_categories=("C", "Z"), exclude_characters="…")
SECRETS = st.text(LETTERS, min_size=8, max_size=30)
WITH_SPACES = st.text(LETTERS | st.just(" "), min_size=8, max_size=30).filter(
    lambda secret: len(secret.replace(" ", "")) >= SHORTEST
)


@given(SECRETS, st.lists(st.integers(0, 30)), st.sampled_from([str, str.upper, str.lower]))
@example("straße-İ-ﬁ", [3], str.upper)
@example("a b  c d", [], str)
@example("((((((((", [4], str)
def test_a_secret_in_a_reply_is_one_mark(secret, ends, cased):
    parts = list(cased(secret))
    for end in ends:
        parts.insert(end, "\n5.7.8 " if end % 2 else "\r\n")
    said = read_reply(535, f"5.7.8 \x00{''.join(parts)}\x00".encode(), secret)
    assert said.words.replace("\ufffd", "").split() == ["5.7.8", "…"]


@few(10)
@given(SECRETS, st.binary(max_size=20), st.binary(max_size=20))
def test_a_secret_in_base64_is_one_mark_whatever_stands_around_it(secret, before, after):
    encoded = b64encode(before + secret.encode() + after)
    assert read_reply(535, b"5.7.8 <" + encoded + b">", secret).words == "5.7.8 <…>"


@given(SECRETS | WITH_SPACES, st.sampled_from(["", "&/", string.printable]), st.booleans())
@example("abcd efgh ijkl mnop", "", True)
@example("all of it, 100%", "", False)
@example("1 + 1 = 2 + 0", "", False)
def test_a_secret_as_a_url_spells_it_or_in_hex_is_one_mark(secret, safe, small):
    for spelled in (quote(secret, safe), quote_plus(secret, safe), secret.encode().hex()):
        echo = spelled.lower() if small else spelled
        assert read_reply(535, f"5.7.8 <{echo}>".encode(), secret).words == "5.7.8 <…>"


@pytest.mark.parametrize("fold", ["%20\r\n", "\r\n%20", "%2\r\n0", "+\n", "\n+", "%20", "+", " +"])
@pytest.mark.parametrize("secret", ["abcd efgh ijkl mnop", "ab  cd efg", "100 % sure + so"])
def test_a_space_of_a_secret_as_a_url_spells_it_may_stand_at_the_end_of_a_line(secret, fold):
    echo = fold.join(map(quote, secret.split()))
    assert read_reply(535, f"5.7.8 <{echo}>".encode(), secret).words == "5.7.8 <…>"


@pytest.mark.parametrize("secret", ["+ " * 15, "% " * 15, "%20 " * 10, "%2 " * 10, " +" * 15])
def test_a_secret_of_what_stands_for_spaces_is_looked_for_once(secret):
    with ending(2):
        for echo in (secret, quote(secret), quote_plus(secret), "%20" * 500, "+" * 2000):
            read_reply(535, f"5.7.8 {echo}x".encode(), secret)


@given(st.text())
def test_what_is_no_secret_stays(words):
    said = words.encode("utf-8", "replace")
    assert read_reply(250, said, "Tr0ub4dor&3x") == read_reply(250, said, "")


@pytest.mark.parametrize("echo", [b"Tr0ub4dor&3x", b"12345678", b"535-Tr0ub\r\n4dor&3x"])
def test_of_what_is_no_reply_nothing_is_shown_once_the_password_is_said(echo):
    line = smtplib.SMTP()
    line.file = BytesIO(echo)
    assert str(read_reply(*line.getreply(), echo.decode())) == "'…'"


def test_words_of_a_server_of_former_times_can_be_read():
    assert read_reply(550, "gibt’s nicht, schön".encode("cp1252"), "").words.endswith("schön")


@pytest.mark.parametrize("words", ["5.7.1 no", "#5.7.1 no", "5.7.1: no", "5.7.1"])
def test_a_status_is_found_as_servers_write_it(words):
    assert "log in" in cure_for(Reply(554, words), "RCPT", has_login=False)


def test_a_status_is_said_once():
    assert read_reply(550, b"5.1.1 no\n5.1.1 such\n5.1.1 user", "").words == "5.1.1 no such user"


@given(st.sampled_from(STEPS), st.integers(-1, 999), st.text(max_size=9), st.booleans())
def test_every_no_has_a_cure(step, code, words, has_login):
    assert cure_for(Reply(code, words), step, has_login=has_login)


@given(st.sampled_from(STEPS), st.integers(400, 499), st.booleans())
def test_what_is_for_the_time_being_is_to_be_tried_later(step, code, has_login):
    cure = cure_for(Reply(code, ""), step, has_login=has_login)
    assert "later" in cure or code in (432, 454)


def reply_like(pattern: str) -> Reply:
    """Return a reply that a pattern of the cures fits."""
    one = re.sub(r"\[(.)[^]]*]", r"\1", pattern).replace("?", "5")
    one = re.sub(r"^\*\.", "550/5.", one).replace("/*.", "/5.").replace(".*.", ".7.").rstrip("*.")
    code, _, status = one.partition("/")
    return Reply(int(f"{code}59"[:3]), f"{status}.0" if status.count(".") == 1 else status)


@grid("row", CURES, ids=str)
def test_no_cure_is_hidden_behind_others(row):
    steps, patterns, cure = row
    replies = [reply_like(pattern) for pattern in patterns.split()]
    found = {
        cure_for(reply, step, has_login=has_login)
        for reply, step, has_login in product(replies, steps.split() or STEPS, (True, False))
    }
    assert cure in found
