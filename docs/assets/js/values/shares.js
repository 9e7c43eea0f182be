/* Shares of a whole as people write them: 75 %, 75 per cent, 6 of 8, all.
   ulo/records/values/shares.py does the same. */

const MAX_LENGTH = 60;
const NUMBER_WORDS = (
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
).split(" ");
const NUMBER = `([0-9]{1,4}|${NUMBER_WORDS.join("|")})`;
const PEOPLE = "(?: (?:board )?(?:members|trustees|directors|people)| (?:of )?the board)?";
const ALL = new RegExp(
  `^(?:all(?: of)?(?: the| its| our)?(?: ${NUMBER})?(?: of them)?${PEOPLE}|everyone)$`,
);
const PER_CENT = /^([0-9]{1,3})(?:\.([0-9]{1,6}))? ?(?:%|per ?cent|in (?:every )?100)$/;
const FRACTION = new RegExp(
  `^${NUMBER}(?: ?/ ?| (?:out )?of (?:the |its |our )?| in (?:every )?)${NUMBER}${PEOPLE}$`,
);

/**
 * A share in whole per cent; a text that is none, or says no one share, as it was written. What
 * isn't all is never rounded to 100, and what isn't nothing is never 0.
 * @param {string} text
 */
export function readShare(text) {
  if (text.length > MAX_LENGTH || !/^[\x00-\x7f]*$/.test(text)) return text;
  const plain = text
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/^[ .]+|[ .]+$/g, "");
  if (ALL.test(plain)) return "100";
  const perCent = PER_CENT.exec(plain);
  if (perCent) {
    const [, whole, decimals = ""] = perCent;
    return toPerCent(Number(whole + decimals), 100 * 10 ** decimals.length) || text;
  }
  const fraction = FRACTION.exec(plain);
  return (fraction && toPerCent(toNumber(fraction[1]), toNumber(fraction[2]))) || text;
}

/** @param {string} text */
function toNumber(text) {
  return NUMBER_WORDS.includes(text) ? NUMBER_WORDS.indexOf(text) + 1 : Number(text);
}

/**
 * The share in per cent, or an empty text where the part is more than the whole.
 * @param {number} part
 * @param {number} whole
 */
function toPerCent(part, whole) {
  if (!whole || part > whole) return "";
  const nearest = Math.floor((200 * part + whole) / (2 * whole));
  return String(part > 0 && part < whole ? Math.min(Math.max(nearest, 1), 99) : nearest);
}
