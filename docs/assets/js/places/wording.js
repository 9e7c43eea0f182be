/* The words that people put around the name of a place, and those that mean where they are; as
   ulo/geography/wording.py has them. They are those of a language, and come with the lists. */

import { fold } from "../shared/text.js";

/**
 * Regular expressions, by what they find; `in_full` is how a county is written.
 * @typedef {Record<"near_me" | "alone" | "lead" | "part" | "tail" | "county" | "listed" | "list" |
 *   "within" | "in_full", string>} PlaceWords
 */

export class PlaceWording {
  /** @param {PlaceWords} words */
  constructor(words) {
    this.nearMe = new RegExp(`^(?:${words.near_me}|${words.alone})$`);
    this.lead = new RegExp(words.lead, "i");
    this.part = new RegExp(words.part, "i");
    this.tail = new RegExp(words.tail, "i");
    this.county = new RegExp(words.county, "i");
    this.listed = new RegExp(words.listed, "i");
    this.list = new RegExp(words.list, "i");
    this.within = new RegExp(words.within);
    this.inFull = words.in_full;
  }

  /**
   * Whether a text that should be a place says only that it is where the writer is.
   * @param {string} text
   */
  isNearMe(text) {
    return this.nearMe.test(fold(text));
  }

  /**
   * The text without what people put around a name, ever less of it: "the area near Northby".
   * @param {string} text
   */
  shorterTexts(text) {
    const texts = [];
    let long = text;
    for (;;) {
      let short = long.replace(this.lead, "").replace(this.tail, "");
      if (short === long) short = long.replace(this.part, "");
      if (short === long) return texts;
      texts.push(short);
      long = short;
    }
  }

  /**
   * What a name may be written as: Co. East is County East, and that is East.
   * @param {string} name
   */
  countyNames(name) {
    if (!this.inFull) return [name];
    const county = name.trim().replace(this.county, this.inFull);
    const isCounty = county.startsWith(this.inFull);
    return [name, county, isCounty ? county.slice(this.inFull.length) : county];
  }

  /**
   * The name of an area without what joins it to a place in it: "in Eastshire".
   * @param {string} text
   */
  withoutWithin(text) {
    return text.replace(this.within, "");
  }

  /**
   * The names of a list such as "Eastshire and Westshire"; none where a text is no list. A comma alone says
   * where a place is ("Northby, Eastshire").
   * @param {string} text
   */
  splitList(text) {
    return this.listed.test(text) ? text.split(this.list) : [];
  }
}
