"""What Alembic runs: the migrations, each in a transaction, on the database of the environment."""
from logging.config import fileConfig

from alembic import context

from video.database import metadata, open_database

fileConfig(context.config.config_file_name)

with open_database().connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
