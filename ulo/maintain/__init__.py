"""What maintainers do beside the site: review, links, registers, reconfirmation, geodata."""

__all__ = [
    "geodata",
    "links",
    "reconfirmation",
    "registers",
    "review",
]
