"""200 people press "Ik doe mee" at the same moment; there are 10 places."""

import http.client
import os
import secrets
import threading
import time
from collections import Counter
from urllib.parse import urlencode

from benchmarks.installation import Server, databases, installation
from benchmarks.report import Line

PEOPLE = 200
PLACES = 10
ROUNDS = int(os.environ.get("WIJKSCHAKEL_BENCH_ROUNDS", "20"))
SENTENCE = "Sorry, alle plekken zijn bezet."
RIVAL = "één verkocht er te veel; op SQLite mislukten er tientallen"


def press(
    server: Server, path: str, cookies: dict[str, str], start: threading.Barrier, told: list[str]
) -> None:
    """Press the button when everybody is ready, and note what came back."""
    token = secrets.token_hex(16)
    body = urlencode({"csrfmiddlewaretoken": token})
    jar = "; ".join(f"{name}={value or token}" for name, value in cookies.items())
    headers = {"Cookie": jar, "Content-Type": "application/x-www-form-urlencoded"}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    start.wait()
    try:
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        told.append(_outcome(response.status, text))
    except OSError as error:
        told.append(type(error).__name__)
    finally:
        connection.close()


def _outcome(status: int, text: str) -> str:
    if status == 302:
        return "in"
    if status == 422 and SENTENCE in text:
        return "told"
    return f"error {status}"


def race(server: Server, path: str, names: dict[str, str], people: list[str]) -> Counter[str]:
    """Run one round: everybody at once for a new session."""
    start, told = threading.Barrier(len(people)), []
    threads = [
        threading.Thread(
            target=press,
            args=(server, path, {names["session"]: key, names["csrf"]: ""}, start, told),
        )
        for key in people
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(told)


def _rounds(kind: str) -> list[Line]:
    with installation(kind) as place:
        people = place.ask("fill_race", str(PEOPLE))["cookies"]
        names = place.ask("cookie_names")
        sessions = place.ask("new_races", str(PLACES), str(ROUNDS))
        with place.serve(workers=2, threads=4) as server:
            began = time.monotonic()
            rounds = [race(server, session["join"], names, people) for session in sessions]
            seconds = (time.monotonic() - began) / ROUNDS
        results = place.ask("race_results", *(session["id"] for session in sessions))
    for counts, result in zip(rounds, results, strict=True):
        counts.update(result)
    wrong = [r for r in rounds if (r["taken"], r["joined"], r["in"]) != (PLACES, PLACES, PLACES)]
    errors = sum(sum(n for word, n in r.items() if word not in _GOOD) for r in rounds)
    for strange in wrong[:3]:
        print(kind, dict(strange))
    return [
        Line(f"{kind}: rondes met precies {PLACES} binnen, van {ROUNDS}",
             ROUNDS - len(wrong), "", ROUNDS, RIVAL, is_exact=True),
        Line(f"{kind}: mensen die de zin kregen, per ronde",
             min(r["told"] for r in rounds), "", PEOPLE - PLACES, is_exact=True),
        Line(f"{kind}: fouten in {ROUNDS} rondes", errors, "", 0, is_exact=True),
        Line(f"{kind}: een ronde van {PEOPLE} mensen duurt", seconds, "s"),
    ]  # fmt: skip


_GOOD = {"in", "told", "taken", "joined"}


def measure() -> list[Line]:
    """Race on every database there is."""
    return [line for kind in databases() for line in _rounds(kind)]
