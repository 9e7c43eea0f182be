/* Whoever has seen the page for help in a crisis once, has it without a connection, too, with its Easy Read view. */

const version = new URL(import.meta.url).search;
const { keep } = await import(`./offline.js${version}`);

keep("help", version, ["help-now/", "help-now/easy/", `assets/help.js${version}`, `assets/offline.js${version}`]).catch(() => {});
