/* The page that tells how to show groups on another site: writes the code for what was chosen, and
   shows what it looks like. The lists to choose from stand in the page, for those without scripts,
   too. Nothing that is chosen is sent or kept. */

import { copyText } from "../shared/clipboard.js";
import { element, link, select } from "../shared/dom.js";
import { formatMessage } from "../shared/messages.js";
import { htmlSnippet, markdownSnippet } from "./snippets.js";

/**
 * @typedef {object} Embed one of the lists to choose from
 * @property {string} kind
 * @property {string} id
 * @property {string} name
 * @property {string} title
 * @property {string} url
 */

/**
 * @typedef {object} BuilderData
 * @property {string} site the address of this site; empty where it does not know its own
 * @property {string} frame
 * @property {string} markdown
 * @property {string} title
 * @property {Record<string, number>} heights in pixels
 * @property {Record<string, string>} pages where the whole list of each kind stands
 * @property {string} copied
 * @property {string} failed
 * @property {string} changed
 * @property {string} preview
 * @property {string} broken
 */

const form = select("[data-builder]", HTMLFormElement);
const code = select("#code", HTMLTextAreaElement, form);
const status = select("[role=status]", HTMLElement, form);
const heights = select("[data-heights]", HTMLFieldSetElement, form);
const server = select("[data-server]", HTMLElement, form);
const shown = select(".shown", HTMLDetailsElement, form);
const copying = select("[data-copy-code]", HTMLButtonElement, form);
/** @type {BuilderData} */
const data = JSON.parse(form.dataset.builder ?? "{}");
const root = new URL("../../", location.href).href;
// By kind and id, such as place/northtown.
const embeds = new Map([...document.querySelectorAll("li[data-title]")].map(readEmbed));
// Which choice is the newest: what was asked for an older one may come later.
let turn = 0;

/**
 * @param {Element} row
 * @returns {[string, Embed]}
 */
function readEmbed(row) {
  if (!(row instanceof HTMLElement)) throw new TypeError("No list in the row of a list");
  const { href: url, textContent: name } = select("a", HTMLAnchorElement, row);
  const list = select("code", HTMLElement, row).textContent ?? "";
  const [kind, id] = list.split("/");
  return [list, { kind, id, name: name ?? "", title: row.dataset.title ?? "", url }];
}

/**
 * The address of a page of this site as others reach it.
 * @param {string} address
 */
const publicAddress = (address) => address.replace(root, data.site || root);

/** @param {string} name */
const chosen = (name) => String(new FormData(form).get(name));

function chosenEmbed() {
  const kind = chosen("kind");
  const embed = embeds.get(`${kind}/${chosen(kind)}`);
  if (!embed) throw new TypeError("No such list");
  return embed;
}

function fillChoices() {
  for (const { kind, id, name } of embeds.values()) {
    const option = element("option", name);
    option.value = id;
    select(`#list-${kind}`, HTMLSelectElement, form).append(option);
  }
}

/** Takes over what the page that led here was about, such as ?place=northtown. */
function readAddress() {
  for (const [kind, id] of new URLSearchParams(location.search)) {
    if (!embeds.has(`${kind}/${id}`)) continue;
    select(`#list-${kind}`, HTMLSelectElement, form).value = id;
    select(`[name=kind][value=${kind}]`, HTMLInputElement, form).checked = true;
  }
}

/**
 * The list as HTML to paste, or a sentence that says why there is none.
 * @param {Embed} embed
 */
async function loadFragment({ url }) {
  try {
    const response = await fetch(`${url}fragment.html`);
    return response.ok ? (await response.text()).trim() : data.broken;
  } catch {
    return data.broken;
  }
}

/**
 * @param {Embed} embed
 * @param {string} way
 */
async function write(embed, way) {
  const title = formatMessage(data.title, { title: embed.title });
  if (way === "html") return loadFragment(embed);
  if (way === "markdown") {
    const page = formatMessage(data.pages[embed.kind], { id: embed.id });
    return markdownSnippet(data.markdown, { address: publicAddress(root + page), title });
  }
  const height = data.heights[chosen("height")];
  return htmlSnippet(data.frame, { address: publicAddress(embed.url), title, height });
}

async function update() {
  const embed = chosenEmbed();
  const way = chosen("form");
  const mine = ++turn;
  for (const part of form.querySelectorAll("[data-lists-of]")) {
    if (part instanceof HTMLElement) part.hidden = part.dataset.listsOf !== chosen("kind");
  }
  heights.hidden = way !== "frame";
  server.hidden = way !== "html";
  const fragment = publicAddress(`${embed.url}fragment.html`);
  select("[data-fragment]", HTMLElement, server).replaceChildren(link(fragment, fragment));
  showPreview(embed);
  const text = await write(embed, way);
  if (mine === turn) code.value = text;
}

/** @param {Embed} embed */
function showPreview(embed) {
  shown.querySelector("iframe")?.remove();
  if (!shown.open) return;
  const frame = element("iframe");
  frame.src = embed.url;
  frame.title = formatMessage(data.preview, { title: embed.title });
  frame.height = String(data.heights[chosen("height")]);
  shown.append(frame);
}

fillChoices();
readAddress();
form.hidden = false;
copying.hidden = !navigator.clipboard;
update();
form.addEventListener("change", async () => {
  await update();
  status.textContent = formatMessage(data.changed, { title: chosenEmbed().title });
});
form.addEventListener("submit", (event) => event.preventDefault());
shown.addEventListener("toggle", () => showPreview(chosenEmbed()));
copying.addEventListener("click", () => copyText(code.value, status, data));
code.addEventListener("focus", () => code.select());
