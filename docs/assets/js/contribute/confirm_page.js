/* The page to which the link in our e-mails leads: it puts the code of the link into what a group
   sends. The reader sends; this page never does. */

import { select } from "../shared/dom.js";
import { formatMessage } from "../shared/messages.js";
import { codeFragment, groupOfCode } from "./group_code.js";
import { fetchRecord } from "./group_lookup.js";

const panel = select("#link", HTMLElement);
const title = select("#link-title", HTMLElement);
const choices = select("#choices", HTMLElement);
/** @type {Record<string, string>} */
const words = JSON.parse(panel.dataset.words ?? "{}");
const root = new URL(panel.dataset.root ?? "", location.href).href;
const { contact = "", repository = "" } = panel.dataset;

/** @param {string} id */
const linkTo = (id) => select(`#${id}`, HTMLAnchorElement);

/** @param {string} code */
async function showChoices(code) {
  const slug = groupOfCode(code);
  const record = slug && (await fetchRecord(root, slug));
  // Another link may have been opened meanwhile.
  if (code !== location.hash.slice(1)) return;
  panel.hidden = false;
  choices.hidden = !record;
  if (!slug || !record) {
    title.textContent = slug ? words.unknown_group : words.broken;
    return;
  }
  title.textContent = formatMessage(words.yours, { name: record.name });
  const subject = encodeURIComponent(formatMessage(words.subject, { slug }));
  linkTo("page").href = `${root}orgs/${slug}/`;
  linkTo("change").href = `${root}add/?org=${slug}${codeFragment(code)}`;
  if (contact) {
    const lines = [words.all_correct, words.for_group, formatMessage(words.code_line, { code })];
    const body = encodeURIComponent(lines.join("\r\n"));
    linkTo("mail").href = `mailto:${contact}?subject=${subject}&body=${body}`;
  }
  if (repository) {
    const form = `${repository.replace(/(?<!\/)\/+$/, "")}/issues/new?template=confirm.yml`;
    linkTo("github").href = `${form}&title=${subject}&group=${slug}&code=${code}`;
  }
  title.focus();
}

/** Whatever stands after the #: a code, or the id of a part of this page. */
function readAddress() {
  const code = location.hash.slice(1);
  const isPart = !code || document.getElementById(code) !== null;
  if (isPart) panel.hidden = true;
  else showChoices(code);
}

addEventListener("hashchange", readAddress);
readAddress();
