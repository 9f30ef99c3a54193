"""The self-test in source form: it passes here, and a check that fails, dies or hangs is only a failed check."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core import selftest

CHECKOUT = Path(__file__).resolve().parents[2]


def fails() -> str:
    raise AssertionError("a library is missing")


def dies() -> str:
    os._exit(7)


def test_the_whole_self_test_passes(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    done = subprocess.run(
        [sys.executable, "-m", "app", "--selftest", "--json", "--report", str(report)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    said = json.loads(done.stdout)
    assert [one for one in said["checks"] if not one["passed"]] == []
    assert (done.returncode, said["passed"], said["frozen"]) == (0, True, False)
    assert json.loads(report.read_text("utf-8")) == said
    assert {"networks", "worker", "database", "photo formats", "window", "translations"} <= {
        one["name"] for one in said["checks"]
    }


def test_a_check_that_fails_says_why() -> None:
    outcome = selftest.run("fails", fails)
    assert not outcome.passed
    assert "a library is missing" in outcome.detail


def test_a_check_that_kills_its_process_is_a_failed_check() -> None:
    outcome = selftest.run("dies", dies)
    assert not outcome.passed
    assert "code 7" in outcome.detail


@pytest.mark.parametrize("wrong", ["box", "vector"])
def test_another_answer_of_the_networks_is_noticed(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = json.loads(selftest._file(selftest.ANSWER))
    said = {**known, wrong: [side + 0.3 for side in known[wrong]]}
    monkeypatch.setattr(selftest, "_look", lambda: said)
    with pytest.raises(AssertionError, match="the known face"):
        selftest.networks()
