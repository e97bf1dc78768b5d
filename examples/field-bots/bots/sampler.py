"""Takes samples of the machine. Two of it do no harm: a sample that is there already is left alone."""
import os
import shutil
import time

import psycopg

from .loop import INTERVAL_SECONDS, run

INSERT = """
INSERT INTO samples (station, taken_at, load, disk_free_mb) VALUES (%s, to_timestamp(%s), %s, %s)
ON CONFLICT (station, taken_at) DO NOTHING
"""


def sample(connection: psycopg.Connection) -> None:
    taken_at = time.time() // INTERVAL_SECONDS * INTERVAL_SECONDS
    load, disk_free_mb = os.getloadavg()[0], shutil.disk_usage("/").free // 1024 // 1024
    connection.execute(INSERT, (os.environ["STATION"], taken_at, load, disk_free_mb))


if __name__ == "__main__":
    run("sampler", sample)
