"""The DAG as Airflow sees it: which tasks, in which order, under which limits."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from airflow.sdk import RetryAction
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

AIRFLOW_FOLDER = Path(__file__).resolve().parents[1]
STAGE_ENUM = AIRFLOW_FOLDER.parent / "pipelines/src/main/java/dev/nightjar/pipelines/Stage.java"
STAGES = ["ingest", "embed", "features", "train", "evaluate", "rank", "publish", "report"]
TASKS = [*STAGES, "maintain"]


def test_imports_without_errors(dag_bag):
    assert dag_bag.import_errors == {}
    assert list(dag_bag.dags) == ["nightjar_nightly"]


def test_tasks_are_the_stages_in_running_order_and_the_upkeep_of_the_lake(dag):
    assert [task.task_id for task in dag.topological_sort()] == TASKS
    for before, after in itertools.pairwise(TASKS):
        assert dag.get_task(after).upstream_task_ids == {before}
    assert dag.get_task(STAGES[0]).upstream_task_ids == set()


def test_tasks_equal_the_stages_of_the_pipelines(dag):
    if not STAGE_ENUM.exists():
        pytest.skip(f"no {STAGE_ENUM.name} in this tree")
    constants = re.findall(r"^  ([A-Z_]+)\s*[(,;{]", STAGE_ENUM.read_text(), re.MULTILINE)
    tasks = [task.task_id for task in dag.topological_sort()]
    assert tasks == [*(c.lower() for c in constants), "maintain"]


def test_runs_one_night_at_a_time_and_never_catches_up(dag):
    assert dag.max_active_runs == 1
    assert dag.catchup is False
    assert dag.dagrun_timeout is not None


@pytest.mark.parametrize("stage", TASKS)
def test_every_task_has_limits_and_triage_notes(dag, stage):
    task = dag.get_task(stage)
    assert task.execution_timeout <= timedelta(hours=4)
    assert "**If it fails" in task.doc_md
    assert task.trigger_rule == "all_success"
    if stage != "evaluate":
        assert task.retries >= 1
        assert task.retry_exponential_backoff >= 2
        assert task.max_retry_delay >= task.retry_delay


def test_a_refusal_of_the_gate_is_not_retried(dag):
    assert dag.get_task("evaluate").retries == 0


SUNDAY = datetime(2026, 3, 8, 2, 30, tzinfo=UTC)
MONDAY = SUNDAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("when", "starts", "runs"),
    [
        (None, MONDAY, True),
        (None, SUNDAY, False),
        ("weekly", MONDAY + timedelta(days=6), False),
        ("nightly", SUNDAY, True),
        ("never", MONDAY, False),
    ],
)
def test_a_variable_says_after_which_nights_the_lake_is_cleared_up(dag, when, starts, runs):
    due = dag.get_task("maintain")._pre_execute_hook
    if runs:
        due(context_of(starts, when))
    else:
        with pytest.raises(AirflowSkipException, match=r"this run is of Sunday|is never"):
            due(context_of(starts, when))


def context_of(starts: datetime, when: str | None) -> dict:
    variables = {"nightjar_maintain": when} if when else {}
    return {"dag_run": SimpleNamespace(run_after=starts), "var": {"value": variables}}


def test_a_word_that_the_variable_cannot_have_fails_the_task(dag):
    context = context_of(MONDAY, "monthly")
    with pytest.raises(AirflowFailException, match=r"'monthly'; set nightly, weekly or never"):
        dag.get_task("maintain")._pre_execute_hook(context)


def test_only_embed_takes_a_gpu_slot(dag):
    pools = {task.task_id: task.pool for task in dag.tasks if task.pool != "default_pool"}
    assert pools == {"embed": "nightjar_gpu"}


def test_only_publish_updates_the_asset_of_live_lists(dag):
    outlets = {task.task_id: [o.name for o in task.outlets] for task in dag.tasks if task.outlets}
    assert outlets == {"publish": ["nightjar_live_lists"]}


@pytest.mark.parametrize(
    ("code", "action"),
    [
        (1, RetryAction.DEFAULT),
        (2, RetryAction.FAIL),
        (3, RetryAction.FAIL),
        (137, RetryAction.DEFAULT),
    ],
)
def test_the_exit_code_decides_on_another_try(dag, code, action):
    failure = RuntimeError(f"Cannot execute: spark-submit --conf a=3. Error code is: {code}. Tail")
    for task in dag.tasks:
        assert task.retry_policy.evaluate(failure, 1, 3).action == action


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]])
def test_files_keep_to_the_rules_of_ruff(command):
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "--no-cache", "."],
        cwd=AIRFLOW_FOLDER,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_would_flag_a_variable_read_at_import(tmp_path):
    dag_file = tmp_path / "reads_at_import.py"
    dag_file.write_text(
        "from airflow.sdk import DAG, Variable\n\nDAG(dag_id=Variable.get('name'))\n"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--no-cache",
            "--config",
            "pyproject.toml",
            dag_file,
        ],
        cwd=AIRFLOW_FOLDER,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "outside of a task" in done.stdout, done.stdout + done.stderr
