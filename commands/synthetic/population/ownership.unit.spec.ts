import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../../../domain/standards/calendar.js';
import { layOut } from './layout.js';
import { byActivity } from './market-entities.js';
import { byOwner, ownersIn } from './ownership.js';
import { ratedOn } from './owner-standing.js';
import { RATED_FROM } from './standing.js';
import { planMarket } from './plan-market.js';
import type { PlannedCompany } from './planned.js';

const companiesOf = (companies: number, seed: number, sixAndMore = 11): readonly PlannedCompany[] => {
  const plan = planMarket({ companies, seed, from: toIsoDate('2023-01-01'), to: toIsoDate('2026-10-31'), overSample: { sixAndMore, employees: companies * 4 } });
  return Array.from({ length: plan.blocks }, (_, n) => plan.block(n).companies).flat();
};

describe('owners of a market', () => {
  const owners = byOwner(companiesOf(1_000, 4));
  const several = owners.filter((owned) => owned.length > 1);

  it('have several companies in the stated shares', () => {
    const beside = several.reduce((sum, owned) => sum + owned.length - 1, 0);
    // Seven of a hundred are stated; the whole number of each block is drawn.
    expect(beside).toBeGreaterThan(50);
    expect(beside).toBeLessThan(90);
    expect(several.some((owned) => owned[0]?.owner.kind === 'legal')).toBe(true);
    expect(several.some((owned) => byActivity(owned).some((companies) => companies.length > 1))).toBe(true);
    expect(several.some((owned) => byActivity(owned).length > 1)).toBe(true);
    const combined = several.flatMap((owned) => ratedOn(owned, RATED_FROM)).filter(({ activity }) => activity === '101');
    expect(combined.length).toBeGreaterThan(3);
    for (const { standing, companies } of combined) expect([standing.workers > 5, companies.length > 1]).toEqual([true, true]);
  });

  it('act for their companies themselves where they are human, and own no sole establishment where they are not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat({ max: 0xffff_ffff }), (count, seed) => {
        for (const { owner, representative, legalForm, unifiedNumber } of companiesOf(count, seed)) {
          if (owner.kind === 'natural') expect(representative.n).toBe(owner.person.n);
          else expect([legalForm === 'sole-establishment', owner.unifiedNumber === unifiedNumber]).toEqual([false, false]);
        }
      }),
      { numRuns: 5 },
    );
  });

  it('leave companies that are held in a band alone', () => {
    const layout = layOut({ companies: 5_000, seed: 7, from: toIsoDate('2024-01-01'), to: toIsoDate('2026-10-31') });
    const held = [...layout.pinned].flatMap((band, company) => (band >= 0 ? [company] : []));
    const owner = Array.from({ length: 20 }, (_, block) => ownersIn(layout, 7, block)).flat();
    const shared = owner.flatMap((head, company) => (head === company ? [] : [head, company]));
    expect(shared.length).toBeGreaterThan(0);
    expect(shared.filter((company) => held.includes(company))).toEqual([]);
  });
});
