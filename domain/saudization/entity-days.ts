// Law: the days of an entity are runs of equal days; a day costs what changed on it, and a sum over days is a difference of two.
import { addDays, earliest, toEpochDay, type IsoDate } from '../standards/calendar.js';
import { atOnce, eachInSteps, type Steps } from '../standards/steps.js';
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
  /** The same over so many days that end with the last. */
  over(days: number, last: IsoDate): DaySums;
  /** The same entity with other workers from a day on. Until the day before, each pair must count alike; only the days from there on are counted anew. */
  changed(from: IsoDate, workers: readonly WorkerChange[]): Steps<EntityDays>;
}

/** Equal days from a day on, with the sums over all days before them. */
interface Run {
  /** The day as a number: all that is asked of it is arithmetic. */
  readonly at: number;
  readonly count: DayCount;
  readonly before: DaySums;
}

const nothing: DaySums = { days: 0, x: 0, saudis: 0, expats: 0 };

/** A worker who comes, goes, or is another from some day on; `count` of them alike, one unless said. */
export interface WorkerChange {
  readonly before: Worker | null;
  readonly after: Worker | null;
  readonly count?: number;
}

type ClassChange = { readonly class: ClassCount['class']; readonly by: number };
type Changes = ReadonlyMap<IsoDate, readonly ClassChange[]>;

/** What an entity's days are counted from. */
interface Counted {
  readonly rules: RuleSet;
  readonly facts: EntityFacts;
  /** All changes, those that came later in maps of their own: nothing is copied for a few more. */
  readonly changes: readonly Changes[];
  readonly begins: IsoDate | null;
  /** Days before it are not told apart. */
  readonly since: IsoDate | null;
}

/** Counts an entity's days, each change once. With `since` only days from there on can be asked for: all that was before is one change. */
export function countEntityDays(rules: RuleSet, facts: EntityFacts, since: IsoDate | null = null): EntityDays {
  return atOnce(entityDaysInSteps(rules, facts, since));
}

/** The same, which may be left on its way: an entity of thousands takes tens of milliseconds. */
export function* entityDaysInSteps(rules: RuleSet, facts: EntityFacts, since: IsoDate | null = null): Steps<EntityDays> {
  const changes = new Map<IsoDate, ClassChange[]>();
  yield* eachInSteps(facts.workers, (worker) => noteWorker(rules, facts.activity, changes, worker, 1, since));
  const begins = firstDay(facts);
  const counted = { rules, facts, changes: [changes], begins, since };
  const first = begins === null || since === null || begins > since ? begins : since;
  return daysOf(counted, yield* runsOf(counted, changes, first === null ? [] : [first], []));
}

function firstDay({ opened, workers }: EntityFacts): IsoDate | null {
  const [first, ...others] = opened;
  const open = first === undefined ? null : earliest(first, ...others);
  return workers.reduce<IsoDate | null>((so, { from }) => (so === null || from < so ? from : so), open);
}

function daysOf(counted: Counted, runs: readonly Run[]): EntityDays {
  const { rules, facts, changes, begins, since } = counted;
  const [beginsAt, sinceAt] = [begins, since].map((day) => (day === null ? Number.NEGATIVE_INFINITY : toEpochDay(day))) as [number, number];
  const runOf = (at: number): Run | undefined => {
    if (at < sinceAt) throw new RangeError(`days before ${since ?? ''} were not counted`);
    return runs[lastBefore(runs, at)];
  };
  /** Sums from a day to the day before another. */
  const between = (first: number, end: number): DaySums => {
    if (begins === null || end <= beginsAt) return nothing;
    const [from, to] = [Math.max(first, beginsAt), end];
    const [a, b] = [runOf(from), runOf(to)];
    if (b === undefined) return nothing;
    const [before, after] = [a === undefined ? nothing : upTo(a, from), upTo(b, to)];
    return { days: after.days - before.days, x: after.x - before.x, saudis: after.saudis - before.saudis, expats: after.expats - before.expats };
  };
  return {
    begins,
    at: (day) => runOf(toEpochDay(day))?.count ?? countDay(rules, facts.activity, [], false),
    sums: (first, last) => between(toEpochDay(first), toEpochDay(last) + 1),
    over: (days, last) => {
      const end = toEpochDay(last) + 1;
      return between(end - days, end);
    },
    *changed(from, workers) {
      const own = new Map<IsoDate, ClassChange[]>();
      yield* eachInSteps(workers, ({ before: left, after: come, count = 1 }) => {
        if (left !== null) noteWorker(rules, facts.activity, own, left, -count, since);
        if (come !== null) noteWorker(rules, facts.activity, own, come, count, since);
      });
      const all = [...changes, own];
      const kept = runs.slice(0, lastBefore(runs, toEpochDay(from) - 1) + 1);
      const start = begins === null || from < begins ? from : begins;
      const next = { ...counted, changes: all, begins: start };
      return daysOf(next, yield* runsOf(next, changesFrom(all, from), [from], kept));
    },
  };
}

/** The changes from a day on. What changed before it cancels out there, or was so already. */
function changesFrom(all: readonly Changes[], from: IsoDate): Changes {
  const ahead = new Map<IsoDate, ClassChange[]>();
  for (const changes of all) {
    for (const [day, some] of changes) {
      if (day < from) continue;
      const known = ahead.get(day);
      if (known === undefined) ahead.set(day, [...some]);
      else known.push(...some);
    }
  }
  return ahead;
}

/** The runs that are kept, and those behind them: from the first of the days on, by the changes given. */
function* runsOf({ rules, facts }: Counted, changes: Changes, starts: readonly IsoDate[], kept: readonly Run[]): Steps<readonly Run[]> {
  const tally = new Map<string, { class: ClassCount['class']; count: number }>();
  // The last run tells who was there: nobody before it has to be gone through.
  for (const { class: one, count } of kept.at(-1)?.count.classes ?? []) tally.set(keyOf(one), { class: one, count });
  const runs = [...kept];
  const [first] = starts;
  const certificates = first === undefined ? [] : certificateDays(facts.mowaamah).filter((day) => day > first);
  const days = new Set([...changes.keys(), ...certificates, ...starts]);
  yield* eachInSteps([...days].sort(), (day) => {
    for (const { class: one, by } of changes.get(day) ?? []) {
      const key = keyOf(one);
      const known = tally.get(key);
      if (known === undefined) tally.set(key, { class: one, count: by });
      else known.count += by;
    }
    const certificate = facts.mowaamah.some((span) => isWithin(span, day));
    const [last, at] = [runs.at(-1), toEpochDay(day)];
    runs.push({ at, count: countDay(rules, facts.activity, tally.values(), certificate), before: last === undefined ? nothing : upTo(last, at) });
  });
  return runs;
}

function noteWorker(rules: RuleSet, activity: string, changes: Map<IsoDate, ClassChange[]>, worker: Worker, by: number, since: IsoDate | null): void {
  const note = (on: IsoDate, change: ClassChange): void => {
    const day = since !== null && on < since ? since : on;
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

function upTo(run: Run, day: number): DaySums {
  const days = day - run.at;
  const { count, before } = run;
  return {
    days: before.days + days,
    x: before.x + count.x * days,
    saudis: before.saudis + count.saudis * days,
    expats: before.expats + count.expats * days,
  };
}

/** Index of the last run that begins on the day or before; -1 where none does. */
function lastBefore(runs: readonly Run[], day: number): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.at ?? day) <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
