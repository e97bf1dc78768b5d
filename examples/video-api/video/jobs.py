"""Jobs in Redis. A job that was taken lies in a list of its worker until it is done, so that none is lost when a worker dies."""
import os
import socket

from redis import Redis

WAITING = "jobs:waiting"
TAKEN = "jobs:taken:"
ALIVE = "workers:alive:"
ALIVE_SECONDS = 60


class Jobs:
    def __init__(self, worker: str = socket.gethostname()) -> None:
        self._redis = Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
        self._worker = worker

    def ping(self) -> None:
        self._redis.ping()

    def add(self, video: str) -> None:
        self._redis.lpush(WAITING, video)

    def take(self, wait_seconds: int) -> str | None:
        return self._redis.blmove(WAITING, TAKEN + self._worker, wait_seconds, "RIGHT", "LEFT")

    def finish(self, video: str) -> None:
        self._redis.lrem(TAKEN + self._worker, 1, video)

    def tell_alive(self) -> None:
        self._redis.set(ALIVE + self._worker, "1", ex=ALIVE_SECONDS)

    def take_back(self) -> None:
        """For a worker without a job: what it had when it died waits again, and so do the jobs of workers that are gone."""
        for key in self._redis.scan_iter(TAKEN + "*"):
            worker = key.removeprefix(TAKEN)
            if worker == self._worker or not self._redis.exists(ALIVE + worker):
                while self._redis.lmove(key, WAITING, "LEFT", "RIGHT"):
                    pass
