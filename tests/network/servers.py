"""A server of our own on this machine, that answers as a test wants it to."""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler
from urllib.parse import unquote

from tests.serving import Server


class Service:
    """Answers what a test puts in `pages`: path -> (status, body, headers)."""

    def __init__(self):
        self.pages, self.asked, self.headers = {}, [], []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                service.asked.append(unquote(self.path))
                service.headers.append(dict(self.headers))
                status, body, headers = service.find(unquote(self.path))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

            def log_message(self, *_words):
                return

        self.server = Server(Handler)
        self.port = self.server.server_port

    def find(self, path):
        for start, (status, body, headers) in self.pages.items():
            if path.startswith(start):
                return status, body, headers
        return 404, b"", {}

    def put(self, path, body, status=200, **headers):
        others = {start: page for start, page in self.pages.items() if start != path}
        self.pages = {path: (status, body, headers)} | others

    @property
    def base(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def allowed(self):
        return [f"127.0.0.1:{self.port}"]

    def close(self):
        self.server.close()


class Script:
    """Takes one visitor after the other and says exactly these pieces, then hangs up."""

    def __init__(self, *pieces, pause=0.0, wrap=lambda link: link):
        self.pieces, self.pause, self.wrap = pieces, pause, wrap
        self.stopped = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.allowed = [f"127.0.0.1:{self.port}"]
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while not self.stopped.is_set():
            try:
                link, _address = self.listener.accept()
            except OSError:
                return
            try:
                self.say(self.wrap(link))
            except OSError:
                link.close()

    def say(self, link):
        with link:
            link.recv(65536)
            for piece in self.pieces:
                if self.stopped.wait(self.pause):
                    return
                link.sendall(piece)

    def close(self):
        self.stopped.set()
        self.listener.close()
