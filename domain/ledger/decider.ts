import type { IsoDate } from '../standards/calendar.js';
import type { RecordBasis, RuleUse } from './basis.js';
import type { DomainEvent } from './event.js';
import type { JsonObject } from './json.js';

/** What every decision may know beside its command and its record. All of it is passed in: deciders have no clock and no randomness. */
export interface DecisionFacts {
  /** The decision day in Asia/Riyadh. */
  readonly today: IsoDate;
  /** The id of the record decided on. */
  readonly recordId: string;
  /** Directory id of who says it: of the human in whose name the command comes, else of the caller. */
  readonly by: string;
  /** Id of the human behind the caller’s account, the same under all his accounts; null for a program, and where it is not asked or not known whose the account is. */
  readonly human: string | null;
  /** Directory ids of the humans that the command names by identifier, by the registry's mention name (e.g. `owner`). */
  readonly people: Readonly<Record<string, string>>;
  /** The n-th id of a kind that this command creates; the same at every retry. */
  readonly newId: (kind: string, n: number) => string;
}

export interface Accepted<E> {
  readonly kind: 'accepted';
  /** Never empty, unless the command changes nothing and says so by an empty list (a sweep that comes too early). */
  readonly events: readonly E[];
  readonly rules: readonly RuleUse[];
  /** Conditions that no fact in the ledger can answer yet, e.g. `nitaqat-band`. */
  readonly unknown: readonly string[];
  /** Events of other records that it rests on, where it names them itself; those that were read are named beside them. */
  readonly records?: readonly RecordBasis[];
  /**
   * What happens instead when a place that the events need is held by another record. Left out: the command is refused
   * then. A sweep says it, since nobody is there to be told of a refusal.
   */
  readonly ifPlaceTaken?: readonly E[];
}

/** A refusal that the business expects. Nothing is appended. */
export interface Refused {
  readonly kind: 'refused';
  /** Stable and dotted, e.g. `contract.not-pending`. */
  readonly code: string;
  /** What was found, in one sentence. Never a personal datum. */
  readonly detail: string;
  /** What would clear it, in one sentence. */
  readonly clears: string;
  readonly rule: RuleUse | null;
  /** JSON pointer into the payload, where one field is to blame. */
  readonly pointer: string | null;
  /** More of what was found, for programs: members of the problem document. */
  readonly members?: JsonObject;
  /** Seconds after which it may be sent again, where nothing was decided: what the decision needs is not there yet. */
  readonly retryAfter?: number;
}

export type Decision<E> = Accepted<E> | Refused;

/** `decide` says what happens, `evolve` what is: both pure. `initial` is the state before the first event. */
export interface Decider<C, S, E, F extends DecisionFacts = DecisionFacts> {
  readonly initial: S;
  decide(command: C, state: S, facts: F): Decision<E>;
  evolve(state: S, event: E): S;
}

/** An accepted decision with its events and the rules it used. */
export function accept<E>(
  events: readonly E[],
  uses: { rules?: readonly RuleUse[]; unknown?: readonly string[]; records?: readonly RecordBasis[]; ifPlaceTaken?: readonly E[] } = {},
): Accepted<E> {
  const { rules = [], unknown = [], records, ifPlaceTaken } = uses;
  const named = records === undefined || records.length === 0 ? {} : { records };
  return { kind: 'accepted', events, rules, unknown, ...named, ...(ifPlaceTaken === undefined ? {} : { ifPlaceTaken }) };
}

/** A refusal with its stable code, what was found, and what would clear it. */
export function refuse(
  code: string,
  detail: string,
  clears: string,
  more: { rule?: RuleUse; pointer?: string; members?: JsonObject } = {},
): Refused {
  const { rule = null, pointer = null, members } = more;
  return { kind: 'refused', code, detail, clears, rule, pointer, ...(members === undefined ? {} : { members }) };
}

/** Folds events onto a state. */
export function fold<S, E extends DomainEvent>(evolve: (state: S, event: E) => S, from: S, events: Iterable<E>): S {
  let state = from;
  for (const event of events) state = evolve(state, event);
  return state;
}
