"""The web server: gunicorn, set up here and not by files."""

from __future__ import annotations

import gc
import sys
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from app.jobs.startup import workers_of
from app.running.content import Content
from app.running.settings import Config
from app.web.application import create_app

THREADS = 16  # as many as the database's pool holds


class Server(BaseApplication):  # type: ignore[misc] # gunicorn carries no types
    """One process with many threads, as SQLite wants it; `greeting` is printed when it is ready."""

    def __init__(self, config: Config, content: Content, bind: str, greeting: str) -> None:
        self.config, self.content, self.bind, self.greeting = config, content, bind, greeting
        super().__init__()

    def load_config(self) -> None:
        """Set gunicorn up."""
        settings: dict[str, Any] = {
            "bind": self.bind,
            "worker_class": "gthread",
            "workers": 1,
            "threads": THREADS,
            "keepalive": 5,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda _arbiter: print(self.greeting, file=sys.stdout, flush=True),  # noqa: T201
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application; each process makes its own, with its own connections.

        Jobs that an earlier process left are gone on with at once.
        """
        app = create_app(self.config, self.content)
        gc.collect()
        gc.freeze()  # the content stays for good, and looking through it for garbage takes longer than most pages
        workers_of(app).wake()
        return app
