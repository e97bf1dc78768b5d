"""The table of the videos. What it looks like in the database is the business of the migrations."""
import os

from sqlalchemy import BigInteger, Column, DateTime, Engine, MetaData, Table, Text, Uuid, create_engine, func

metadata = MetaData()

videos = Table(
    "videos",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False, server_default="waiting"),
    Column("size_bytes", BigInteger),
    Column("sha256", Text),
    Column("problem", Text),
    Column("measured_by", Text),
    Column("uploaded_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)


def open_database() -> Engine:
    """The password comes from PGPASSWORD: in a URL some characters would have to be escaped."""
    return create_engine(os.environ["DATABASE_URL"], pool_pre_ping=True, pool_size=4)
