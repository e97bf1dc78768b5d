"""Tells what the archive holds: `python -m bots.report [--max-age SECONDS]`. Ends with 1 when its newest sample is older."""
import argparse
import json
import sys
import time
from contextlib import closing

from .archive import open_archive

parser = argparse.ArgumentParser()
parser.add_argument("--max-age", type=float, default=float("inf"))
limits = parser.parse_args()

with closing(open_archive()) as archive:
    count, newest = archive.execute("SELECT count(*), coalesce(max(taken_at), 0) FROM samples").fetchone()
age = time.time() - newest
print(json.dumps({"samples": count, "ageSeconds": round(age)}))
sys.exit(age > limits.max_age)
