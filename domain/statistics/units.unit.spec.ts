import { describe, expect, it } from 'vitest';
import { entitiesOf } from '../entity/entity-facts.js';
import { entityIdOf } from '../entity/entity-id.js';
import { factChoices } from '../entity/fact-choices.js';
import { countOwner, type CountedOwner } from '../entity/owner-bands.js';
import type { OwnerSources } from '../entity/owner-sources.js';
import { ruleAt } from '../rules/rule-table.js';
import { sizeClasses } from '../rules/statistics-rules.js';
import { nitaqat2026 } from '../saudization/nitaqat-2026.js';
import { toIsoDate } from '../standards/calendar.js';
import { cellName } from './cube.js';
import { sizeClassOf, unitsOf, type Cutting } from './units.js';

const day = toIsoDate;
const week = day('2026-05-02');
const ownerId = '4b1f6b34-7f0e-4c53-9a55-0d3f5f3c1a01';
const { value: sizes } = ruleAt(sizeClasses, week);

interface Job {
  readonly who: string;
  readonly at: string;
  readonly from?: string;
  readonly to?: string;
}

/** An owner with two establishments in one activity and one in another, and these jobs; who begins with `s` is a citizen. */
function ownerWith(...jobs: readonly Job[]): CountedOwner {
  const places = { riyadh: ['SA-01', '430'], makkah: ['SA-02', '430'], shop: ['SA-01', '460'] } as const;
  const sources: OwnerSources = {
    ownerId,
    establishments: new Map(Object.entries(places).map(([id, [region, activity]]) => [id, { companyId: 'c', ownerId, main: true, region, openedOn: day('2020-01-01'), closedOn: null, activities: [{ from: day('2020-01-01'), activity, isic: '4711' }] }])),
    employments: new Map(
      jobs.map(({ who, at, from = '2026-01-01', to }, n) => [
        String(n),
        { companyId: 'c', establishmentId: at, employeeId: who, authenticatedOn: day(from), from: day(from), lastDay: to === undefined ? null : day(to), steps: [{ from: day(from), wage: 5_000, workingTime: 'full-time', occupation: '2411' }] },
      ]),
    ),
    people: new Map(jobs.map(({ who }) => [who, { nationality: who.startsWith('s') ? 'SAU' : 'IND', deceasedOn: null, weightings: [], erased: false }])),
    weightings: new Map(),
  };
  return countOwner(nitaqat2026, ownerId, entitiesOf(nitaqat2026, factChoices, sources));
}

const cutting: Cutting = {
  week,
  sizes,
  bandOf: (entityId) => (entityId === entityIdOf(ownerId, '430') ? 'LOW_GREEN' : 'NOT_RATED'),
  regionOf: (id) => (id === 'makkah' ? 'SA-02' : 'SA-01'),
  keyOf: (id) => (id.startsWith('s') ? 200 : id.startsWith('x') ? 3 : 9),
};
const units = (...jobs: readonly Job[]) =>
  unitsOf(ownerWith(...jobs), cutting).map(({ cell, establishmentId, saudis, expats, saudiKey, expatKey, entityKey }) => [cellName(cell), establishmentId, saudis, expats, saudiKey, expatKey, entityKey]);

describe('what establishments contribute', () => {
  it('is by region their own, by activity, band and size that of their entity', () => {
    const staff = ['s1', 's2', 'x1', 'x2', 'x3'].map((who) => ({ who, at: 'riyadh' }));
    expect(units(...staff, { who: 'x4', at: 'makkah' }, { who: 'x5', at: 'shop' })).toEqual([
      ['430|LOW_GREEN|small|SA-01', 'riyadh', 2, 3, 400 % 256, 9, 9],
      ['430|LOW_GREEN|small|SA-02', 'makkah', 0, 1, 0, 3, 9],
      ['460|NOT_RATED|micro|SA-01', 'shop', 0, 1, 0, 3, 9],
    ]);
  });

  it('is whoever works there on the last day of the week, once in each establishment', () => {
    const leaves = { who: 's1', at: 'riyadh', to: '2026-05-02' };
    expect(units(leaves, { who: 's1', at: 'riyadh', from: '2026-03-01' }, { who: 's1', at: 'makkah' }).map(([, id, saudis]) => [id, saudis])).toEqual([['riyadh', 1], ['makkah', 1]]);
    expect(units({ ...leaves, to: '2026-05-01' }, { who: 'x1', at: 'shop', from: '2026-05-03' })).toEqual([]);
  });

  it.each([[1, 'micro'], [5, 'micro'], [6, 'small'], [49, 'small'], [50, 'medium'], [499, 'medium'], [500, 'large'], [2_999, 'large'], [3_000, 'giant'], [90_000, 'giant']] as const)('of %s heads are of an entity that is %s', (heads, size) => {
    expect(sizeClassOf(sizes, heads)).toBe(size);
  });
});
