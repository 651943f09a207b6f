"""The served door: what it says when a port or an address cannot be had."""

import socket

import pytest

from dashboard.errors import SnapshotError, UsageError
from dashboard.serve import free, serve


def test_a_port_in_use_is_a_sentence():
    """Where, what is there, what belongs there, what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(UsageError) as fault:
            free("127.0.0.1", port)

    assert str(fault.value) == (
        f"Port {port} of 127.0.0.1 is in use by another program. A free port belongs there. "
        f"Stop that program, or take another port: python -m dashboard serve --port {port + 1}"
    )


@pytest.mark.parametrize("port", [0, -1, 65_536])
def test_a_number_that_is_no_port_is_a_sentence(port):
    """Ports run from 1 to 65535."""
    with pytest.raises(UsageError, match="A number from 1 to 65535 belongs there"):
        free("127.0.0.1", port)


def test_a_free_port_is_left_free():
    """Looking takes nothing away: a second look finds it free too."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    free("127.0.0.1", port)
    free("127.0.0.1", port)


def test_a_folder_without_a_snapshot_is_a_sentence(tmp_path):
    """Before any server starts."""
    with pytest.raises(SnapshotError, match="Run: python -m dashboard build"):
        serve(tmp_path, 8501)


def test_an_address_of_another_machine_is_a_sentence():
    """192.0.2.1 is kept for documentation: no machine has it."""
    with pytest.raises(UsageError, match=r"--host is 192\.0\.2\.1: this machine has no such address"):
        free("192.0.2.1", 8501)


def test_a_host_that_is_none_is_a_sentence(tmp_path):
    """An address of a page is no name of a host."""
    with pytest.raises(UsageError, match=r"--allow-host is 'http://news\.example'\. A bare name belongs there"):
        serve(tmp_path, 8501, allowed=["http://news.example"])
