/* The box for all ways to get in touch without a phone: it is ticked where each of them is. */

const WITHOUT_PHONE = ["email", "text", "bsl", "post"];

export class WithoutPhone {
  /**
   * @param {HTMLFormElement} form with the filters
   * @param {HTMLInputElement[]} boxes of the filters
   */
  constructor(form, boxes) {
    this.box = form.querySelector("[data-no-phone]");
    // Before the form says that a filter has changed.
    this.box?.addEventListener("change", () => this.tick());
    this.ways = boxes.filter(({ name, value }) => name === "way" && WITHOUT_PHONE.includes(value));
  }

  /** Shows whether each way is ticked that can be. */
  mark() {
    if (!(this.box instanceof HTMLInputElement)) return;
    this.box.checked = this.ways.every((way) => way.checked || way.disabled);
  }

  /** Ticks all that can be, or none. */
  tick() {
    if (!(this.box instanceof HTMLInputElement)) return;
    const { checked } = this.box;
    for (const way of this.ways) if (!(checked && way.disabled)) way.checked = checked;
  }
}
