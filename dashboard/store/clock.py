"""Times the steps of a build and tells how far it is: stories a second, time left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Clock:
    """Tells `progress` a step in words and the share of the work done; keeps the seconds of each step."""

    tell: Progress
    seconds: dict[str, float] = field(default_factory=dict)
    now: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str, share: float, until: float | None = None) -> Iterator[None]:
        """Time a step that begins at a share of the whole work, and ends at `until` if it can tell how far it is."""
        start = perf_counter()
        self.tell(name, share)
        self.now.update(share=share, until=until or share, start=start, stories=0)
        yield
        self.seconds[name] = round(perf_counter() - start, 3)

    def done(self, name: str, stories: int, part: float) -> None:
        """Tell that so many more stories are done, and with them this part of the step, 0 to 1."""
        self.now["stories"] += stories
        took = perf_counter() - self.now["start"]
        share = self.now["share"] + (self.now["until"] - self.now["share"]) * part
        left = took / part - took if part else 0.0
        rate = self.now["stories"] / took if took else 0.0
        self.tell(f"{name}: {self.now['stories']:,.0f} stories, {rate:,.0f} a second, {_said(left)} left", share)


def _said(seconds: float) -> str:
    """Seconds in words.

    Example:
        >>> _said(42.3), _said(300)
        ('42 s', '5 min')
    """
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"
