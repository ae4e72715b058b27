"""What someone sends who does not keep to the page: widgets' values made up and put into the page's own connection."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_KEEP_CONNECTION = """
const Real = window.WebSocket;
window.WebSocket = class extends Real {
  constructor(...given) { super(...given); window.connection = this; }
};
"""


@dataclass
class Forger:
    """Listens to what the app sends to a page, and sends in the page's name."""

    page: Page
    buttons: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    script: str = ""

    def listen(self) -> None:
        """From the next loading of the page on."""
        self.page.add_init_script(_KEEP_CONNECTION)
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._hear))

    def _hear(self, frame: object) -> None:
        told = ForwardMsg()
        if not isinstance(frame, bytes):
            return
        told.ParseFromString(frame)
        if told.HasField("navigation"):
            self.script = told.navigation.page_script_hash
        element = told.delta.new_element
        if element.HasField("button"):
            self.buttons[element.button.label] = element.button.id
        elif element.HasField("text_input"):
            self.fields[element.text_input.label] = element.text_input.id

    def press(self, button: str, **typed: str) -> None:
        """Presses a button by its label, with words typed into fields by theirs, whatever the page lets one do."""
        message = BackMsg()
        message.rerun_script.page_script_hash = self.script
        message.rerun_script.query_string = urlsplit(self.page.url).query
        pressed = message.rerun_script.widget_states.widgets.add()
        pressed.id, pressed.trigger_value = self.buttons[button], True
        for label, words in typed.items():
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = self.fields[label], words
        self.page.evaluate("bytes => window.connection.send(new Uint8Array(bytes))", list(message.SerializeToString()))
