"""Mails through ``replycoach sendmail`` while things break: ``python bench/faults.py [COUNT] [SEED]``.

A writer sends each mail until it has left, and does what the wrapper says: edits what is held, waits out a cool-down,
looks whether a mail has arrived before sending one again that may have left. At every attempt but the last ones,
something may break. In the end each mail must have arrived once, byte for byte as it was handed over, and whenever the
wrapper ended with 0 it must have arrived by then. Exit code 1 if one did not. The transport never lies: it ends with 0
if and only if it delivered, unless it is killed.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from replycoach import journal, paths, store  # noqa: E402

COUNT, SEED, WORKERS, PATIENCE, MOST = 1000, 20, 4, 60, 14
SORRY = (
    "Hello Anna, I am sorry: I missed the deadline, and the fault is mine. You will have your money back today by "
    "6 pm, and I will call you at 4 pm to tell you what went wrong."
)
CLEAN = "Здравствуйте, Анна! Исправлю форму сегодня к 18:00 и пришлю ссылку."
HELD = "Hello Anna, this is your own fault. You never read anything. Stop bothering us."
UPSET = "\n\nOn Monday Anna <anna@client.test> wrote:\n> This is outrageous! You missed the deadline again.\n"
TRANSPORT = """#!{python} -IS
import os, signal, sys, time
box, how = sys.argv[1:3]
mail = sys.stdin.buffer.read()
if how == "refuses": sys.exit(69)
if how == "dies first": os.kill(os.getpid(), signal.SIGKILL)
if how == "slow": time.sleep(0.1)
place = os.path.join(box, str(os.getpid()) + "-" + str(time.time_ns()))
with open(place + ".new", "wb") as file: file.write(mail)
os.rename(place + ".new", place)
if how == "dies last": os.kill(os.getpid(), signal.SIGKILL)
if how == "slow": time.sleep(0.1)
"""


class Desk:
    """One mail's world: its state, its settings, what has arrived, and what the writer believes."""

    def __init__(self, folder: Path, number: int, chance: random.Random) -> None:
        self.folder, self.number, self.chance = folder, number, chance
        self.box, self.state, self.config = folder / "box", folder / "state", folder / "config"
        for place in (self.box, self.config / "replycoach"):
            place.mkdir(parents=True)
        self.text = chance.choice([CLEAN] * 6 + [HELD, SORRY + UPSET])
        tails = [b"", b"\r\n.\r\n..\r\n", b"x" * 5000, b"y\n" * 100_000]
        # Bytes that are no text make a mail that is not checked.
        self.tail = chance.choice(tails if self.text == HELD else [*tails, bytes(range(256))])
        self.same = chance.random() < 0.5
        self.attempts: list[bytes] = []
        self.history: list[str] = []
        self.believed = False
        self.how, self.limit = "delivers", 0
        self.command = [sys.executable, "-m", "replycoach", "sendmail", "--"]
        self.program = str(folder.parent / "transport")

    def mail(self) -> bytes:
        """Half of all mail programs write a new head at every attempt."""
        attempt = 0 if self.same else len(self.attempts)
        head = f"From: me@desk.test\nTo: anna{self.number}@client.test\nSubject: Re: Form\n"
        return f"{head}Message-ID: <{self.number}.{attempt}@desk.test>\n\n{self.text}\n".encode() + self.tail

    @property
    def arrived(self) -> list[bytes]:
        return [place.read_bytes() for place in self.box.iterdir() if place.suffix != ".new"]

    def start(self, content: bytes) -> subprocess.Popen[bytes]:
        environ = {**os.environ, "PYTHONPATH": str(self.folder.parent / "installed"), "XDG_STATE_HOME": str(self.state)}
        environ |= {"XDG_CONFIG_HOME": str(self.config), "TMPDIR": str(self.folder), "LC_ALL": "C.UTF-8"}
        source = self.folder / "draft"
        source.write_bytes(content)
        limit = self.limit

        def shrink() -> None:
            if limit:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        with open(source, "rb") as stdin:
            return subprocess.Popen(
                [*self.command, self.program, str(self.box), self.how],
                stdin=stdin,
                stderr=subprocess.PIPE,
                env=environ,
                preexec_fn=shrink if limit else None,
            )


Fault = Callable[[Desk], None]


def _kill_later(number: int) -> Callable[[Desk, subprocess.Popen[bytes]], None]:
    def strike(desk: Desk, process: subprocess.Popen[bytes]) -> None:
        time.sleep(desk.chance.uniform(0, 0.25))
        process.send_signal(number)

    return strike


def _twice(desk: Desk, process: subprocess.Popen[bytes]) -> None:
    """Another window sends the same draft."""
    other = desk.start(desk.attempts[-1])
    other.communicate(timeout=PATIENCE)
    desk.believed = desk.believed or other.returncode == 0


def _transport(how: str) -> Fault:
    def fault(desk: Desk) -> None:
        desk.how = how

    return fault


def _missing(desk: Desk) -> None:
    desk.program = str(desk.folder / "none")


def _full(desk: Desk) -> None:
    desk.limit = desk.chance.choice([1, 50, 300, 2000])


def _broken_rules(desk: Desk) -> None:
    rules = desk.config / "replycoach/playbooks/mine"
    rules.mkdir(parents=True, exist_ok=True)
    (rules / "rule.yaml").write_text("kind: nonsense\n")


def _broken_settings(desk: Desk) -> None:
    (desk.config / "replycoach/config.yaml").write_text("cooldown: soon\n")


def _corrupt(desk: Desk) -> None:
    for place in desk.state.rglob("*"):
        if place.is_file() and place.suffix != ".eml" and place.parent.name != "claims":
            place.write_bytes(desk.chance.randbytes(desk.chance.choice([0, 1, 40])))
    journals = desk.state / "replycoach"
    journals.mkdir(parents=True, exist_ok=True)
    (journals / "journal").write_bytes(desk.chance.randbytes(200))


def _moved(desk: Desk) -> None:
    """The clock jumps: what is written down is suddenly from another time."""
    jump = desk.chance.choice([-3600, 3600, -40_000, 40_000])
    for place in desk.state.rglob("*"):
        if place.is_file():
            moved = place.stat().st_mtime + jump
            os.utime(place, (moved, moved))
        if place.parent.name == "cooldowns":
            times = [str(int(word) + jump) for word in place.read_text("latin-1").split() if word.isdecimal()]
            place.write_text(" ".join(times))


def _state_is_a_file(desk: Desk) -> None:
    """Whoever throws away what is written down has to remember it: only before anything is."""
    if not desk.state.exists():
        desk.state.write_text("")


BEFORE: dict[str, Fault] = {
    "transport refuses": _transport("refuses"),
    "transport slow": _transport("slow"),
    "transport killed before it delivers": _transport("dies first"),
    "transport killed after it delivered": _transport("dies last"),
    "transport missing": _missing,
    "disk full": _full,
    "playbook broken": _broken_rules,
    "settings broken": _broken_settings,
    "state corrupt": _corrupt,
    "clock moved": _moved,
    "state folder is a file": _state_is_a_file,
}
DURING = {
    "wrapper killed": _kill_later(signal.SIGKILL),
    "wrapper terminated": _kill_later(signal.SIGTERM),
    "sent twice at once": _twice,
}


def mend(desk: Desk) -> None:
    """The world works again; what is written down stays as it is."""
    desk.how, desk.limit, desk.program = "delivers", 0, str(desk.folder.parent / "transport")
    shutil.rmtree(desk.config / "replycoach")
    (desk.config / "replycoach").mkdir()
    if desk.state.is_file():
        desk.state.unlink()


def attempt(desk: Desk, counts: Counter[str]) -> None:
    mend(desk)
    during = None
    if len(desk.attempts) < 4 and desk.chance.random() < 0.75:
        name = desk.chance.choice([*BEFORE, *DURING, *["wrapper killed"] * 8])
        counts[name] += 1
        desk.history.append(name)
        during = DURING.get(name)
        if name in BEFORE:
            BEFORE[name](desk)
    desk.attempts.append(desk.mail())
    process = desk.start(desk.attempts[-1])
    if during:
        during(desk, process)
    said = process.communicate(timeout=PATIENCE)[1].decode("utf-8", "replace")
    desk.history.append(f"{process.returncode} {said.partition(chr(10))[0]}")
    desk.believed = desk.believed or process.returncode == 0
    if process.returncode == 0:
        expect(desk, len(desk.arrived) == 1, "ended with 0 and did not arrive once")
        return
    expect(desk, process.returncode < 0 or "not sent" in said or "killed" in said or desk.how == "refuses", said)
    follow(desk, said)


def follow(desk: Desk, said: str) -> None:
    """What a writer does who reads what is said."""
    if "replycoach hook why" in said:
        desk.text = CLEAN
    elif "may have" in said or "already handed over" in said or "killed by" in said:
        time.sleep(0.5)
        desk.believed = bool(desk.arrived)
        allow(desk)
    elif "not sent yet" in said:
        for place in (desk.state / "replycoach/cooldowns").glob("*"):
            place.write_text(f"{time.time() - 900:.0f} {time.time() - 1:.0f}")


def allow(desk: Desk) -> None:
    for folder in (desk.state / "replycoach", desk.folder / f"replycoach-{os.getuid()}"):
        entry = journal.stopped(str(folder))
        if entry:
            journal.allow(str(folder), entry.key)


class Lost(Exception):
    pass


def expect(desk: Desk, holds: bool, what: str) -> None:
    if not holds:
        raise Lost(f"mail {desk.number}: {what}; arrived {len(desk.arrived)}; {desk.history}")


def deliver(folder: Path, number: int, seed: int) -> Counter[str]:
    """Send one mail until its writer believes it sent; raises ``Lost``."""
    counts: Counter[str] = Counter()
    desk = Desk(folder / str(number), number, random.Random(f"{seed}-{number}"))
    while not desk.believed:
        expect(desk, len(desk.attempts) < MOST, "never left")
        attempt(desk, counts)
    time.sleep(0.05)
    expect(desk, len(desk.arrived) == 1, "did not arrive once")
    expect(desk, desk.arrived[0] in desk.attempts, "arrived with other bytes")
    expect(desk, HELD.encode() not in desk.arrived[0], "arrived though it was held")
    counts["attempts"] += len(desk.attempts)
    shutil.rmtree(desk.folder)
    return counts


def _install(package: Path) -> None:
    """The package as a wheel has it, the playbook compiled."""
    shutil.copytree(paths.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "compiled").mkdir()
    (package / "compiled" / f"{paths.PLAYBOOK}.bin").write_bytes(
        store.compiled_from((os.path.join(paths.bundled("playbooks"), paths.PLAYBOOK),))
    )


def main(arguments: list[str]) -> int:
    count, seed = [*map(int, arguments), *(COUNT, SEED)[len(arguments) :]]
    counts: Counter[str] = Counter()
    lost = []
    started = time.monotonic()
    with TemporaryDirectory() as name, ThreadPoolExecutor(WORKERS) as pool:
        folder = Path(name)
        _install(folder / "installed" / "replycoach")
        (folder / "transport").write_text(TRANSPORT.format(python=sys.executable))
        (folder / "transport").chmod(0o755)
        for job in [pool.submit(deliver, folder, number, seed) for number in range(count)]:
            try:
                counts += job.result()
            except Lost as error:
                lost.append(str(error))
    attempts = counts.pop("attempts", 0)
    for fault, times in counts.most_common():
        print(f"{times:5}  {fault}")
    print("\n".join(lost))
    faults = sum(counts.values())
    taken = time.monotonic() - started
    print(f"{count} mails, {attempts} attempts, {faults} faults, seed {seed}, {taken:.0f} s")
    print(f"{count - len(lost)} arrived once and byte for byte, {len(lost)} did not")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
