import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { runTypescript } from '../../../bootstrap/testing/run-typescript.js';
import { assessFromFacts } from '../../../domain/saudization/assess.js';
import { BANDS } from '../../../domain/saudization/band.js';
import { countEntityDays } from '../../../domain/saudization/entity-days.js';
import { nitaqat2026 } from '../../../domain/saudization/nitaqat-2026.js';
import { addDays, toEpochDay, toIsoDate } from '../../../domain/standards/calendar.js';
import { layOut, type Layout } from './layout.js';
import { activities } from './margins/nitaqat-activities.js';
import type { MarketOptions } from './market.js';
import { entityOf } from './market-entities.js';
import { planMarket } from './plan-market.js';
import type { PlannedCompany } from './planned.js';
import { publishedTables } from './report/tables.js';
import { MarketTally } from './report/tally.js';
import { stateLines } from './write-state.js';

const TO = toIsoDate('2026-10-31');
const options: MarketOptions = { companies: 10_000, seed: 7, from: toIsoDate('2022-01-01'), to: TO };

/** Activities with a hundredth of the workers, with the bands in which entities are held. */
function heldBands({ companies, workers, size, activity, pinned }: Layout): ReadonlyMap<string, ReadonlySet<number>> {
  const [heads, held] = [new Map<string, number>(), new Map<string, Set<number>>()];
  for (let company = 0; company < companies; company += 1) {
    const code = activities[activity[company] ?? 0]?.nitaqat ?? '';
    heads.set(code, (heads.get(code) ?? 0) + (size[company] ?? 0));
    held.set(code, (held.get(code) ?? new Set()).add(pinned[company] ?? -1));
  }
  return new Map([...held].filter(([code]) => (heads.get(code) ?? 0) >= workers / 100));
}

describe('a market of ten thousand companies', () => {
  const tally = new MarketTally(options);
  const plan = planMarket(options);
  const held: PlannedCompany[] = [];
  beforeAll(() => {
    for (let n = 0; n < plan.blocks; n += 1) {
      const block = plan.block(n);
      tally.add(block);
      held.push(...block.companies.filter((company) => (plan.layout.pinned[company.n] ?? -1) >= 0));
    }
  }, 120_000);

  it('lies within one percentage point of what is published, cell by cell', () => {
    const cells = publishedTables(tally).flatMap(({ title, cells: some }) => some.map((cell) => ({ ...cell, name: `${title}: ${cell.name}` })));
    expect(cells.length).toBeGreaterThan(60);
    const off = cells.filter(({ generated, published }) => published !== null && Math.abs(generated - published) > 1);
    expect(off).toEqual([]);
    expect(tally.stock()).toBeGreaterThan(85_000);
  });

  it('pays Saudis the published mean within two hundredths', () => {
    const saudis = tally.sex.of('saudi male') + tally.sex.of('saudi female');
    expect(Math.abs(tally.saudiWages.of('sum') / saudis / 9_600 - 1)).toBeLessThan(0.02);
  });

  it('holds entities in their bands by the engine’s own count over the weeks', () => {
    expect(held.length).toBeGreaterThanOrEqual(70);
    for (const company of held) {
      const entity = entityOf([company], toEpochDay(addDays(TO, -200)));
      const days = countEntityDays(nitaqat2026, entity);
      const { rating } = assessFromFacts(nitaqat2026, { activity: entity.activity, days, oldest: [...entity.opened].sort()[0] ?? null }, TO);
      expect(rating.band).toBe(BANDS[plan.layout.pinned[company.n] ?? -1]);
    }
  });
});

describe('the bands of a market', () => {
  it('all occur in every activity with a hundredth of the workers, from ten thousand companies on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 14_000 }), fc.nat({ max: 0xffff_ffff }), fc.integer({ min: -200, max: 700 }), (companies, seed, days) => {
        const bands = heldBands(layOut({ ...options, companies, seed, to: addDays(TO, days) }));
        expect(bands.size).toBeGreaterThan(12);
        for (const [code, some] of bands) expect([code, ...[...some].filter((band) => band >= 0).sort()]).toEqual([code, 0, 1, 2, 3, 4]);
      }),
      { numRuns: 3 },
    );
  });
});

describe('the state of a market', () => {
  it('is the same to the byte in another process', async () => {
    const hash = createHash('sha256');
    for (const line of stateLines(planMarket({ ...options, companies: 300 }))) hash.update(`${line}\n`);
    const other = runTypescript(fileURLToPath(new URL('./testing/print-state-digest.ts', import.meta.url)), ['300', '7']);
    expect(await other.nextLine()).toBe(hash.digest('hex'));
    await other.ended;
  }, 60_000);
});
