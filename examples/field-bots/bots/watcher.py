"""Opens an alert when the newest sample is beyond a limit, and closes it when it no longer is."""
import os

import psycopg

from .loop import run

# Two watchers, while one takes over from the other, must not open an alert twice: the second one waits for the first.
LOCK = "SELECT pg_advisory_xact_lock(hashtext('watcher'))"
NEWEST = "SELECT load, disk_free_mb FROM samples WHERE station = %s ORDER BY taken_at DESC LIMIT 1"
OPEN = """
INSERT INTO alerts (station, kind, text) SELECT %(station)s, %(kind)s, %(text)s
WHERE NOT EXISTS (SELECT FROM alerts WHERE station = %(station)s AND kind = %(kind)s AND closed_at IS NULL)
"""
CLOSE = "UPDATE alerts SET closed_at = now() WHERE station = %s AND kind = %s AND closed_at IS NULL"


def watch(connection: psycopg.Connection) -> None:
    station = os.environ["STATION"]
    connection.execute(LOCK)
    found = connection.execute(NEWEST, (station,)).fetchone()
    if found is None:
        return
    load, disk_free_mb = found
    judge(connection, station, "load", f"The load is {load:.1f}" if load > float(os.environ["MAX_LOAD"]) else None)
    judge(connection, station, "disk", f"{disk_free_mb} MB are free" if disk_free_mb < float(os.environ["MIN_DISK_FREE_MB"]) else None)


def judge(connection: psycopg.Connection, station: str, kind: str, text: str | None) -> None:
    if text is None:
        done = connection.execute(CLOSE, (station, kind))
    else:
        done = connection.execute(OPEN, {"station": station, "kind": kind, "text": text})
    if done.rowcount > 0:
        print(f"{station}: {kind} {'is well again' if text is None else text}", flush=True)


if __name__ == "__main__":
    run("watcher", watch)
