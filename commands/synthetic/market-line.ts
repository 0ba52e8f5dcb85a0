// Law: a script is a chain of lines in order of day: where one lies ahead of the present, it and all behind it have not happened yet.
import type { Identifier } from '../../domain/standards/identifiers.js';
import { workdayOn } from './population/day.js';
import type { Day } from './population/market.js';
import type { Fact } from './tally/fact.js';

/** How a line names what another line made, or who bears a number. */
export type LineName = { readonly createdBy: string; readonly n?: number } | { readonly identifier: Identifier };

/** One command of the market, on its day. */
export interface MarketLine {
  readonly day: Day;
  readonly key: string;
  readonly command: string;
  /** The record that a change is about; null where one is made. */
  readonly record: LineName | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** `accepted`, or the code with which this line must be refused. */
  readonly expect: string;
  /** Between whom its record is, where that differs from the script's other lines. */
  readonly parties?: Parties;
}

/** Who speaks for a company, and from which day on. */
export interface Spokesman {
  readonly name: LineName;
  /** The day of his appointment; from the next one on he speaks for it. */
  readonly appointedOn: Day;
}

/** Between whom the records of a script are. */
export interface Parties {
  readonly company: Spokesman | null;
  /** Of the current employer, where there are two. */
  readonly from: Spokesman | null;
  readonly employee: LineName | null;
}

export interface Script {
  readonly parties: Parties;
  readonly lines: readonly MarketLine[];
  /** What is so because of it, as far as it has happened. */
  readonly facts: readonly Fact[];
}

/** Of nobody's but the department's: lines about a human, or about a company before somebody speaks for it. */
export const nobody: Parties = { company: null, from: null, employee: null };

/** A script between parties. */
export function script(parties: Parties, lines: readonly MarketLine[], facts: readonly Fact[] = []): Script {
  return { parties, lines, facts };
}

/** Lines between parties of their own. */
export function spoken(parties: Parties, lines: readonly MarketLine[]): readonly MarketLine[] {
  return lines.map((line) => ({ ...line, parties }));
}

/** A line that makes a record. */
export function make(day: Day, key: string, command: string, data: MarketLine['data'], expect = 'accepted'): MarketLine {
  return { day, key, command, record: null, data, expect };
}

/** A line that changes a record. */
export function change(day: Day, key: string, command: string, record: LineName, data: MarketLine['data'] = {}, expect = 'accepted'): MarketLine {
  return { day, key, command, record, data, expect };
}

/** What the line with that key made: its record, or the n-th part of its kind. */
export function madeBy(key: string, n?: number): LineName {
  return n === undefined ? { createdBy: key } : { createdBy: key, n };
}

/** The bearer of a number. */
export function bearerOf(scheme: Identifier['scheme'], value: string): LineName {
  return { identifier: { scheme, value } };
}

/** The working day so many days later, or the next one. */
export function workdayAfter(day: Day, days: number): Day {
  return workdayOn(day + days);
}
