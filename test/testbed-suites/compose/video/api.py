"""A small API of the tests: /health tells its version, /slow answers after a while, SIGTERM lets requests end.

BREAKS: "exits" ends at once, "unhealthy" answers 500, "deaf" does so as well and does not hear SIGTERM."""
import http.server
import os
import signal
import sys
import threading
import time

VERSION = os.environ["VERSION"]
BREAKS = os.environ.get("BREAKS", "")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 2

    def do_GET(self):
        if self.path == "/slow":
            time.sleep(1.5)
        body = (VERSION + "\n").encode()
        self.send_response(500 if BREAKS else 200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


print("the api starts, version", VERSION, flush=True)
if BREAKS == "exits":
    print("FATAL: no license", file=sys.stderr, flush=True)
    time.sleep(0.5)
    sys.exit(3)
server = Server(("", 8000), Handler)
end = (lambda *_: None) if BREAKS == "deaf" else (lambda *_: threading.Thread(target=server.shutdown).start())
signal.signal(signal.SIGTERM, end)
server.serve_forever()
server.server_close()
