"""What each task hands to spark-submit, rendered by Airflow for the kinds of runs there are."""

from __future__ import annotations

import ast
import json
import re
from datetime import UTC, datetime, timedelta

import pytest

CONF = "/opt/nightjar/conf/cluster.conf"


@pytest.fixture
def render(airflow):
    """The rendered template fields of a task, by name, for a run id or a logical date."""

    def rendered(stage: str, run: str) -> dict[str, str]:
        out = airflow("tasks", "render", "nightjar_nightly", stage, run)
        pattern = r"# -+\n# property: (\w+)\n# -+\n(.*?)\n(?=# -|\Z)"
        return {name: value.strip() for name, value in re.findall(pattern, out + "\n", re.DOTALL)}

    return rendered


def test_a_logical_date_is_the_night(dag, render):
    for task in dag.tasks:
        fields = render(task.task_id, "2026-03-09T02:30:00+00:00")
        night = [] if task.task_id == "maintain" else ["--night", "2026-03-09"]
        arguments = [task.task_id, "--conf", CONF, *night]
        assert ast.literal_eval(fields["application_args"]) == arguments
        assert fields["name"] == f"nightjar-{task.task_id}-2026-03-09"


def night_of(fields: dict[str, str]) -> str:
    return ast.literal_eval(fields["application_args"])[-1]


def test_a_backfill_runs_the_nights_it_names(airflow, render):
    airflow(
        "backfill", "create", "--dag-id", "nightjar_nightly",
        "--from-date", "2026-02-27", "--to-date", "2026-03-01T23:59",
    )  # fmt: skip
    runs = json.loads(airflow("dags", "list-runs", "nightjar_nightly", "-o", "json"))
    backfills = [run["run_id"] for run in runs if run["run_id"].startswith("backfill")]
    nights = sorted(night_of(render("rank", run_id)) for run_id in backfills)
    assert nights == ["2026-02-27", "2026-02-28", "2026-03-01"]


def test_the_schedule_starts_a_night_after_it_is_over(dag):
    from airflow.serialization.serialized_objects import DagSerialization

    scheduled = DagSerialization.from_dict(DagSerialization.to_dict(dag))
    run = scheduled.next_dagrun_info(last_automated_run_info=None)
    night_is_over = run.logical_date.replace(hour=0, minute=0) + timedelta(days=1)
    assert run.run_after == night_is_over + timedelta(hours=2, minutes=30)
    assert run.run_after <= datetime.now(UTC)


def test_a_manual_run_without_a_logical_date_takes_the_last_whole_day(airflow, render):
    airflow("dags", "trigger", "nightjar_nightly", "--run-id", "dateless")
    runs = json.loads(airflow("dags", "list-runs", "nightjar_nightly", "-o", "json"))
    (run,) = (run for run in runs if run["run_id"] == "dateless")
    assert not run["logical_date"]
    last_whole_day = datetime.fromisoformat(run["run_after"]) - timedelta(days=1)
    assert night_of(render("ingest", "dateless")) == last_whole_day.date().isoformat()


def test_the_parameter_wins_over_every_date(airflow, render):
    night = json.dumps({"night": "2026-01-31"})
    airflow("dags", "trigger", "nightjar_nightly", "--run-id", "named", "--conf", night)
    assert night_of(render("publish", "named")) == "2026-01-31"


@pytest.mark.parametrize("night", ["2026-1-31", "yesterday", "2026-02-30", ""])
def test_a_night_that_is_no_date_is_refused_at_the_trigger(airflow, night):
    with pytest.raises(Exception, match=r"Invalid input for param night"):
        airflow("dags", "trigger", "nightjar_nightly", "--conf", json.dumps({"night": night}))


def test_variables_name_the_jar_and_the_settings(render, monkeypatch):
    monkeypatch.setenv("AIRFLOW_VAR_NIGHTJAR_JAR", "s3a://releases/nightjar.jar")
    monkeypatch.setenv("AIRFLOW_VAR_NIGHTJAR_CONF", "s3a://releases/night.conf")
    fields = render("train", "2026-03-09")
    assert fields["application"] == "s3a://releases/nightjar.jar"
    assert ast.literal_eval(fields["application_args"])[2] == "s3a://releases/night.conf"


def test_embed_alone_may_take_the_jars_with_the_runtime_of_gpus(render, monkeypatch):
    assert render("embed", "2026-03-09")["jars"] == "/opt/nightjar/lib/*.jar"
    monkeypatch.setenv("AIRFLOW_VAR_NIGHTJAR_JARS", "hdfs:///apps/nightjar/lib/*.jar")
    assert render("embed", "2026-03-09")["jars"] == "hdfs:///apps/nightjar/lib/*.jar"
    monkeypatch.setenv("AIRFLOW_VAR_NIGHTJAR_GPU_JARS", "hdfs:///apps/nightjar-gpu/lib/*.jar")
    assert render("embed", "2026-03-09")["jars"] == "hdfs:///apps/nightjar-gpu/lib/*.jar"
    assert render("rank", "2026-03-09")["jars"] == "hdfs:///apps/nightjar/lib/*.jar"


def test_nothing_secret_can_reach_the_command_line(dag):
    for task in dag.tasks:
        assert not task.conf
        assert not task.env_vars
        assert not re.search(r"password|secret|token", str(task.application_args), re.IGNORECASE)
