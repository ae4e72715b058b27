"""The catalogue of indicators: data that a person can edit, in the file that comes with Hegao and in the workspace."""

from figures.catalogue.file import DEFAULT_CATALOGUE, dump_catalogue, load_catalogue
from figures.catalogue.model import Better, Catalogue, Indicator, Nature, RateKind
from figures.catalogue.names import clean_name, key_of, split_growth

__all__ = [
    "DEFAULT_CATALOGUE",
    "Better",
    "Catalogue",
    "Indicator",
    "Nature",
    "RateKind",
    "clean_name",
    "dump_catalogue",
    "key_of",
    "load_catalogue",
    "split_growth",
]
