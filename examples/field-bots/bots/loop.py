"""What all bots have in common: rounds, heartbeats and an end in order."""
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

INTERVAL_SECONDS = float(os.environ.get("INTERVAL_SECONDS", "10"))

# Docker asks this one. It is the container's own: a new bot that hangs must not be saved by the heartbeat of the old one.
OWN_HEARTBEAT = Path("/tmp/heartbeat")
# These are seen from the host, by whoever watches the bots.
SHARED_HEARTBEATS = Path("/heartbeats")


def run(name: str, do_round: Callable[[psycopg.Connection], None]) -> None:
    """Does rounds until SIGTERM, which lets the round that has begun end. An error ends the bot: Docker starts it again."""
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    print(f"{name} begins", flush=True)
    while not stopping.is_set():
        with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=10) as connection:
            do_round(connection)
        OWN_HEARTBEAT.touch()
        (SHARED_HEARTBEATS / name).touch()
        # At the same moments for all, so that two samplers take the same sample.
        stopping.wait(INTERVAL_SECONDS - time.time() % INTERVAL_SECONDS)
    print(f"{name} ends", flush=True)
