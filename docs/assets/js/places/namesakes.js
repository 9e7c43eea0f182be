/* Which of the places and the area of one name is meant, or the choice between them. */

import { formatMessage } from "../shared/messages.js";
import { nameKey } from "../shared/text.js";
import { areaMatch } from "./answers.js";

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./answers.js").PlaceMatch} PlaceMatch */
/** @typedef {import("./gazetteer.js").Area} Area */
/** @typedef {import("./gazetteer.js").Gazetteer} Gazetteer */
/** @typedef {import("./gazetteer.js").Place} Place */

export class Namesakes {
  /**
   * @param {Answers} answers
   * @param {Gazetteer} gazetteer
   */
  constructor(answers, gazetteer) {
    this.answers = answers;
    this.gazetteer = gazetteer;
  }

  /**
   * Which of the places and the area of one name is meant.
   * @param {string} text
   * @param {Place[]} places
   * @param {Area} [area]
   * @returns {Answer}
   */
  choose(text, places, area) {
    // A village that is called like a nation is not what people mean by that name.
    const key = nameKey(text);
    const hasUsualName = places.some((place) => nameKey(place.name) === key);
    // A council is meant by its name, not a town that is only called so, too.
    const isCouncil = area?.kind === "council" && nameKey(area.title) === key;
    if (area && (!places.length || area.kind === "nation" || (isCouncil && !hasUsualName))) {
      if (area !== this.gazetteer.country) return areaMatch(area);
      return this.answers.notFound("wide", { query: area.title }, [areaMatch(area)]);
    }
    // A town and the council around it are one answer; a town and an area elsewhere of the same
    // name are two.
    const elsewhere = area && !places.some((place) => this.gazetteer.isWithin(place.council, area));
    if (places.length === 1 && !elsewhere) return this.placeMatch(places[0]);
    const options = this.options(places);
    if (elsewhere && area.parent) {
      const parent = this.gazetteer.area(area.parent).title;
      options.push({ ...areaMatch(area), label: `${area.title}, ${parent}` });
    }
    const query = places.find((place) => nameKey(place.name) === key)?.name ?? text;
    return this.answers.choices("several", { query }, options);
  }

  /**
   * @param {Place} place
   * @returns {PlaceMatch}
   */
  placeMatch(place) {
    const label = this.gazetteer.qualifiedName(place);
    const pages = [{ id: place.page, label }];
    return {
      kind: "found",
      name: place.name,
      label,
      area: place.council,
      point: place.point,
      pages,
    };
  }

  /**
   * Places with labels that tell them apart, in the order of these.
   * @param {Place[]} places
   */
  options(places) {
    const found = places.map((place) => ({ place, answer: this.placeMatch(place) }));
    found.sort((one, other) => compareTexts(one.answer.label, other.answer.label));
    return found.map(({ place, answer }) => {
      const same = found.filter((other) => other.answer.label === answer.label);
      if (same.length === 1 || !place.beside) return answer;
      const facts = { place: answer.label, other: place.beside };
      return { ...answer, label: formatMessage(this.answers.sentences.near, facts) };
    });
  }
}

/**
 * @param {string} one
 * @param {string} other
 */
function compareTexts(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
