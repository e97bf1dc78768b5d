"""The archive, one SQLite file. Whoever writes to it must be the only one: see container_name in compose.yaml."""
import sqlite3
from pathlib import Path

FILE = Path("/archive/samples.sqlite")
SCHEMA = "CREATE TABLE IF NOT EXISTS samples (id INTEGER PRIMARY KEY, station TEXT, taken_at REAL, load REAL, disk_free_mb INTEGER)"


def open_archive() -> sqlite3.Connection:
    archive = sqlite3.connect(FILE, timeout=10)
    archive.execute(SCHEMA)
    return archive
