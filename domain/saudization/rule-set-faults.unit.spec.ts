import { describe, expect, it } from 'vitest';
import { nitaqat2026 } from './nitaqat-2026.js';
import { ruleSetFaults } from './rule-set-faults.js';
import { ruleSetSchema, type RuleSet } from './rule-set.js';

/** The rule set with the value at a path (`a/0/b`) made another, as anyone could write it into a file. */
function changed(path: string, change: (value: unknown) => unknown): RuleSet {
  const copy: unknown = structuredClone(nitaqat2026);
  const names = path.split('/');
  const last = names.pop() ?? '';
  const holder = names.reduce((value, name) => (value as Record<string, unknown>)[name], copy) as Record<string, unknown>;
  holder[last] = change(holder[last]);
  return copy as RuleSet;
}

const to = (value: unknown) => (): unknown => value;
const reversed = (value: unknown): unknown => [...(value as unknown[])].reverse();

describe('the rule set of 2026', () => {
  it('keeps to its schema, also through JSON, and has no fault', () => {
    expect(ruleSetSchema.parse(JSON.parse(JSON.stringify(nitaqat2026)))).toEqual(nitaqat2026);
    expect(ruleSetFaults(nitaqat2026)).toEqual([]);
  });
});

describe('a rule set is not taken', () => {
  it.each<[string, string, (value: unknown) => unknown, string]>([
    ['without a curve', 'curves/430', to(undefined), 'curves/430: the activity has no curve'],
    ['whose bands cross at six workers', 'curves/430/MEDIUM_GREEN/c/0/c', to(10), 'curves/430/MEDIUM_GREEN: LOW_GREEN is not below it at 6 workers in 2026'],
    ['whose bands cross far out', 'curves/430/LOW_GREEN/m', to(3), 'curves/430/MEDIUM_GREEN: LOW_GREEN is not below it at 50000 workers in 2026'],
    ['whose bands have other years', 'curves/430/PLATINUM/c', (c) => (c as unknown[]).slice(1), 'curves/430: the bands have different years'],
    ['whose years stand still', 'curves/430', (bands) => Object.fromEntries(Object.keys(bands as object).map((band) => [band, { m: 0, c: [{ year: 2026, c: 1 }, { year: 2026, c: 2 }] }])), 'curves/430: years out of order'],
    ['whose wage steps rise', 'ordinary/saudi', reversed, 'ordinary/saudi: the highest wage step comes first'],
    ['whose gate goes back', 'gate', (gate) => [...(gate as unknown[]), ...(gate as unknown[])], 'gate: days out of order'],
    ['with a cap that small entities lack', 'categories/5/cap/percent/0/fromWorkers', to(6), 'categories/5/cap/percent: a gap: there is no share for the smallest entities'],
    ['with a joint cap of nobody', 'jointCaps/0/of', to(['disabled', 'king']), 'jointCaps/0/of: there is no rule king'],
    ['with a category twice', 'categories', (all) => [...(all as unknown[]), (all as unknown[])[0]], 'categories/16/category: two rules of the name flexible'],
    ['that begins before its curves', 'from', to('2025-12-31'), 'curves/430: a gap: the set begins in the curves’ year 2025, its first c is of 2026'],
    ['without a weight for the lowest wages', 'ordinary/saudi/2/wageFrom', to(1), 'ordinary/saudi: a gap: the last wage step must be from 0'],
    ['with a nationality in two rules', 'nationalities/1/nationalities', to(['MMR', 'KWT']), 'nationalities/1/nationalities: an overlap: KWT is in two rules'],
    ['with a quota twice', 'quotas', (all) => [...(all as unknown[]), (all as unknown[])[0]], 'quotas/22/profession: two quotas of the name accounting'],
    ['that lets LOW_GREEN in where MEDIUM_GREEN is not', 'gates/least/renewPermit', to('HIGH_GREEN'), 'lowGreen/renewPermit: a gap: LOW_GREEN is let in, and MEDIUM_GREEN is not, for the gate asks for HIGH_GREEN'],
    ['that asks for more weeks than there are', 'gates/held/of/weeks', to(53), 'gates/held/of: there are no 53 weeks within 52'],
    ['whose quota goes back', 'quotas/0/steps', reversed, 'quotas/0/steps: days out of order'],
    ['whose quota has shares out of order', 'quotas/0/steps/4/shares', reversed, 'quotas/0/steps/4/shares: numbers of workers out of order'],
    ['with two floors of a qualification', 'quotas/0/wages/1/qualification', to('bachelor'), 'quotas/0/wages: two floors of one qualification'],
  ])('%s', (_what, path, change, fault) => {
    expect(ruleSetFaults(changed(path, change)).map((one) => `${one.field}: ${one.fault}`)).toContain(fault);
  });
});
