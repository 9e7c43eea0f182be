/* The last step of the form: what everyone will see, and the ways to send it. The reader sends;
   this page never does. */

import { element, select } from "../shared/dom.js";
import { formatMessage } from "../shared/messages.js";
import { questionsIn } from "./answers.js";
import { formatChange } from "./record_change.js";
import { formatRecord } from "./record_yaml.js";
import { slugify } from "./slugs.js";
import { summariseQuestion } from "./summary.js";

/** @typedef {import("./record_data.js").GroupRecord} GroupRecord */
/** @typedef {import("./validation.js").SchemaNode} SchemaNode */
/** @typedef {Record<string, string>} Words */

/**
 * @typedef {object} Submission
 * @property {HTMLFormElement} form
 * @property {GroupRecord} record
 * @property {GroupRecord} before the record that is changed; empty where it is new
 * @property {Words} words
 * @property {SchemaNode} shape
 * @property {string | null} slug of the group that is changed; a new group has none
 * @property {string} code that shows that somebody reads the mailbox of the group, if there is one
 * @property {boolean} hasNamesake whether another group has the name
 * @property {boolean} isComplete whether nothing is left to mend
 * @property {boolean} lacksSender whether only the last question has no answer
 * @property {boolean} hasUnknowns whether the reader did not know an answer
 * @property {HTMLElement[]} sections of the answers to show
 * @property {(section: HTMLElement) => void} goTo
 */

/**
 * What is sent, and how it is called.
 * @typedef {object} RecordFile
 * @property {string} name of the group
 * @property {string} fileName
 * @property {string} content of the file, as it will be kept
 * @property {string} download the same below the code, if there is one
 * @property {string} letter what people send: of a change, only what is new
 * @property {boolean} isChange
 */

// Longer addresses are refused by GitHub, and cut by some e-mail programs.
const LONGEST_GITHUB_LINK = 7500;
const LONGEST_MAIL_LINK = 1900;

/** @param {string} id */
const part = (id) => select(`#${id}`, HTMLElement);
/** @param {string} id */
const linkPart = (id) => select(`#${id}`, HTMLAnchorElement);

/**
 * Shows the answers and what can be done with them.
 * @param {Submission} submission
 */
export function showSubmission(submission) {
  const { form, words, sections, goTo, isComplete } = submission;
  const file = makeFile(submission);
  part("missing").hidden = !submission.hasUnknowns || !isComplete;
  part("preview").replaceChildren(
    ...sections.flatMap((section) => previewSection(section, words, goTo)),
  );
  part("ways").hidden = !isComplete;
  part("first").hidden = !submission.lacksSender;
  select("#text", HTMLTextAreaElement).value = file.letter;
  part("copied").textContent = "";
  offerDownload(file);
  part("copy").onclick = () => copyToClipboard(file.letter, words);
  part("print").onclick = () => print();
  offerMail(form.dataset.contact, file, words);
  offerGithub(form.dataset.repository, file, words);
}

/**
 * @param {Submission} submission
 * @returns {RecordFile}
 */
function makeFile({ record, before, shape, slug, code, hasNamesake }) {
  const name = record.name ?? "";
  const title = hasNamesake ? `${name} ${placeName(record)}` : name;
  const fileName = slug ?? (slugify(title) || "group");
  const filled = withoutEmptyFields(record);
  const content = formatRecord(filled, shape);
  // Comments that are in no file that is kept.
  const proof = code ? `# ${code}\n` : "";
  const text = slug ? formatChange(filled, before, shape) : content;
  const letter = `# orgs/${fileName}.yml\n${proof}${text}`;
  return { name, fileName, content, download: proof + content, letter, isChange: slug !== null };
}

/**
 * Where a group is, to tell it from another of its name.
 * @param {GroupRecord} record
 */
function placeName({ based_in: base, area }) {
  return base?.town ?? base?.area ?? area?.serves?.[0] ?? "";
}

/**
 * What stays empty is no field.
 * @param {GroupRecord} record
 */
function withoutEmptyFields(record) {
  const filled = Object.entries(record).filter(
    ([, value]) =>
      typeof value !== "object" || Array.isArray(value) || Object.keys(value).length > 0,
  );
  return Object.fromEntries(filled);
}

/* --- The ways to send it --- */

/** @param {RecordFile} file */
function offerDownload({ download, fileName }) {
  const link = linkPart("download");
  if (link.href.startsWith("blob:")) URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([download], { type: "text/yaml" }));
  link.download = `${fileName}.yml`;
}

/**
 * @param {string} content
 * @param {Words} words
 */
async function copyToClipboard(content, words) {
  try {
    await navigator.clipboard.writeText(content);
    part("copied").textContent = words.copied;
  } catch {
    const text = select("#text", HTMLTextAreaElement);
    const details = text.closest("details");
    part("copied").textContent = words.not_copied;
    if (details) details.open = true;
    text.select();
  }
}

/**
 * @param {string | undefined} contact
 * @param {RecordFile} file
 * @param {Words} words
 */
function offerMail(contact, { name, letter, isChange }, words) {
  if (!contact) return;
  const sentence = isChange ? words.mail_subject_change : words.mail_subject_new;
  const subject = encodeURIComponent(formatMessage(sentence, { name }));
  /** @param {string} text */
  const addressFor = (text) => {
    const lines = text.replaceAll("\n", "\r\n");
    const top = isChange ? words.mail_top_change : words.mail_top;
    const body = `${top}\r\n\r\n${lines}\r\n${words.mail_bottom}\r\n`;
    return `mailto:${contact}?subject=${subject}&body=${encodeURIComponent(body)}`;
  };
  const isLong = addressFor(letter).length > LONGEST_MAIL_LINK;
  linkPart("mail").href = addressFor(isLong ? words.mail_paste : letter);
  const text = isChange ? words.mail_text_change : words.mail_text;
  part("mail-text").textContent = isLong ? words.mail_long : text;
}

/**
 * A new group opens as a new file; GitHub fills in no change of a file, so that goes through a form
 * there.
 * @param {string | undefined} repository
 * @param {RecordFile} file
 * @param {Words} words
 */
function offerGithub(repository, { name, content, letter, fileName, isChange }, words) {
  if (!repository) return;
  const base = repository.replace(/(?<!\/)\/+$/, "");
  const title = encodeURIComponent(formatMessage(words.mail_subject_change, { name }));
  const start = isChange
    ? `${base}/issues/new?template=record.yml&title=${title}&record=`
    : `${base}/new/main/orgs?filename=${fileName}.yml&value=`;
  const address = start + encodeURIComponent(isChange ? letter : content);
  const isLong = address.length > LONGEST_GITHUB_LINK;
  linkPart("github").href = isLong ? start : address;
  const text = isChange ? words.github_change_text : words.github_new_text;
  part("github-text").textContent = isLong ? words.github_long : text;
}

/* --- What everyone will see --- */

/**
 * The answers of one step, and the way back to it.
 * @param {HTMLElement} section
 * @param {Words} words
 * @param {(section: HTMLElement) => void} goTo
 */
function previewSection(section, words, goTo) {
  const title = select("h2", HTMLElement, section).textContent ?? "";
  const list = element("dl");
  list.className = "pairs";
  for (const question of questionsIn(section)) {
    const { label, lines } = summariseQuestion(question, words);
    const answer = element("dd", ...lines.map((line) => element("p", line)));
    if (lines.length) list.append(element("div", element("dt", label), answer));
  }
  const button = element("button", formatMessage(words.change_answer, { title }));
  button.type = "button";
  button.className = "plain-button";
  button.addEventListener("click", () => goTo(section));
  const answers = list.children.length ? list : element("p", words.unset);
  return [element("h3", title), answers, button];
}
