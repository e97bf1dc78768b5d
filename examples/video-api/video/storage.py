"""The files, as objects of an S3 server. `python -m video.storage` makes the bucket; safe to repeat."""
import os
from collections.abc import Iterator
from typing import BinaryIO

from minio import Minio
from minio.error import S3Error

CHUNK_BYTES = 256 * 1024


class Storage:
    def __init__(self) -> None:
        self._bucket = os.environ["S3_BUCKET"]
        self._client = Minio(
            os.environ["S3_ENDPOINT"],
            access_key=os.environ["S3_ACCESS_KEY"],
            secret_key=os.environ["S3_SECRET_KEY"],
            region="us-east-1",
            secure=os.environ.get("S3_SECURE") == "true",
        )

    def prepare(self) -> None:
        try:
            self._client.make_bucket(self._bucket)
        except S3Error as error:
            if error.code not in ("BucketAlreadyOwnedByYou", "BucketAlreadyExists"):
                raise

    def check(self) -> None:
        if not self._client.bucket_exists(self._bucket):
            raise LookupError(f"there is no bucket {self._bucket}")

    def write(self, video: str, stream: BinaryIO, size_bytes: int) -> None:
        self._client.put_object(self._bucket, video, stream, size_bytes)

    def read(self, video: str) -> Iterator[bytes]:
        response = self._client.get_object(self._bucket, video)
        try:
            yield from response.stream(CHUNK_BYTES)
        finally:
            response.close()
            response.release_conn()


if __name__ == "__main__":
    Storage().prepare()
