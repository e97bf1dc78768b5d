"""Copies samples from the database to the archive, each once and in order."""
from contextlib import closing

import psycopg

from .archive import open_archive
from .loop import run

NEWER = "SELECT id, station, extract(epoch FROM taken_at)::float8, load, disk_free_mb FROM samples WHERE id > %s ORDER BY id LIMIT 10000"


def archive(connection: psycopg.Connection) -> None:
    with closing(open_archive()) as target, target:
        (last,) = target.execute("SELECT coalesce(max(id), 0) FROM samples").fetchone()
        target.executemany("INSERT INTO samples VALUES (?, ?, ?, ?, ?)", connection.execute(NEWER, (last,)).fetchall())


if __name__ == "__main__":
    run("archiver", archive)
