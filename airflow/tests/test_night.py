"""A night of the real DAG: it submits Nightjar's packaged jar to a real Spark and fails at once."""

from __future__ import annotations

import json
import os
import tarfile
from pathlib import Path

import pytest

TARGET = Path(__file__).resolve().parents[2] / "pipelines/target"
NIGHT = "2025-03-01"

# What Spark's own bin/spark-submit does: its launcher answers the command to run, after a NUL and
# a line end, NUL-separated.
SPARK_SUBMIT = r"""#!/usr/bin/env bash
export SPARK_HOME='{home}' SPARK_SCALA_VERSION=2.13
readarray -d '' -t command < <(
  java -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main \
    org.apache.spark.deploy.SparkSubmit "$@" | tail -c +3)
((${{#command[@]}})) || exit 1
exec "${{command[@]}}"
"""


@pytest.fixture(scope="module")
def nightjar_home(tmp_path_factory) -> Path:
    """The distribution, unpacked as on a cluster."""
    archives = list(TARGET.glob("nightjar-*.tar"))
    if not archives:
        pytest.skip("no distribution in pipelines/target; pipelines/bin/check --java makes it")
    folder = tmp_path_factory.mktemp("opt")
    with tarfile.open(archives[0]) as archive:
        archive.extractall(folder, filter="data")
    (home,) = folder.iterdir()
    return home


@pytest.fixture(scope="module")
def spark_home(tmp_path_factory, nightjar_home) -> Path:
    """A Spark of the jars that the build knows and the distribution does not carry."""
    home = tmp_path_factory.mktemp("spark")
    for folder in ("bin", "conf", "jars"):
        (home / folder).mkdir()
    shipped = {jar.name for jar in (nightjar_home / "lib").iterdir()}
    for jar in map(Path, (TARGET / "dependencies.classpath").read_text().strip().split(":")):
        if jar.suffix == ".jar" and jar.name not in shipped:
            (home / "jars" / jar.name).symlink_to(jar)
    (home / "conf/spark-defaults.conf").write_text("spark.driver.memory 2g\n")
    submit = home / "bin/spark-submit"
    submit.write_text(SPARK_SUBMIT.format(home=home))
    submit.chmod(0o755)
    return home


@pytest.fixture
def installed(monkeypatch, nightjar_home, spark_home) -> None:
    """Connection, variables and PATH of a worker."""
    (jar,) = (nightjar_home / "lib").glob("nightjar-pipelines-*.jar")
    master = {"conn_type": "spark", "host": "local[2]", "extra": {"deploy-mode": "client"}}
    monkeypatch.setenv("AIRFLOW_CONN_NIGHTJAR_SPARK", json.dumps(master))
    monkeypatch.setenv("AIRFLOW_VAR_NIGHTJAR_JAR", str(jar))
    monkeypatch.setenv("AIRFLOW_VAR_NIGHTJAR_JARS", str(nightjar_home / "lib/*.jar"))
    monkeypatch.setenv("PATH", f"{spark_home / 'bin'}{os.pathsep}{os.environ['PATH']}")


def states(run) -> dict[str, str]:
    return {instance.task_id: str(instance.state) for instance in run.get_task_instances()}


def test_wrong_settings_fail_the_night_at_its_first_try(
    airflow, dag, installed, monkeypatch, tmp_path
):
    settings = tmp_path / "night.conf"
    settings.write_text("rank.top-k = 0\n")
    monkeypatch.setenv("AIRFLOW_VAR_NIGHTJAR_CONF", str(settings))

    run = dag.test(logical_date=None, run_conf={"night": NIGHT})

    (ingest,) = (i for i in run.get_task_instances() if i.task_id == "ingest")
    assert (str(ingest.state), ingest.try_number) == ("failed", 1)
    assert set(states(run).values()) == {"failed", "upstream_failed"}
