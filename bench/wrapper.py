"""What a mail costs on its way: ``python bench/wrapper.py``. A clean mail of 200 words through ``replycoach sendmail``,
less the transport's own time, in times of ``python -c pass``; CPU of the whole process, and time on the clock."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from measure import RUNS, cost
from run import install

HERE = Path(__file__).resolve().parent
HEAD = "From: me@desk.test\nTo: anna@client.test\nSubject: Re: Form\nContent-Type: text/plain; charset=utf-8\n\n"


def main() -> int:
    with TemporaryDirectory() as name:
        folder = Path(name)
        install(folder)
        environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        environ |= {"REPLYCOACH_HOME": str(folder / "home"), "LC_ALL": "C.UTF-8"}
        for lang in ("en", "ru"):
            mail = folder / f"mail-{lang}"
            mail.write_text(HEAD + (HERE / f"draft-{lang}.txt").read_text("utf-8"), "utf-8")
            print(f"{lang}: {_measured(folder, mail, environ)}")
    return 0


def _measured(folder: Path, mail: Path, environ: dict[str, str]) -> str:
    def fed(*command: str) -> list[str]:
        return ["/bin/sh", "-c", 'exec "$@" <"$0"', str(mail), *command]

    bare = fed(str(folder / "venv/bin/python"), "-c", "pass")
    alone = fed("/bin/true")
    wrapped = fed(str(folder / "venv/bin/replycoach"), "sendmail", "--", "/bin/true")
    if (code := cost(wrapped, environ).code) != 0:
        raise RuntimeError(f"exit code {code}")
    rounds = [[_cost(command, environ) for command in (bare, alone, wrapped)] for _ in range(RUNS)]
    ratios = [median((own[at] - floor[at]) / none[at] for none, floor, own in rounds) for at in (0, 1)]
    return f"{ratios[0]:.2f} × CPU, {ratios[1]:.2f} × clock ({median(own[1] for _, _, own in rounds) * 1000:.0f} ms)"


def _cost(command: Sequence[str], environ: dict[str, str]) -> tuple[float, float]:
    """Seconds of CPU, and on the clock."""
    started = time.perf_counter()
    subprocess.run(command, env=environ, check=True)
    clock = time.perf_counter() - started
    return cost(command, environ).cpu, clock


if __name__ == "__main__":
    sys.exit(main())
