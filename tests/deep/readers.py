"""Readers without a browser: Streamlit's own messages over a socket, as its page sends and takes them."""

import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

LARGEST = 64_000_000  # bytes of a message
PATIENCE = 60  # seconds for one run


@dataclass(frozen=True)
class Told:
    """What came back in one run.

    Attributes:
        seconds: From asking to the end of the run.
        n_bytes: Size of the messages.
        n_charts: Charts among them; those that the browser has kept are not sent again.
        faults: Faults that a reader would see, and runs that ended in one.
    """

    seconds: float
    n_bytes: int
    n_charts: int
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Reader:
    """One reader's connection, and the messages that the browser would have kept."""

    socket: ClientConnection
    kept: list[str] = field(default_factory=list)

    async def ask(self, page: str, query: str) -> Told:
        """Open a page with a query, as a link or Back does, and read until the run has ended."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        message.rerun_script.cached_message_hashes.extend(self.kept)
        began = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        return await self._read(began)

    async def _read(self, began: float) -> Told:
        n_bytes, n_charts, faults = 0, 0, []
        while True:
            data = await self.socket.recv()
            n_bytes += len(data)
            message = ForwardMsg.FromString(data)
            element = message.delta.new_element.WhichOneof("type") if message.HasField("delta") else ""
            n_charts += element == "plotly_chart"
            if element == "exception":
                faults.append(message.delta.new_element.exception.message)
            if message.metadata.cacheable and message.hash not in self.kept:
                self.kept.append(message.hash)
            if message.HasField("script_finished"):
                if message.script_finished not in FINE:
                    faults.append(f"the run ended with {message.script_finished}")
                return Told(time.perf_counter() - began, n_bytes, n_charts, tuple(faults))


FINE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_EARLY_FOR_RERUN)


async def arrive(address: str) -> Reader:
    """A new reader of the dashboard at an address."""
    place = urlsplit(address)
    socket = await connect(
        f"ws://{place.netloc}/_stcore/stream",
        origin=address,
        subprotocols=["streamlit"],
        max_size=LARGEST,
        open_timeout=PATIENCE,
    )
    return Reader(socket)
