/* Where the site stands, and the part of it that is in the language of the page. */

/** The top of the site, with what all languages share. */
export const TOP = new URL("../../../", import.meta.url).href;

/** The folder of the pages in a language; the main one has the top itself. */
export const PAGES = TOP + (globalThis.document?.documentElement.dataset.below ?? "");
