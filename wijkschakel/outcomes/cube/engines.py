"""DuckDB and Spark, opened in a way that stays within the memory of a small machine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from wijkschakel.outcomes.rules.troubles import CLUSTER, MissingLibrary, require

MEMORY = "700MB"
THREADS = 2


def quoted(path: Path) -> str:
    """Write a path in SQL."""
    return "'" + path.as_posix().replace("'", "''") + "'"


class Duck:
    """A DuckDB of its own in memory, with a folder to spill to."""

    def __init__(self, spill: Path, memory: str = MEMORY, threads: int = THREADS) -> None:
        """Open it."""
        require("duckdb")
        import duckdb  # noqa: PLC0415  # slow import

        self.connection = duckdb.connect()
        self.run(f"set threads = {threads}")
        self.run(f"set memory_limit = '{memory}'")
        self.run(f"set temp_directory = {quoted(spill)}")
        self.run("set preserve_insertion_order = false")

    def run(self, sql: str) -> Any:
        """Do one statement."""
        return self.connection.execute(sql)

    def table(self, sql: str) -> Any:
        """Give the answer as a pyarrow table, in any order."""
        return self.connection.sql(sql).to_arrow_table()

    def close(self) -> None:
        """Give the memory back."""
        self.connection.close()


@contextmanager
def duck(spill: Path, memory: str = MEMORY) -> Iterator[Duck]:
    """Open DuckDB and close it again."""
    opened = Duck(spill, memory)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def spark(master: str = "local[2]") -> Iterator[Any]:
    """Open Spark through Ibis; `local-cluster[2,1,1024]` has two executors of their own."""
    require("pyspark", "ibis", extra=CLUSTER)
    import ibis  # noqa: PLC0415  # slow import
    from pyspark.errors import PySparkException  # noqa: PLC0415  # slow import
    from pyspark.sql import SparkSession  # noqa: PLC0415  # slow import

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    try:
        session = (
            SparkSession.builder.master(master)
            .appName("wijkschakel")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate()
        )
    except PySparkException as error:
        raise MissingLibrary(f"Spark does not start; it needs Java 17. {error}") from error
    try:
        yield ibis.pyspark.connect(session)
    finally:
        session.stop()
