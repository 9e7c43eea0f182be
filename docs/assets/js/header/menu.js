/* The Escape key closes the menu of a narrow screen, and leads back to what opened it. All else
   about the menu works without scripts. */

const menu = /** @type {HTMLDetailsElement} */ (document.querySelector(".menu"));

menu.parentElement?.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});
