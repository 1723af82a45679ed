"""A few thousand of the mutated mails and playbooks of ``bench/fuzz.py``, the same every time."""

from __future__ import annotations

from fuzz import run

COUNT, SEED, SLOWEST = 4000, 7, 3.0


def test_every_mutated_input_is_read_or_refused() -> None:
    outcomes, slowest = run(COUNT, SEED)
    assert outcomes.total() == COUNT
    assert {"read", "checked", "refused", "playbook refused", "playbook compiled"} == set(outcomes)
    assert slowest < SLOWEST
