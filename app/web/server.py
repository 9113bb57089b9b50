"""The web server: gunicorn, configured in code."""

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

THREADS = 16  # as many as there are connections in the database pool


class Server(BaseApplication):  # type: ignore[misc] # gunicorn has no type hints
    """One process with many threads, which suits SQLite; prints `greeting` when it is ready."""

    def __init__(self, config: Config, content: Content, bind: str, greeting: str) -> None:
        self.config, self.content, self.bind, self.greeting = config, content, bind, greeting
        super().__init__()

    def load_config(self) -> None:
        """Configure gunicorn."""
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
        """Return the application, which each process creates with its own connections.

        Jobs left over from an earlier process are resumed at once.
        """
        app = create_app(self.config, self.content)
        gc.collect()
        gc.freeze()  # the content never goes away, and scanning it for garbage takes longer than most pages
        workers_of(app).wake()
        return app
