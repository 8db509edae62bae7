"""`wijkschakel serve`, for real: it starts, says so, and leaves nothing behind."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests import tables
from tests.architecture.house import ROOT

pytestmark = pytest.mark.once
SERVE = [sys.executable, "manage.py", "serve"]
GATHER = """
import django
django.setup()
from wijkschakel.upkeep import preparing
preparing.gather_static_files(str)
"""
GONE_SECONDS = 15


class Running:
    """A `serve` in a folder of its own."""

    def __init__(self, var, *words, **changes):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = environment(var, PORT=str(self.port), **changes)
        self.process = subprocess.Popen(
            [*SERVE, *words],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines = []
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        """Read until the last line of the welcome."""
        for line in iter(self.process.stdout.readline, ""):
            self.lines.append(line)
            if line.startswith("Stoppen / stop"):
                return

    def stop_reading(self):
        self.reader.join(10)
        self.process.stdout.close()

    def wait_until_ready(self, seconds=60):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            if any("staat klaar na" in line for line in self.lines):
                return
            time.sleep(0.1)
        pytest.fail("not ready: " + "".join(self.lines))

    def descendants(self):
        """Name the processes under this one, as /proc tells."""
        parents = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                words = stat.read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents[int(stat.parent.name)] = int(words[1])
        found, fresh = set(), {self.process.pid}
        while fresh:
            fresh = {pid for pid, parent in parents.items() if parent in fresh} - found
            found |= fresh
        return found

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)
        self.stop_reading()


def environment(var, **changes):
    """Give variables of an installation of its own, on SQLite."""
    own = {name: value for name, value in os.environ.items() if "WIJKSCHAKEL" not in name}
    here = {"WIJKSCHAKEL_VAR": str(var), "HOST": "127.0.0.1", "WIJKSCHAKEL_WORKERS": "1"}
    return own | here | changes


def still_running(pids):
    """Keep the processes that are still there and are no zombies."""
    alive = set()
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if state != "Z":
            alive.add(pid)
    return alive


def wait_until_gone(pids):
    """Wait until the processes are gone; give those that are not."""
    deadline = time.monotonic() + GONE_SECONDS
    while time.monotonic() < deadline and still_running(pids):
        time.sleep(0.1)
    return still_running(pids)


@pytest.fixture(scope="module")
def installed(tmp_path_factory, django_db_setup):
    """Give a folder with tables and static files, made once."""
    var = tmp_path_factory.mktemp("var")
    tables.copy_of_tables(var / "wijkschakel.sqlite3")
    words = environment(var, DJANGO_SETTINGS_MODULE="wijkschakel.config.settings")
    subprocess.run([sys.executable, "-c", GATHER], cwd=ROOT, env=words, check=True)
    return var


@pytest.fixture
def serving(tmp_path, installed):
    """Give a running installation, stopped afterwards whatever happens."""
    shutil.copytree(installed, tmp_path, dirs_exist_ok=True)
    running = Running(tmp_path)
    yield running
    running.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are read from /proc")
def test_it_says_when_it_is_ready_and_stops_with_all_its_processes(serving):
    serving.wait_until_ready()
    ready = [line.strip() for line in serving.lines if "staat klaar" in line]
    assert len(ready) == 1
    assert re.search(rf"na \d+ s / is ready: http://127\.0\.0\.1:{serving.port}$", ready[0])
    assert_all_goes_after(serving, signal.SIGINT)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are read from /proc")
def test_it_stops_as_well_when_nobody_reads_its_words_any_more(serving):
    serving.wait_until_ready()
    serving.stop_reading()
    assert_all_goes_after(serving, signal.SIGTERM)


def assert_all_goes_after(serving, number):
    """Send a signal, and look whether it stops well with every process."""
    family = serving.descendants()
    assert len(family) >= 4  # gunicorn and its worker, the task worker, the clockwork
    serving.process.send_signal(number)
    assert serving.process.wait(GONE_SECONDS) == 0
    assert wait_until_gone(family) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are read from /proc")
def test_a_second_one_is_refused_and_when_the_first_is_killed_its_processes_go(serving, tmp_path):
    serving.wait_until_ready()
    second = subprocess.run(
        SERVE,
        cwd=ROOT,
        env=environment(tmp_path, PORT=str(serving.port)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert f"draait hier al: http://127.0.0.1:{serving.port}" in second.stderr
    assert "already running here" in second.stderr
    family = serving.descendants()
    assert still_running(family) == family
    serving.process.kill()
    serving.process.wait()
    assert wait_until_gone(family) == set()


@pytest.mark.parametrize(
    ("words", "changes", "sentence"),
    [
        (["--demo"], {"HOST": "0.0.0.0"}, "only on 127.0.0.1"),  # noqa: S104
        (["--demo"], {"WIJKSCHAKEL_PRODUCTION": "true"}, "are both true"),
        ([], {"PORT": "many"}, "PORT must be a number"),
        ([], {"WIJKSCHAKEL_PRODUCTION": "perhaps"}, "must be true or false"),
        ([], {"WIJKSCHAKEL_DATABASE": "mysql://x"}, "must start with sqlite:/// or postgresql://"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(tmp_path, words, changes, sentence):
    answer = subprocess.run(
        [*SERVE, *words],
        cwd=ROOT,
        env=environment(tmp_path, **changes),
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert sentence in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_database_that_does_not_answer_is_said_in_a_sentence(tmp_path):
    answer = subprocess.run(
        SERVE,
        cwd=ROOT,
        env=environment(tmp_path, WIJKSCHAKEL_DATABASE="postgresql://nobody@127.0.0.1:9/none"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, "wijkschakel doctor" in answer.stderr) == (1, True)
    assert "Traceback" not in answer.stderr
