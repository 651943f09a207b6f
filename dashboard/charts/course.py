"""A line of time in words, for those who do not see it: its first, last and highest value."""

from collections.abc import Sequence


def course(points: Sequence[tuple[str, float, str]]) -> str:
    """Where a line begins, ends and is highest; one sentence without its full stop.

    Args:
        points: When, how much, and how much in words, in order of time.

    Example:
        >>> course([("May", 0.2, "20%"), ("June", 0.4, "40%"), ("July", 0.1, "10%")])
        'first 20% (May), last 10% (July), highest 40% (June)'
        >>> course([("May", 0, "0%"), ("June", 0, "0%")]), course([("May", 3, "3")]), course([])
        ('0% throughout, from the first (May) to the last (June)', '3 (May)', 'none')
    """
    if not points:
        return "none"
    (first, _, begins), (last, _, ends) = points[0], points[-1]
    if len(points) == 1:
        return f"{begins} ({first})"
    if len({value for _, value, _ in points}) == 1:
        return f"{begins} throughout, from the first ({first}) to the last ({last})"
    when, _, most = max(points, key=lambda point: point[1])
    return f"first {begins} ({first}), last {ends} ({last}), highest {most} ({when})"
