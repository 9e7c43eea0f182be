"""What maintainers do beside the site.

Review, links, registers, reconfirmation, releases of the data, geodata.
"""

__all__ = [
    "confirmation_email",
    "geodata",
    "links",
    "reconfirmation",
    "registers",
    "release",
    "review",
]
