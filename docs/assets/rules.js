/* The rules about one record that a browser can look after, in the sentences of the build (ulo/problems.py). What they
   need comes with the page, made from the schema by ulo/form.py. The build looks at everything again: what only it can
   know (numbers that ring, groups that are there twice) it says when the record arrives. */

const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;
const MIXED = /[\p{L}\p{Nl}\p{No}]*(?:[a-zA-Z](?=[\p{L}\p{N}_])[\u0370-\u058f]|[\u0370-\u058f][a-zA-Z])[\p{L}\p{Nl}\p{No}]*/u;
const LABEL = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?$/u;
const TRACKING = /([?&])(?:(?:utm_\w+|fbclid|gclid|mc_[ce]id)=[^&]*&?)+/g;

const DAY = 86_400_000;
const letters = (text) => [...text];
const visible = (text) => text.replace(UNSEEN, (sign) => `[U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`).replaceAll("##[", "# #[");
export const fill = (words, facts) => words.replace(/\{(\w+)\}/g, (gap, name) => facts[name] ?? gap);

function quote(value, longest = 60) {
  const text = letters(visible(String(value)));
  return text.length > longest ? `"${text.slice(0, longest).join("")}…"` : `"${text.join("")}"`;
}

/** All that is wrong with a record, each with its `pointer`, `rule`, `message` and `fix`. `today` is an ISO date. */
export function faults(record, known, today) {
  const found = [];
  const add = (sentence, pointer, facts = {}) => {
    const [message, fix] = known.sentences[sentence], safe = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, visible(String(fact))]));
    found.push({ pointer, rule: sentence.split(".")[0], message: fill(message, safe), fix: fill(fix, safe) });
  };
  shape(record, known.shape, [], add);
  for (const [text, node, pointer] of texts(record, known.shape, [])) content(text, node, pointer, known, today, add);
  whole(record, known, add);
  return found;
}

/* --- What the schema states: ulo/checks/shape.py --------------------------------------------------------------- */

function shape(value, node, pointer, add) {
  if (node.type === "object") {
    for (const name of node.required ?? []) {
      if (!(name in value)) {
        const { title, description = "" } = node.properties[name];
        add("missing-field.form", [...pointer, name], { title_: title, description });
      }
    }
    for (const [name, part] of Object.entries(value)) if (node.properties?.[name]) shape(part, node.properties[name], [...pointer, name], add);
  } else if (node.type === "array") {
    list(value, node, pointer, add);
  } else if (node.type === "integer") {
    number(value, node, pointer, add);
  } else if (node.type === "string") {
    const { length } = letters(value);
    if (length > node.maxLength) add("too-long", pointer, { length, most: node.maxLength });
    if (length < node.minLength) add("too-short", pointer, { length, least: node.minLength });
    if (node.pattern && !["uri", "phone"].includes(node.format) && !new RegExp(node.pattern).test(value)) add("wrong-form", pointer, { value: quote(value), example: quoted(node.example ?? "-") });
  }
}

function list(values, node, pointer, add) {
  if (values.length > node.maxItems) {
    add("too-many", pointer, { length: values.length, most: node.maxItems });
    return;
  }
  const seen = new Set();
  values.forEach((value, place) => {
    const key = JSON.stringify(value);
    if (node.uniqueItems && seen.has(key)) add("repeated-entry", [...pointer, place], { value: quote(value) });
    seen.add(key);
    shape(value, node.items, [...pointer, place], add);
  });
}

function number(value, node, pointer, add) {
  if (!/^-?[0-9]{1,9}$/.test(value)) {
    add("wrong-kind.digits", pointer, { value: quote(value), example: node.example ?? 1999 });
  } else if (Number(value) < node.minimum || Number(value) > node.maximum) {
    add("number-out-of-range", pointer, { value: quote(Number(value)), least: node.minimum, most: node.maximum });
  }
}

/** In a record, a comma between brackets would end a text. */
function quoted(example) {
  return String(example).includes(",") ? `"${example}"` : String(example);
}

/* --- What the texts say: ulo/checks/content.py and contact.py -------------------------------------------------- */

function* texts(value, node, pointer) {
  if (Array.isArray(value)) {
    for (const [place, part] of value.entries()) yield* texts(part, node.items ?? {}, [...pointer, place]);
  } else if (value && typeof value === "object") {
    for (const [name, part] of Object.entries(value)) yield* texts(part, node.properties?.[name] ?? {}, [...pointer, name]);
  } else {
    yield [String(value), node, pointer];
  }
}

function content(text, node, pointer, known, today, add) {
  if (node.format === "uri") {
    const reason = addressFault(text, known);
    if (reason) add("unsafe-address", pointer, { reason });
  } else if (node.type === "string") {
    const code = new RegExp(known.markup).exec(text), mixed = MIXED.exec(text);
    if (code) add("markup", pointer, { value: quote(around(text, code.index, code[0].length)) });
    if (mixed) add("mixed-letters", pointer, { value: quote(mixed[0]) });
  }
  if (node.format === "phone" && !new RegExp(node.pattern).test(text)) add("phone-number", pointer, { value: quote(text) });
  if (node.format === "year" && /^[0-9]{1,9}$/.test(text) && Number(text) > Number(today.slice(0, 4)) && Number(text) <= node.maximum) add("date-in-future", pointer, { value: quote(text), today });
  if (node.ahead && new RegExp(node.pattern).test(text) && (Date.parse(text) - Date.parse(today)) / DAY > 366 * node.ahead) add("date-in-future.far", pointer, { value: quote(text), years: node.ahead });
}

/** What stands around a find, counted in letters as the build counts them. */
function around(text, start, length) {
  const before = letters(text.slice(0, start)), found = text.slice(start, start + length), after = letters(text.slice(start + length));
  return before.slice(-10).join("") + found + after.slice(0, 15).join("");
}

export function addressFault(address, known) {
  if (address.includes(" ")) return "there is a space or an invisible sign in it";
  const scheme = /^([A-Za-z][A-Za-z0-9+-]*):/.exec(address)?.[1];
  if (scheme && !/^https?$/i.test(scheme)) return `it starts with ${scheme.toLowerCase()}:`;
  if (!/^https?:\/\//.test(address)) return /^https?:\/\//i.test(address) ? "https is not in small letters" : "it does not start with https://";
  const bad = /[<>"\\^`{|}]/.exec(address);
  if (bad) return `there is a ${bad[0]} in it`;
  return hostFault(/^https?:\/\/([^/?#]*)/.exec(address)[1], known);
}

function hostFault(authority, known) {
  const malformed = "the name of the site is not well formed";
  if (authority.includes("[") !== authority.includes("]")) return malformed;
  const [, host, port] = /^(?:[^@]*@)?(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(authority.slice(authority.lastIndexOf("@") + 1)) ?? [];
  if (host === undefined || (port && (!/^[0-9]+$/.test(port) || Number(port) > 65535))) return malformed;
  if (authority.includes("@")) return "there is a name or password in it";
  if (/^\[/.test(host)) return /^\[[0-9a-f:.]*:[0-9a-f:.]*\]$/i.test(host) ? "it has numbers in place of the name of a site" : malformed;
  const name = host.toLowerCase();
  if (letters(name).some((letter) => letter > "\x7f" && !known.accented.includes(letter))) return "the name of the site has letters that can be mistaken for others";
  const labels = name.replace(/\.+$/, "").split("."), last = labels[labels.length - 1];
  if (/^(\d+|0x[0-9a-f]*)$/.test(last)) return "it has numbers in place of the name of a site";
  if (labels.length < 2 || letters(last).length < 2 || known.endings.includes(last)) return "it does not lead to a public site";
  return labels.every((label) => LABEL.test(label)) ? null : malformed;
}

/** What two addresses of one page have in common. */
export function samePage(address) {
  const rest = address.split("#")[0].replace(/^https?:\/\/(www\.)?/i, ""), host = /^[^/?]*/.exec(rest)[0];
  const path = rest.slice(host.length).replace(TRACKING, "$1").replace(/[?&]+$/, "");
  return (host.toLowerCase().replace(/:80$/, "").replace(/:443$/, "").replace(/\.+$/, "") + (path.startsWith("?") ? `/${path}` : path)).replace(/\/+$/, "");
}

/* --- What several fields say together -------------------------------------------------------------------------- */

function whole(record, known, add) {
  const base = record.based_in ?? {}, year = (text) => (/^[0-9]{4}$/.test(text ?? "") ? Number(text) : null);
  const dated = (record.sources ?? []).map((source) => year(source.year)), newest = Math.max(...dated.filter(Boolean));
  const years = [[["closed", "year"], year(record.closed?.year), known.shape.properties.closed.properties.year.title],
    [["sources", dated.lastIndexOf(newest), "year"], Number.isFinite(newest) ? newest : null, known.shape.properties.sources.items.properties.year.title]];
  const founded = year(record.founded);
  for (const [pointer, value, title_] of years) if (founded && value && value < founded) add("years-out-of-order", pointer, { title_, value, founded });
  for (const name of ["postcode", "district"]) {
    const [start] = /^[A-Z]*/.exec(base[name] ?? "");
    if (start && !known.postcodes.split(" ").includes(start)) add("postcode-unknown", ["based_in", name], { letters: start });
  }
  if (base.postcode && !base.address) add("postcode-without-address", ["based_in", "postcode"], { district: base.postcode.split(" ")[0] });
  (record.networks ?? []).forEach((network, place) => { if (network === record.name) add("own-network", ["networks", place]); });
  twice((record.sources ?? []).map(({ url }) => url), (place) => ["sources", place, "url"], true, add);
  twice(record.contact?.social ?? [], (place) => ["contact", "social", place], false, add);
}

function twice(addresses, pointer, same, add) {
  const first = new Map();
  addresses.forEach((address, place) => {
    if (!address) return;
    const key = samePage(address);
    // Of social media, the very same text is told as a repeated entry.
    if (first.has(key) && (same || first.get(key) !== address)) add("listed-twice", pointer(place), { first: quote(first.get(key)), second: quote(address) });
    if (!first.has(key)) first.set(key, address);
  });
}
