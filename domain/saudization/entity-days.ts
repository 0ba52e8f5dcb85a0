// Law: the days of an entity are runs of equal days; a day costs what changed on it, and a sum over days is a difference of two.
import { addDays, daysBetween, type IsoDate } from '../standards/calendar.js';
import { countDay, type ClassCount, type DayCount } from './day-count.js';
import type { RuleSet } from './rule-set.js';
import { isWithin, type Span, type Worker } from './worker.js';
import { classSpans, keyOf } from './worker-class.js';

/** An owner's only entity: its establishments, certificates and all workers over time. */
export interface EntityFacts {
  readonly activity: string;
  /** First days of its establishments. */
  readonly opened: readonly IsoDate[];
  readonly mowaamah: readonly Span[];
  readonly workers: readonly Worker[];
}

/** What the days of a stretch sum to. */
export interface DaySums {
  readonly days: number;
  readonly x: number;
  readonly saudis: number;
  readonly expats: number;
}

/** An entity's days, counted. */
export interface EntityDays {
  /** First day of the entity; null where there never was anything. */
  readonly begins: IsoDate | null;
  /** A day's count. */
  at(day: IsoDate): DayCount;
  /** Sums over the days from the first to the last, both counted; days before the entity existed are left out. */
  sums(first: IsoDate, last: IsoDate): DaySums;
  /** The same entity with other workers from a day on. Until the day before, each pair must count alike; only the days from there on are counted anew. */
  changed(from: IsoDate, workers: readonly WorkerChange[]): EntityDays;
}

/** Equal days from `from` on, with the sums over all days before them. */
interface Run {
  readonly from: IsoDate;
  readonly count: DayCount;
  readonly before: DaySums;
}

const nothing: DaySums = { days: 0, x: 0, saudis: 0, expats: 0 };

/** A worker who comes, goes, or is another from some day on. */
export interface WorkerChange {
  readonly before: Worker | null;
  readonly after: Worker | null;
}

type ClassChange = { readonly class: ClassCount['class']; readonly by: number };
type Changes = ReadonlyMap<IsoDate, readonly ClassChange[]>;

/** Counts an entity's days, each change once. */
export function countEntityDays(rules: RuleSet, facts: EntityFacts): EntityDays {
  const changes = new Map<IsoDate, ClassChange[]>();
  for (const worker of facts.workers) noteWorker(rules, facts.activity, changes, worker, 1);
  const begins = [...facts.opened, ...facts.workers.map(({ from }) => from)].sort()[0] ?? null;
  const runs = runsOf(rules, facts, changes, begins, []);
  return daysOf(rules, facts, changes, begins, runs);
}

function daysOf(rules: RuleSet, facts: EntityFacts, changes: Changes, begins: IsoDate | null, runs: readonly Run[]): EntityDays {
  const runOf = (day: IsoDate): Run | undefined => runs[lastBefore(runs, day)];
  /** Sums over all days before the day. */
  const before = (day: IsoDate): DaySums => {
    const run = runOf(day);
    return run === undefined ? nothing : upTo(run, day);
  };
  return {
    begins,
    at: (day) => runOf(day)?.count ?? countDay(rules, facts.activity, [], false),
    sums: (first, last) => {
      if (begins === null || last < begins) return nothing;
      const from = first < begins ? begins : first;
      const [a, b] = [before(from), before(addDays(last, 1))];
      return { days: b.days - a.days, x: b.x - a.x, saudis: b.saudis - a.saudis, expats: b.expats - a.expats };
    },
    changed: (from, workers) => {
      const all = new Map(changes);
      const own = new Map<IsoDate, ClassChange[]>();
      for (const { before: left, after: come } of workers) {
        if (left !== null) noteWorker(rules, facts.activity, own, left, -1);
        if (come !== null) noteWorker(rules, facts.activity, own, come, 1);
      }
      // What cancels out before the day was so already.
      for (const [day, some] of own) all.set(day, [...(all.get(day) ?? []), ...some]);
      const start = begins === null || from < begins ? from : begins;
      return daysOf(rules, facts, all, start, runsOf(rules, facts, all, start, runs.slice(0, lastBefore(runs, addDays(from, -1)) + 1), from));
    },
  };
}

/** The runs behind those that are kept; from the day `from` on where some are. */
function runsOf(rules: RuleSet, facts: EntityFacts, changes: Changes, begins: IsoDate | null, kept: readonly Run[], from?: IsoDate): readonly Run[] {
  const tally = new Map<string, { class: ClassCount['class']; count: number }>();
  const runs = [...kept];
  const days = new Set([...changes.keys(), ...certificateDays(facts.mowaamah), ...(begins === null ? [] : [begins]), ...(from === undefined ? [] : [from])]);
  for (const day of [...days].sort()) {
    for (const { class: one, by } of changes.get(day) ?? []) {
      const key = keyOf(one);
      tally.set(key, { class: one, count: (tally.get(key)?.count ?? 0) + by });
    }
    if (from !== undefined && day < from) continue;
    const certificate = facts.mowaamah.some((span) => isWithin(span, day));
    const last = runs.at(-1);
    runs.push({ from: day, count: countDay(rules, facts.activity, tally.values(), certificate), before: last === undefined ? nothing : upTo(last, day) });
  }
  return runs;
}

function noteWorker(rules: RuleSet, activity: string, changes: Map<IsoDate, ClassChange[]>, worker: Worker, by: 1 | -1): void {
  const note = (day: IsoDate, change: ClassChange): void => {
    const found = changes.get(day);
    if (found === undefined) changes.set(day, [change]);
    else found.push(change);
  };
  const spans = classSpans(rules, activity, worker);
  spans.forEach((span, n) => {
    note(span.from, { class: span.class, by });
    const next = spans[n + 1]?.from ?? (worker.to === null ? undefined : addDays(worker.to, 1));
    if (next !== undefined) note(next, { class: span.class, by: -by });
  });
}

function certificateDays(spans: readonly Span[]): readonly IsoDate[] {
  return spans.flatMap(({ from, to }) => (to === null ? [from] : [from, addDays(to, 1)]));
}

function upTo(run: Run, day: IsoDate): DaySums {
  const days = daysBetween(run.from, day);
  const { count, before } = run;
  return {
    days: before.days + days,
    x: before.x + count.x * days,
    saudis: before.saudis + count.saudis * days,
    expats: before.expats + count.expats * days,
  };
}

/** Index of the last run that begins on the day or before; -1 where none does. */
function lastBefore(runs: readonly Run[], day: IsoDate): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.from ?? day) <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
