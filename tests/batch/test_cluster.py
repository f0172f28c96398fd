"""A real Dask scheduler with two worker processes on loopback, one of them killed: every edition arrives, once, and the same."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from factbook.batch.run import Step, plan
from factbook.book.build import Project

pytest.importorskip("distributed")
pytestmark = [pytest.mark.dask, pytest.mark.filterwarnings("default")]  # the warnings of the client's own loop are not ours


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its two workers: one as `dask worker` starts it, under a nanny, and one bare to be killed."""
    file = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    common = ["--host", "127.0.0.1", "--no-dashboard"]
    scheduler = _started("distributed.cli.dask_scheduler", *common, "--port", "0", "--scheduler-file", str(file), **quiet)
    deadline = monotonic() + 60
    while not (file.is_file() and file.stat().st_size) and monotonic() < deadline:
        sleep(0.1)
    options = [*common, "--nthreads", "1", "--scheduler-file", str(file), "--local-directory", str(tmp_path / "dask")]
    workers = [_started("distributed.cli.dask_worker", *options, nanny, **quiet) for nanny in ("--nanny", "--no-nanny")]
    yield json.loads(file.read_text("utf-8"))["address"], workers
    for process in (*workers, scheduler):
        process.terminate()
        process.wait(30)


def _started(module: str, *arguments: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", module, *arguments], **options)  # type: ignore[call-overload,no-any-return]


def test_a_cluster_that_loses_a_worker_makes_every_edition_once_and_the_same(
    editions: Path, tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]], contents: Callable[[Path], dict[str, bytes]]
) -> None:
    address, (_, doomed) = cluster
    there = Project(tmp_path / "data", tmp_path / "notebooks", tmp_path / "there")
    arrived: list[str] = []

    def done(step: Step) -> None:
        assert step.outcome and not step.failed, step.outcome
        arrived.append(step.named.name)
        if len(arrived) == 2:
            doomed.send_signal(signal.SIGKILL)

    run = plan(there, only=["*"], formats=["html"])
    _wait_for_workers(address, 2)
    run.make(done, scheduler=address)
    assert doomed.wait(10) == -signal.SIGKILL
    assert sorted(arrived) == sorted(run.steps)
    here = Project(tmp_path / "data", tmp_path / "notebooks", tmp_path / "here")
    plan(here, only=["*"], formats=["html"]).make(lambda step: None)
    assert contents(here.reports) == contents(there.reports)


def _wait_for_workers(address: str, number: int) -> None:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(number, timeout=60)
