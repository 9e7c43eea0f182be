/* The words that people put around the name of a place, and those that mean where they are; as
   ulo/geography/wording.py has them. */

import { fold } from "../shared/text.js";

const HERE = "(?:me|us|here|home|my (?:home|house|place|address)|where (?:i|we) (?:live|am|are))";
const AREA = "(?:local )?(?:area|town|city|village|region|county|neighbourhood)";
// What says "near me" wherever it stands in a text, folded; and what says so only by itself.
const NEAR_ME = [
  `(?:near|nearer|nearest|close|closer|closest|local|next)(?: to)? ${HERE}`,
  "(?:around|round) (?:me|us|here|where (?:i|we) (?:live|am|are))",
  `(?:in|around|within|near|from) (?:my|our|this) ${AREA}`,
  "where (?:i|we) live|near ?by|close by",
].join("|");
const ALONE = [
  `${HERE}|(?:my |our )?(?:current )?(?:location|position)|(?:my|our) ${AREA}`,
  "local|locally|near|nearest|closest|my postcode",
].join("|");
const SOMEWHERE = new RegExp(`^(?:${NEAR_ME})$`);
const ALONE_OR_SOMEWHERE = new RegExp(`^(?:${NEAR_ME}|${ALONE})$`);

const LEAD = new RegExp(
  "^(?:(?:i am|i'm|i’m|im|i live|we live|living|live|based|somewhere|anywhere|groups?|people) )*" +
    "(?:in|near to|near|nr|nearby|around|round|at|from|by|close to|next to|just outside|outside" +
    "|within|inside|across|throughout|all over|covering|serving|for|yn|yng|ym|ger)" +
    " (?:the )?(?=\\S)",
  "i",
);
const COMPASS = "north(?:[ -]?(?:east|west))?|south(?:[ -]?(?:east|west))?|east|west";
const PART = new RegExp(
  `^(?:greater|inner|outer|central|rural|upper|lower|mid|(?:${COMPASS})(?:ern)?)` +
    "(?: (?:of|part of))? (?:the )?(?=\\S)",
  "i",
);
const TAIL = new RegExp(
  "[ ,-]+(?:(?:(?:local|wider|surrounding) )?(?:areas?|region)|district|borough|county" +
    "|(?:city|town) cent(?:re|er)|city|town|village|(?:(?:city|county|district|borough|town) )?" +
    "council|and (?:the )?(?:surrounding|nearby|wider)(?: areas?)?|and around|nearby|suburbs" +
    "|postcodes?|please)$",
  "i",
);

/**
 * Whether a text that should be a place says only that it is where the writer is.
 * @param {string} text
 */
export const isNearMe = (text) => ALONE_OR_SOMEWHERE.test(fold(text));

/**
 * Whether words among others say so.
 * @param {string} words folded
 */
export const saysNearMe = (words) => SOMEWHERE.test(words);

/**
 * The text without what people put around a name, ever less of it: "the area near Leeds".
 * @param {string} text
 */
export function shorterTexts(text) {
  const texts = [];
  let long = text;
  for (;;) {
    let short = long.replace(LEAD, "").replace(TAIL, "");
    if (short === long) short = long.replace(PART, "");
    if (short === long) return texts;
    texts.push(short);
    long = short;
  }
}
