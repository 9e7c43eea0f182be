"""The site while somebody works on it: each page is drawn when a browser asks for it.

watching    which of our files were saved
live_site   what is to be seen now, and bringing it up to date
faults      what is wrong, for a terminal and for a browser
server      answers browsers on this computer
"""

from ulo.site.serving.live_site import LiveSite
from ulo.site.serving.server import Server
from ulo.site.serving.watching import Watcher

__all__ = ["LiveSite", "Server", "Watcher"]
