"""Kernels to run chapters in: this interpreter's, over private sockets, and forked from a warm image where that exists.

A plain kernel is started as Jupyter does. A warm one is forked from a server process that has already loaded what
chapters use (the standard library's `multiprocessing` forkserver), so it is ready in a tenth of the time and pays for
no import twice. Every kernel is a process of its own: no chapter sees what another one did.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import Empty
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Type, default
from traitlets.config import Config

from factbook.book.warmth import server

if TYPE_CHECKING:
    import subprocess

START_SECONDS = 60
_LAUNCHER = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]


class PromptClient(AsyncKernelClient):
    """Talks to a kernel as soon as it answers; Jupyter's own client then listens a fifth of a second for more."""

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        deadline = monotonic() + (START_SECONDS if timeout is None else timeout)
        while not await self._answered():
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if monotonic() > deadline:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    wait_for_ready = _async_wait_for_ready

    async def _answered(self) -> bool:
        """Whether the kernel answers, and what it publishes is heard; what it published before is told apart by its sender's id."""
        self.kernel_info()
        try:
            reply = await self.shell_channel.get_msg(timeout=1)
            await self.iopub_channel.get_msg(timeout=0.2)
        except Empty:
            return False
        self._handle_kernel_info_reply(reply)
        return bool(reply["msg_type"] == "kernel_info_reply")


class Flock:
    """The kernels of one run of chapters: they can be ended all at once, and then no more begin."""

    def __init__(self) -> None:
        self.ended = False
        self._lock = Lock()
        self._processes: list[subprocess.Popen[bytes]] = []

    def of(self, kernels: type[PlainKernels]) -> type[PlainKernels]:
        """The class of kernels that belong to this run."""
        return type(kernels.__name__, (kernels,), {"flock": self})

    def add(self, process: subprocess.Popen[bytes]) -> None:
        """Take in a kernel's process; ended at once where the run is over."""
        with self._lock:
            self._processes.append(process)
            if self.ended:
                _end(process)

    def end(self) -> None:
        """End the kernels that still run; a second time, nothing."""
        with self._lock:
            self.ended = True
            for process in self._processes:
                _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a kernel, if it has not ended, with whatever it has begun."""
    if process.poll() is None:
        if sys.platform != "win32":
            with suppress(ProcessLookupError, PermissionError):  # a fork leads no group yet in its first moment
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()


class PlainKernels(AsyncKernelManager):
    """Starts kernels of this very interpreter, whatever kernels the machine has registered."""

    flock: Flock | None = None  # the run that the kernels belong to
    client_factory = Type(klass=PromptClient, default_value=PromptClient)

    @default("client_factory")
    def _client_factory_default(self) -> type[PromptClient]:
        return PromptClient

    @property
    def kernel_spec(self) -> KernelSpec:
        return KernelSpec(argv=list(_LAUNCHER), display_name="Python 3", language="python", metadata={"supported_encryption": "curve"})

    async def _async_launch_kernel(self, kernel_cmd: list[str], **options: Any) -> None:
        if self.flock and self.flock.ended:
            raise RuntimeError("The run of chapters is over")
        await super()._async_launch_kernel(kernel_cmd, **options)
        if self.flock and isinstance(self.provisioner, LocalProvisioner) and self.provisioner.process:
            self.flock.add(self.provisioner.process)

    _launch_kernel = _async_launch_kernel


class WarmKernels(PlainKernels):
    """Forks kernels from the warm image."""

    async def _async_pre_start_kernel(self, **options: Any) -> Any:
        if self.provisioner is None:
            self.provisioner = ForkProvisioner(kernel_id=self.kernel_id or "", kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**options)

    pre_start_kernel = _async_pre_start_kernel  # type: ignore[assignment]  # as in the class above: the same, asynchronous


class ForkProvisioner(LocalProvisioner):
    """Launches a kernel as a fork of the warm image and looks after it as after any local process."""

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:
        arguments = cmd[cmd.index("-f") :]
        try:
            kernel = ForkedKernel(arguments, str(options.get("cwd") or Path.cwd()), dict(options["env"]))
        except (EOFError, OSError) as fault:
            raise RuntimeError(f"The warm image gave no kernel ({type(fault).__name__})") from fault
        self.process = cast("subprocess.Popen[bytes]", kernel)
        self.pid = kernel.pid
        self.cwd = options.get("cwd")
        return self.connection_info

    async def wait(self) -> int | None:
        """What the kernel ended with; asked for often, since a killed kernel is gone at once and Jupyter looks ten times a second."""
        if self.process is None:
            return 0
        while await self.poll() is None:
            await asyncio.sleep(0.005)
        ended, self.process = self.process.wait(), None
        return ended


class ForkedKernel:
    """A forked kernel with as much of `subprocess.Popen` about it as Jupyter asks of a process."""

    stdin = stdout = stderr = None

    def __init__(self, arguments: list[str], folder: str, environment: dict[str, str]) -> None:
        self.process: BaseProcess = server().Process(target=_run_kernel, args=(arguments, folder, environment), daemon=True)
        self.process.start()

    @property
    def pid(self) -> int | None:
        return self.process.pid

    def poll(self) -> int | None:
        return self.process.exitcode

    def wait(self, timeout: float | None = None) -> int | None:
        self.process.join(timeout)
        return self.process.exitcode

    def send_signal(self, number: int) -> None:
        if self.process.exitcode is None and self.pid is not None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.process.kill()


def settle_classes() -> None:
    """Make one of each part of a kernel's keeping, so that threads can make more.

    traitlets looks up the classes that its traits name by their names when the first object is made, and asks and sets without a lock:
    two threads that make the first ones at once can break each other.
    """
    for part in (PlainKernels, WarmKernels, ForkProvisioner, PromptClient):
        part()


def transport(place: Path) -> Config:
    """Settings that let a kernel talk over sockets at `place`, in a folder that nobody else can reach; over TCP on Windows, encrypted.

    The path of a socket may have no more than about a hundred letters, so the last part of `place` should be short.
    """
    config = Config()
    config.KernelManager.connection_file = f"{place}.json"
    if sys.platform == "win32":
        config.KernelManager.transport_encryption = "auto"
    else:
        config.KernelManager.transport = "ipc"
    return config


def _run_kernel(arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """Be a kernel: in its folder and environment, ended with whoever asked for it."""
    from threading import Thread

    from ipykernel.kernelapp import IPKernelApp

    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.path[:] = ["", *(entry for entry in sys.path if entry)]
    Thread(target=_end_with_parent, daemon=True).start()
    application = IPKernelApp.instance()
    application.initialize([*arguments, "--IPKernelApp.parent_handle=1"])
    application.start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
