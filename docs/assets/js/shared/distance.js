/** @typedef {[latitude: number, longitude: number]} Point in degrees */

const EARTH_DIAMETER_IN_MILES = 7917.6;

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
