"""How gunicorn serves the pages. Each variable is described in docs/beheer/instellingen.md."""

import os
from typing import Any

from wijkschakel.upkeep import lifeline

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
wsgi_app = "wijkschakel.config.wsgi:application"
worker_class = "gthread"
workers = int(os.environ.get("WIJKSCHAKEL_WORKERS", "2"))
threads = int(os.environ.get("WIJKSCHAKEL_THREADS", "8"))
timeout = 60
graceful_timeout = 10
keepalive = 5
# A worker is renewed now and then, not all at the same moment.
max_requests = 5000
max_requests_jitter = 1000
# Only the web server on this machine may say that a request came over https.
forwarded_allow_ips = "127.0.0.1,::1"
# What is not needed is not written: no addresses of people, no questions, no referrers, no keys.
logger_class = "wijkschakel.config.access_log.PathsOnly"
accesslog = None if os.environ.get("WIJKSCHAKEL_DEMO") == "true" else "-"
access_log_format = "%(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
errorlog = "-"
loglevel = os.environ.get("WIJKSCHAKEL_LOG", "warning")
proc_name = "wijkschakel"
# No door for steering from outside, in the home folder of whoever starts this.
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Stop together with the process that started this one."""
    lifeline.watch()
