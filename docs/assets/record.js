/* The text of a record, as ulo/formatting.py writes it: one order, one style. Whatever another reader of YAML could take for
   something else than a text stands in quotation marks. */

const MODELINE = "# yaml-language-server: $schema=../schema/organisation.json";
const WIDEST = 110;
const WORD = /^[A-Za-z][A-Za-z0-9_.-]*$/;
const TYPED = /^(?:~|null|y|yes|n|no|true|false|on|off|<<|[-+]?\.(?:inf|nan)|[-+]?0[xob][0-9a-f_]*|[-+]?[0-9._]+e[-+]?[0-9]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:t|\s+[0-9]).*|[0-9+\-.:,_=/() ]+)$/i;
const SPECIAL = /^[-?:,[\]{}#&*!|>'"%@`=\s]|^\.\.\.|:(\s|$)|\s#|\s$|[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/;

/** The text of the file of a group. Its first line says which file that is. */
export function text(record, shape, slug) {
  return `# orgs/${slug}.yml\n${MODELINE}\n${fields(record, shape, 0).join("\n")}\n`;
}

/** The file name (without .yml) that fits a name, as ulo/schema.py makes it. */
export function slugify(name) {
  const plain = name.replace(/['’]/g, "").replaceAll("&", " and ").normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  if (slug.length <= 80) return slug;
  return slug.slice(0, Math.max(0, slug.slice(0, 80).lastIndexOf("-")));
}

function fields(value, shape, depth) {
  const known = Object.keys(shape.properties ?? {});
  const names = [...known.filter((name) => name in value), ...Object.keys(value).filter((name) => !known.includes(name))];
  return names.flatMap((name) => {
    const node = shape.properties?.[name] ?? {}, part = value[name], indent = " ".repeat(2 * depth);
    if (Array.isArray(part)) return list(name, part, node, depth);
    if (part && typeof part === "object") return [`${indent}${name}:`, ...fields(part, node, depth + 1)];
    return [`${indent}${name}: ${scalar(part, node)}`];
  });
}

function list(name, values, node, depth) {
  const indent = " ".repeat(2 * depth), line = `[${values.join(", ")}]`;
  const short = values.every((value) => typeof value === "string" && WORD.test(value) && !TYPED.test(value));
  if (short && 2 * depth + name.length + 2 + [...line].length <= WIDEST) return [`${indent}${name}: ${line}`];
  const entries = values.flatMap((value) => {
    if (typeof value !== "object") return [`- ${scalar(value, node.items ?? {})}`];
    // At its true depth, which decides whether a list inside of it fits into a line.
    return fields(value, node.items ?? {}, depth + 2).map((text, place) => `${place ? "  " : "- "}${text.slice(2 * depth + 4)}`);
  });
  return [`${indent}${name}:`, ...entries.map((text) => `${indent}  ${text}`)];
}

function scalar(value, node) {
  const text = String(value);
  const known = (node.type === "integer" && /^-?[0-9]{1,9}$/.test(text)) || (node.type === "boolean" && ["true", "false"].includes(text))
    || (node.format === "date" && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text));
  const plain = known || (text && !TYPED.test(text) && !SPECIAL.test(text));
  return plain ? text : `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\u00a0", "\\_")}"`;
}
