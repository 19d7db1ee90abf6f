"""A real Airflow with a database of its own, made new for each test run."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from pathlib import Path

import pytest

AIRFLOW_FOLDER = Path(__file__).resolve().parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """Airflow reads its settings on first import, so they are set before any test is collected."""
    home = tempfile.TemporaryDirectory(prefix="nightjar-airflow-")
    config.add_cleanup(home.cleanup)
    os.environ["AIRFLOW_HOME"] = home.name
    os.environ["AIRFLOW__CORE__DAGS_FOLDER"] = str(AIRFLOW_FOLDER / "dags")
    os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
    os.environ["AIRFLOW__CORE__UNIT_TEST_MODE"] = "False"
    os.environ["AIRFLOW__LOGGING__LOGGING_LEVEL"] = "WARNING"


@pytest.fixture(scope="session")
def dag_bag():
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(dag_folder=AIRFLOW_FOLDER / "dags")


@pytest.fixture(scope="session")
def dag(dag_bag):
    assert dag_bag.import_errors == {}
    return dag_bag.dags["nightjar_nightly"]


@pytest.fixture(scope="session")
def airflow():
    """Runs `airflow ARGS` in this process on a migrated database that knows the DAG."""

    def run(*args: str) -> str:
        from airflow.cli.cli_parser import get_parser

        parsed = get_parser().parse_args(list(args))
        with contextlib.redirect_stdout(io.StringIO()) as out:
            parsed.func(parsed)
        return out.getvalue()

    run("db", "migrate")
    run("dags", "reserialize")
    return run
