/* What is found besides the words that somebody types: words for the same, and what they imply. */

/** @typedef {import("./query_parser.js").Token} Token */

const LONGEST_PHRASE = 4;

export class Synonyms {
  /**
   * @param {string[][]} alike lines of words and phrases that mean the same
   * @param {Record<string, string[]>[]} implied what people type by what is found besides
   * @param {Set<string>} stopWords
   */
  constructor(alike, implied, stopWords) {
    this.stopWords = stopWords;
    /** @type {Map<string, string[]>} */
    this.others = new Map();
    for (const line of alike) {
      for (const phrase of line) {
        this.add(
          phrase,
          line.filter((other) => other !== phrase),
        );
      }
    }
    for (const [meaning, phrases] of implied.flatMap(Object.entries)) {
      for (const phrase of phrases) this.add(phrase, [meaning]);
    }
    this.words = new Set([...this.others.keys()].flatMap((phrase) => phrase.split(" ")));
  }

  /**
   * @param {string} phrase
   * @param {string[]} others
   */
  add(phrase, others) {
    this.others.set(phrase, [...(this.others.get(phrase) ?? []), ...others]);
  }

  /**
   * Every word gets the words and phrases that people use for the same thing.
   * @param {Token[]} tokens
   */
  addTo(tokens) {
    tokens.forEach((token, start) => {
      for (let length = LONGEST_PHRASE; length > 0; length -= 1) {
        const run = tokens.slice(start, start + length);
        if (run.length < length) continue;
        const own = this.others.get(run.map(({ text }) => text).join(" "));
        const ofCorrection =
          length === 1 && !token.certain && token.candidates.length
            ? this.others.get(token.candidates[0][0])
            : undefined;
        for (const part of run) {
          // What somebody means by a word is better than a word that only looks like it.
          if (own && !part.certain) Object.assign(part, { candidates: [], certain: true });
          for (const other of own ?? ofCorrection ?? []) this.addSynonym(part, other);
        }
      }
    });
  }

  /**
   * @param {Token} token
   * @param {string} other a word or a phrase
   */
  addSynonym(token, other) {
    if (!other.includes(" ")) token.synonyms.push(other);
    else {
      const words = other.split(" ").filter((word) => !this.stopWords.has(word));
      token.synonymPhrases.push({ text: other, words });
    }
  }
}
