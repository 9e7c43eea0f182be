/* Coordinates as people write them. */

/** @typedef {import("../shared/distance.js").Point} Point */

const NUMBER = "[-+−]?\\d{1,3}(?:[.,]\\d+)?";
const COORDINATES = new RegExp(
  `^(?:geo:)?(${NUMBER})\\s*(?:°\\s*)?(?:([NS])\\s*)?(?:[,;/]\\s*|(?<=\\s))` +
    `(${NUMBER})\\s*(?:°\\s*)?([EW])?$`,
  "i",
);

/**
 * The point that a text gives, wherever it is; null for any other text.
 * @param {string} text
 * @returns {Point | null}
 */
export function parseCoordinates(text) {
  const found = COORDINATES.exec(text);
  if (!found) return null;
  const [, first, northOrSouth = "", second, eastOrWest = ""] = found;
  const north = parseNumber(first);
  const east = parseNumber(second);
  const latitude = /n/i.test(northOrSouth) ? Math.abs(north) : north;
  const longitude = /w/i.test(eastOrWest) ? -Math.abs(east) : east;
  return [latitude, longitude];
}

/** @param {string} text */
const parseNumber = (text) => Number(text.replace("−", "-").replace(",", "."));
