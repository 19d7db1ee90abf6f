"""Nights of the real DAG: every task submits the archive to a Spark standalone cluster."""

from __future__ import annotations

import csv
import json
import os
import random
import tarfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from standalone import StandaloneCluster, java_options
from test_structure import STAGES, TASKS

PIPELINES = Path(__file__).resolve().parents[2] / "pipelines"
NIGHT = date(2025, 3, 1)
GROUPS = ("lamp", "chair", "rope", "kettle")

SETTINGS = """
lake.root = "FOLDER/lake"
publish { root = "FOLDER/published", shards = 2 }
report.root = "FOLDER/reports"
ingest.sources {
  items {
    table = items, format = csv, path = "SHOP/items.csv"
    select { item_id = item_id, title = title }
  }
  log {
    table = interactions, format = csv, path = "SHOP/events.csv"
    where = "at < DATE '{night}' + INTERVAL 1 DAY"
    select { user_id = user_id, item_id = item_id, kind = "'view'", at = at }
  }
}
embed.reviews = false
train { als { rank = 8, iterations = 3 }, candidates = 20 }
evaluate { resamples = 100, gate.enabled = false }
rank { top-k = 5, similar = 5 }
"spark"."spark.databricks.delta.snapshotPartitions" = 1
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("cluster-night")


@pytest.fixture(scope="module")
def home(folder) -> Path:
    """The distribution, unpacked as on a cluster."""
    archives = list(PIPELINES.glob("target/nightjar-*.tar"))
    if not archives:
        pytest.skip("no distribution in pipelines/target; pipelines/bin/check --java makes it")
    with tarfile.open(archives[0]) as archive:
        archive.extractall(folder / "opt", filter="data")
    (home,) = (folder / "opt").iterdir()
    return home


@pytest.fixture(scope="module")
def cluster(folder):
    spark = [*PIPELINES.glob(".venv/lib/*/site-packages/pyspark/bin/spark-class")]
    if not spark:
        pytest.skip("no Spark in pipelines/.venv; pipelines/bin/check makes it")
    with StandaloneCluster(spark[0].parents[1], folder) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def shop(folder) -> Path:
    """Forty items of four groups, and eighty users who keep to one for sixty days."""
    rng = random.Random(7)
    sources = folder / "sources"
    sources.mkdir()
    with (sources / "items.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("item_id", "title"))
        rows.writerows((f"i{i}", f"{GROUPS[i % 4]} of kind {i}") for i in range(40))
    first = datetime(2025, 3, 4, tzinfo=UTC) - timedelta(days=60)
    with (sources / "events.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("user_id", "item_id", "at"))
        for user in range(80):
            for _ in range(20):
                group = user % 4 if rng.random() < 0.9 else rng.randrange(4)
                at = first + timedelta(minutes=rng.randrange(60 * 24 * 60))
                rows.writerow((f"u{user}", f"i{4 * rng.randrange(10) + group}", at.isoformat()))
    return sources


@pytest.fixture
def night(airflow, dag, monkeypatch, folder, home, cluster, shop):
    """Runs a night with more settings; stages that the pattern `done` names do nothing."""
    (jar,) = (home / "lib").glob("nightjar-pipelines-*.jar")
    connection = {"conn_type": "spark", "host": cluster.url, "extra": {"deploy-mode": "client"}}
    monkeypatch.setenv("AIRFLOW_CONN_NIGHTJAR_SPARK", json.dumps(connection))
    monkeypatch.setenv("AIRFLOW_VAR_NIGHTJAR_JAR", str(jar))
    monkeypatch.setenv("AIRFLOW_VAR_NIGHTJAR_JARS", str(home / "lib/*.jar"))
    monkeypatch.setenv("PATH", f"{cluster.spark / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("SPARK_HOME", str(cluster.spark))
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", java_options(cluster.spark))
    spark_conf = folder / "spark-conf"
    spark_conf.mkdir(exist_ok=True)
    (spark_conf / "spark-defaults.conf").write_text(
        "spark.driver.memory 1g\nspark.executor.memory 1g\nspark.ui.enabled false\n"
    )
    monkeypatch.setenv("SPARK_CONF_DIR", str(spark_conf))

    def run(day: date, *more: str, done: str | None = None):
        settings = folder / "night.conf"
        settings.write_text(
            SETTINGS.replace("FOLDER", str(folder)).replace("SHOP", str(shop)) + "\n".join(more)
        )
        monkeypatch.setenv("AIRFLOW_VAR_NIGHTJAR_CONF", str(settings))
        monkeypatch.setenv("AIRFLOW_VAR_NIGHTJAR_MAINTAIN", "never")  # whatever weekday it is
        return dag.test(
            logical_date=None, run_conf={"night": day.isoformat()}, mark_success_pattern=done
        )

    return run


def states(run) -> dict[str, str]:
    return {instance.task_id: str(instance.state) for instance in run.get_task_instances()}


def tries(run, stage: str) -> int:
    (instance,) = (i for i in run.get_task_instances() if i.task_id == stage)
    return instance.try_number


def live(folder: Path) -> str:
    return (folder / "published/CURRENT").read_text()


def updates() -> list[datetime]:
    """When the asset of the live lists was updated, in order."""
    from airflow.models.asset import AssetEvent
    from airflow.utils.session import create_session
    from sqlalchemy import select

    with create_session() as session:
        return sorted(session.scalars(select(AssetEvent.timestamp)))


def until(failing: str) -> dict[str, str]:
    """The states of a night that fails at a stage."""
    place = TASKS.index(failing)
    return {
        stage: "success" if i < place else "failed" if i == place else "upstream_failed"
        for i, stage in enumerate(TASKS)
    }


def test_wrong_settings_fail_the_night_at_its_first_try(night):
    run = night(NIGHT, "rank.top-k = 0")
    assert states(run) == until("ingest")
    assert tries(run, "ingest") == 1


def test_every_stage_of_a_night_is_green_and_the_asset_is_updated_once_after_the_flip(
    night, folder
):
    before = updates()
    run = night(NIGHT)
    assert states(run) == dict.fromkeys(STAGES, "success") | {"maintain": "skipped"}
    assert live(folder).startswith(NIGHT.isoformat())
    assert (folder / f"reports/{NIGHT}.html").exists()
    (update,) = updates()[len(before) :]
    flip = datetime.fromtimestamp((folder / "published/CURRENT").stat().st_mtime, UTC)
    assert update > flip


def test_an_older_night_does_not_move_the_live_lists_and_is_not_tried_again(night, folder):
    seen, before = live(folder), updates()
    run = night(NIGHT - timedelta(days=1), done="ingest|embed|features|train|evaluate|rank")
    assert states(run) == until("publish")
    assert tries(run, "publish") == 1
    assert live(folder) == seen
    assert updates() == before


def test_a_night_that_the_gate_refuses_is_red_without_a_second_try(night, folder):
    seen, before = live(folder), updates()
    run = night(
        NIGHT + timedelta(days=1),
        "train.sources = [popularity]",
        "evaluate.gate { enabled = true, margin = 0 }",
        done="ingest|embed",
    )
    assert states(run) == until("evaluate")
    assert tries(run, "evaluate") == 1
    assert live(folder) == seen
    assert updates() == before
