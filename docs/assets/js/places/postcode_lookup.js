/* What a postcode leads to. */

import { areaMatch } from "./answers.js";
import { parsePostcode, splitPostcode } from "./postcodes.js";

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./answers.js").PlaceMatch} PlaceMatch */
/** @typedef {import("./gazetteer.js").Gazetteer} Gazetteer */
/** @typedef {import("./outcodes.js").Outcode} Outcode */
/** @typedef {import("./outcodes.js").Outcodes} Outcodes */
/** @typedef {import("./postcodes.js").PlacesOutside} PlacesOutside */
/** @typedef {import("./postcodes.js").Postcode} Postcode */

export class PostcodeLookup {
  /**
   * @param {PlacesOutside} outside
   * @param {Answers} answers
   * @param {Gazetteer} gazetteer
   * @param {Outcodes} outcodes
   */
  constructor(outside, answers, gazetteer, outcodes) {
    this.outside = outside;
    this.answers = answers;
    this.gazetteer = gazetteer;
    this.outcodes = outcodes;
  }

  /** @param {string} text */
  parse(text) {
    return parsePostcode(text, this.outside);
  }

  /** @param {string} text */
  split(text) {
    return splitPostcode(text, this.outside);
  }

  /**
   * @param {Postcode} postcode
   * @returns {Promise<Answer>}
   */
  async lookup({ text, outcode: code = "", problem, where }) {
    if (problem) {
      const known = problem === "northern-ireland" ? [this.gazetteer.area(problem)] : [];
      const facts = { query: text, where };
      return { ...this.answers.notFound(problem, facts, known.map(areaMatch)), problem };
    }
    const outcode = await this.outcodes.find(code);
    if (outcode) return this.match(outcode);
    const parts = await this.outcodes.parts(code);
    if (parts.length) {
      const options = parts.map((part) => this.match(part));
      return this.answers.choices("parts", { query: code }, options);
    }
    const sentence = await this.outcodes.problem(code);
    const near = sentence === "no-district" ? await this.outcodes.similar(code) : [];
    const suggestions = near.map((other) => ({ name: other.code, ...this.match(other) }));
    return this.answers.notFound(sentence, { query: code }, suggestions);
  }

  /**
   * @param {Outcode} outcode
   * @returns {PlaceMatch}
   */
  match({ code, point, pages: ids }) {
    const pages = ids.map((id) => ({
      id,
      label: ids.length > 1 ? this.gazetteer.area(id).title : code,
    }));
    return { kind: "found", label: code, point, pages };
  }
}
