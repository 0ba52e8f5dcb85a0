// Law: a person registered at several employers counts at the oldest of those where he works that day; in some categories at more than one.
import { addDays, type IsoDate } from '../standards/calendar.js';
import type { RuleSet } from './rule-set.js';
import { isWithin, type Span, type Worker } from './worker.js';

/** A registration: what of a worker tells where he counts. */
export type Registration = Pick<Worker, 'from' | 'to' | 'categories'>;

/** The days of each of one person's registrations on which he counts only at older ones. Of those that began together the first given is the oldest. */
export function countedElsewhere(rules: RuleSet, registrations: readonly Registration[]): readonly (readonly Span[])[] {
  const byAge = registrations.map((one, index) => ({ one, index })).sort((a, b) => (a.one.from < b.one.from ? -1 : a.one.from > b.one.from ? 1 : a.index - b.index));
  const found: (readonly Span[])[] = registrations.map(() => []);
  byAge.forEach(({ one, index }, place) => {
    const older = byAge.slice(0, place).map((other) => other.one);
    if (older.length > 0) found[index] = daysBehind(older, one, mostEmployers(rules, one));
  });
  return found;
}

/** The workers with the days on which they count elsewhere; who has the same reference is the same person. */
export function withoutDuplicates(rules: RuleSet, workers: readonly Worker[]): readonly Worker[] {
  const byRef = new Map<string, number[]>();
  workers.forEach(({ ref }, index) => byRef.set(ref, [...(byRef.get(ref) ?? []), index]));
  const all = [...workers];
  for (const indexes of byRef.values()) {
    if (indexes.length < 2) continue;
    const own = indexes.flatMap((index) => workers[index] ?? []);
    countedElsewhere(rules, own).forEach((elsewhere, n) => {
      const [index, worker] = [indexes[n], own[n]];
      if (index !== undefined && worker !== undefined && elsewhere.length > 0) all[index] = { ...worker, elsewhere };
    });
  }
  return all;
}

function mostEmployers(rules: RuleSet, { categories }: Registration): number {
  return categories.reduce((most, category) => Math.max(most, rules.employers.inCategories[category] ?? 0), rules.employers.most);
}

/** The days of a registration on which as many older ones as may count, or more, run beside it. */
function daysBehind(older: readonly Registration[], own: Span, most: number): readonly Span[] {
  const turns = older.flatMap(({ to }) => (to === null || to < own.from ? [] : [addDays(to, 1)]));
  const starts = [own.from, ...turns].filter((day) => own.to === null || day <= own.to);
  const spans: { from: IsoDate; to: IsoDate | null }[] = [];
  const days = [...new Set(starts)].sort();
  days.forEach((from, n) => {
    if (older.filter((one) => isWithin(one, from)).length < most) return;
    const next = days[n + 1];
    const to = next === undefined ? own.to : addDays(next, -1);
    const last = spans.at(-1);
    if (last?.to != null && addDays(last.to, 1) === from) last.to = to;
    else spans.push({ from, to });
  });
  return spans;
}
