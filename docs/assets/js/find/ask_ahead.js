/* What the search will ask for is on its way while the search itself is. */

import { element } from "../shared/dom.js";

/** @param {string} address of a script, or of a list */
export function askAhead(address) {
  const ahead = element("link");
  ahead.href = address;
  if (address.includes(".js?")) {
    ahead.rel = "modulepreload";
  } else {
    ahead.rel = "preload";
    ahead.as = "fetch";
    ahead.crossOrigin = "anonymous";
  }
  document.head.append(ahead);
}
