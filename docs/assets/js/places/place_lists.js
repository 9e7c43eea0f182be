/* The lists behind the boxes for a place, in small files: each is fetched when it is first needed.
   ulo/site/pages/gazetteer.py says what they hold. */

/** @typedef {import("./gazetteer.js").Area} Area */
/** @typedef {import("./gazetteer.js").NamesData} NamesData */
/** @typedef {import("./postcodes.js").PostcodeData} PostcodeData */
/** @typedef {import("./wording.js").PlaceWords} PlaceWords */

/**
 * What is in answers.json: sentences, the names of what is no one area, and which files there are.
 * @typedef {object} AnswersData
 * @property {Record<string, string>} answers the sentences
 * @property {PlaceWords} words
 * @property {PostcodeData} postcodes
 * @property {number} longest the most characters of a query
 * @property {[south: number, north: number, west: number, east: number]} bounds degrees around all
 *   points of the country
 * @property {number} farthest the miles that a point may be from its nearest place
 * @property {number} north the latitude from which on it may be farther away
 * @property {number} farthest_north
 * @property {number} apart the miles from which on a town and a postcode contradict each other
 * @property {number} post_town the miles that the post town of a council may be from its places
 * @property {number} post_town_beside the same where the two councils are next to each other
 * @property {Record<string, string>} abroad
 * @property {string[]} everywhere
 * @property {string[]} nowhere
 * @property {Record<string, string[]>} spread the areas that an informal region lies in
 * @property {string} outcode_letters
 * @property {string} name_letters
 */

/**
 * The outcodes with one first letter; those in use with their hundredths of a degree and their
 * pages.
 * @typedef {object} OutcodesData
 * @property {string[]} pages
 * @property {Record<string, [north: number, east: number, ...pages: number[]]>} in_use
 * @property {string[]} ended
 * @property {string[]} without_place
 */

/**
 * What may stand beside a council: the outcodes in it or nearly so, the ids of the councils next to
 * it, and hundredths of a degree of its places, north and east in turn.
 * @typedef {{outcodes: string[], beside: string[], points: number[]}} CouncilRow
 */

/** @typedef {(address: string) => Promise<unknown>} JsonLoader by an address from places/ */

export class PlaceLists {
  /**
   * @param {JsonLoader} load
   * @param {Area[]} [areas] where they are known already
   */
  constructor(load, areas) {
    this.load = load;
    this.knownAreas = areas;
    /** @type {Map<string, Promise<unknown>>} */
    this.loading = new Map();
  }

  async answers() {
    return /** @type {AnswersData} */ (await this.fetch("answers.json"));
  }

  /** @returns {Promise<Area[]>} */
  async areas() {
    if (this.knownAreas) return this.knownAreas;
    const { areas } = /** @type {{areas: AreaRow[]}} */ (await this.fetch("areas.json"));
    return areas.map(([id, title, kind, parent, names, covers]) => ({
      id,
      title,
      kind,
      parent,
      names,
      covers,
    }));
  }

  /**
   * The places with a name that begins with a letter.
   * @param {string} letter
   */
  async names(letter) {
    return /** @type {NamesData} */ (await this.fetch(`names/${letter}.json`));
  }

  /**
   * The outcodes that begin with a letter.
   * @param {string} letter
   */
  async outcodes(letter) {
    return /** @type {OutcodesData} */ (await this.fetch(`outcodes/${letter}.json`));
  }

  /**
   * The councils with an id that begins with a letter.
   * @param {string} letter
   */
  async councils(letter) {
    const data = await this.fetch(`councils/${letter}.json`);
    return /** @type {Record<string, CouncilRow>} */ (data);
  }

  /**
   * A list, once; after a failure the next call tries again.
   * @param {string} address
   */
  fetch(address) {
    const known = this.loading.get(address);
    if (known) return known;
    const loading = this.load(address).catch((error) => {
      this.loading.delete(address);
      throw error;
    });
    this.loading.set(address, loading);
    return loading;
  }
}

/** @typedef {[id: string, title: string, kind: string, parent: string, names: string[],
 *   covers: string[]]} AreaRow */
