/* The code that shows that somebody reads the mailbox of a group. It comes after the # of an
   address, which no browser sends to a server; here it goes no further than the tab. */

import { storageKey } from "../shared/storage_key.js";

// Slug, last day, digest of the record, signature, as ulo/contribute/signed_codes.py writes them.
const CODE = /^([a-z0-9]+(?:-[a-z0-9]+)*)\.[0-9]{8}\.[\w-]{22}\.[\w-]{22}$/;
const LONGEST_CODE = 160;
const MARK = "#code=";
const KEY = storageKey("add:code");

/**
 * The group that a code is for, or null where the text is no code.
 * @param {string} text
 */
export function groupOfCode(text) {
  const found = text.length <= LONGEST_CODE ? CODE.exec(text) : null;
  return found ? found[1] : null;
}

/**
 * The part of an address after the # that hands a code on to another page of ours.
 * @param {string} code
 */
export const codeFragment = (code) => MARK + code;

/**
 * The code for a group that came with the address of this page, now or earlier in this tab; empty
 * without one.
 * @param {string | null} slug
 */
export function codeForGroup(slug) {
  const { hash } = location;
  const code = hash.startsWith(MARK) ? hash.slice(MARK.length) : null;
  try {
    if (code !== null) sessionStorage.setItem(KEY, code);
    const kept = sessionStorage.getItem(KEY) ?? "";
    return groupOfCode(kept) === slug && slug ? kept : "";
  } catch {
    return code !== null && slug && groupOfCode(code) === slug ? code : "";
  }
}
