"""Kernels to run chapters in: this interpreter's, over private sockets, and forked from a warm image where that exists.

A plain kernel is started as Jupyter does. A warm one is forked from a server process that has already loaded what
chapters use (the standard library's `multiprocessing` forkserver), so it is ready in a tenth of the time and pays for
no import twice. Every kernel is a process of its own: no chapter sees what another one did.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets.config import Config

from factbook import _HOMES
from factbook.book.warmth import PACKAGE

if TYPE_CHECKING:
    import subprocess

WARM = sys.platform.startswith("linux")  # macOS can fork too, but its own libraries do not all survive it
_PRELOADED = [
    "click",  # what `python -m factbook` imports, and so each process begun from it
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "pandas",
    "matplotlib.figure",
    "matplotlib.font_manager",
    "matplotlib.backends.backend_svg",
    *sorted(set(_HOMES.values())),  # what chapters import from this package
    "factbook.book.warmth",
]
_WARMING = {
    "OPENBLAS_NUM_THREADS": "1",  # what is forked must have one thread; the linear algebra library asks when it is loaded
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # else the debugger, which nobody uses here, has advice to give
}
_LAUNCHER = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]


class PlainKernels(AsyncKernelManager):
    """Starts kernels of this very interpreter, whatever kernels the machine has registered."""

    @property
    def kernel_spec(self) -> KernelSpec:
        return KernelSpec(argv=list(_LAUNCHER), display_name="Python 3", language="python", metadata={"supported_encryption": "curve"})


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
        kernel = ForkedKernel(arguments, str(options.get("cwd") or Path.cwd()), dict(options["env"]))
        self.process = cast("subprocess.Popen[bytes]", kernel)
        self.pid = kernel.pid
        self.cwd = options.get("cwd")
        return self.connection_info


class ForkedKernel:
    """A forked kernel with as much of `subprocess.Popen` about it as Jupyter asks of a process."""

    stdin = stdout = stderr = None

    def __init__(self, arguments: list[str], folder: str, environment: dict[str, str]) -> None:
        self.process: BaseProcess = _server().Process(target=_run_kernel, args=(arguments, folder, environment), daemon=True)
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


def transport(folder: Path, name: str) -> Config:
    """Settings that let a kernel talk over sockets in `folder`, which nobody else can reach; over TCP on Windows, encrypted."""
    config = Config()
    config.KernelManager.connection_file = str(folder / f"{name}.json")
    if sys.platform == "win32":
        config.KernelManager.transport_encryption = "auto"
    else:
        config.KernelManager.transport = "ipc"
    return config


def warm_up(package: Path) -> None:
    """Start the warm image, so that it loads while there is other work to do; it also reads the data package in a folder."""
    from multiprocessing.forkserver import ensure_running

    _server()
    before = dict(os.environ)
    os.environ.update({**_WARMING, PACKAGE: str(package.resolve())})
    try:
        ensure_running()
    finally:
        os.environ.clear()
        os.environ.update(before)


def _server() -> Any:
    """The forkserver's context, told what to load."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


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
