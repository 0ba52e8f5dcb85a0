// Law: a rule set that could put one entity in two bands, or in none, is not taken.
import { nitaqatActivityCodes } from '../standards/nitaqat-activity.js';
import { RATED_BANDS, type RatedBand } from './band.js';
import { quotaFaults } from './quota-faults.js';
import type { RuleSet } from './rule-set.js';

/** Sizes between which bands must not cross, in workers. */
const SIZES = [6, 50_000] as const;

/** What is wrong with a rule set beyond its schema; empty when it is sound. */
export function ruleSetFaults(rules: RuleSet): readonly string[] {
  return [...curveFaults(rules), ...stepFaults(rules), ...capFaults(rules), ...quotaFaults(rules.quotas)];
}

function curveFaults(rules: RuleSet): readonly string[] {
  const missing = nitaqatActivityCodes.filter((activity) => rules.curves[activity] === undefined);
  return [...missing.map((activity) => `curves: activity ${activity} has none`), ...Object.entries(rules.curves).flatMap(([activity, curves]) => (curves === undefined ? [] : crossings(activity, curves)))];
}

function crossings(activity: string, curves: NonNullable<RuleSet['curves'][keyof RuleSet['curves']]>): readonly string[] {
  const at = `curves of ${activity}`;
  const years = RATED_BANDS.map((band) => curves[band].c.map(({ year }) => year));
  const [first = []] = years;
  if (years.some((other) => other.join() !== first.join())) return [`${at}: the bands have different years`];
  if (first.some((year, n) => n > 0 && year <= (first[n - 1] ?? year))) return [`${at}: years out of order`];
  // The difference of two curves in ln(x) has no turn: who does not cross at the ends does not cross between them.
  return first.flatMap((year, n) =>
    SIZES.flatMap((x) => {
      const y = (band: RatedBand): number => curves[band].m * Math.log(x) + (curves[band].c[n]?.c ?? 0);
      return RATED_BANDS.slice(1).flatMap((band, i) => {
        const below = RATED_BANDS[i] ?? 'LOW_GREEN';
        return y(below) < y(band) ? [] : [`${at}: ${below} is not below ${band} at ${x} workers in ${year}`];
      });
    }),
  );
}

function stepFaults(rules: RuleSet): readonly string[] {
  const faults: string[] = [];
  const falling = (what: string, steps: readonly { readonly wageFrom: number }[]): void => {
    if (steps.some(({ wageFrom }, n) => n > 0 && wageFrom >= (steps[n - 1]?.wageFrom ?? 0))) faults.push(`${what}: the highest wage step comes first`);
  };
  falling('ordinary.saudi', rules.ordinary.saudi);
  for (const { category, weight } of rules.categories) if (Array.isArray(weight)) falling(`category ${category}`, weight);
  if (rules.gate.some(({ from }, n) => n > 0 && from <= (rules.gate[n - 1]?.from ?? from))) faults.push('gate: days out of order');
  return faults;
}

function capFaults(rules: RuleSet): readonly string[] {
  const faults: string[] = [];
  const names = [...rules.categories.map(({ category }) => category as string), ...rules.nationalities.map(({ name }) => name)];
  for (const name of names.filter((one, n) => names.indexOf(one) !== n)) faults.push(`${name}: two rules of that name`);
  const caps = [...rules.categories.map(({ category, cap }) => [category, cap] as const), ...rules.nationalities.map(({ name, cap }) => [name, cap] as const)];
  for (const [name, cap] of caps) {
    const sizes = cap?.percent.map(({ fromWorkers }) => fromWorkers) ?? [0];
    if (sizes[0] !== 0) faults.push(`cap of ${name}: has no share for the smallest entities`);
    if (sizes.some((size, n) => n > 0 && size <= (sizes[n - 1] ?? size))) faults.push(`cap of ${name}: sizes out of order`);
  }
  for (const { name, of } of rules.jointCaps) {
    for (const one of of.filter((member) => !names.includes(member))) faults.push(`joint cap ${name}: there is no rule ${one}`);
  }
  return faults;
}
