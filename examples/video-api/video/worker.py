"""Measures one video after the other. On SIGTERM it ends the one that it has, and takes no other."""
import hashlib
import os
import signal
import threading
import time
import uuid
from pathlib import Path

from minio.error import S3Error
from sqlalchemy import update

from . import VERSION
from .database import open_database, videos
from .jobs import Jobs
from .storage import Storage

# Docker asks how old it is: a worker that hangs is not healthy, although it runs.
HEARTBEAT = Path("/tmp/heartbeat")
WAIT_SECONDS = 2

stopping = threading.Event()


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    worker = Worker()
    print(f"Worker {VERSION} takes jobs", flush=True)
    while not stopping.is_set():
        worker.work()
    print("Worker ends", flush=True)


class Worker:
    def __init__(self) -> None:
        self._database, self._jobs, self._storage = open_database(), Jobs(), Storage()
        self._bytes_per_second = float(os.environ.get("READ_MB_PER_SECOND", "0")) * 1024 * 1024

    def work(self) -> None:
        self._tell_alive()
        self._jobs.take_back()
        video = self._jobs.take(WAIT_SECONDS)
        if video is None:
            return
        try:
            found = self._measure(video)
        except S3Error as error:  # anything else ends the worker; it is started again, and so is the job
            found = {"state": "failed", "problem": f"{error.code}: {error.message}"}
        with self._database.begin() as connection:
            connection.execute(update(videos).where(videos.c.id == uuid.UUID(video)).values(measured_by=VERSION, **found))
        self._jobs.finish(video)
        print(f"{video} is {found['state']}", flush=True)

    def _tell_alive(self) -> None:
        self._jobs.tell_alive()
        HEARTBEAT.touch()

    def _measure(self, video: str) -> dict[str, object]:
        digest, size_bytes, started_at = hashlib.sha256(), 0, time.monotonic()
        for chunk in self._storage.read(video):
            digest.update(chunk)
            size_bytes += len(chunk)
            self._tell_alive()
            if self._bytes_per_second > 0:
                time.sleep(max(0.0, size_bytes / self._bytes_per_second - (time.monotonic() - started_at)))
        return {"state": "ready", "problem": None, "size_bytes": size_bytes, "sha256": digest.hexdigest()}


if __name__ == "__main__":
    main()
