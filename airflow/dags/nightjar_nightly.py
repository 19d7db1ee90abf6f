"""
### Nightjar, nightly

**Purpose.** Turns the catalog, its reviews and the interaction log into the top-K lists that the
serving store hands out in the morning. One task a stage, in running order; each task is one
`spark-submit` of `dev.nightjar.pipelines.Main STAGE --conf FILE --night DATE`. The last task,
`maintain`, keeps the lake from growing for ever, unless told otherwise after Sundays' nights.

**Which night.** Night *N* covers all events before *N*+1, 00:00 UTC. A scheduled or backfill run
works on its logical date and starts at 02:30 UTC of the next day. A manual run works on the
parameter `night`; without it on its logical date; without one on the last whole day.

**What this installation sets.**

| what | where | default |
|---|---|---|
| Spark master, deploy mode | connection `nightjar_spark` | none: Airflow would assume `yarn` |
| packaged jar | Variable `nightjar_jar` | set it: the archive's jar has its version in the name |
| jars a Spark cluster lacks | Variable `nightjar_jars` | `/opt/nightjar/lib/*.jar` |
| those of `embed` on GPUs | Variable `nightjar_gpu_jars` | as `nightjar_jars` |
| settings file | Variable `nightjar_conf` | `/opt/nightjar/conf/cluster.conf` |
| upkeep of the lake | Variable `nightjar_maintain`: `nightly`, `weekly`, `never` | `weekly` |
| GPU slots | pool `nightjar_gpu`: `airflow pools set nightjar_gpu 1 "embedding"` | none |

Secrets never pass through here: arguments and Spark properties appear in logs. The settings file
names environment variables or files that hold them on the cluster.

**Triage.** Exit codes in the task log: 1 the job failed, 2 bad arguments or settings, 3 refused:
by the gate, because a later night is live, or because the night's evaluation failed. Where Airflow
sees a 2 or 3 (client mode) it does not try again. A failed night leaves yesterday's
lists live. Every stage replaces its night whole, so clearing a task and all after it is always
safe. Ask `nightjar plan --conf FILE --night DATE` what is done and what is missing; take lists back
with `nightjar rollback --conf FILE --to NIGHT`.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pendulum
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import (
    DAG,
    Asset,
    CronDataIntervalTimetable,
    Param,
    RetryDecision,
    RetryPolicy,
    chain,
)
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

LIVE_LISTS = Asset(name="nightjar_live_lists", uri="nightjar://lists/live")

JAR = "{{ var.value.get('nightjar_jar', '/opt/nightjar/lib/nightjar-pipelines.jar') }}"
JARS = "{{ var.value.get('nightjar_jars', '/opt/nightjar/lib/*.jar') }}"
GPU_JARS = JARS.replace("{{ ", "{{ var.value.get('nightjar_gpu_jars', '') or ")
CONF = "{{ var.value.get('nightjar_conf', '/opt/nightjar/conf/cluster.conf') }}"
NIGHT = (
    "{{ params.night"
    " or (dag_run.logical_date or dag_run.run_after - macros.timedelta(days=1)) | ds }}"
)


class ExitCodePolicy(RetryPolicy):
    """No other try after the exit codes 2 and 3, which every try would end with."""

    def evaluate(self, exception, try_number, max_tries, context=None) -> RetryDecision:
        final = re.search(r"Error code is: ([23])\b", str(exception))
        return RetryDecision.fail(final[0]) if final else RetryDecision.default()


def skip_unless_due(context) -> None:
    """Keeps `maintain` to the runs after which the Variable `nightjar_maintain` wants it."""
    when = context["var"]["value"].get("nightjar_maintain", "weekly")
    if when not in ("nightly", "weekly", "never"):
        raise AirflowFailException(
            f"Variable nightjar_maintain is {when!r}; set nightly, weekly or never"
        )
    starts = context["dag_run"].run_after
    if when == "never" or (when == "weekly" and starts.isoweekday() != 1):
        raise AirflowSkipException(f"nightjar_maintain is {when}, and this run is of {starts:%A}")


STAGES = {
    "ingest": {
        "retries": 3,
        "execution_timeout": timedelta(hours=2),
        "doc_md": """
Reads the sources into `items`, `reviews`, `users` and `interactions`; broken rows go to
`quarantine` with the rule they broke.

**If it fails:** *source missing* - the upstream export is late: the retries wait for it.
*Columns changed* - the message names them: adapt the source's `select` block in the settings.
*Too many rows quarantined* - `SELECT source, rule, count(*) FROM quarantine` by rule, mend the
source, clear the task.
""",
    },
    "embed": {
        "retries": 2,
        "execution_timeout": timedelta(hours=4),
        "pool": "nightjar_gpu",
        "jars": GPU_JARS,
        "doc_md": """
Turns texts that have no vector yet into `embeddings`; unchanged text costs nothing.

**If it fails:** run `nightjar doctor` on a worker: it names a missing driver, library or model.
*Queued for ever* - pool `nightjar_gpu` does not exist or is full. *Much longer than usual* - the
model id changed, so every text is new.
""",
    },
    "features": {
        "retries": 2,
        "execution_timeout": timedelta(hours=2),
        "doc_md": """
Builds `item_profiles` and `user_profiles` of the night from vectors and interactions.

**If it fails:** mostly memory or a lost executor, which a retry survives. *Texts have no vector
of the model* - `embed` of this night is not complete: clear it and all after it.
""",
    },
    "train": {
        "retries": 2,
        "execution_timeout": timedelta(hours=4),
        "doc_md": """
Fits ALS, the map from text to factors, item neighbours and the fusion ranker of the night.

**If it fails:** mostly memory or a lost executor, which a retry survives. *No interactions* - the
night lies before the first event, or `ingest` read an empty log.
""",
    },
    "evaluate": {
        # The verdict of the gate is the same on every try, and in cluster mode Airflow does not
        # see the exit code that would tell a refusal from a lost executor.
        "retries": 0,
        "execution_timeout": timedelta(hours=2),
        "doc_md": """
Measures the models of the night on held-out time and compares them with the live night.

**If it fails with exit code 3** the gate refused: the lists would be worse than those that are
live, which stay. The log and `metrics` name metric, margin and both values. Look first for a
shrunken source (counts in `runs`), then for new quarantine rules; mend, clear `ingest` and all
after it. Never retried.
""",
    },
    "rank": {
        "retries": 2,
        "execution_timeout": timedelta(hours=4),
        "doc_md": """
Writes `recommendations` and `similar_items` of the night: K items a user, with reasons.

**If it fails:** mostly memory or a lost executor, which a retry survives.
""",
    },
    "publish": {
        "retries": 2,
        "execution_timeout": timedelta(hours=2),
        "outlets": [LIVE_LISTS],
        "doc_md": """
Writes the lists as a new version, reads them back, then moves the live pointer as the last step.
Success updates the asset `nightjar_live_lists`, on which serving DAGs can be scheduled.

**If it fails:** readers still see the last good night. *Disk full* - lower the number of versions
kept. *Exit code 3, a later night is live* - this run is a backfill, and the pointer never moves
backwards by itself: mark the task as succeeded, or set `publish.force-older` in the settings.
""",
    },
    "report": {
        "retries": 1,
        "execution_timeout": timedelta(hours=1),
        "doc_md": """
Writes one HTML page on the night: what ran, counts, quarantine, metrics, examples, slowest steps.

**If it fails:** the lists are live and right; nobody needs to get up.
""",
    },
}

MAINTAIN = {
    "retries": 1,
    "execution_timeout": timedelta(hours=4),
    "pre_execute": skip_unless_due,
    "doc_md": """
Keeps `lake.keep-nights` nights of every nightly table, merges small files and removes files of
older versions; skipped where Variable `nightjar_maintain` does not want it tonight.

**If it fails:** the lists are live and right; nobody needs to get up. *Lake is being written* -
another night runs, by hand or from another Airflow: clear the task when that one is over.
""",
}


def submit(command: str, arguments: list[str], **settings) -> SparkSubmitOperator:
    """A task that submits one command of Nightjar."""
    return SparkSubmitOperator(
        task_id=command,
        name=f"nightjar-{command}-{NIGHT}",
        conn_id="nightjar_spark",
        application=JAR,
        java_class="dev.nightjar.pipelines.Main",
        application_args=[command, *arguments],
        status_poll_interval=20,
        # Tracking that survives a lost worker differs by cluster: see airflow/README.md.
        durable=False,
        **{"jars": JARS, **settings},
    )


with DAG(
    dag_id="nightjar_nightly",
    description="From raw files to published top-K lists, one task a stage, then the lake's upkeep",
    doc_md=__doc__,
    schedule=CronDataIntervalTimetable("30 2 * * *", timezone="UTC"),
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=20),
    params={
        "night": Param(
            None,
            type=["null", "string"],
            format="date",
            description="The night to run, yyyy-mm-dd; empty for the logical date or, without "
            "one, the last whole day",
        )
    },
    default_args={
        "retry_delay": timedelta(minutes=5),
        "retry_exponential_backoff": 2,
        "max_retry_delay": timedelta(minutes=40),
        "retry_policy": ExitCodePolicy(),
    },
    tags=["nightjar", "spark"],
):
    chain(
        *[
            submit(stage, ["--conf", CONF, "--night", NIGHT], **settings)
            for stage, settings in STAGES.items()
        ],
        submit("maintain", ["--conf", CONF], **MAINTAIN),
    )
