"""E-mail addresses: which texts are one, and how a domain in any script is sent."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from agenda.source.folding import composed

ATEXT = frozenset("!#$%&'*+-/=?^_`{|}~")
"""The marks of a local part beside letters and digits: RFC 5322, section 3.2.3."""
LONGEST, LONGEST_LOCAL, LONGEST_LABEL = 254, 64, 63
"""In octets: RFC 5321, sections 4.5.3.1.1 and 4.5.3.1.3; RFC 1035, section 2.3.4."""
BETWEEN_LETTERS = frozenset("\u200c\u200d")
"""Joiners that some scripts spell with; every other character without a width is a trick."""


class Mailbox(NamedTuple):
    """Somebody's name, which may be empty, and their address."""

    name: str
    address: str


def is_address(text: str) -> bool:
    """Whether a text is an address that can be written to, in any script (RFC 6531).

    Quoted local parts and address literals are none: nobody has them, and tricks do.
    """
    local, at, domain = text.rpartition("@")
    if not at or len(text.encode("utf-8", "replace")) > LONGEST or "=?" in text:
        return False
    if len(local.encode("utf-8", "replace")) > LONGEST_LOCAL:
        return False
    return all(map(_atom, local.split("."))) and _is_domain(domain)


def _atom(part: str) -> bool:
    return bool(part) and all(char in ATEXT or _spelled(char) for char in part)


def _spelled(char: str) -> bool:
    """Whether a word can be spelled with it: a letter, a mark on one, or a digit."""
    if char.isascii():
        return char.isalnum()
    return char in BETWEEN_LETTERS or unicodedata.category(char)[0] in "LMN"


def _is_domain(domain: str) -> bool:
    try:
        labels = in_ascii(domain).split(".")
    except UnicodeError:
        return False
    return len(labels) > 1 and all(map(_label, labels))


def _label(label: str) -> bool:
    inside = label.replace("-", "")
    edges = label[:1] + label[-1:]
    return (
        inside.isascii() and inside.isalnum() and "-" not in edges and len(label) <= LONGEST_LABEL
    )


def in_ascii(domain: str) -> str:
    """Return a domain as it is looked up: xn--exmple-cua.org for exämple.org.

    By IDNA 2008: that of 2003, which Python has, makes strasse.de of straße.de, and that is
    somebody else's. Raises UnicodeError where it cannot be one.
    """
    if domain.isascii():
        return domain
    import idna  # noqa: PLC0415 - 10 ms, and few domains are beyond ASCII

    return idna.encode(domain, uts46=True).decode("ascii")


def same(address: str) -> str:
    """Return what all spellings of an address have in common: the case of a domain is none's."""
    local, _, domain = sendable(address).rpartition("@")
    return f"{composed(local)}@{domain.lower()}"


def sendable(address: str) -> str:
    """Return the address with its domain in ASCII, as a server wants it."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{in_ascii(domain)}"
