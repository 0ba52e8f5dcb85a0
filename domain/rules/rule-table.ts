// Law: a rule of the state is a table of dated entries that meet without gap or overlap; a day finds exactly one value.
import type { RuleUse } from '../ledger/basis.js';
import { addDays, toIsoDate } from '../standards/calendar.js';
import type { IsoDate } from '../standards/calendar.js';

/**
 * How sure the source is: O official text, T official text through a named transcription, S secondary (press, law firm),
 * G general knowledge, `assumed` a parameter that no source states and the operator is meant to set.
 */
export type Confidence = 'O' | 'T' | 'S' | 'G' | 'assumed';

/** A value and the days it holds: from the first to the last named day, both counted; `to` null: until further notice. */
export interface RuleEntry<T> {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  readonly value: T;
  readonly source: string;
  readonly confidence: Confidence;
}

/** One rule of the state over time. The version changes with every change of the data, so that a decision can name what it used. */
export interface RuleTable<T> {
  readonly rule: string;
  readonly version: string;
  readonly entries: readonly RuleEntry<T>[];
}

/** A rule's value on a day, and the use of it that a decision's basis records. */
export interface RuleValue<T> {
  readonly value: T;
  readonly use: RuleUse;
}

/** Thrown when a rule is asked for a day before its table begins. */
export class RuleGap extends Error {
  override readonly name = 'RuleGap';
  constructor(
    readonly rule: string,
    readonly day: IsoDate,
  ) {
    super(`the rule ${rule} has no value on ${day}`);
  }
}

/** The first day of the tables: what the rules were before 2018 is not part of the ledger. */
export const rulesBegin: IsoDate = toIsoDate('2018-01-01');

/** One entry of a table that `ruleTable` closes: its last day is the day before the next entry's first. */
export interface RuleStep<T> {
  readonly from: string;
  readonly value: T;
  readonly source: string;
  readonly confidence: Confidence;
}

/** Makes a table of steps in order of their first day; each holds until the next begins, the last until further notice. */
export function ruleTable<T>(rule: string, version: string, steps: readonly RuleStep<T>[]): RuleTable<T> {
  const entries = steps.map((step, i): RuleEntry<T> => {
    const next = steps[i + 1];
    return { ...step, from: toIsoDate(step.from), to: next === undefined ? null : addDays(toIsoDate(next.from), -1) };
  });
  return { rule, version, entries };
}

/** The entry that holds on the day; throws RuleGap when none does. */
export function ruleEntryAt<T>(table: RuleTable<T>, day: IsoDate): RuleEntry<T> {
  const entry = table.entries.findLast((candidate) => candidate.from <= day);
  if (entry === undefined || (entry.to !== null && entry.to < day)) throw new RuleGap(table.rule, day);
  return entry;
}

/** The rule's value on the day with the use to record; throws RuleGap when the table has none. */
export function ruleAt<T>(table: RuleTable<T>, day: IsoDate): RuleValue<T> {
  return { value: ruleEntryAt(table, day).value, use: { rule: table.rule, version: table.version } };
}

/** What is wrong with a table: no entry, days out of order, gaps and overlaps, an entry without source. Empty when sound. */
export function ruleTableFaults(table: RuleTable<unknown>): readonly string[] {
  const faults: string[] = [];
  if (table.entries.length === 0) faults.push(`${table.rule}: no entry`);
  table.entries.forEach((entry, i) => {
    const next = table.entries[i + 1];
    if (entry.source.trim() === '') faults.push(`${table.rule}: the entry of ${entry.from} names no source`);
    if (entry.to !== null && entry.to < entry.from) faults.push(`${table.rule}: the entry of ${entry.from} ends before it begins`);
    if (next === undefined) return;
    if (entry.to === null) faults.push(`${table.rule}: the entry of ${entry.from} is open and another follows`);
    else if (addDays(entry.to, 1) < next.from) faults.push(`${table.rule}: gap after ${entry.to}`);
    else if (addDays(entry.to, 1) > next.from) faults.push(`${table.rule}: overlap at ${next.from}`);
  });
  return faults;
}
