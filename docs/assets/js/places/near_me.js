/* The button that has the device say where it is. Nothing is asked for before it is pressed, and
   the answer stays on the device: it is turned into the nearest postcode district here. */

import { element } from "../shared/dom.js";

/** @typedef {import("../shared/distance.js").Point} Point */
/** @typedef {import("./answers.js").PlaceMatch} PlaceMatch */
/** @typedef {import("./geocoder.js").Geocoder} Geocoder */

// A position of the last minutes will do, and so will a rough one: a district is miles wide.
const OPTIONS = { enableHighAccuracy: false, maximumAge: 300_000, timeout: 15_000 };

/**
 * The button and what it promises; null in a browser that cannot say where it is.
 * @param {Geocoder} geocoder
 * @param {object} handlers
 * @param {(sentence: string) => void} handlers.announce says how it goes, or why there is no place
 * @param {(match: PlaceMatch) => void} handlers.onFound
 */
export function makeLocateButton(geocoder, { announce, onFound }) {
  if (!("geolocation" in navigator) || !isSecureContext) return null;
  const { answers } = geocoder.data;
  const button = element("button", answers.locate);
  button.type = "button";
  button.className = "plain-button";
  button.addEventListener("click", async () => {
    announce(answers.locating);
    button.disabled = true;
    try {
      const match = await geocoder.nearestTo(await readPosition());
      if (match) onFound(match);
      else announce(answers["locate-abroad"]);
    } catch {
      announce(answers["locate-failed"]);
    }
    button.disabled = false;
  });
  return element("div", element("p", button), element("p", answers["locate-private"]));
}

/** @returns {Promise<Point>} */
function readPosition() {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve([coords.latitude, coords.longitude]),
      reject,
      OPTIONS,
    );
  });
}
