"""A Spark standalone cluster on the loopback interface, for tests that submit to one."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

PATIENCE_SECONDS = 180


def java_options(spark: Path) -> str:
    """What JVMs on it take: no costly compiling, and an archive of Spark's classes, if it is there.

    pipelines/bin/check makes the archive in the environment in which it installs Spark.
    """
    archive = spark.parents[3] / "spark.jsa"
    return (
        "-XX:TieredStopAtLevel=1 -Xlog:disable -Xlog:all=error:stderr"
        f" -XX:SharedArchiveFile={archive}"
    )


class StandaloneCluster:
    """A master and a worker as processes of their own, on ports that were free."""

    def __init__(self, spark: Path, folder: Path):
        self.spark = spark
        self.folder = folder
        self.processes: list[subprocess.Popen] = []

    def __enter__(self) -> StandaloneCluster:
        try:
            self.url = self._daemon(
                "master.Master", r"Starting Spark master at (spark://\S+)", "--port", "0"
            )
            self._daemon(
                "worker.Worker",
                r"Successfully registered with master (\S+)",
                *("--cores", "2", "--memory", "2g", "--work-dir", str(self.folder / "work")),
                self.url,
            )
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_) -> None:
        for process in reversed(self.processes):  # executors end with their worker
            process.terminate()
            process.wait()

    def _daemon(self, name: str, said: str, *arguments: str) -> str:
        log = self.folder / f"{name}.log"
        environment = os.environ | {
            "SPARK_HOME": str(self.spark),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_DAEMON_MEMORY": "256m",
            "JAVA_TOOL_OPTIONS": java_options(self.spark),
        }
        with log.open("w") as out:
            process = subprocess.Popen(
                [
                    *(self.spark / "bin/spark-class", f"org.apache.spark.deploy.{name}"),
                    *("--host", "127.0.0.1", "--webui-port", "0"),
                    *arguments,
                ],
                stdout=out,
                stderr=subprocess.STDOUT,
                env=environment,
            )
        self.processes.append(process)
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end and process.poll() is None:
            if found := re.search(said, log.read_text()):
                return found[1]
            time.sleep(0.2)
        raise RuntimeError(f"no line like '{said}' in: {log.read_text()}")
