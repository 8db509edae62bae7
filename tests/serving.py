"""A server of our own in a thread, that stops also when it is stopped before it began."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SOON = 0.01


class Server(ThreadingHTTPServer):
    """Answers on this machine from now on; `close` waits for nobody.

    Python forgets a stop that comes before the thread began, and then waits for ever.
    """

    daemon_threads = True

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        """Begin."""
        super().__init__(("127.0.0.1", 0), handler)
        self._has_begun = threading.Event()
        threading.Thread(target=self.serve_forever, args=[SOON], daemon=True).start()

    def service_actions(self) -> None:
        """Say that it goes round."""
        self._has_begun.set()

    def close(self) -> None:
        """Stop answering."""
        self._has_begun.wait(10)
        self.shutdown()
        self.server_close()
