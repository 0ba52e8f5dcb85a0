import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { BANDS, compareBands } from './band.js';
import { cheapestPath, spotBand, type SpotEntity } from './cheapest-path.js';
import type { ClassCount } from './day-count.js';
import { nitaqat2026 as rules } from './nitaqat-2026.js';
import { expat, several, someWorkers, worker } from './testing/some-workers.js';
import type { Worker } from './worker.js';
import { classOf } from './worker-class.js';

const day = toIsoDate('2026-10-31');

const spot = (workers: readonly Worker[], activity = '430'): SpotEntity => ({
  activity,
  day,
  certificate: false,
  classes: workers.map((one): ClassCount => ({ class: classOf(rules, activity, one, day), count: 1 })),
});

describe('the least number of hires', () => {
  it.each<[string, number]>([
    // 450 with 100 expatriates and n Saudis: n / (100 + n) against 17.50 % (high green) and 22.50 % (platinum).
    ['HIGH_GREEN', 22],
    ['PLATINUM', 30],
  ])('for a contractor of 100 expatriates to reach %s', (band, hires) => {
    const entity = spot(several(100, 'x', expat), '450');
    expect(cheapestPath(rules, entity, worker(''), band as 'PLATINUM')).toBe(hires);
    // At SAR 3,000 each counts half: n / 2 of (100 + n / 2).
    expect(cheapestPath(rules, entity, worker('', { wage: 3_000 }), band as 'PLATINUM')).toBeGreaterThan(hires);
  });

  it('is none where the band is there, and no number where hires count nothing', () => {
    expect(cheapestPath(rules, spot(several(20, 's')), worker(''), 'PLATINUM')).toBe(0);
    expect(cheapestPath(rules, spot(several(20, 'x', expat)), worker('', { wage: 1_000 }), 'LOW_GREEN')).toBeNull();
  });

  it('leads out of the smallest: the sixth worker puts an entity on a curve', () => {
    const entity = spot([...several(4, 'x', expat), worker('s')], '480');
    expect(spotBand(rules, entity).band).toBe('LOW_GREEN');
    expect(cheapestPath(rules, entity, worker(''), 'MEDIUM_GREEN')).toBe(6);
  });

  it('is reached by it, and by no smaller one', () => {
    fc.assert(
      fc.property(someWorkers(60), fc.constantFrom('430', '460', '480'), fc.constantFrom(...BANDS), (workers, activity, band) => {
        const entity = spot(workers, activity);
        const hires = cheapestPath(rules, entity, worker(''), band);
        const reached = (count: number): boolean => {
          const found = spotBand(rules, spot([...workers, ...several(count, 'new')], activity)).band;
          return found !== 'NOT_RATED' && compareBands(found, band) >= 0;
        };
        if (hires === null) return;
        expect(reached(hires)).toBe(true);
        for (let fewer = 0; fewer < hires; fewer += 1) expect(reached(fewer), String(fewer)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });
});
