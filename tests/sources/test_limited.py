"""Parsers in a process of their own: limits of time and memory, and the next file is read."""

import os
import threading

import pytest

from dashboard.errors import SourceError
from dashboard.sections import ReadingSettings
from dashboard.sources import limited

PAGE = rb"{\rtf1 Two leaders met.\par}"
LIMITS = ReadingSettings()


def test_one_process_serves_file_after_file():
    """A thousand pages do not cost a thousand processes."""
    limited.parse("rtf", PAGE, LIMITS)
    first = limited._running[next(iter(limited._running))].process.pid
    limited.parse("rtf", PAGE, LIMITS)

    assert [parser.process.pid for parser in limited._running.values()] == [first]
    assert first != os.getpid()


def test_a_parser_that_does_not_come_back_is_stopped():
    """Time runs out: the file fails with a sentence, and the next one is read by a new process."""
    with pytest.raises(SourceError, match="was still at work after 0 seconds and was stopped"):
        limited.parse("rtf", PAGE * 20_000, ReadingSettings(seconds=0))

    assert limited.parse("rtf", PAGE, LIMITS)["text"] == "Two leaders met.\n"


def test_parsers_of_threads_that_have_ended_are_stopped():
    """A dashboard that builds in threads does not gather idle processes."""
    thread = threading.Thread(target=limited.parse, args=("rtf", PAGE, LIMITS))
    thread.start()
    thread.join()
    left = limited._running[os.getpid(), thread.ident].process
    limited._stop((os.getpid(), threading.get_ident()))
    limited.parse("rtf", PAGE, LIMITS)

    assert left.poll() is not None


def test_a_parser_that_dies_costs_its_file_alone(monkeypatch):
    """A crash is told as a sentence, and the next file is read by a new process."""
    limited.parse("rtf", PAGE, LIMITS)
    parser = limited._running[next(iter(limited._running))]
    monkeypatch.setattr(parser.process, "poll", lambda: None)
    os.kill(parser.process.pid, 9)
    os.waitpid(parser.process.pid, 0)

    with pytest.raises(SourceError, match="its parser broke down on it"):
        limited.parse("rtf", PAGE, LIMITS)
    assert limited.parse("rtf", PAGE, LIMITS)["text"] == "Two leaders met.\n"


def test_what_a_parser_says_becomes_a_sentence():
    """Whatever a parser raises, the file is named with it."""
    with pytest.raises(SourceError, match="there is no page in it"):
        limited.parse("mhtml", b"Content-Type: text/plain\n\nx", LIMITS)
