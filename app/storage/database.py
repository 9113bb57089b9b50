"""The engine and its transactions: readers never wait, and writers take turns."""

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
    """One database. `reading()` and `writing()` each open a session; `writing()` commits at the end of its block.

    On SQLite, a writing transaction locks the file from its start, because a transaction that first reads and then
    writes fails if another one has written in between. A lock in this process makes its threads take turns, so never
    nest `writing()`.
    """

    def __init__(self, url: str, *, pool_size: int = 16) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        # Error messages must not log the parameters, because these contain names, answers and hashes of secrets.
        self.engine = create_engine(url, pool_size=pool_size, max_overflow=pool_size, hide_parameters=True)
        if self.is_sqlite:
            _prepare_sqlite(self.engine)
        # All queries of a page must see the same data. In SQLite, a read transaction always does.
        one_state = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._readers = sessionmaker(self.engine.execution_options(**one_state))
        event.listen(self._readers, "before_flush", _refuse_to_write)
        self._writers = sessionmaker(self.engine.execution_options(**{WRITES: True}), expire_on_commit=False)
        self._turn: AbstractContextManager[Any] = threading.Lock() if self.is_sqlite else nullcontext()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that only reads; changing anything in it raises an error."""
        with self._readers() as session:
            yield session
            session.flush()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session that saves all of its changes at the end, or none of them after an error."""
        with self._turn, self._writers.begin() as session:
            yield session

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def only_reads(session: Session) -> bool:
    """Return whether a session sees only committed data."""
    return not session.get_bind().get_execution_options().get(WRITES)


def _refuse_to_write(_session: Session, *_rest: object) -> None:
    raise RuntimeError("a session from reading() has changes: make them in writing()")


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # otherwise, sqlite3 begins too late, and never for DDL
        connection.create_function(
            "lower", 1, _lower, deterministic=True
        )  # the built-in function changes only ASCII letters
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _lower(text: Any) -> Any:
    return text.lower() if isinstance(text, str) else text
