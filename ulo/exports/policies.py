"""What browsers may do with the files of the site.

A policy stands in each page, since many hosts send no headers of ours, and in the headers that
other hosts send (`hosts`). Where there are both, browsers keep to both.
"""

# A script element with data in it (JSON-LD) passes, as it is not run; inline scripts and styles do
# not. No script of ours makes HTML or scripts of texts: browsers that know of Trusted Types refuse
# to. The one policy lets through the address of our service worker; several scripts of one page
# make it.
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; require-trusted-types-for 'script'; "
    "trusted-types own-worker 'allow-duplicates'"
)
# What the policy of a page allows besides, where it shows others in frames.
FRAME_POLICY = "; frame-src 'self'"
# The lists for other sites have a style sheet and an icon, and nothing else.
EMBED_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
)
