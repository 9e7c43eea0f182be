/* The data of a record, as it stands in record.json and in the form. */

/** @typedef {{[field: string]: RecordValue | undefined}} RecordData */
/** @typedef {string | number | boolean | RecordData | RecordList} RecordValue */
/** @typedef {RecordValue[]} RecordList */
/** @typedef {{url?: string, title?: string, year?: string | number, supports?: string[]}} Source */
/** @typedef {{is: string, detail?: string}} AccessFact */
/** @typedef {{every?: string, day?: string[], starts?: string, ends?: string}} Meeting */

/**
 * The fields of a group that scripts know; all others are kept as they are.
 * @typedef {object} KnownFields
 * @property {string} [name]
 * @property {{source?: string, led_by?: string[]}} [user_led]
 * @property {string[]} [for]
 * @property {{serves?: string[]}} [area]
 * @property {{town?: string, area?: string, address?: string, postcode?: string,
 *   district?: string}} [based_in]
 * @property {string[]} [also_known_as]
 * @property {{email?: string, social?: string[]}} [contact]
 * @property {AccessFact[]} [access]
 * @property {Meeting[]} [meetings]
 * @property {string | number} [founded]
 * @property {string[]} [networks]
 * @property {{year?: string | number}} [closed]
 * @property {string} [added]
 * @property {{on?: string, by?: string}} [checked]
 * @property {Source[]} [sources]
 */
/** @typedef {RecordData & KnownFields} GroupRecord */

/** @typedef {string[]} Path where a value stands in a record */

/**
 * A copy that shares nothing with the data; what is undefined is left out.
 * @template T
 * @param {T} data
 * @returns {T}
 */
export function clone(data) {
  return JSON.parse(JSON.stringify(data));
}

/**
 * @param {RecordValue | undefined} value
 * @returns {value is RecordData}
 */
export function isRecordData(value) {
  return typeof value === "object" && !Array.isArray(value);
}

/**
 * @param {RecordValue | undefined} record
 * @param {Path} path
 * @returns {RecordValue | undefined}
 */
export function getValue(record, [field, ...rest]) {
  const value = isRecordData(record) ? record[field] : undefined;
  return rest.length ? getValue(value, rest) : value;
}

/**
 * Puts a value into a record; undefined takes it out, with the groups of fields that it leaves
 * empty.
 * @param {RecordData} record
 * @param {Path} path
 * @param {RecordValue | undefined} value
 */
export function setValue(record, [field, ...rest], value) {
  if (rest.length) {
    const before = record[field];
    const fields = isRecordData(before) ? before : {};
    setValue(fields, rest, value);
    if (Object.keys(fields).length) record[field] = fields;
    else delete record[field];
  } else if (value === undefined) {
    delete record[field];
  } else {
    record[field] = value;
  }
}

/**
 * The day where the reader is, as an ISO date.
 * @param {Date} now
 */
export function localDate(now) {
  const minutes = now.getTimezoneOffset();
  return new Date(now.getTime() - minutes * 60_000).toISOString().slice(0, 10);
}

/**
 * What a record needs and nobody is asked: the days, and that what shows who leads the group is one
 * of its sources.
 * @param {GroupRecord} record
 * @param {string} today an ISO date
 * @param {number} mostSources
 * @returns {GroupRecord}
 */
export function completeRecord(record, today, mostSources) {
  const completed = clone(record);
  completed.added ??= today;
  const isConfirmed = completed.checked?.by ? { on: today } : {};
  completed.checked = { on: today, ...completed.checked, ...isConfirmed };
  const url = completed.user_led?.source;
  const sources = completed.sources ?? [];
  if (url && sources.length < mostSources && !sources.some((source) => source.url === url)) {
    sources.unshift({ url, supports: ["user_led"] });
  }
  completed.sources = sources.map(({ url: address, title, ...rest }) => ({
    url: address,
    title: title || siteName(address) || undefined,
    ...rest,
  }));
  if (!completed.sources.length) delete completed.sources;
  return clone(completed);
}

/**
 * The name of the site that an address leads to.
 * @param {string | undefined} address
 */
function siteName(address) {
  try {
    return new URL(address ?? "").hostname.replace(/^www\./, "");
  } catch {
    return "";
  }
}
