/* Whoever has seen the page for help in a crisis once, has it without a connection, too, with its
   Easy Read view. */

import { keepOffline } from "../shared/offline.js";

const VERSION = new URL(import.meta.url).search;
keepOffline("help", VERSION, [
  "help-now/",
  "help-now/easy/",
  `assets/js/help/help_page.js${VERSION}`,
]).catch(() => {});
