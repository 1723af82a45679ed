"""``replycoach hook doctor``: every trap known to lose a refusal or to lead mail past the check, and what to do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator

from .. import mailers, paths, statefiles
from ..errors import ReplyCoachError
from ..gate import COMPILING
from ..mailers import git
from ..output import HOLD, SEND, write
from ..policy import policy
from ..terminal import harmless, language
from .hook import mailer_of, program, settings_file

Trap = tuple[str, str, str]
"""The name of a text, where, and what else it needs."""
_PROBE = b"From: me@example.test\nTo: me@example.test\nSubject: Test\n\nThank you. I will call you at 5 pm today.\n"
_WORDS = {
    "ru": {
        "none": "Ловушек не найдено: отказ виден, мимо проверки почта не идёт.\n",
        "sendmail-wait": "sendmail_wait не 0: отказ пропадёт, а копия — в «Отправленные»; нужно set sendmail_wait=0",
        "smtp-url": "задан smtp_url: почта идёт мимо проверки; впишите unset smtp_url, отправляйте через msmtp",
        "sendwait": "нет set sendwait: отказа никто не заметит; впишите set sendwait",
        "msmtpq": "переменная MSMTP ведёт на replycoach: msmtpq отложит отказ и отправит письмо позже; поставьте"
        " проверку перед очередью: replycoach sendmail -- msmtpq",
        "speaks-smtp": "отправляет по SMTP само, мимо проверки; отправляйте через программу: replycoach hook install",
        "several-accounts": "несколько учётных записей: впишите строку в каждую",
        "no-validate": "sendemail.validate=false: git не спрашивает проверку; git config --unset sendemail.validate",
        "himalaya": "отказ message.send.pre-hook himalaya не замечает и отправляет; укажите sendmail вместо него",
        "postfix": "smtpd_proxy_filter не видит почту местного sendmail; ставьте replycoach sendmail перед ним",
        "apparmor": "AppArmor не даст msmtp прочесть копию письма, ушло бы пустое; впишите в"
        " /etc/apparmor.d/local/usr.bin.msmtp строку: owner {more}/outbox/* r,",
        "blank": "в пути к программе пробел, {more} его не поймёт; сделайте ссылку без пробелов",
        "missing": "программы отправки {more} нет; поставьте её или укажите другую",
        "ourselves": "программа отправки — сам replycoach: письма ходили бы по кругу; укажите настоящую",
        "not-executable": "файл не исполняемый, git его не запустит; chmod +x",
        "gone": "replycoach по пути {more} больше нет; поставьте заново: replycoach hook install",
        "state": "сюда нельзя писать: копий и отсрочек не будет ({more}); проверьте права",
        "settings": "настройки с ошибкой, вся почта стоит: {more}",
        "probe": "пробное письмо не прошло: {more}",
    },
    "en": {
        "none": "No traps found: a refusal is seen, and no mail goes past the check.\n",
        "sendmail-wait": "sendmail_wait is not 0: a refusal is lost, yet Sent gets a copy; put set sendmail_wait=0",
        "smtp-url": "smtp_url is set: mail goes past the check; put unset smtp_url and send through msmtp",
        "sendwait": "no set sendwait: nobody notices a refusal; put set sendwait",
        "msmtpq": "the variable MSMTP leads to replycoach: msmtpq would queue a refusal and send it later; put the"
        " check in front of the queue: replycoach sendmail -- msmtpq",
        "speaks-smtp": "speaks SMTP itself, past the check; let it send through a program: replycoach hook install",
        "several-accounts": "several accounts: put the line into each",
        "no-validate": "sendemail.validate=false: git asks no hook; git config --unset sendemail.validate",
        "himalaya": "himalaya ignores a failing message.send.pre-hook and sends; set its sendmail, not the pre-hook",
        "postfix": "smtpd_proxy_filter never sees mail from the local sendmail; put replycoach sendmail in front of it",
        "apparmor": "AppArmor will not let msmtp read the copy of a mail, so an empty one would leave; put into"
        " /etc/apparmor.d/local/usr.bin.msmtp the line: owner {more}/outbox/* r,",
        "blank": "there is a blank in the program's path, which {more} cannot read; make a link without one",
        "missing": "there is no program {more} to send with; install it or name another",
        "ourselves": "the transport is replycoach itself: mail would go in circles; name the real one",
        "not-executable": "is not executable, so git does not run it; chmod +x",
        "gone": "there is no replycoach at {more} any more; install it anew: replycoach hook install",
        "state": "cannot be written to: no copies and no cool-downs ({more}); check its permissions",
        "settings": "the settings have a mistake, so all mail is stopped: {more}",
        "probe": "a test mail did not go through: {more}",
    },
}


def doctor() -> int:
    """Exit code 0 if there is no trap, 1 if there is one."""
    words = _WORDS[language(os.environ) or "en"]
    found = [*_settings(), *_state(), *_mailers(), *_git(), *_others(), *_probe()]
    for name, place, more in found:
        write(f"{harmless(place)}: {words[name].format(more=harmless(more))}\n")
    if not found:
        write(words["none"])
    return HOLD if found else SEND


def _settings() -> Iterator[Trap]:
    try:
        transport = policy().transport
    except ReplyCoachError as error:
        yield "settings", "config.yaml", str(error)
        return
    if transport:
        yield from _command("config.yaml", transport[0])


def _state() -> Iterator[Trap]:
    own = next(statefiles.bases())
    try:
        if statefiles.base() != own:
            yield "state", own, "…"
    except OSError as error:
        yield "state", own, (error.strerror or str(error)).lower()


def _mailers() -> Iterator[Trap]:
    """Of those that have us in their settings."""
    for name in mailers.names():
        if name == "git":
            continue
        mailer = mailer_of(name)
        place = settings_file(mailer)
        settings = _text(place)
        if "replycoach" not in settings:
            continue
        yield from ((trap, place, "") for trap in mailer.traps(settings))
        for ours, transport in re.findall(r"""(\S+)["'\s]+sendmail["'\s]+--["'\s]+([^\s"')]+)""", settings):
            yield from _command(place, transport)
            if not mailer.BLANKS and not ours.strip("\"'").startswith("/") and "=" not in ours:
                yield "blank", place, name


def _command(place: str, transport: str) -> Iterator[Trap]:
    found = shutil.which(transport, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/lib")
    if found is None:
        yield "missing", place, transport
    elif os.path.realpath(found) == os.path.realpath(program()[0]):
        yield "ourselves", place, transport


def _git() -> Iterator[Trap]:
    for everywhere in (False, True):
        try:
            hook = os.path.join(git.folder(everywhere), git.HOOK)
        except ReplyCoachError:
            continue
        if not git.is_ours(hook):
            continue
        yield from ((trap, hook, "") for trap in git.traps())
        if not os.access(hook, os.X_OK):
            yield "not-executable", hook, ""
        ours = re.search(r"(?m)^command -v (\S+)", _text(hook))
        if ours and shutil.which(ours.group(1).strip("'")) is None:
            yield "gone", hook, ours.group(1)


def _others() -> Iterator[Trap]:
    """Programs we do not stand in ourselves, whose own hooks somebody may have led to us."""
    config = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    himalaya = os.path.join(config, "himalaya", "config.toml")
    if re.search(r"pre-hook.*replycoach", _text(himalaya)):
        yield "himalaya", himalaya, ""
    postfix = "/etc/postfix/master.cf"
    if re.search(r"(?m)^[^#]*smtpd_proxy_filter", _text(postfix)):
        yield "postfix", postfix, ""
    msmtp = os.environ.get("MSMTP", "")
    if "replycoach" in msmtp:
        yield "msmtpq", "$MSMTP", ""
    if _is_confined("usr.bin.msmtp"):
        yield "apparmor", "/etc/apparmor.d/usr.bin.msmtp", paths.state()


def _is_confined(profile: str, root: str = "/") -> bool:
    """Whether AppArmor's profile of that name is in force and says nothing of us; Debian switches msmtp's off."""
    rules, disabled, local = (
        os.path.join(root, "etc/apparmor.d", *names, profile) for names in ((), ("disable",), ("local",))
    )
    if _text(os.path.join(root, "sys/module/apparmor/parameters/enabled"))[:1] != "Y":
        return False
    return os.path.exists(rules) and not os.path.lexists(disabled) and "replycoach" not in _text(local)


def _probe() -> Iterator[Trap]:
    """A harmless mail through the whole way, to a transport that takes and drops it."""
    command = [*program(), "sendmail", "--", "true"]
    try:
        done = subprocess.run(command, input=_PROBE, capture_output=True, timeout=COMPILING + 60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        yield "probe", " ".join(command), str(error)
        return
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").split("\n")[0]
        yield "probe", " ".join(command), f"{done.returncode} {said}"


def _text(place: str) -> str:
    try:
        with open(place, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
