"""One way to compile the loops over integers: numba, without the interpreter lock, kept on disk between runs."""

from collections.abc import Callable
from typing import Any

import numba


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a function on its first call and keep the machine code beside its file.

    numba looks for a place to keep it (`NUMBA_CACHE_DIR`, `__pycache__` beside the file, the user's
    cache folder). In a read-only install without any of them it refuses to decorate at all; the
    function is then compiled anew in each process, which costs seconds and changes no number.

    Example:
        >>> @compiled
        ... def double(number):
        ...     return number * 2
        >>> double(21)
        42
    """
    try:
        return numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # numba: "cannot cache function: no locator available for file"
        return numba.njit(nogil=True)(function)
