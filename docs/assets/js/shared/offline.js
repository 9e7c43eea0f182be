/* Keeps pages on this device for when there is no connection, through the service worker. */

import { TOP } from "./site_root.js";

/**
 * @typedef {object} TrustedTypes
 * @property {(name: string, rules: {createScriptURL: () => string}) => ScriptUrlPolicy} createPolicy
 */
/** @typedef {{createScriptURL: (text: string) => string}} ScriptUrlPolicy */

/** The address of the service worker. Some browsers take the address of a script only from a policy
    whose name the page allows (ulo/exports/policies.py); this one lets no other address through. */
function workerAddress() {
  const { trustedTypes } = /** @type {{trustedTypes?: TrustedTypes}} */ (globalThis);
  const address = `${TOP}sw.js`;
  const policy = trustedTypes?.createPolicy("own-worker", { createScriptURL: () => address });
  return policy?.createScriptURL("") ?? address;
}

/**
 * Asks the service worker to keep these files, and what every page needs.
 * @param {string} kind one version of each kind is kept
 * @param {string} version
 * @param {string[]} files addresses from the top of the site
 */
export async function keepOffline(kind, version, files) {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(workerAddress(), { scope: TOP });
  const { active } = await navigator.serviceWorker.ready;
  const links = document.querySelectorAll("link[rel=stylesheet], link[rel=icon]");
  const scripts = document.querySelectorAll("script[src]");
  const shell = [...links, ...scripts].map((used) =>
    used instanceof HTMLScriptElement ? used.src : /** @type {HTMLLinkElement} */ (used).href,
  );
  const icons = [...document.querySelectorAll("use")].map(
    (used) => new URL(used.href.baseVal, document.baseURI).href.split("#")[0],
  );
  const used = new Set([...files.map((file) => TOP + file), ...shell, ...icons]);
  active?.postMessage({ kind, version, files: [...used] });
}

/**
 * Asks the service worker, if there is one, to forget all files of a kind, after all that it was
 * asked to keep before.
 * @param {string} kind
 */
export async function forgetOffline(kind) {
  const registration = await navigator.serviceWorker?.getRegistration(TOP);
  registration?.active?.postMessage({ kind, version: "", files: [] });
}
