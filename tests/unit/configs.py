"""Configs for unit tests: that of the study, with other values where a test needs them."""

from copy import deepcopy
from pathlib import Path

import yaml

from crossframe.config import Config

ROOT = Path(__file__).parents[2]
STUDY = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))


def config_of(**given):
    """The study's config with other sections; of a section, only the keys given are others."""
    data = deepcopy(STUDY)
    for key, value in given.items():
        inner = isinstance(value, dict) and key not in ("measures", "aliases")
        data[key] = data[key] | value if inner else value
    return Config.model_validate(data)


def altered(config, path, value):
    """A config, or a part of it, with another value at a path, be it allowed there or not."""
    first, *rest = path
    if isinstance(config, dict):
        return config | {first: altered(config[first], rest, value) if rest else value}
    inner = altered(getattr(config, first), rest, value) if rest else value
    return config.model_copy(update={first: inner})
