/* How far apart two places are, and no more exactly than we know where either is: the same as in
   ulo/geography. The tests hold the two together. */

/** @typedef {[latitude: number, longitude: number]} Point in degrees */

/**
 * What the point of a place stands for. By its council alone nobody knows how far it is.
 * @typedef {"coordinates" | "postcode-district" | "town" | "council" | "wide"} Precision
 */

/**
 * Where something is.
 * @typedef {object} Spot
 * @property {Point} point
 * @property {Precision} precision
 * @property {string} town its key, empty where it is not known
 */

const EARTH_DIAMETER_IN_MILES = 7917.6;
// A town counts from its middle, as on a road sign. The middles of towns nearer to each other than
// this do not tell how far it is from one of their people to another.
const LEAST_TOWN_MILES = 5;

/**
 * Miles between two points as the crow flies.
 * @param {Point} one
 * @param {Point} other
 */
export function milesBetween([latitude, longitude], [otherLatitude, otherLongitude]) {
  const radians = Math.PI / 180;
  const haversine =
    Math.sin(((otherLatitude - latitude) * radians) / 2) ** 2 +
    Math.cos(latitude * radians) *
      Math.cos(otherLatitude * radians) *
      Math.sin(((otherLongitude - longitude) * radians) / 2) ** 2;
  return EARTH_DIAMETER_IN_MILES * Math.asin(Math.sqrt(haversine));
}

/** @param {Spot} spot */
const isExact = ({ precision }) =>
  precision === "coordinates" || precision === "postcode-district";

/** @param {Spot} spot */
export const isMeasurable = (spot) => isExact(spot) || spot.precision === "town";

/**
 * The distance that may be told: whole miles, 0 for less than one; null if it is not known. There
 * is none within a town unless both are known by more than the town.
 * @param {Spot} one
 * @param {Spot} other
 */
export function wholeMiles(one, other) {
  if (!isMeasurable(one) || !isMeasurable(other)) return null;
  const miles = milesBetween(one.point, other.point);
  if (isExact(one) && isExact(other)) return exactMiles(one, other, miles);
  const isSameTown = one.town !== "" && one.town === other.town;
  return isSameTown || miles < LEAST_TOWN_MILES ? null : Math.round(miles);
}

/**
 * @param {Spot} one
 * @param {Spot} other
 * @param {number} miles
 */
function exactMiles(one, other, miles) {
  const isOffice = one.precision === "coordinates" && other.precision === "coordinates";
  if (isOffice) return Math.round(miles);
  // Two of one outcode are in it, wherever; the middles of two outcodes may be near each other.
  const isSamePoint = one.point.every((axis, number) => axis === other.point[number]);
  return isSamePoint ? null : Math.max(1, Math.round(miles));
}
