/* What a postcode leads to. */

import { areaMatch } from "./answers.js";
import { Postcodes } from "./postcodes.js";

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./answers.js").PlaceMatch} PlaceMatch */
/** @typedef {import("./gazetteer.js").Gazetteer} Gazetteer */
/** @typedef {import("./outcodes.js").Outcode} Outcode */
/** @typedef {import("./outcodes.js").Outcodes} Outcodes */
/** @typedef {import("./postcodes.js").Postcode} Postcode */
/** @typedef {import("./postcodes.js").PostcodeData} PostcodeData */

export class PostcodeLookup {
  /**
   * @param {PostcodeData} data
   * @param {Answers} answers
   * @param {Gazetteer} gazetteer
   * @param {Outcodes} outcodes
   */
  constructor(data, answers, gazetteer, outcodes) {
    this.postcodes = new Postcodes(data);
    this.answers = answers;
    this.gazetteer = gazetteer;
    this.outcodes = outcodes;
  }

  /** @param {string} text */
  parse(text) {
    return this.postcodes.parse(text);
  }

  /** @param {string} text */
  split(text) {
    return this.postcodes.split(text);
  }

  /**
   * @param {Postcode} postcode
   * @returns {Promise<Answer>}
   */
  async lookup({ text, outcode: code = "", problem, where, area, town }) {
    if (problem) {
      const known = area ? [this.gazetteer.area(area)] : [];
      const facts = { query: text, where, area: known[0]?.title, town };
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
