/* The text of a record, as the build writes it (ulo/records): one order, one style. Whatever
   another reader of YAML could take for something else than a text stands in quotation marks. */

/** @typedef {import("./record_data.js").RecordData} RecordData */
/** @typedef {import("./record_data.js").RecordValue} RecordValue */
/** @typedef {import("./validation.js").SchemaNode} SchemaNode */

const MODELINE = "# yaml-language-server: $schema=../schema/organisation.json";
const LONGEST_LINE = 110;
const LONGEST_SLUG = 80;
const INDENT = 2;
const PLAIN_WORD = /^[A-Za-z][A-Za-z0-9_.-]*$/;
// What a reader of YAML may take for a number, a date, a boolean or nothing.
const TYPED = new RegExp(
  "^(?:" +
    [
      "~|null|y|yes|n|no|true|false|on|off|<<",
      "[-+]?\\.(?:inf|nan)",
      "[-+]?0[xob][0-9a-f_]*",
      "[-+]?[0-9._]+e[-+]?[0-9]+",
      "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:t|\\s+[0-9]).*",
      "[0-9+\\-.:,_=/() ]+",
    ].join("|") +
    ")$",
  "i",
);
// What means something at its place in YAML, and characters that cannot stand in it as they are.
const SYNTAX = /^[-?:,[\]{}#&*!|>'"%@`=\s]|^\.\.\.|:(\s|$)|\s#|\s$/;
const UNSAFE = /[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/;

/**
 * The text of the file of a group. Its first line says which file that is.
 * @param {RecordData} record
 * @param {SchemaNode} shape
 * @param {string} slug
 */
export function formatRecord(record, shape, slug) {
  return `# orgs/${slug}.yml\n${MODELINE}\n${formatFields(record, shape, 0).join("\n")}\n`;
}

/**
 * The file name (without .yml) that fits a name, as the build makes it.
 * @param {string} name
 */
export function slugify(name) {
  const plain = name
    .replace(/['’]/g, "")
    .replaceAll("&", " and ")
    .normalize("NFKD")
    .replace(/[^\x00-\x7f]/g, "")
    .toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  if (slug.length <= LONGEST_SLUG) return slug;
  return slug.slice(0, Math.max(0, slug.slice(0, LONGEST_SLUG).lastIndexOf("-")));
}

/**
 * The lines of some fields, in the order of the schema.
 * @param {RecordData} fields
 * @param {SchemaNode} shape
 * @param {number} depth
 * @returns {string[]}
 */
function formatFields(fields, shape, depth) {
  const known = Object.keys(shape.properties ?? {});
  const names = [
    ...known.filter((name) => name in fields),
    ...Object.keys(fields).filter((name) => !known.includes(name)),
  ];
  const indent = " ".repeat(INDENT * depth);
  return names.flatMap((name) => {
    const node = shape.properties?.[name] ?? {};
    const value = fields[name];
    if (Array.isArray(value)) return formatList(name, value, node, depth);
    if (value && typeof value === "object") {
      return [`${indent}${name}:`, ...formatFields(value, node, depth + 1)];
    }
    return [`${indent}${name}: ${formatScalar(value, node)}`];
  });
}

/**
 * @param {string} name
 * @param {RecordValue[]} values
 * @param {SchemaNode} node
 * @param {number} depth
 */
function formatList(name, values, node, depth) {
  const indent = " ".repeat(INDENT * depth);
  const line = `${indent}${name}: [${values.join(", ")}]`;
  if (values.every(isPlainWord) && [...line].length <= LONGEST_LINE) return [line];
  const items = node.items ?? {};
  const entries = values.flatMap((value) => {
    if (typeof value !== "object") return [`- ${formatScalar(value, items)}`];
    // At its true depth, which decides whether a list inside of it fits into a line.
    const lines = formatFields(/** @type {RecordData} */ (value), items, depth + 2);
    return lines.map((text, place) => {
      return `${place ? "  " : "- "}${text.slice(INDENT * (depth + 2))}`;
    });
  });
  return [`${indent}${name}:`, ...entries.map((text) => `${indent}  ${text}`)];
}

/** @param {RecordValue} value */
function isPlainWord(value) {
  return typeof value === "string" && PLAIN_WORD.test(value) && !TYPED.test(value);
}

/**
 * @param {RecordValue | undefined} value
 * @param {SchemaNode} node
 */
function formatScalar(value, node) {
  const text = String(value);
  const needsQuotes = !text || [TYPED, SYNTAX, UNSAFE].some((pattern) => pattern.test(text));
  if (isKnownType(text, node) || !needsQuotes) return text;
  return `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\u00a0", "\\_")}"`;
}

/**
 * Whether a text is of the type that the schema asks for: such a number needs no quotation marks.
 * @param {string} text
 * @param {SchemaNode} node
 */
function isKnownType(text, { type, format }) {
  if (type === "integer") return /^-?[0-9]{1,9}$/.test(text);
  if (type === "boolean") return ["true", "false"].includes(text);
  return format === "date" && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text);
}
