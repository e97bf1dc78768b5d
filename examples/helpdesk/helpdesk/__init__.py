"""A small help desk: tickets in one SQLite file, which all releases share."""
import os
from pathlib import Path

from flask import Flask, abort, jsonify, redirect, render_template, request

from .tickets import Tickets

# gunicorn starts in the folder of its release, by its true name.
RELEASE = Path.cwd().name


def create_app() -> Flask:
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
    tickets = Tickets(os.environ.get("DATABASE", "data/helpdesk.sqlite"))

    @app.get("/")
    def index():
        return render_template("index.html", tickets=tickets.newest(100), title=os.environ.get("TITLE", "Help desk"), release=RELEASE)

    @app.post("/tickets")
    def add():
        text = request.form.get("text", "").strip()
        if not text:
            abort(400, "A ticket needs a text")
        ticket = tickets.add(text)
        return redirect("/") if request.accept_mimetypes.accept_html else (jsonify(id=ticket), 201)

    @app.get("/tickets")
    def tickets_as_json():
        return jsonify([dict(ticket) for ticket in tickets.newest(100)])

    @app.get("/health")
    def health():
        return jsonify(release=RELEASE, tickets=tickets.count())

    return app
