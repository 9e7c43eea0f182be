/* Notes each stop of the keyboard. At the next key the browser has scrolled to the stop and drawn it: it is looked at then. */

window.walked = [];
const been = new Set();

window.lookAtStop = () => {
  const e = document.activeElement;
  // At the end the focus starts again at the top, or leaves the page.
  if (!e || e === document.body || e.id === "main" || been.has(e)) return;
  been.add(e);
  // Of a checkbox the whole label can be clicked.
  const at = e.getBoundingClientRect(), whole = (e.closest("label") ?? e).getBoundingClientRect(), style = getComputedStyle(e);
  const own = (e.innerText ?? e.querySelector("title").textContent).trim();
  const beside = ((e.closest("p, li, dd, td, figcaption") ?? e.parentElement).innerText ?? "").trim().length - own.length;
  const line = e.getClientRects()[0], drawn = Boolean(e.closest("svg"));
  // The middle of what can be seen of it.
  const middle = (start, end, most) => (Math.max(start, 0) + Math.min(end, most)) / 2;
  const top = document.elementFromPoint(middle(line.left, line.right, innerWidth), middle(line.top, line.bottom, innerHeight));
  const before = walked[walked.length - 1]?.element;
  walked.push({
    element: e, html: e.outerHTML.slice(0, 140), name: own || e.getAttribute("aria-label") || e.labels?.[0]?.innerText || "", drawn,
    seen: at.top >= -1 && at.left >= -1 && at.bottom <= innerHeight + 1 && at.right <= innerWidth + 1 || at.height > innerHeight / 2,
    covered: !drawn && !(top && (e.contains(top) || top.contains(e) || e.closest("label")?.contains(top))),
    visible: e.matches(":focus-visible"),
    // The keyboard goes in the order in which the page is read.
    forward: !before || Boolean(before.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING),
    inline: style.display === "inline" && beside > 0, width: whole.width, height: whole.height,
  });
};

addEventListener("keydown", window.lookAtStop, true);
