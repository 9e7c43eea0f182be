/* Reads what somebody typed: which words count, what they may stand for, which ideas (communities, activities, access)
   and which place they name. */

// Words of questions, which say nothing of what is looked for.
const SILENT = new Set(("a about all am an and any anyone anybody are around as at be been by can could do does for from get give has have having how i if im in is it ive join know "
  + "like live looking find me meet my near need nearby of on or our ours run should some somebody someone somewhere that the their them there they this to up us want was we what "
  + "when where which who whom will with would you your please ones one best good local closest nearest other others talk start stop learn try because im ill tell mean means being").split(" "));
// Words that so many groups have that they count little.
const SOFT = new Set("association charity club community group groups help helps meeting meetings network organisation organisations org people peoples person project service services society support team trust uk cic cio ltd led user users".split(" "));
// Who a question is asked for, after "my" or "our", says little of what is looked for; a child does, for parents have groups.
const RELATIVES = new Set("aunt brother dad father friend gran grandad grandma grandpa husband mate mother mum nan partner relative sister uncle wife".split(" "));
const OWN = new Set(["my", "our"]);
const BEFORE_PLACES = new Set(["in", "near", "around", "at", "nearby", "from", "for", "of", "to"]);
// What stands for the same in other words fits so well; two words that are one when joined, so well.
export const ALIKE = 0.75;
const JOINED = 0.95;
// A shorter word that is misspelt is taken for no place.
const PLACE = 5;
// A place has at most so many words, and an idea too.
const LONGEST = 6;

export class Query {
  constructor(vocabulary, concepts, places, alike, common) {
    Object.assign(this, { vocabulary, places, common, alike: new Map() });
    for (const line of alike) for (const words of line) this.alike.set(words, [...(this.alike.get(words) ?? []), ...line.filter((other) => other !== words)]);
    this.phrases = new Map();
    for (const concept of concepts) for (const words of concept.phrases) {
      if (this.phrases.has(words[0])) this.phrases.get(words[0]).push({ concept, words }); else this.phrases.set(words[0], [{ concept, words }]);
    }
  }

  weight(word) {
    return SILENT.has(word) ? 0.25 : SOFT.has(word) ? 0.4 : 1;
  }

  /** `loud`: words in capitals, which are names of something even where they are common words: ME. */
  read(words, typing, placesToo, loud = new Set()) {
    const typed = this.words(words, typing).map((token) => ({ ...token, alike: [], phrases: [], concepts: [], weight: this.weight(token.text), silent: SILENT.has(token.text) && !loud.has(token.text) }));
    this.joinWords(typed);
    this.addAlike(typed);
    const place = placesToo ? this.placeIn(typed) : null;
    const left = typed.filter((token) => !token.place);
    // ME is an illness where it stands alone.
    const question = left.some((token) => !token.silent);
    const concepts = this.conceptsIn(left, question);
    let tokens = left.filter((token) => token.concepts.length || !token.silent);
    const whose = (token) => RELATIVES.has(token.text) && OWN.has(typed[typed.indexOf(token) - 1]?.text);
    // "Support" is soft by itself, but not in "peer support".
    for (const token of tokens) token.soft = whose(token) || SOFT.has(token.text) && token.concepts.every(({ share }) => share < 1);
    if (!place && tokens.every((token) => token.soft)) for (const token of tokens) token.soft = false;
    if (place && tokens.every((token) => token.soft)) tokens = [];
    if (!tokens.length && !place) tokens = left;
    return {
      typed, tokens, concepts, place,
      alone: place ? !tokens.length : tokens.length > 0 && tokens.every((token) => token.concepts.length || token.soft),
      unknown: [...tokens, ...typed.filter((token) => token.place)].filter((token) => !token.sure && !token.soft),
      said: { used: tokens.filter((token) => !token.sure && token.meant.length).map((token) => [token.text, token.meant[0][0]]) },
    };
  }

  /** The same with a place that was found by other means than its name in the main index. */
  around(asked, place, words) {
    const tokens = asked.tokens.every((token) => token.soft) ? [] : asked.tokens;
    return { ...asked, tokens, place, alone: !tokens.length, typed: asked.typed, rest: words.filter((word) => asked.typed.some(({ text }) => text === word)) };
  }

  /** The words, those run together parted, each with what it may stand for; the surest first, of two
      the more common: "suport" is support before it is sport. */
  words(words, typing) {
    const parted = words.flatMap((word) => (this.vocabulary.meant(word, false).get(word) || [...this.vocabulary.meant(word, false).values()].some((fit) => fit > 0.8) ? word : this.vocabulary.parted(word) ?? word));
    return parted.map((text, number) => {
      const begun = number === parted.length - 1 && text.length > 1 && (typing || !this.vocabulary.has.has(text));
      const meant = [...this.vocabulary.meant(text, begun)].sort(([one, a], [other, b]) => b - a || this.common(other) - this.common(one));
      return { text, meant, sure: meant.length > 0 && meant[0][1] > 0.7 };
    });
  }

  /** "mind out" is MindOut, and "bi polar" is bipolar. */
  joinWords(typed) {
    for (let number = 0; number + 1 < typed.length; number += 1) {
      const pair = [typed[number], typed[number + 1]], joined = pair[0].text + pair[1].text;
      const words = this.vocabulary.has.has(joined) ? [joined] : pair.every((token) => token.sure) || joined.length < 6 ? [] : this.vocabulary.near(joined, 1).map(([word]) => word);
      for (const word of words) for (const token of pair) {
        if (!token.meant.some(([other]) => other === word)) token.meant.unshift([word, JOINED]);
        token.sure = true;
        token.silent = false;
      }
    }
  }

  /** Every word gets the words and phrases that people use for the same thing. */
  addAlike(typed) {
    typed.forEach((token, start) => {
      for (let length = 3; length > 0; length -= 1) {
        const run = typed.slice(start, start + length);
        if (run.length < length) continue;
        const said = this.alike.get(run.map(({ text }) => text).join(" "));
        const others = said ?? (length === 1 && !token.sure && token.meant.length ? this.alike.get(token.meant[0][0]) : null) ?? [];
        for (const part of run) {
          // What somebody means by a word is better than a word that only looks like it.
          if (said && !part.sure) Object.assign(part, { meant: [], sure: true });
          for (const other of others) {
            if (!other.includes(" ")) part.alike.push(other);
            else part.phrases.push({ text: other, words: other.split(" ").filter((word) => !SILENT.has(word)) });
          }
        }
      }
    });
  }

  /** The longest run of words that is the name of a place; its tokens are marked. */
  placeIn(typed) {
    for (let length = Math.min(LONGEST, typed.length); length > 0; length -= 1) {
      for (let start = typed.length - length; start >= 0; start -= 1) {
        const run = typed.slice(start, start + length);
        const place = this.places.named(run.map(({ text }) => text).join(" ")) ?? (length === 1 && !run[0].sure && run[0].text.length >= PLACE ? this.nearPlace(run[0]) : null);
        if (!place || place.area === "uk" || length === 1 && this.phrases.has(run[0].text) && !(start && BEFORE_PLACES.has(typed[start - 1].text))) continue;
        for (const token of run) token.place = true;
        return place;
      }
    }
    return null;
  }

  nearPlace(token) {
    for (const [word] of token.meant) {
      const place = this.places.named(word);
      if (place) return { ...place, guessed: true };
    }
    return null;
  }

  /** The ideas that runs of words name, the longest first; each word keeps those that it is a part of. */
  conceptsIn(tokens, question) {
    const found = new Map();
    const add = (run, concept, fit, length) => {
      if (question && run.every((part) => part.silent)) return;
      for (const part of run) part.concepts.push({ concept, fit, share: length > 1 ? 1 : 0.85 });
      found.set(concept, Math.max(found.get(concept) ?? 0, fit * length));
    };
    const standsFor = (token) => [...token.meant.slice(0, 12), ...token.alike.map((word) => [word, ALIKE])];
    tokens.forEach((token, start) => {
      for (const [word, fit] of standsFor(token)) for (const { concept, words } of this.phrases.get(word) ?? []) {
        const run = tokens.slice(start, start + words.length);
        const least = Math.min(...words.map((other, number) => (number ? new Map(run[number] && standsFor(run[number])).get(other) ?? 0 : fit)));
        if (least >= 0.45) add(run, concept, least, words.length);
      }
      for (const { text } of token.phrases) for (const { concept, words } of this.phrases.get(text.split(" ")[0]) ?? []) {
        if (words.join(" ") === text) add([token], concept, ALIKE, 1);
      }
    });
    // One that takes in more of the words leaves those behind that take in fewer.
    const most = Math.max(...found.values()) * 0.7;
    return [...found].filter(([concept, value]) => concept.facet !== "access" && value >= most).sort(([, a], [, b]) => b - a).map(([concept]) => concept).slice(0, 3);
  }
}
