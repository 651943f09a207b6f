"""Arrays that nobody may write: what a corpus is made of."""

import numpy as np


def locked(array: np.ndarray) -> np.ndarray:
    """The same values, not to be written.

    numba compiles a loop once for arrays that may be written and once more for those that may not. Memory maps may
    not; what is held in memory is locked, so that no loop is compiled twice.

    Example:
        >>> locked(np.zeros(2)).flags.writeable
        False
    """
    view = array.view()
    view.flags.writeable = False
    return view


def lock(holder: object) -> None:
    """Lock every array of a frozen dataclass that is being made.

    Example:
        >>> from types import SimpleNamespace
        >>> holder = SimpleNamespace(term=np.zeros(2))
        >>> lock(holder)
        >>> holder.term.flags.writeable
        False
    """
    for name, value in vars(holder).items():
        if isinstance(value, np.ndarray):
            object.__setattr__(holder, name, locked(value))
