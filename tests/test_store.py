"""The cache: compiled once, compiled anew when a source changes, and never trusted, whatever lies in its place."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from hashlib import blake2b
from json import dumps
from pathlib import Path

import pytest
from support import KEY, environment, flag, program, write

from replycoach.automaton import KEY_SIZE, MAGIC, SECTIONS, Automaton, key_of, pack
from replycoach.compiler import compile_playbook
from replycoach.playbook import read

CHECK = """
import sys
from replycoach import paths, store
paths.bundled = lambda kind: sys.argv[1]
paths.compiled = lambda: sys.argv[1] + "/none.bin"
from replycoach import check
report = check(sys.argv[2], lang="en")
print(report.verdict, *(finding.rule for finding in report.findings))
"""
HOLD = {"hold": "error >= 1"}


class Home:
    """A user's home with a shipped playbook of one rule, checked by a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.playbook = write(folder / "shipped" / "upset-client", {"playbook": HOLD, "it": flag("you broke")})
        self.cache = folder / "home" / "cache"

    def check(self, draft: str = "You broke it.") -> str:
        arguments = ["-c", CHECK, str(self.playbook.parent), draft]
        done = program(arguments, cwd=self.folder, environ={"REPLYCOACH_HOME": str(self.folder / "home")})
        assert done.err == ""
        return done.out.strip()

    @property
    def file(self) -> Path:
        (file,) = self.cache.iterdir()
        return file

    def compiled_when(self) -> tuple[int, int]:
        stat = self.file.stat()
        return stat.st_mtime_ns, stat.st_ino


@pytest.fixture
def fresh(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def used(fresh: Home) -> Home:
    """A home with a cached playbook."""
    assert fresh.check() == "send it"
    return fresh


def test_cached_file_is_the_user_s_alone(used: Home) -> None:
    assert used.file.stat().st_mode & 0o777 == 0o600


def test_second_check_does_not_compile(used: Home) -> None:
    before = used.compiled_when()
    assert (used.check(), used.compiled_when()) == ("send it", before)


def test_second_check_needs_no_dictionary(used: Home) -> None:
    """The compiler is not even imported."""
    script = CHECK + "print(sorted({'yaml', 'pymorphy3', 'jinja2', 'json'} & set(sys.modules)))"
    arguments = ["-c", script, str(used.playbook.parent), "You broke it."]
    done = program(arguments, cwd=used.folder, environ={"REPLYCOACH_HOME": str(used.folder / "home")})
    assert done.out == "send it\n[]\n"


def test_edited_rule_is_compiled(used: Home) -> None:
    write(used.playbook, {"it": flag("you lied")})
    assert (used.check(), used.check("You lied.")) == ("send", "send it")


def test_edit_of_equal_size_and_time_is_compiled(used: Home) -> None:
    """The time of the last change of a file cannot be set back."""
    file = used.playbook / "it.yaml"
    stat = file.stat()
    file.write_text(file.read_text("utf-8").replace("you broke", "you spoke"), encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert used.check("You spoke.") == "send it"


def test_new_and_removed_rules_are_noticed(used: Home) -> None:
    write(used.playbook, {"other": flag("you lied")})
    assert used.check("You broke it, you lied.") == "send it other"
    (used.playbook / "it.yaml").unlink()
    assert used.check("You broke it, you lied.") == "send other"


def test_playbook_of_the_user_is_laid_over(used: Home) -> None:
    write(used.folder / "home" / "playbooks" / "mine", {"own": flag("you lied", severity="error")})
    assert used.check("You lied.") == "hold own"


def test_touched_file_does_not_change_the_answer(used: Home) -> None:
    os.utime(used.playbook / "it.yaml")
    assert (used.check(), used.check()) == ("send it", "send it")


def sealed(stamp: str, blob: bytes) -> bytes:
    """A cached file with a digest that fits."""
    head = dumps(stamp).encode()
    body = len(head).to_bytes(4, "little") + head + blob
    return blake2b(body, digest_size=32).digest() + body


def stamp_of(content: bytes) -> tuple[str, bytes]:
    size = int.from_bytes(content[32:36], "little")
    head = content[36 : 36 + size].decode()
    return str(eval(head)), content[36 + size :]  # a JSON text that is Python as well


def garbage(content: bytes) -> bytes:
    """The right stamp, magic and key, and sections of nonsense."""
    stamp, blob = stamp_of(content)
    return sealed(stamp, pack(key_of(blob), [b"{}"] + [b"\xff" * 8] * (SECTIONS - 1)))


DAMAGES: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("empty", lambda content: b""),
    ("truncated", lambda content: content[:-100]),
    ("head-only", lambda content: content[:40]),
    ("flipped", lambda content: content[:500] + bytes([content[500] ^ 1]) + content[501:]),
    ("appended", lambda content: content + b"x"),
    ("noise", lambda content: bytes(range(256)) * 20),
    ("foreign-magic", lambda content: sealed(stamp_of(content)[0], b"other-tool-9" + stamp_of(content)[1][12:])),
    ("no-blob", lambda content: sealed(stamp_of(content)[0], b"")),
    ("no-json", lambda content: sealed(stamp_of(content)[0], pack(KEY, [b"]["] + [b""] * (SECTIONS - 1)))),
    ("garbage", garbage),
]


@pytest.mark.parametrize("damage", [pytest.param(damage, id=name) for name, damage in DAMAGES])
def test_damaged_cache_is_compiled_anew(damage: Callable[[bytes], bytes], used: Home) -> None:
    content = used.file.read_bytes()
    damaged = damage(content)
    used.file.write_bytes(damaged)
    assert (used.check(), used.file.read_bytes() != damaged) == ("send it", True)


def test_pickle_in_its_place_is_never_run(used: Home) -> None:
    trap = used.folder / "trap"
    bomb = pickle.dumps(Bomb(f"open({str(trap)!r}, 'w')"))
    for content in (bomb, sealed(stamp_of(used.file.read_bytes())[0], bomb)):
        used.file.write_bytes(content)
        assert used.check() == "send it"
    assert not trap.exists()


class Bomb:
    """Runs a line of Python when it is unpickled."""

    def __init__(self, line: str) -> None:
        self.line = line

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return eval, (self.line,)


def forged(used: Home) -> bytes:
    """A cached file of the right shape that knows no rule: used, it would say ``send``."""
    other = write(used.folder / "other", {"playbook": HOLD, "it": flag("never said")})
    return sealed(stamp_of(used.file.read_bytes())[0], compile_playbook(read(other), KEY))


def test_forged_cache_would_be_believed_if_it_were_the_user_s(used: Home) -> None:
    """Makes sure that the tests below test what they say."""
    used.file.write_bytes(forged(used))
    assert used.check() == "send"


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_file_others_can_write_is_not_trusted(mode: int, used: Home) -> None:
    used.file.write_bytes(forged(used))
    used.file.chmod(mode)
    assert used.check() == "send it"


def test_symlink_is_not_followed(used: Home) -> None:
    target = used.folder / "target"
    target.write_bytes(forged(used))
    target.chmod(0o600)
    file = used.file
    file.unlink()
    file.symlink_to(target)
    assert (used.check(), file.is_symlink(), target.exists()) == ("send it", False, True)


def test_pipe_does_not_hang(used: Home) -> None:
    file = used.file
    file.unlink()
    os.mkfifo(file)
    assert used.check() == "send it"


def test_folder_in_its_place_is_bypassed(used: Home) -> None:
    file = used.file
    file.unlink()
    file.mkdir()
    assert (used.check(), list(file.iterdir())) == ("send it", [])


def test_file_where_the_folder_should_be_is_bypassed(fresh: Home) -> None:
    (fresh.folder / "home").mkdir()
    fresh.cache.write_text("not a folder")
    assert (fresh.check(), fresh.cache.read_text()) == ("send it", "not a folder")


def test_leftover_of_a_killed_process_does_no_harm(used: Home) -> None:
    (used.cache / f"{used.file.name}.1.new").write_bytes(b"half")
    write(used.playbook, {"it": flag("you lied")})
    assert used.check("You lied.") == "send it"


def test_two_processes_compile_at_once(fresh: Home) -> None:
    command = [sys.executable, "-c", CHECK, str(fresh.playbook.parent), "You broke it."]
    environ = environment(REPLYCOACH_HOME=str(fresh.folder / "home"))
    running = [subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert [process.communicate(timeout=60)[0] for process in running] == ["send it\n"] * 4
    assert len(list(fresh.cache.iterdir())) == 1


def test_wheel_s_blob_is_read_without_a_cache(tmp_path: Path) -> None:
    """What the build puts into the wheel is what an automaton reads."""
    folder = write(tmp_path, {"playbook": HOLD, "it": flag("you broke")})
    blob = compile_playbook(read(folder), KEY)
    assert (key_of(blob), [rule[0] for rule in Automaton(blob).rules]) == (KEY, ["it"])


def test_header_says_what_it_is(tmp_path: Path) -> None:
    folder = write(tmp_path, {"playbook": HOLD, "it": flag("you broke")})
    blob = compile_playbook(read(folder), KEY)
    assert (blob.startswith(MAGIC), key_of(b"other"), KEY_SIZE) == (True, b"", 32)
