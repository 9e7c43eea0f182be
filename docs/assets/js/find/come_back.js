/* Where the reader was on a page whose content comes late, for when they come back to it. */

/** Notes in the history where the reader is. */
export function keepPlace() {
  history.replaceState({ top: scrollY }, "");
}

/** Where the reader was when they left; nowhere where the history has something else. */
export function placeBefore() {
  const top = history.state?.top;
  return Number.isFinite(top) ? Number(top) : 0;
}

/**
 * Puts the reader where they were once all is there again, unless they have moved on. The browser
 * would look for the place before the results are there, and end up anywhere.
 * @param {number} top
 */
export function takeOverScrolling(top) {
  let isMoved = false;
  for (const sign of ["wheel", "touchmove", "keydown"]) {
    addEventListener(sign, () => (isMoved = true), { once: true, passive: true });
  }
  history.scrollRestoration = "manual";
  return () => {
    if (!isMoved) scrollTo(0, top);
    history.scrollRestoration = "auto";
  };
}

/** Whether the browser puts the reader where they were on the page before. */
export function isComeBack() {
  const [visit] = performance.getEntriesByType("navigation");
  return visit instanceof PerformanceNavigationTiming && visit.type !== "navigate";
}
