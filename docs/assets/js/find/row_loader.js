/* Fetches what results show of groups, a few groups to a file. */

/** @typedef {import("./search_index.js").IndexData} IndexData */
/** @typedef {import("./search_index.js").JsonLoader} JsonLoader */
/** @typedef {import("./search_index.js").Row} Row */
/** @typedef {import("./search_index.js").RowsData} RowsData */

export class RowLoader {
  /**
   * @param {Pick<IndexData, "shard" | "rows">} data
   * @param {JsonLoader} load
   */
  constructor({ shard, rows }, load) {
    this.shard = shard;
    this.start = rows;
    this.load = load;
    /** @type {Map<number, Promise<RowsData>>} by the number of their file */
    this.loading = new Map();
  }

  /**
   * @param {number} group
   * @returns {Promise<Row>}
   */
  async row(group) {
    const number = Math.floor(group / this.shard);
    let loading = this.loading.get(number);
    if (!loading) {
      loading = /** @type {Promise<RowsData>} */ (this.load(`${this.start}${number}.json`));
      this.loading.set(number, loading);
      // The next one who asks tries again.
      loading.catch(() => this.loading.delete(number));
    }
    const { rows } = await loading;
    return rows[group % this.shard];
  }
}
