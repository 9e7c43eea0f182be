/* What the geocoder answers. */

/** @typedef {import("./gazetteer.js").Area} Area */
/** @typedef {import("../shared/distance.js").Point} Point */

/** @typedef {{id: string, label: string}} PageLink a page of a place */

/**
 * One place. An outcode can lie in several councils, each with its page.
 * @typedef {object} PlaceMatch
 * @property {"found"} kind
 * @property {string} [name]
 * @property {string} label
 * @property {string} [area] the id of the area that it lies in
 * @property {Point} [point] where it is, if it is a town
 * @property {PageLink[]} pages
 */
/**
 * Several places of one name.
 * @typedef {{kind: "choices", sentence: string, options: PlaceMatch[]}} Ambiguous
 */
/** @typedef {{kind: "not-found", sentence: string, suggestions: PlaceMatch[]}} NotFound */
/** @typedef {PlaceMatch | Ambiguous | NotFound} Answer */

/**
 * @param {Area} area
 * @returns {PlaceMatch}
 */
export function areaMatch({ id, title }) {
  return { kind: "found", name: title, label: title, area: id, pages: [{ id, label: title }] };
}
