"""The site as its files are now: what changed is read anew, and a page is drawn when asked for."""

import gc
import tempfile
import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ulo import pipeline
from ulo.core import paused_garbage_collection
from ulo.site.hook import draw_shell, make_instance, site_config
from ulo.site.menus import build_menus
from ulo.site.page import Item
from ulo.site.plan import SitePlan
from ulo.site.renderer import asset_version
from ulo.site.serving.faults import Fault, fault_of_error, fault_of_problems
from ulo.site.sitemap import files_for_robots
from ulo.site.writing import read_shell

# No page that is drawn by hand says anything of these but explained words.
RECORD_FOLDERS = ("orgs/", "library/")
# The operating system drops what is told faster than it is heard.
MANY = 1000


class Drawing:
    """A whole site. `shell` has the files that are written by hand, and `plan` all others."""

    def __init__(self, shell: Mapping[str, bytes], plan: SitePlan) -> None:
        self.shell, self.plan = shell, plan
        # Pages share what they derive from the catalogue, so one is drawn at a time.
        self._lock = threading.Lock()
        self._planning_error: Exception | None = None

    def draw(self, url: str) -> bytes | None:
        """What stands at a URL of the site; None where nothing does.

        Raises whatever goes wrong in our own code and templates.
        """
        name = f"{url}index.html" if url.endswith("/") or not url else url
        if name in self.shell:
            return self.shell[name]
        with self._lock, paused_garbage_collection():
            item = self._find(url)
            return self.plan.draw(item) if item else None

    def _find(self, url: str) -> Item | None:
        # A plan that has failed once would not find the rest.
        if self._planning_error:
            raise self._planning_error
        try:
            return self.plan.find(url)
        except Exception as error:
            self._planning_error = error
            raise


@dataclass(frozen=True)
class State:
    """What is to be seen: the last good drawing, and what is wrong since then, if anything.

    `version` is another one for each, and after each start of the server.
    """

    drawing: Drawing | None = None
    fault: Fault | None = None
    version: str = field(default_factory=lambda: str(time.time_ns()))

    @property
    def is_visible(self) -> bool:
        return bool(self.drawing or self.fault)


class LiveSite:
    """Follows the files of a project. `state` is what they amounted to at the last `update`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.state = State()
        self._check: pipeline.RepeatedCheck | None = None
        self._checked: pipeline.Checked | None = None
        self._is_shell_due = True
        self._changed = threading.Condition()

    def update(self, changed: Collection[str] = ()) -> bool:
        """Brings `state` up to date; `changed` are the paths that were saved.

        Gives whether there is anything new to be seen.
        """
        # Of very many, some may not have been told.
        is_any = len(changed) > MANY
        if is_any or any(path.split("/")[0] == "schema" for path in changed):
            self._check = None
        if is_any or not all(path.startswith(RECORD_FOLDERS) for path in changed):
            self._is_shell_due = True
        try:
            state = self._follow(changed)
        except Exception as error:
            # Whatever it is, the next save may mend it.
            self.fail(error, changed)
            return True
        if state:
            self._show(state)
        return bool(state)

    def fail(self, error: Exception, changed: Collection[str] = ()) -> None:
        """Shows what went wrong after these paths were saved, above the last good pages."""
        self._is_shell_due = True
        self._show(State(self.state.drawing, fault_of_error(error, self.root, changed)))

    def _show(self, state: State) -> None:
        with self._changed:
            self.state = state
            self._changed.notify_all()

    def wait_for_change(self, version: str, seconds: float) -> str:
        """The version to be seen, as soon as it is another; after these seconds, the same one.

        While there is nothing to be seen, whoever has a page of before may keep it.
        """
        with self._changed:
            is_new = self._changed.wait_for(
                lambda: self.state.is_visible and self.state.version != version, seconds
            )
            return self.state.version if is_new else version

    @paused_garbage_collection()
    def _follow(self, changed: Collection[str]) -> State | None:
        """The new state, or None where it is still what it was."""
        check = self._check
        if not check or check.today != pipeline.today():
            check = pipeline.RepeatedCheck(self.root)
            self._is_shell_due = True
        checked = check.check(changed)
        if check is not self._check:
            self._check = check
            # What is kept is large, and no garbage: the collector took a second to see that, again
            # and again, for 10,000 records.
            gc.freeze()
        if checked == self._checked and not self._is_shell_due:
            return None
        self._checked = checked
        if checked.errors:
            return State(self.state.drawing, fault_of_problems(checked.errors))
        drawing = None if self._is_shell_due else self._draw_in_same_shell(check, checked)
        drawing = drawing or self._draw(check, checked)
        self._is_shell_due = False
        return State(drawing)

    def _draw_in_same_shell(
        self, check: pipeline.RepeatedCheck, checked: pipeline.Checked
    ) -> Drawing | None:
        """The site of other records; None where the shell has other words to explain, too, or other
        menus, or where it has links between languages."""
        if not (last := self.state.drawing):
            return None
        if last.plan.editions:
            return None
        before = last.plan.catalogue
        catalogue = check.build_catalogue(checked, before.instance)
        if catalogue.glossary_entries != before.glossary_entries:
            return None
        if build_menus(catalogue) != build_menus(before):
            return None
        catalogue = catalogue.with_guides(before.guides, before.accounts)
        return Drawing(last.shell, SitePlan(catalogue, last.plan.frame))

    def _draw(self, check: pipeline.RepeatedCheck, checked: pipeline.Checked) -> Drawing:
        """The whole site, the pages that are written by hand with it."""
        asset_version.cache_clear()
        config = site_config(self.root)
        catalogue = check.build_catalogue(checked, make_instance(config))
        # Here it stands at the top, wherever it will be published.
        config.site_url = ""
        with tempfile.TemporaryDirectory() as folder:
            plan = draw_shell(config, catalogue, Path(folder))
            shell = dict(read_shell(Path(folder)))
        return Drawing(shell | dict(files_for_robots("", (), {})), plan)
