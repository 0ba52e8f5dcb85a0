// Law: a plan changes the days from tomorrow on and nothing else; its weeks are judged as the published ones will be.
import { addDays, latest, type IsoDate } from '../standards/calendar.js';
import { atOnce, eachInSteps, type Steps } from '../standards/steps.js';
import { assess, type AssessedEntity } from './assess.js';
import type { BandOrNone } from './band.js';
import type { EntityDays, WorkerChange } from './entity-days.js';
import { afterWeek, weekEnd, type Method, type MethodState } from './method.js';
import type { RuleSet } from './rule-set.js';
import { isWithin, type Worker } from './worker.js';

/** What an employer considers. Days before tomorrow are taken as tomorrow. */
export interface Plan {
  /** So many new workers alike, from a day on. */
  readonly hires: readonly { readonly count: number; readonly worker: Omit<Worker, 'ref' | 'to'> }[];
  readonly leavers: readonly { readonly ref: string; readonly lastDay: IsoDate }[];
  readonly wages: readonly { readonly ref: string; readonly from: IsoDate; readonly wage: number }[];
  readonly authentications: readonly { readonly ref: string; readonly from: IsoDate }[];
}

/** A week to come, on its last day. */
export interface PlannedWeek {
  readonly ends: IsoDate;
  readonly x: number;
  readonly ratio: number | null;
  readonly method: Method;
  readonly band: BandOrNone;
}

/** Thrown for a plan about somebody who does not work there. */
export class UnknownWorker extends Error {
  override readonly name = 'UnknownWorker';
  constructor(readonly ref: string) {
    super(`nobody works there by the reference ${ref}`);
  }
}

/** An entity with its workers, and what its published weeks came to. */
export interface PlannedEntity extends AssessedEntity {
  readonly workers: readonly Worker[];
  readonly published: MethodState;
}

/** Ratio and band of each of the next weeks, the running one first, if the plan is carried out. Nothing is kept. Throws UnknownWorker. */
export function whatIf(rules: RuleSet, entity: PlannedEntity, today: IsoDate, plan: Plan, weeks: number): readonly PlannedWeek[] {
  return atOnce(whatIfInSteps(rules, entity, today, plan, weeks));
}

/** The same, which may be left on its way. */
export function* whatIfInSteps(rules: RuleSet, entity: PlannedEntity, today: IsoDate, plan: Plan, weeks: number): Steps<readonly PlannedWeek[]> {
  const tomorrow = addDays(today, 1);
  const days = yield* planned(entity.days, entity.workers, tomorrow, plan);
  const found: PlannedWeek[] = [];
  let state = entity.published;
  for (let ends = weekEnd(rules, today); found.length < weeks; ends = addDays(ends, 7)) {
    const { x, ratio, method, rating } = assess(rules, { ...entity, days }, ends, state);
    found.push({ ends, x, ratio, method, band: rating.band });
    if (ends >= rules.from) state = afterWeek(rules, state, rating.band);
    yield;
  }
  return found;
}

/** The entity's days under a plan. */
export function* planned(days: EntityDays, workers: readonly Worker[], tomorrow: IsoDate, plan: Plan): Steps<EntityDays> {
  const { hires, leavers, wages, authentications } = plan;
  const changed = new Map<Worker, readonly Worker[]>();
  const named = new Set([...leavers, ...wages, ...authentications].map(({ ref }) => ref));
  const there = new Map<string, Worker>();
  for (const worker of workers) {
    if (named.has(worker.ref) && !there.has(worker.ref) && (worker.to === null || worker.to >= tomorrow)) there.set(worker.ref, worker);
  }
  const change = (ref: string, how: (spells: readonly Worker[]) => readonly Worker[]): void => {
    const worker = there.get(ref);
    if (worker === undefined) throw new UnknownWorker(ref);
    changed.set(worker, how(changed.get(worker) ?? [worker]));
  };
  yield* eachInSteps(authentications, ({ ref, from }) => change(ref, (spells) => spells.map((spell) => authenticatedOn(spell, latest(from, tomorrow)))));
  yield* eachInSteps(wages, ({ ref, from, wage }) => change(ref, (spells) => spells.flatMap((spell) => paidFrom(spell, latest(from, tomorrow), wage))));
  yield* eachInSteps(leavers, ({ ref, lastDay }) => {
    const last = lastDay < tomorrow ? addDays(tomorrow, -1) : lastDay;
    change(ref, (spells) => spells.filter(({ from }) => from <= last).map((spell) => (isWithin(spell, last) ? { ...spell, to: last } : spell)));
  });
  const pairs: WorkerChange[] = [];
  for (const [before, spells] of changed) {
    pairs.push({ before, after: null });
    for (const after of spells) pairs.push({ before: null, after });
  }
  for (const { count, worker } of hires) {
    pairs.push({ before: null, after: { ...worker, ref: '', from: latest(worker.from, tomorrow), to: null }, count });
  }
  return yield* days.changed(tomorrow, pairs);
}

/** Who is authenticated already stays so from when he was. */
function authenticatedOn(spell: Worker, day: IsoDate): Worker {
  return spell.authenticatedFrom !== null && spell.authenticatedFrom <= day ? spell : { ...spell, authenticatedFrom: day };
}

/** A spell in two: by the old wage until the day before, by the new from the day on. */
function paidFrom(spell: Worker, from: IsoDate, wage: number): readonly Worker[] {
  if (!isWithin(spell, from)) return [spell];
  if (spell.from >= from) return [{ ...spell, wage }];
  return [
    { ...spell, to: addDays(from, -1) },
    { ...spell, from, wage, since: spell.since ?? spell.from },
  ];
}
