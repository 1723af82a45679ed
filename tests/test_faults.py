"""A few mails while things break; ``bench/faults.py`` sends a thousand."""

from __future__ import annotations

from pathlib import Path

from support import ROOT, program


def test_every_mail_arrives_once_whatever_breaks(office: Path) -> None:
    done = program([str(ROOT / "bench/faults.py"), "12", "7"])
    assert (done.code, done.out.splitlines()[-1:]) == (0, ["12 arrived once and byte for byte, 0 did not"])
