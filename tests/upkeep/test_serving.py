"""What `wijkschakel serve` says before it starts anything."""

import os
import socket

import pytest

from wijkschakel.upkeep import serving


def plan(*, demo=False, **environment):
    """Read a plan from these variables."""
    return serving.read_plan(environment, demo=demo, with_worker=True)


def test_without_variables_it_listens_on_this_machine_only():
    assert plan() == serving.Plan(host="127.0.0.1", port=8000, demo=False, with_worker=True)


def test_host_and_port_are_respected():
    assert plan(HOST="0.0.0.0", PORT="8123").address == "http://0.0.0.0:8123"  # noqa: S104


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "80.5", "٣"])
def test_a_port_that_is_no_port_is_refused(port):
    with pytest.raises(serving.NotHere, match="PORT moet een getal"):
        plan(PORT=port)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.10", "example.org", "::"])  # noqa: S104
def test_the_demonstration_refuses_to_be_open_to_others(host):
    with pytest.raises(serving.NotHere, match="alleen op 127"):
        plan(demo=True, HOST=host)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("localhost", "http://localhost:8000"),
        ("127.0.0.2", "http://127.0.0.2:8000"),
        ("::1", "http://[::1]:8000"),
        ("[::1]", "http://[::1]:8000"),
    ],
)
def test_the_demonstration_may_listen_on_any_name_of_this_machine(host, address):
    assert plan(demo=True, HOST=host).address == address


def test_running_twice_says_where_it_runs(tmp_path):
    first = plan(PORT="8123")
    with (
        serving.take_lock(tmp_path, first),
        pytest.raises(serving.NotHere, match=r"draait hier al: http://127\.0\.0\.1:8123"),
    ):
        serving.take_lock(tmp_path, plan(PORT="8124"))


def test_after_the_first_stopped_the_second_starts(tmp_path):
    serving.take_lock(tmp_path, plan(PORT="8123")).close()
    with serving.take_lock(tmp_path, plan(PORT="8124")) as lock:
        lock.seek(0)
        assert lock.read() == f"http://127.0.0.1:8124 (proces {os.getpid()})"


def test_a_port_in_use_is_told_with_a_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(serving.NotHere, match=f"PORT={port + 1} make demo"):
            serving.refuse_a_taken_port(plan(PORT=str(port)))


def test_without_worker_only_the_pages_start():
    pages_only = serving.Plan(with_worker=False)
    assert list(serving.child_commands(pages_only)) == ["web"]
    assert list(serving.child_commands(serving.Plan())) == ["web", "worker", "tick"]


def test_children_of_the_demonstration_know_that_it_is_one():
    given = serving.child_environment(serving.Plan(port=8123, demo=True), {}, 7)
    assert given["WIJKSCHAKEL_DEMO"] == "true"
    assert given["WIJKSCHAKEL_BASE_URL"] == "http://127.0.0.1:8123"


def test_children_outside_the_demonstration_keep_the_settings_as_they_are():
    given = serving.child_environment(serving.Plan(), {"WIJKSCHAKEL_HOSTS": "a.example"}, 7)
    assert "WIJKSCHAKEL_DEMO" not in given
    assert given["WIJKSCHAKEL_HOSTS"] == "a.example"
