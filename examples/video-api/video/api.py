"""The HTTP API: takes videos, and tells what the worker has found out about them."""
import os
import uuid
from collections.abc import Callable

from flask import Flask, Response, abort, jsonify, request
from sqlalchemy import insert, select

from . import VERSION
from .database import open_database, videos
from .jobs import Jobs
from .storage import Storage


def create_app() -> Flask:
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = int(os.environ.get("MAX_UPLOAD_MB", "512")) * 1024 * 1024
    database, jobs, storage = open_database(), Jobs(), Storage()

    def find(video: uuid.UUID):
        with database.connect() as connection:
            row = connection.execute(select(videos).where(videos.c.id == video)).one_or_none()
        return row or abort(404, "There is no such video")

    @app.post("/videos")
    def upload():
        file = request.files.get("file") or abort(400, "Send the video as the form field `file`")
        size_bytes = file.stream.seek(0, os.SEEK_END)
        file.stream.seek(0)
        video = uuid.uuid4()
        # In this order a crash leaves an object that nobody knows, and never a video without its file.
        storage.write(str(video), file.stream, size_bytes)
        with database.begin() as connection:
            connection.execute(insert(videos).values(id=video, name=file.filename or "video"))
        jobs.add(str(video))
        return jsonify(id=video, state="waiting"), 201

    @app.get("/videos")
    def newest():
        with database.connect() as connection:
            rows = connection.execute(select(videos).order_by(videos.c.uploaded_at.desc()).limit(100))
            return jsonify([row._asdict() for row in rows])

    @app.get("/videos/<uuid:video>")
    def one(video: uuid.UUID):
        return jsonify(find(video)._asdict())

    @app.get("/videos/<uuid:video>/file")
    def download(video: uuid.UUID):
        name = find(video).name.encode("ascii", "replace").decode().replace('"', "")
        return Response(storage.read(str(video)), mimetype="application/octet-stream", headers={"Content-Disposition": f'attachment; filename="{name}"'})

    def ask_database() -> None:
        with database.connect() as connection:
            connection.execute(select(videos.c.id).limit(1))

    @app.get("/health")
    def health():
        """Everything that a request needs: a version that cannot reach it must never be led to."""
        problems = dict(filter(None, (find_problem("database", ask_database), find_problem("redis", jobs.ping), find_problem("storage", storage.check))))
        return jsonify(version=VERSION, problems=problems), 503 if problems else 200

    return app


def find_problem(part: str, ask: Callable[[], None]) -> tuple[str, str] | None:
    try:
        ask()
        return None
    except Exception as error:  # whatever it is, this version cannot serve
        return part, f"{type(error).__name__}: {error}"
