"""An application that does as it is told by files: /tmp/broken makes its health 500, /tmp/still stops its heartbeat. /say?TEXT is logged."""
import http.server
import os
import pathlib
import signal
import sys
import threading
import time
import urllib.parse


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path, _, text = self.path.partition("?")
        if path == "/say":
            print(urllib.parse.unquote(text), file=sys.stderr, flush=True)
        is_broken = path == "/health" and pathlib.Path("/tmp/broken").exists()
        body = f"{os.environ['VERSION']} for {self.headers['host']}\n".encode()
        self.send_response(500 if is_broken else 200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


def beat():
    while True:
        if not pathlib.Path("/tmp/still").exists():
            pathlib.Path("/tmp/heartbeat").touch()
        time.sleep(0.5)


signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
threading.Thread(target=beat, daemon=True).start()
print("station", os.environ["VERSION"], flush=True)
print(os.environ.get("GREETING", "0 CRITICAL"), flush=True)
http.server.ThreadingHTTPServer(("", 8000), Handler).serve_forever()
