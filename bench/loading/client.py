"""A session of the app as the server knows it: the messages of a browser over a websocket, without the browser.

The screen is read with Streamlit's own reader of its messages, the one that its tests use.
"""

import json
import random
import re
import time
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1.element_tree import ElementTree, parse_tree_from_messages
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

_PATIENCE = 180  # seconds
_EVENTS = "$$STREAMLIT_INTERNAL_KEY_{}__events"  # where Streamlit takes what was pressed in a component


class Failed(Exception):
    """The app showed an error, or did not answer, or lacks what was to be pressed."""


class Client:
    """One session. What opens, presses or sends waits for the whole answer and says the seconds until it stood."""

    def __init__(self, address: str):
        self._address = address
        self._socket = connect(
            f"{address.replace('http', 'ws', 1)}/_stcore/stream",
            origin=Origin(address),
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            open_timeout=60,
        )
        self._known: dict[str, ForwardMsg] = {}
        self._shown: list[ForwardMsg] = []
        self._session = self._page_hash = self._query = ""
        self._kept: dict[str, WidgetState] = {}
        self.screen: Any = ElementTree()

    def close(self) -> None:
        """Ends the session."""
        self._socket.close()

    @property
    def query(self) -> dict[str, str]:
        """What the address says behind the question mark."""
        return {name: values[-1] for name, values in parse_qs(self._query).items()}

    # what is on the screen

    def has(self, label: str, *, exact: bool = False) -> bool:
        """Whether a button reads so."""
        return self._button(label, exact) is not None

    def said(self) -> str:
        """Every sentence of the screen that tells of success, a warning or a fault."""
        kinds = ("success", "info", "warning", "error")
        told = [str(one.value) for kind in kinds for one in self.screen.get(kind)]
        passing = (one.proto.body for one in self.screen.get("html"))
        return "\n".join([*told, *(body for body in passing if 'class="passing"' in body)])

    def component(self, name: str) -> tuple[str, dict[str, Any]] | None:
        """The id of the component of this name, and what it was told."""
        return next(self._components(name), None)

    def _components(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for message in self._shown:
            element = message.delta.new_element
            if element.WhichOneof("type") == "bidi_component" and element.bidi_component.component_name == name:
                told = element.bidi_component
                yield told.id, json.loads(told.json if told.WhichOneof("data") == "json" else told.mixed.json)

    # what a person does

    def page(self, path: str) -> float:
        """Opens a page (`figures?view=list`) afresh."""
        parts = urlsplit(path)
        self._query, self._page_hash = parts.query, ""
        self._kept.clear()
        message = BackMsg()
        message.rerun_script.page_name = parts.path
        message.rerun_script.query_string = parts.query
        return self._run(message)

    def fill(self, label: str, words: str) -> None:
        """Writes into the field called `label`; it is sent with what is pressed next."""
        fields = [*self.screen.get("text_input"), *self.screen.get("text_area")]
        found = next((one for one in fields if one.label.startswith(label)), None)
        if found is None:
            raise Failed(f"no field is called {label}")
        self._kept[found.id] = WidgetState(id=found.id, string_value=words)

    def choose(self, label: str, option: str) -> float:
        """Picks `option` of the list called `label`."""
        lists = self.screen.get("selectbox")
        found = next((one for one in lists if one.label == label and option in one.options), None)
        if found is None:
            raise Failed(f"no list {label} has {option}")
        self._kept[found.id] = WidgetState(id=found.id, string_value=option)
        return self._send()

    def press(self, label: str, *, exact: bool = False) -> float:
        """Presses the button that reads `label`, or begins so where it is not to be `exact`."""
        button = self._button(label, exact)
        if button is None:
            raise Failed(f"no button reads {label}")
        return self._send([WidgetState(id=button.id, trigger_value=True)])

    def turn(self, place: str, chance: random.Random) -> float:
        """Presses any of the places whose name begins so, in what can be pressed on the screen."""
        for component, told in self._components("clickable"):
            places = re.findall(rf'data-do="({place}[^"]*)"', str(told.get("html", "")))
            if places:
                return self.act(component, {}, "done", chance.choice(places))
        raise Failed(f"there is no {place}")

    def ask(self, words: str) -> float:
        """Sends `words` from the line at the foot of a conversation."""
        lines = self.screen.get("chat_input")
        if not lines:
            raise Failed("there is no line to ask in")
        state = WidgetState(id=lines[0].id)
        state.chat_input_value.data = words
        return self._send([state])

    def act(self, component: str, state: dict[str, object], event: str, value: object) -> float:
        """Leaves `state` in a component and lets `event` happen in it."""
        left = WidgetState(id=component, json_value=json.dumps(state))
        happened = WidgetState(
            id=_EVENTS.format(component), json_trigger_value=json.dumps([{"event": event, "value": value}])
        )
        self._kept[component] = left
        return self._send([happened])

    def upload(self, name: str, data: bytes) -> float:
        """Puts a file into the first upload field."""
        field = next(iter(self.screen.get("file_uploader")), None)
        if field is None:
            raise Failed("there is no field for files")
        begun = time.monotonic()
        message = BackMsg()
        message.file_urls_request.request_id = str(uuid4())
        message.file_urls_request.file_names.append(name)
        message.file_urls_request.session_id = self._session
        self._socket.send(message.SerializeToString())
        while (answer := self._received(begun)).WhichOneof("type") != "file_urls_response":
            pass
        urls = answer.file_urls_response.file_urls[0]
        with httpx.Client(base_url=self._address, timeout=_PATIENCE) as http:
            http.get("/_stcore/health")
            token = http.cookies.get("_streamlit_xsrf") or ""
            sent = http.put(urls.upload_url, files={"file": (name, data)}, headers={"X-Xsrftoken": token})
        if sent.status_code >= 400:
            raise Failed(f"the file was not taken: {sent.status_code} {sent.text[:80]}")
        state = WidgetState(id=field.proto.id)
        state.file_uploader_state_value.uploaded_file_info.add(
            file_id=urls.file_id, name=name, size=len(data), file_urls=urls
        )
        self._kept[field.proto.id] = state
        self._send()
        return time.monotonic() - begun

    # the messages

    def _button(self, label: str, exact: bool) -> Any:
        buttons = self.screen.get("button")
        return next((one for one in buttons if one.label == label or (not exact and one.label.startswith(label))), None)

    def _send(self, more: Iterable[WidgetState] = ()) -> float:
        message = BackMsg()
        message.rerun_script.page_script_hash = self._page_hash
        message.rerun_script.query_string = self._query
        # What nobody touched the server knows by its default; what was touched on this page is told every time.
        message.rerun_script.widget_states.widgets.extend([*self._kept.values(), *more])
        return self._run(message)

    def _run(self, message: BackMsg) -> float:
        begun = time.monotonic()
        self._socket.send(message.SerializeToString())
        shown: list[ForwardMsg] = []
        while True:
            told = self._received(begun)
            kind = told.WhichOneof("type")
            if kind == "new_session":
                shown = []
                self._session = told.new_session.initialize.session_id or self._session
            elif kind == "navigation":
                self._page_hash = told.navigation.page_script_hash
            elif kind == "page_info_changed":
                self._query = told.page_info_changed.query_string
            elif kind == "delta":
                shown.append(told)
            elif kind == "script_finished" and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                break
        took = time.monotonic() - begun
        self._shown, self.screen = shown, parse_tree_from_messages(_without_overbuilt(shown))
        wrong = [str(one.value) for kind in ("error", "exception") for one in self.screen.get(kind)]
        if wrong:
            raise Failed("；".join(wrong))
        return took

    def _received(self, begun: float) -> ForwardMsg:
        left = begun + _PATIENCE - time.monotonic()
        if left <= 0:
            raise Failed("no answer")
        try:
            data = self._socket.recv(timeout=left)
        except TimeoutError:
            raise Failed("no answer") from None
        message = ForwardMsg()
        message.ParseFromString(data if isinstance(data, bytes) else data.encode())
        if message.WhichOneof("type") == "ref_hash":
            known = ForwardMsg()
            known.CopyFrom(self._known[message.ref_hash])
            known.metadata.CopyFrom(message.metadata)
            return known
        if message.metadata.cacheable and message.hash:
            self._known[message.hash] = message
        return message


def _without_overbuilt(shown: list[ForwardMsg]) -> list[ForwardMsg]:
    """The deltas without elements in whose place a container was put later: Streamlit's reader does not expect them."""
    left: dict[int, ForwardMsg] = {}
    elements: dict[tuple[int, ...], int] = {}
    for at, message in enumerate(shown):
        place = tuple(message.metadata.delta_path)
        kind = message.delta.WhichOneof("type")
        if kind == "add_block" and place in elements:
            left.pop(elements.pop(place), None)
        elif kind == "new_element":
            elements[place] = at
        left[at] = message
    return list(left.values())
