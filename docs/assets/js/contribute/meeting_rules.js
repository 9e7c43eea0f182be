/* What the days and times of meetings say together, as ulo/checks/visits.py has it. */

/** @typedef {import("./record_data.js").Meeting} Meeting */
/** @typedef {import("./validation.js").AddProblem} AddProblem */

const NEEDING_A_DAY = ["first", "second", "third", "fourth", "last"];
const NEEDING_A_DAY_FOR_A_TIME = ["week", "two-weeks"];
const CLOCK = /^[0-9]{2}:[0-9]{2}$/;

/**
 * @param {Meeting[]} meetings
 * @param {AddProblem} add
 */
export function checkMeetings(meetings, add) {
  meetings.forEach(({ every = "", day = [], starts, ends = "" }, place) => {
    if (!day.length && NEEDING_A_DAY.includes(every)) {
      add("meeting-without-day", ["meetings", place, "every"]);
    } else if (!day.length && starts && NEEDING_A_DAY_FOR_A_TIME.includes(every)) {
      add("meeting-without-day", ["meetings", place, "starts"]);
    }
    if (!CLOCK.test(ends)) return;
    if (!starts) {
      add("times-out-of-order.alone", ["meetings", place, "ends"], { end: ends });
    } else if (CLOCK.test(starts) && ends <= starts) {
      add("times-out-of-order", ["meetings", place, "ends"], { start: starts, end: ends });
    }
  });
}
