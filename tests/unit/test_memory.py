"""The search for garbage is paused, and goes on as it was before."""

import gc

import pytest

from ulo.core import paused_garbage_collection


@pytest.mark.parametrize("was_enabled", [True, False])
def test_the_search_for_garbage_goes_on_as_before(was_enabled):
    (gc.enable if was_enabled else gc.disable)()
    try:
        with paused_garbage_collection():
            assert not gc.isenabled()
            with paused_garbage_collection():
                pass
            assert not gc.isenabled()
        assert gc.isenabled() == was_enabled
        with pytest.raises(ValueError, match="stopped"), paused_garbage_collection():
            raise ValueError("stopped")
        assert gc.isenabled() == was_enabled
    finally:
        gc.enable()
