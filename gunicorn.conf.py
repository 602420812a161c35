"""How gunicorn serves the portal, here and in production; the address is given on the command line."""

import os
import signal

wsgi_app = "cinterfor.wsgi"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
graceful_timeout = 20
# Behind a reverse proxy an idle connection is worth keeping longer than gunicorn's 2 seconds.
keepalive = 15
loglevel = "warning"


def post_worker_init(worker):
    # Ctrl-C reaches every process of the terminal; the master stops the workers, and a second signal
    # in the middle of that can leave one hanging.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Said once the portal really answers, not when the port is merely open.
    if worker.age == 1:
        for address in worker.sockets:
            print(f"The portal is at {address}/es/ (Ctrl-C stops it).", flush=True)
