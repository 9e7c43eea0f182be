"""The way to a value inside of a record."""

# Names of fields, and numbers of entries counted from 0.
Pointer = tuple[str | int, ...]


def format_pointer(pointer: Pointer) -> str:
    """A pointer as people count: `work.2.year` is the year of the second entry under `work`."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in pointer)
