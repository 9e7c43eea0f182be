/* The elements of a page. */

/**
 * The one element that a selector finds. Raises TypeError where it is missing or of another kind:
 * then the page and its script do not fit together.
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @param {ParentNode} [within]
 * @returns {T}
 */
export function select(selector, type, within = document) {
  const found = within.querySelector(selector);
  if (found instanceof type) return found;
  throw new TypeError(`No ${type.name} for ${selector}`);
}

/**
 * A new element with its content.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {...(Node | string)} content
 */
export function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

/**
 * @param {string} address
 * @param {string} text
 */
export function link(address, text) {
  const made = element("a", text);
  made.href = address;
  return made;
}
