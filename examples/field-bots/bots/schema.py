"""
Brings the database to the newest schema: `python -m bots.schema`. For so few tables a list of changes is enough; an application
with more of them takes a tool for it, as examples/video-api does. A change that was deployed is never edited: the next one is added.
"""
import os

import psycopg

CHANGES = (
    """
    CREATE TABLE samples (
      id bigserial PRIMARY KEY, station text NOT NULL, taken_at timestamptz NOT NULL,
      load real NOT NULL, disk_free_mb bigint NOT NULL, UNIQUE (station, taken_at)
    )
    """,
    """
    CREATE TABLE alerts (
      id bigserial PRIMARY KEY, station text NOT NULL, kind text NOT NULL, text text NOT NULL,
      opened_at timestamptz NOT NULL DEFAULT now(), closed_at timestamptz
    )
    """,
)

with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    # Two at a time would both begin with the same change.
    connection.execute("SELECT pg_advisory_xact_lock(hashtext('schema'))")
    connection.execute("CREATE TABLE IF NOT EXISTS schema_changes (number int PRIMARY KEY, made_at timestamptz NOT NULL DEFAULT now())")
    (done,) = connection.execute("SELECT count(*) FROM schema_changes").fetchone()
    for number, change in enumerate(CHANGES[done:], done + 1):
        connection.execute(change)
        connection.execute("INSERT INTO schema_changes (number) VALUES (%s)", (number,))
print(f"The schema is at {len(CHANGES)}, from {done}")
