import { describe, expect, it } from 'vitest';
import { assessFromFacts } from '../../../domain/saudization/assess.js';
import { compareBands } from '../../../domain/saudization/band.js';
import { countEntityDays } from '../../../domain/saudization/entity-days.js';
import { nitaqat2026 } from '../../../domain/saudization/nitaqat-2026.js';
import { ratedWeeks } from '../../../domain/saudization/method.js';
import { toEpochDay, toIsoDate } from '../../../domain/standards/calendar.js';
import { entityOf } from './market-entities.js';
import { planMarket } from './plan-market.js';
import { RATED_FROM, standingOn } from './standing.js';

const TO = toIsoDate('2026-10-31');
const plan = planMarket({ companies: 300, seed: 11, from: toIsoDate('2023-01-01'), to: TO, overSample: { sixAndMore: 50, employees: 4_000 } });
const companies = Array.from({ length: plan.blocks }, (_, n) => plan.block(n)).flatMap((block) => block.companies);

describe('where a planned company stands', () => {
  it('is what the engine makes of its workers on the day', () => {
    for (const company of companies.slice(0, 60)) {
      const entity = entityOf(company, toEpochDay(TO));
      const { x, saudis, expats } = countEntityDays(nitaqat2026, entity).at(TO);
      const standing = standingOn(company, toEpochDay(TO));
      expect(standing.workers).toBe(x);
      expect(standing.ratio ?? 0).toBeCloseTo(saudis + expats === 0 ? 0 : (100 * saudis) / (saudis + expats), 9);
    }
  });

  it('is clear only where the engine agrees in every week that is rated', () => {
    const clear = companies.filter(({ clearBand, closesOn }) => closesOn === null && (clearBand === 'MEDIUM_GREEN' || clearBand === 'RED'));
    expect(new Set(clear.map(({ clearBand }) => clearBand)).size).toBe(2);
    const weeks = [...ratedWeeks(nitaqat2026, TO)].filter((_, n) => n % 9 === 8);
    for (const company of clear) {
      const entity = entityOf(company, RATED_FROM - 200);
      const days = countEntityDays(nitaqat2026, entity);
      for (const week of weeks) {
        const { band } = assessFromFacts(nitaqat2026, { activity: entity.activity, days, oldest: [...entity.opened].sort()[0] ?? null }, week).rating;
        if (band === 'NOT_RATED') throw new Error(`${company.n} has nobody in the week to ${week}`);
        expect([company.n, week, company.clearBand === 'RED' ? compareBands(band, 'RED') : compareBands(band, 'MEDIUM_GREEN') >= 0]).toEqual([company.n, week, company.clearBand === 'RED' ? 0 : true]);
      }
    }
  });

  it('brings nobody in by visa or transfer once it is rated, unless it is clearly in medium green', () => {
    const late = companies.flatMap(({ clearBand, posts }) => posts.flatMap(({ tenures }) => tenures.filter(({ from, comes }) => from >= RATED_FROM && comes !== 'local').map(() => clearBand)));
    expect(new Set(late)).toEqual(new Set(['MEDIUM_GREEN']));
  });
});
