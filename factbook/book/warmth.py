"""Loaded into the warm image last: reads the data package that `FACTBOOK_WARM_PACKAGE` names, so that no kernel has to.

Kernels forked from the image find it read (see `record.package.read`) as long as its files are the same. Without the
variable nothing happens.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from factbook.errors import FactbookError
from factbook.record import package as packages

PACKAGE = "FACTBOOK_WARM_PACKAGE"

if folder := os.environ.get(PACKAGE):
    with suppress(FactbookError):  # whoever needs the package will be told
        packages.read(Path(folder))
