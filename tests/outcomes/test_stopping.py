"""Ctrl-C ends a command in a sentence, and what it printed for a program stays readable."""

import os
import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.once
COMMAND = "from wijkschakel.config.command import main; main()"
STUDIES = ["simulate_outcomes", "--people", "340", "--studies", "200000", "--json"]


@pytest.mark.skipif(os.name != "posix", reason="a signal of Unix")
def test_a_command_that_is_stopped_says_so_without_a_list_of_lines_of_code():
    asked = [sys.executable, "-c", COMMAND, *STUDIES]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr.readline().strip() == "no_effect"  # it has begun
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=60)
    assert (run.returncode, out) == (130, "")
    assert "Wat klaar was, blijft staan." in err
    assert "Traceback" not in err
