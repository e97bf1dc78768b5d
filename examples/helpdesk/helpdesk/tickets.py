"""The tickets, in SQLite. Two releases may have the file open at the same time, while one takes over from the other."""
import sqlite3
from contextlib import closing

SCHEMA = "CREATE TABLE IF NOT EXISTS tickets (id INTEGER PRIMARY KEY, text TEXT NOT NULL, opened TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)"


class Tickets:
    def __init__(self, path: str) -> None:
        self._path = path
        with closing(self._open()) as database, database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute(SCHEMA)

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=10)
        database.row_factory = sqlite3.Row
        return database

    def add(self, text: str) -> int:
        with closing(self._open()) as database, database:
            return database.execute("INSERT INTO tickets (text) VALUES (?)", (text,)).lastrowid

    def newest(self, limit: int) -> list[sqlite3.Row]:
        with closing(self._open()) as database:
            return database.execute("SELECT id, text, opened FROM tickets ORDER BY id DESC LIMIT ?", (limit,)).fetchall()

    def count(self) -> int:
        with closing(self._open()) as database:
            return database.execute("SELECT count(*) FROM tickets").fetchone()[0]
