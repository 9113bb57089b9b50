"""The engine and its transactions: reading ones that never wait, writing ones that take their turn."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker

WRITES = "wayfinder_writes"
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000")


class Database:
    """One database: `reading()` and `writing()` give a session each, the second commits at its end.

    On SQLite a writing transaction begins at once as a writer (a deferred one fails as soon as another has
    written), and a lock gives the threads of this process their turn. Never begin to write while you write.
    """

    def __init__(self, url: str, *, pool_size: int = 16) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        # parameters hold names, answers and hashes of secrets, and must not come into a log with an error
        self.engine = create_engine(url, pool_size=pool_size, max_overflow=pool_size, hide_parameters=True)
        if self.is_sqlite:
            _prepare_sqlite(self.engine)
        self._readers = sessionmaker(self.engine)
        event.listen(self._readers, "before_flush", _refuse_to_write)
        self._writers = sessionmaker(self.engine.execution_options(**{WRITES: True}), expire_on_commit=False)
        self._turn: AbstractContextManager[Any] = threading.Lock() if self.is_sqlite else nullcontext()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that only reads; a change made in it is an error."""
        with self._readers() as session:
            yield session
            session.flush()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session that writes: all of it is kept at the end, or nothing if an error passes through."""
        with self._turn, self._writers.begin() as session:
            yield session

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def only_reads(session: Session) -> bool:
    """Return whether a session sees nothing but what is kept for good, and no change of its own."""
    return not session.get_bind().get_execution_options().get(WRITES)


def _refuse_to_write(_session: Session, *_rest: object) -> None:
    raise RuntimeError("a session for reading holds changes: make them in writing()")


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # sqlite3 itself would begin late, and never for DDL
        connection.create_function("lower", 1, _lower, deterministic=True)  # its own knows no letters but ASCII
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _lower(text: Any) -> Any:
    return text.lower() if isinstance(text, str) else text
