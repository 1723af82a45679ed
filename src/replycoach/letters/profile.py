"""The sender: what a letterhead, a signature and an outgoing number are made of, kept in the user's own folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from .. import paths
from ..errors import LetterError
from ..fields import Fields
from ..yamlfile import load
from .kinds import clean
from .page import Picture
from .requisites import inn, ogrn

KINDS = ("company", "ip", "self_employed", "person")
LOCALES = {"ru": ("ru",), "en": ("en_GB", "en_US")}
_NAME = re.compile(r"[\w-]{1,60}")
_LARGEST_PICTURE = 5_000_000
_MAGIC = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


@dataclass(frozen=True)
class Profile:
    """All texts; empty means not given. Keys that end in ``_en`` stand in English letters instead."""

    kind: str = "company"
    name: str = ""
    name_en: str = ""
    person: str = ""
    person_en: str = ""
    gender: str = ""
    position: str = ""
    position_en: str = ""
    inn: str = ""
    kpp: str = ""
    ogrn: str = ""
    address: str = ""
    address_en: str = ""
    phone: str = ""
    email: str = ""
    site: str = ""
    payment: str = ""
    payment_en: str = ""
    zone: str = ""
    zone_en: str = ""
    english: str = "en_GB"
    executor: str = ""
    number: str = ""
    next: str = "1"
    logo: str = ""
    signature: str = ""
    seal: str = ""
    has_seal: str = ""
    letterhead: str = ""
    folder: str = ""
    """Pictures are looked for from here."""
    stored: str = ""
    """The profile's name, if it is one of the user's own and not part of a letter's data."""

    def spoken(self, key: str, lang: str) -> str:
        """A text in the letter's language."""
        return (getattr(self, f"{key}_en") if lang == "en" else "") or str(getattr(self, key))


KEYS = tuple(field.name for field in fields(Profile) if field.name not in ("folder", "stored"))
PICTURES = ("logo", "signature", "seal")
FILES = (*PICTURES, "letterhead")


def place(name: str = "") -> str:
    """Where the user's profile is, or would be."""
    if name and not _NAME.fullmatch(name):
        raise LetterError(f"--profile `{name}` is no name; letters, digits, - and _ make one")
    return os.path.join(paths.config(), *(("profiles", f"{name}.yaml") if name else ("profile.yaml",)))


def own(name: str = "") -> Profile | None:
    """The user's profile; None if no other than the first was asked for and there is none."""
    path = place(name)
    if not os.path.lexists(path):
        if name:
            raise LetterError(f"no profile `{name}`; `replycoach profile init --profile {name}` starts one")
        return None
    return read(Fields(load(Path(path)), path), os.path.dirname(path), name or "default")


def read(given: Fields, folder: str, stored: str = "") -> Profile:
    """A profile out of a mapping. Raises ``PlaybookError`` with file and line."""
    texts = {
        key: " ".join(clean(given.text(key, "")).split())
        for key in KEYS
        if key not in ("kind", "english", "payment", "payment_en")
    }
    texts |= {key: given.text(key, "") for key in ("payment", "payment_en")}
    kind = given.choice("kind", KINDS, "company")
    english = given.choice("english", LOCALES["en"], "en_GB")
    given.done()
    return Profile(**{**texts, "kind": kind, "english": english, "folder": folder, "stored": stored})


def merged(profile: Profile | None, given: Mapping[str, str]) -> Profile:
    """A stored profile with what one letter says otherwise."""
    # Who has no profile and names no company is one person writing.
    base = profile or Profile(kind="company" if given.get("name") else "person")
    return Profile(**{**base.__dict__, **given})


def problems(profile: Profile) -> Iterator[str]:
    """What is missing for this kind of sender, what cannot be right; one line each."""
    for key in ("name", "person"):
        if not getattr(profile, key) and not (key == "name" and profile.kind != "company"):
            yield f"{key} is missing"
    if profile.kind == "company" and not profile.position:
        yield "position is missing: who signs for the company"
    yield from _figures(profile)
    if profile.email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", profile.email):
        yield f"email: {profile.email} is no address"
    for key in PICTURES:
        if path := getattr(profile, key):
            yield from _picture_problems(profile, key, path)


def _figures(profile: Profile) -> Iterator[str]:
    company = profile.kind == "company"
    if profile.inn and (wrong := inn(profile.inn, 10 if company else 12)):
        yield f"inn: {profile.inn} {wrong}"
    if profile.ogrn and (wrong := ogrn(profile.ogrn, 13 if company else 15)):
        yield f"ogrn: {profile.ogrn} {wrong}"
    if profile.kpp and not company:
        yield "kpp: only a company has one"


def _picture_problems(profile: Profile, key: str, path: str) -> Iterator[str]:
    try:
        image = picture(profile, key)
    except LetterError as error:
        yield str(error)
        return
    if image and key != "logo" and image.kind == "jpg":
        yield f"{key}: {path} is a JPG, whose white paper would cover the text; save it as a PNG with nothing behind it"


def picture(profile: Profile, key: str) -> Picture | None:
    """The image a profile names."""
    path = getattr(profile, key)
    if not path:
        return None
    full = os.path.join(profile.folder, path)
    try:
        with open(full, "rb") as file:
            content = file.read(_LARGEST_PICTURE + 1)
    except OSError as error:
        raise LetterError(f"{key}: {path} cannot be read: {(error.strerror or str(error)).lower()}") from None
    kind = next((name for magic, name in _MAGIC.items() if content.startswith(magic)), "")
    if not kind or len(content) > _LARGEST_PICTURE:
        raise LetterError(f"{key}: {path} is no PNG or JPG image below {_LARGEST_PICTURE // 10**6} MB")
    return Picture(content, kind)


def letterhead(profile: Profile) -> bytes:
    """The DOCX file letters are written on, or nothing."""
    if not profile.letterhead:
        return b""
    try:
        return Path(profile.folder, profile.letterhead).read_bytes()
    except OSError as error:
        raise LetterError(
            f"letterhead: {profile.letterhead} cannot be read: {(error.strerror or '').lower()}"
        ) from None
