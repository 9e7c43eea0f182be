/* File names of records. */

const LONGEST_SLUG = 80;

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
