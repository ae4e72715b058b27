"""The one model of a desk: chosen by the settings when it is first asked for, and let go with the desk.

Importing this loads no library; asking for the model does.
"""

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from errors import InputError
from prompts.models.choice import choose_model, why_no_model
from settings import Settings

if TYPE_CHECKING:
    from prompts.models.asking import Limits, Model
    from prompts.models.connection import Connection


@dataclass(frozen=True, slots=True)
class ModelTold:
    """The model that is set: its name, its address, and whether that is inside the house."""

    name: str
    address: str
    local: bool


class ChosenModel:
    """The model that the settings name, for any number of threads."""

    def __init__(self, settings: Settings):
        self.limits: Limits | None = None
        """How long it is waited for; None for the usual. Set before it is first asked for."""
        self._settings = settings
        self._model: Model | None = None
        self._lock = Lock()

    @property
    def lacking(self) -> str:
        """Why there is none, in a sentence; "" where one is set."""
        return why_no_model(self._settings)

    def told(self) -> ModelTold | None:
        """What is set, or None. Asks nothing of the network."""
        if self.lacking:
            return None
        model = self.get()
        return ModelTold(model.name, model.address, model.local)

    def get(self) -> "Model":
        """The model itself. Raises `InputError` where none is set."""
        with self._lock:
            if self._model is None:
                self._model = choose_model(self._settings, self.limits)
            if self._model is None:
                raise InputError(self.lacking)
            return self._model

    def try_connection(self) -> "Connection":
        """Asks it one short question and tells in a sentence what came of it."""
        from prompts.models.connection import try_connection

        return try_connection(self.get())

    def close(self) -> None:
        """Lets its connections go."""
        with self._lock:
            if self._model is not None:
                self._model.close()
                self._model = None
