/* Copies a text for the reader, and says whether that went well. */

/**
 * @param {string} text
 * @param {HTMLElement} status where it is said
 * @param {{copied: string, failed: string}} words
 */
export async function copyText(text, status, { copied, failed }) {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = copied;
  } catch {
    status.textContent = failed;
  }
}
