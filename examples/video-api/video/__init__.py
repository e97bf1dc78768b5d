"""Videos are uploaded to an API, stored as objects, and measured by a worker."""
import os

VERSION = os.environ.get("VERSION", "dev")
