"""Starts pages, task worker and clockwork together, and stops them together."""

import fcntl
import http.client
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from wijkschakel.base.errors import Refused
from wijkschakel.upkeep import lifeline

Say = Callable[[str], None]
PATIENCE_SECONDS = 12
READY_SECONDS = 30
PACKAGE_PARENT = Path(__file__).resolve().parent.parent.parent


class NotHere(Refused):
    """It cannot start in this place: told in Dutch and in English."""


class WebServerStopped(Refused):
    """The pages went away by themselves."""


@dataclass(frozen=True)
class Plan:
    """What to start."""

    host: str = "127.0.0.1"
    port: int = 8000
    demo: bool = False
    with_worker: bool = True

    @property
    def address(self) -> str:
        """Give the address for a browser."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def read_plan(environment: Mapping[str, str], *, demo: bool, with_worker: bool) -> Plan:
    """Read HOST and PORT.

    :raises NotHere: when PORT is no port, or the demonstration would be open to others.
    """
    host = environment.get("HOST", "").strip() or "127.0.0.1"
    port = environment.get("PORT", "").strip() or "8000"
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise NotHere(
            f"PORT moet een getal van 1 tot en met 65535 zijn, niet {port!r}.\n"
            f"PORT must be a number from 1 to 65535, not {port!r}."
        )
    if demo and not _is_loopback(host):
        raise NotHere(
            f"In de demonstratie mag iedereen als iedereen inloggen. Daarom start die niet op "
            f"{host}, alleen op 127.0.0.1.\n"
            f"In the demonstration anyone signs in as anyone. So it does not start on {host}, "
            "only on 127.0.0.1."
        )
    return Plan(host=host.strip("[]"), port=int(port), demo=demo, with_worker=with_worker)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def take_lock(var: Path, plan: Plan) -> IO[str]:
    """Make sure that this installation runs once. The lock goes when the process goes.

    :raises NotHere: when it runs already.
    """
    var.mkdir(parents=True, exist_ok=True)
    lock = (var / "serve.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        where = lock.read().strip()
        lock.close()
        raise NotHere(
            f"Wijkschakel draait hier al: {where}. Stop dat eerst, of open dat adres.\n"
            f"Wijkschakel is already running here: {where}. Stop it first, or open that address."
        ) from None
    lock.truncate(0)
    lock.write(f"{plan.address} (proces {os.getpid()})")
    lock.flush()
    return lock


def refuse_a_taken_port(plan: Plan) -> None:
    """Say so before anything starts.

    :raises NotHere: when another program listens there, or the address is not ours.
    """
    family = socket.AF_INET6 if ":" in plan.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((plan.host, plan.port))
        except OSError as error:
            raise NotHere(
                f"Poort {plan.port} op {plan.host} is niet vrij. Kies een andere, bijvoorbeeld: "
                f"PORT={plan.port + 1} make demo\n"
                f"Port {plan.port} on {plan.host} is not free. Choose another, for example: "
                f"PORT={plan.port + 1} make demo"
            ) from error


def child_commands(plan: Plan) -> dict[str, list[str]]:
    """Name the processes to start, each with its command."""
    python = sys.executable
    commands = {"web": [python, "-m", "gunicorn", "--config", "python:wijkschakel.config.gunicorn"]}
    if plan.with_worker:
        commands["worker"] = [python, "-m", "django", "worker", "--verbosity", "0"]
        commands["tick"] = [python, "-m", "django", "tick"]
    return commands


def child_environment(plan: Plan, environment: Mapping[str, str], pipe: int) -> dict[str, str]:
    """Give the children the same settings, wherever this was started."""
    host = f"[{plan.host}]" if ":" in plan.host else plan.host
    given = dict(environment)
    given |= {"HOST": host, "PORT": str(plan.port), lifeline.VARIABLE: str(pipe)}
    given.setdefault("DJANGO_SETTINGS_MODULE", "wijkschakel.config.settings")
    path = [str(PACKAGE_PARENT), given.get("PYTHONPATH", "")]
    given["PYTHONPATH"] = os.pathsep.join(part for part in path if part)
    if plan.demo:
        given["WIJKSCHAKEL_DEMO"] = "true"
        given.setdefault("WIJKSCHAKEL_BASE_URL", plan.address)
        given.setdefault("WIJKSCHAKEL_HOSTS", f"localhost,127.0.0.1,[::1],{host}")
        given.setdefault("WIJKSCHAKEL_WORKERS", "1")
    return given


@dataclass
class Household:
    """The processes that run together."""

    plan: Plan
    say: Say
    stopping: threading.Event = field(default_factory=threading.Event)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open the pipe that tells children that we are here."""
        self.reading, self.writing = os.pipe()
        self.environment = child_environment(self.plan, os.environ, self.reading)

    def start(self, name: str, command: list[str]) -> None:
        """Start one process, in a group of its own so that Ctrl-C reaches only us."""
        self.running[name] = subprocess.Popen(
            command, env=self.environment, pass_fds=[self.reading], start_new_session=True
        )

    def wait_until_ready(self) -> None:
        """Wait for the first page.

        :raises WebServerStopped: when it does not come.
        """
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline and not self.stopping.is_set():
            if self.running["web"].poll() is not None:
                break
            status = _ask(self.plan)
            if status and status < 500:
                return
            self.stopping.wait(1 if status else 0.1)
        if not self.stopping.is_set():
            raise WebServerStopped(
                "De webserver komt niet op gang. Probeer: wijkschakel doctor\n"
                "The web server does not start. Try: wijkschakel doctor"
            )

    def look_after(self, commands: Mapping[str, list[str]]) -> None:
        """Keep everything running until we are asked to stop.

        :raises WebServerStopped: when the pages went away by themselves.
        """
        while not self.stopping.wait(0.5):
            for name, process in list(self.running.items()):
                if process.poll() is None:
                    continue
                if name == "web":
                    raise WebServerStopped(
                        "De webserver is gestopt; alles stopt nu.\n"
                        "The web server stopped; everything stops now."
                    )
                self.say(f"{name} stopte ({process.returncode}) en start opnieuw / restarts")
                self.stopping.wait(2)
                self.start(name, commands[name])

    def stop(self) -> None:
        """Ask all to stop, wait, and end what does not listen, with all its descendants."""
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for process in self.running.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        os.close(self.writing)
        os.close(self.reading)


def _ask(plan: Plan) -> int | None:
    """Ask for the first page; None when nobody answers yet."""
    connection = http.client.HTTPConnection(plan.host, plan.port, timeout=20)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def serve(plan: Plan, say: Say, welcome: Callable[[], None]) -> None:
    """Run the household until Ctrl-C, a hang-up or a request to terminate."""
    household = Household(plan, say)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: household.stopping.set())
    commands = child_commands(plan)
    try:
        household.start("web", commands["web"])
        household.wait_until_ready()
        if not household.stopping.is_set():  # the rest starts after the first page
            for name in commands.keys() - {"web"}:
                household.start(name, commands[name])
            welcome()
        household.look_after(commands)
    finally:
        household.stop()
        say("Gestopt. Tot ziens! / Stopped. Goodbye!")
