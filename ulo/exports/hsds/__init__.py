"""The directory in the form of Open Referral (HSDS 3.0), as files that never change a name.

Councils and link workers' systems read this standard, in the profile that the country uses. Each
group is one organisation and one
service that it runs. Every file holds to the JSON Schemas of the standard; what it has no field
for is left out, and so is what a record does not say. docs/data/open-referral.md has the fields,
and a test compares the two.
"""

from ulo.exports.hsds.listing import KINDS, PAGE_SIZE, hsds_files

__all__ = ["KINDS", "PAGE_SIZE", "hsds_files"]
