/* The text of a record, as the build writes it (ulo/records/emitter.py): one order, one style.
   Whatever another reader of YAML could take for something else than a text stands in quotation
   marks. */

/** @typedef {import("./record_data.js").RecordData} RecordData */
/** @typedef {import("./record_data.js").RecordValue} RecordValue */
/** @typedef {import("./validation.js").SchemaNode} SchemaNode */

const MODELINE = "# yaml-language-server: $schema=../schema/organisation.json";
const LONGEST_LINE = 110;
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
      "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:t|[ \\t]+[0-9]).*",
      "[0-9+\\-.:,_=/() ]+",
    ].join("|") +
    ")$",
  "i",
);
// What means something at its place in YAML, and characters that cannot stand in it as they are.
const SYNTAX = /^[-?:,[\]{}#&*!|>'"%@`=\s]|^\.\.\.|:(\s|$)|\s#|\s$/;
const UNSAFE = /[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/;
// What cannot be in quotation marks as it is.
const ESCAPED = /["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * The text of the file of a group.
 * @param {RecordData} record
 * @param {SchemaNode} shape
 */
export function formatRecord(record, shape) {
  return `${MODELINE}\n${formatFields(record, shape, 0).join("\n")}\n`;
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
    const key = known.includes(name) ? name : formatScalar(name, {});
    if (Array.isArray(value)) return formatList(key, value, node, depth);
    if (value && typeof value === "object") {
      const lines = formatFields(value, node, depth + 1);
      return lines.length ? [`${indent}${key}:`, ...lines] : [`${indent}${key}: {}`];
    }
    return [`${indent}${key}: ${formatScalar(value, node)}`];
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
  return `"${text.replace(ESCAPED, escape)}"`;
}

/** @param {string} character */
function escape(character) {
  if ('"\\'.includes(character)) return `\\${character}`;
  const code = character.charCodeAt(0).toString(16).toUpperCase();
  return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
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
