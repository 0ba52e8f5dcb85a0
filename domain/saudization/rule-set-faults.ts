// Law: a rule set that could put one entity in two bands, or in none, is not taken.
import { nitaqatActivityCodes } from '../standards/nitaqat-activity.js';
import { RATED_BANDS, type RatedBand } from './band.js';
import { ruleYear } from './curve-year.js';
import { gateFaults } from './gate-faults.js';
import { quotaFaults } from './quota-faults.js';
import type { RuleSet } from './rule-set.js';
import type { RuleSetFault } from './rule-set-fault.js';

/** Sizes between which bands must not cross, in workers. */
const SIZES = [6, 50_000] as const;

/** What is wrong with a rule set beyond its schema; empty when it is sound. */
export function ruleSetFaults(rules: RuleSet): readonly RuleSetFault[] {
  return [...curveFaults(rules), ...stepFaults(rules), ...ruleFaults(rules), ...capFaults(rules), ...quotaFaults(rules.quotas), ...gateFaults(rules)];
}

const fault = (field: string, says: string): RuleSetFault => ({ field, fault: says });

function curveFaults(rules: RuleSet): readonly RuleSetFault[] {
  const missing = nitaqatActivityCodes.filter((activity) => rules.curves[activity] === undefined);
  const first = ruleYear(rules, rules.from);
  return [
    ...missing.map((activity) => fault(`curves/${activity}`, 'the activity has no curve')),
    ...Object.entries(rules.curves).flatMap(([activity, curves]) => (curves === undefined ? [] : crossings(activity, curves, first))),
  ];
}

type Curves = NonNullable<RuleSet['curves'][keyof RuleSet['curves']]>;

function crossings(activity: string, curves: Curves, firstYear: number): readonly RuleSetFault[] {
  const at = `curves/${activity}`;
  const years = RATED_BANDS.map((band) => curves[band].c.map(({ year }) => year));
  const [first = []] = years;
  if (years.some((other) => other.join() !== first.join())) return [fault(at, 'the bands have different years')];
  if (!rises(first)) return [fault(at, 'years out of order')];
  const [begins = firstYear] = first;
  if (begins > firstYear) return [fault(at, `a gap: the set begins in the curves’ year ${firstYear}, its first c is of ${begins}`)];
  // The difference of two curves in ln(x) has no turn: who does not cross at the ends does not cross between them.
  return first.flatMap((year, n) =>
    SIZES.flatMap((x) => {
      const y = (band: RatedBand): number => curves[band].m * Math.log(x) + (curves[band].c[n]?.c ?? 0);
      return RATED_BANDS.slice(1).flatMap((band, i) => {
        const below = RATED_BANDS[i] ?? 'LOW_GREEN';
        return y(below) < y(band) ? [] : [fault(`${at}/${band}`, `${below} is not below it at ${x} workers in ${year}`)];
      });
    }),
  );
}

function stepFaults(rules: RuleSet): readonly RuleSetFault[] {
  const found: RuleSetFault[] = [];
  const falling = (field: string, steps: readonly { readonly wageFrom: number }[]): void => {
    if (!rises(steps.map(({ wageFrom }) => -wageFrom))) found.push(fault(field, 'the highest wage step comes first'));
  };
  falling('ordinary/saudi', rules.ordinary.saudi);
  if (rules.ordinary.saudi.at(-1)?.wageFrom !== 0) found.push(fault('ordinary/saudi', 'a gap: the last wage step must be from 0'));
  rules.categories.forEach(({ weight }, n) => {
    if (Array.isArray(weight)) falling(`categories/${n}/weight`, weight);
  });
  if (!rises(rules.gate.map(({ from }) => from))) found.push(fault('gate', 'days out of order'));
  return found;
}

function ruleFaults({ categories, nationalities }: RuleSet): readonly RuleSetFault[] {
  const names = [...categories.map(({ category }, n) => [`categories/${n}/category`, category] as const), ...nationalities.map(({ name }, n) => [`nationalities/${n}/name`, name] as const)];
  const codes = nationalities.flatMap((one, n) => one.nationalities.map((code) => [`nationalities/${n}/nationalities`, code] as const));
  return [
    ...twice(names).map(([field, name]) => fault(field, `two rules of the name ${name}`)),
    ...twice(codes).map(([field, code]) => fault(field, `an overlap: ${code} is in two rules`)),
  ];
}

function capFaults({ categories, nationalities, jointCaps }: RuleSet): readonly RuleSetFault[] {
  const found: RuleSetFault[] = [];
  const names = [...categories.map(({ category }) => category as string), ...nationalities.map(({ name }) => name)];
  const caps = [...categories.map(({ cap }, n) => [`categories/${n}/cap/percent`, cap] as const), ...nationalities.map(({ cap }, n) => [`nationalities/${n}/cap/percent`, cap] as const)];
  for (const [field, cap] of caps) {
    const sizes = cap?.percent.map(({ fromWorkers }) => fromWorkers) ?? [0];
    if (sizes[0] !== 0) found.push(fault(field, 'a gap: there is no share for the smallest entities'));
    if (!rises(sizes)) found.push(fault(field, 'sizes out of order'));
  }
  jointCaps.forEach(({ of }, n) => {
    for (const one of of.filter((member) => !names.includes(member))) found.push(fault(`jointCaps/${n}/of`, `there is no rule ${one}`));
  });
  return found;
}

/** Those whose name stood before, with their fields. */
function twice(named: readonly (readonly [field: string, name: string])[]): readonly (readonly [field: string, name: string])[] {
  return named.filter(([, name], n) => named.findIndex((other) => other[1] === name) !== n);
}

function rises<T extends string | number>(values: readonly T[]): boolean {
  return values.every((value, n) => n === 0 || value > (values[n - 1] ?? value));
}
