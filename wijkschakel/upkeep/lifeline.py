"""A child process notices when its parent is gone, however it went.

The parent keeps the writing end of a pipe; every child reads the other end and gets nothing,
until the parent is gone and the pipe closes.
"""

import os
import signal
import threading

VARIABLE = "WIJKSCHAKEL_LIFELINE"


def watch() -> None:
    """Stop this process, in an orderly way, when its parent disappears."""
    descriptor = os.environ.get(VARIABLE)
    if descriptor:
        threading.Thread(target=_wait, args=(int(descriptor),), daemon=True).start()


def _wait(descriptor: int) -> None:
    try:
        os.read(descriptor, 1)
    except OSError:  # the pipe was not handed over: there is no parent to watch
        return
    os.kill(os.getpid(), signal.SIGTERM)
