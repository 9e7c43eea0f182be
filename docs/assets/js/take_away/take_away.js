/* What a page offers to take away: its address through the sheet of the device, and what can be
   copied from it. Where the browser cannot do it, there is no button. */

import { copyText } from "../shared/clipboard.js";
import { select } from "../shared/dom.js";
import { formatMessage } from "../shared/messages.js";

const part = select("[data-take-away]", HTMLElement);
const status = select("[data-copy-status]", HTMLElement);
const citation = select("[data-citation]", HTMLElement);
const citing = select("[data-copy-citation]", HTMLButtonElement);
const sharing = select("[data-share]", HTMLButtonElement, part);
const copying = part.querySelector(".copying");

/** @param {string} text */
const copy = (text) =>
  copyText(text, status, {
    copied: formatMessage(part.dataset.copied ?? "", { text }),
    failed: part.dataset.failed ?? "",
  });

/** The address of this page that others should have: without what only this reader chose. */
function pageAddress() {
  const canonical = document.querySelector("link[rel=canonical]");
  return canonical instanceof HTMLLinkElement ? canonical.href : location.href.split(/[?#]/)[0];
}

sharing.addEventListener("click", () => {
  // Who closes the sheet again wants nothing more.
  navigator.share({ title: document.title, url: pageAddress() }).catch(() => {});
});
citing.addEventListener("click", () => copy(citation.textContent?.trim() ?? ""));
part.addEventListener("click", ({ target }) => {
  const button = target instanceof Element && target.closest("[data-copy]");
  if (button instanceof HTMLElement) copy(button.dataset.copy ?? "");
});
// A site that does not know its own address leaves that to the reader's browser.
if (!document.querySelector("link[rel=canonical]")) citation.append(pageAddress());
sharing.hidden = !navigator.share;
citing.hidden = !navigator.clipboard;
if (copying instanceof HTMLElement) copying.hidden = !navigator.clipboard;
part.hidden = false;
