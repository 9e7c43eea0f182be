"""The national grid, on which the packages and the maps have their points."""

from pathlib import Path

from ulo.core import read_yaml
from ulo.geography import make_grid

_GRID = make_grid(read_yaml(Path(__file__).parents[2] / "country" / "grid.yml"))
to_grid, from_grid = _GRID.to_grid, _GRID.from_grid
