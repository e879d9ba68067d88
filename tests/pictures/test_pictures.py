"""A document looks as it did when somebody last looked at it; `make pictures` draws them anew."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops

from agenda.kinds import KINDS
from ground import lacking
from pictures.drawing import TOOLS, VIEWS
from pictures.kept import DOCUMENTS, HERE, PICTURES, SEEN, Picture, alike, shown, versions

QUICK = {("agenda", "pdf"), ("record", "pdf")}
EVERY = [pytest.param(one, id=str(one), marks=() if one in QUICK else pytest.mark.slow)
         for one in PICTURES]  # fmt: skip


def kept(picture: Picture) -> Image.Image:
    if not picture.file.is_file():
        lacking(f"{picture.file.name} is not kept here: make pictures")
    with Image.open(picture.file) as image:
        image.load()
    return image


@pytest.mark.parametrize("picture", EVERY)
def test_a_document_looks_as_it_did(picture: Picture):
    before, now = kept(picture), picture.drawn()
    if alike(before, now):
        return
    SEEN.mkdir(parents=True, exist_ok=True)
    shown(before, now).save(beside := SEEN / picture.file.name)
    drawn = versions()
    others = [f"{name} {found}, not {drawn[name]}" for name in VIEWS[picture.view].tools
              if (found := TOOLS[name]()) != drawn[name]]  # fmt: skip
    if others:
        pytest.skip(f"drawn by {'; '.join(others)}, it looks otherwise: {beside}")
    pytest.fail(f"it looks otherwise: {beside}; if that is right, make pictures")


def test_every_kind_of_document_has_its_pictures():
    assert set(DOCUMENTS) == set(KINDS)


def test_no_picture_is_kept_that_nothing_is_compared_with():
    assert {file.stem for file in HERE.glob("*.png")} <= set(map(str, PICTURES))


def agenda() -> Image.Image:
    return kept(Picture("agenda", "pdf")).convert("RGB")


LINE = (40, 100, 400, 110)


def test_a_line_that_moved_by_one_dot_is_seen():
    (changed := agenda()).paste(agenda().crop(LINE), (LINE[0], LINE[1] + 1))
    assert not alike(agenda(), changed)


@pytest.mark.parametrize("colour", ["white", "#ecf3f5"])
def test_a_word_that_is_gone_is_seen(colour):
    (changed := agenda()).paste(colour, (60, 100, 90, 110))
    assert not alike(agenda(), changed)


def test_a_pale_ground_is_seen():
    (changed := agenda()).paste("#ecf3f5", (100, 610, 200, 630))
    assert not alike(agenda(), changed)


def test_a_picture_that_is_higher_is_seen():
    before = agenda()
    assert not alike(before, before.crop((0, 0, before.width, before.height + 1)))


def test_what_moved_by_less_than_half_a_dot_is_not_seen():
    before = agenda()
    places = (0.4, 0.4, before.width, before.height)
    moved = before.resize(before.size, Image.Resampling.BICUBIC, places)
    assert ImageChops.difference(before, moved).getbbox()
    assert alike(before, moved)
