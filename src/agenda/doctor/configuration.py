"""What is set up: templates, agenda.toml, and the mail server."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from agenda.coaching.settings import NAME, read_settings
from agenda.coaching.toml_file import user_folder
from agenda.doctor.finding import IN_THE_CLONE, Finding, State, System
from agenda.language import bundled, locale
from agenda.mail import settings
from agenda.outputs import files
from agenda.outputs.outcome import Exit
from agenda.resources import Resources
from agenda.source.problems import Stop


def of_templates(resources: Resources, system: System) -> Finding:
    """Say which languages and themes there are."""
    name, known, looks = "templates", resources.languages, resources.themes
    if not (bundled.templates().is_dir() and known and looks):
        again = system.pip("--force-reinstall", ".")
        said = "the templates that come with agenda are not there"
        return Finding(State.MISSING, name, said, IN_THE_CLONE, again, Exit.FILE)
    try:
        missing = {language: _untranslated(language, resources) for language in known}
    except Stop as stop:
        return _wrong(name, stop, "")
    shares = ", ".join(f"{language} ({100 - part}%)" for language, part in missing.items())
    own = " (with your own folder)" if len(resources.folders) > 1 else ""
    plural = "s" if len(looks) > 1 else ""
    said = f"languages {shares}; theme{plural} {', '.join(looks)}{own}"
    if not any(missing.values()):
        return Finding(State.OK, name, said)
    return Finding(State.NOTE, name, said, "what a language has no words for is said in English")


def _untranslated(language: str, resources: Resources) -> int:
    """Return the share of texts that a language has no words for, in per cent and rounded up."""
    missing, every = locale.find_untranslated(
        locale.load(language, None, resources.folders, resources.languages)
    )
    return -(-100 * missing // every) if missing else 0


def of_settings(file: str | None) -> Finding:
    """Say which agenda.toml counts, and whether it can be read."""
    beside = Path(file).parent if file and file != files.STDIN else None
    folders = [folder for folder in (beside, user_folder()) if folder]
    found = [folder for folder in folders if os.path.lexists(folder / NAME)]
    for folder in found:
        try:
            read_settings(str(folder / "career.yaml"))  # whose own folder is looked into first
        except Stop as stop:
            return _wrong("settings", stop, shown(folder / NAME))
    if not found:
        return Finding(State.OK, "settings", f"no {NAME}; it would stand in {shown(user_folder())}")
    said = f"{NAME} {f'beside {file}' if found[0] == beside else f'in {shown(found[0])}'}"
    return Finding(State.OK, "settings", said)


def of_mail(*, smtp: bool) -> Finding:
    """Say which mail server is set up; only with `smtp` is it spoken to."""
    file = user_folder() / settings.NAME
    if not (smtp or os.environ.get(settings.VARIABLE) or os.path.lexists(file)):
        said = "no server is set up: agenda send makes drafts"
        cure = f"for --smtp, write [smtp] with host and user into {shown(file)}"
        return Finding(State.NOTE, "mail", said, cure)
    try:
        found = settings.server()
        if smtp:
            return _reached(found)
    except Stop as stop:
        return _wrong("mail", stop, shown(file), Exit.MAIL if smtp else Exit.FILE)
    said = f"{found.host}, port {found.port}, security {found.security}; --smtp tries it"
    return Finding(State.OK, "mail", said)


def _reached(found: settings.Server) -> Finding:
    from agenda.mail.password import find_kept  # noqa: PLC0415 - few send by themselves
    from agenda.mail.smtp import reachable  # noqa: PLC0415

    secret = find_kept(found) if found.user else None
    said = reachable(found, (lambda: secret) if secret else None)
    untried = "; no password is kept, so the login was not tried"
    return Finding(State.OK, "mail", said + (untried if found.user and not secret else ""))


def _wrong(name: str, stop: Stop, file: str, code: Exit = Exit.FILE) -> Finding:
    first, more = stop.problems[0], len(stop.problems) - 1
    line = f"line {stop.text.count(chr(10), 0, first.span.start) + 1}: " if first.span else ""
    place = f"{file}: {line}" if stop.name else ""
    said = f"{place}{first.message}" + (f" (and {more} more)" if more else "")
    return Finding(State.BROKEN, name, said, first.help, code=code)


def shown(path: Path) -> str:
    """Return a path for people, who may pass it on: their own folder is a tilde."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if home in path.parents else str(path)


# --- where the password of a mail server can be kept -----------------------------------


NONE = ("keyring.backends.fail", "keyring.backends.null")
"""Backends that stand for there being none."""
ASKED = "agenda send --smtp asks for the password each time"


def of_keyring(system: System) -> Finding:
    """Say which keyring there is: nobody needs one."""
    name = "keyring"
    if find_spec("keyring") is None:
        said, command = f"not installed; {ASKED}", system.pip("keyring")
        return Finding(State.NOTE, name, said, command=command)
    try:
        from keyring import get_keyring  # noqa: PLC0415 - an extra, and slow

        backend = get_keyring()
        title = str(getattr(backend, "name", "")) or type(backend).__name__
    except Exception as fault:  # a backend of anybody's may raise anything
        said = f"it cannot be used ({type(fault).__name__}); {ASKED}"
        return Finding(State.BROKEN, name, said, "keyring diagnose shows where its settings are")
    if type(backend).__module__.startswith(NONE):
        linux = system.platform.startswith("linux")
        cure = "GNOME Keyring, KWallet or KeePassXC would be used" if linux else ""
        return Finding(State.NOTE, name, f"the system has none that is open; {ASKED}", cure)
    return Finding(State.OK, name, f"{title} keeps the password for agenda send --smtp")
