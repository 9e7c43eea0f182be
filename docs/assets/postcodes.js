/* Postcodes as people write them, read as ulo/geography/postcodes.py reads them. */

const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "i");
const FULL = "([A-Z]{1,2}[0-9][A-Z0-9]?) *([0-9][A-Z]{2})";
// In place of a digit, some write the letter that looks like it.
const MISREAD = whole("([A-Z]{1,2}?)([0-9OI])([A-Z0-9]?) *([0-9OI])([A-Z]{2})");
const DISTRICT = whole("([A-Z]{1,2}[0-9][A-Z0-9]?)(?: +[0-9][A-Z]?)?");
const IRISH = whole("[ACDEFHKNPRTVWXY][0-9][0-9W] ?[0-9ACDEFHKNPRTVWXY]{4}");
const FORCES = whole("BFPO *[0-9]{1,4}|BF1 *[0-9][A-Z]{2}|BF1");
const POST_ONLY = whole("GIR|BX[0-9]{1,2}|X[XM][0-9]{1,2}|QC[0-9]{1,2}");

/** The postcode that a text is, or a full one somewhere in it: as it is usually written, its district, and the key of
    the sentence that says why it cannot be used. Null if there is none. */
export function postcode(text, { islands, overseas }) {
  const upper = text.toUpperCase();
  const plain = upper.replace(/[\s.\-‐–—_]+/g, " ").trim();
  const tight = plain.replaceAll(" ", "");
  const [front, back] = [tight.slice(0, 4), tight.slice(4)];
  if (FORCES.test(tight)) return { text: tight.replace(/^(BFPO|BF1(?=.))/, "$1 "), sentence: "forces" };
  if (Object.hasOwn(overseas, front) && /^(1ZZ|1AA)?$/.test(back)) return { text: `${front} ${back}`.trim(), sentence: "overseas", where: overseas[front] };
  if (POST_ONLY.test(tight) || POST_ONLY.test(tight.slice(0, -3))) return { text: plain, sentence: "post-only" };
  const full = whole(FULL).exec(tight);
  if (IRISH.test(tight) && !full) return { text: `${tight.slice(0, 3)} ${tight.slice(3)}`, sentence: "overseas", where: "Ireland" };
  const of = (district, rest = "") => {
    const found = { text: `${district} ${rest}`.trim(), district };
    if (district.startsWith("BT")) found.sentence = "northern-ireland";
    const where = Object.hasOwn(islands, district.slice(0, 2)) && islands[district.slice(0, 2)];
    return where ? { ...found, sentence: "islands", where } : found;
  };
  if (full) return of(full[1], full[2]);
  // With a space, the last digit is of the second half ("LS1 4"); without, it is of the first ("LS14").
  const part = DISTRICT.exec(plain) ?? DISTRICT.exec(tight);
  if (part) return of(part[1]);
  const misread = MISREAD.exec(tight);
  const digit = (sign) => sign.replace("O", "0").replace("I", "1");
  if (misread) return of(misread[1] + digit(misread[2]) + misread[3], digit(misread[4]) + misread[5]);
  const inside = new RegExp(`(?:^| )${FULL}(?![A-Z0-9])`).exec(upper.replace(/[^A-Z0-9]/g, " "));
  return inside && of(inside[1], inside[2]);
}
