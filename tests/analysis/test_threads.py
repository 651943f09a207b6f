"""Work shared between threads."""

import threading

from dashboard.analysis.threads import each


def test_results_come_in_the_order_of_the_items():
    """Two threads that wait for each other both work; each result stands where its item did."""
    both = threading.Barrier(2, timeout=20)

    def work(number: int) -> int:
        both.wait()
        return 10 * number

    assert each(work, [2, 1], 2) == [20, 10]
    assert each(str, range(3), 1) == ["0", "1", "2"]
