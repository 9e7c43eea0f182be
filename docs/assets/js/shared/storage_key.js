/* Under which names this site keeps something in a browser. All sites at one host share what is kept,
   and on hosts for many, such as GitHub Pages, they stand in folders beside each other. */

import { TOP } from "./site_root.js";

/**
 * The name of something that this site keeps; preferences.js makes its own in the same way.
 * @param {string} name
 */
export const storageKey = (name) => `${new URL(TOP).pathname} ${name}`;
