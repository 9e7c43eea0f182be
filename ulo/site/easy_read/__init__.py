"""What a page says, in Easy Read: short lines of easy words, each idea with a picture at its left.

Views are composed from the easy sentences of the vocabularies and of schema/locales/, and from the
one that a record has in easy words. Its other sentences are not written for this. A view says less
than its page, and nothing that the page does not say: where a record has more to say, the view
tells people to ask.
"""

from ulo.site.easy_read.elements import Idea, Link, Section, parse_easy_read
from ulo.site.easy_read.views import EasyRead

__all__ = ["EasyRead", "Idea", "Link", "Section", "parse_easy_read"]
