"""Jobs of the tests."""
from celery import Celery

app = Celery("tasks", broker="redis://redis:6379/0")
app.conf.broker_connection_retry_on_startup = True


@app.task
def add(a, b):
    return a + b
