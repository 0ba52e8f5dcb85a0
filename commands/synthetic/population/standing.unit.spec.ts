import { describe, expect, it } from 'vitest';
import type { OwnedFacts } from '../../../domain/entity/entity-facts.js';
import { countOwner } from '../../../domain/entity/owner-bands.js';
import { recountWeeks, saidIn } from '../../../domain/entity/owner-weeks.js';
import { compareBands, type BandOrNone } from '../../../domain/saudization/band.js';
import { countEntityDays } from '../../../domain/saudization/entity-days.js';
import { nitaqat2026 } from '../../../domain/saudization/nitaqat-2026.js';
import { noWeeks, ratedWeeks } from '../../../domain/saudization/method.js';
import { toEpochDay, toIsoDate } from '../../../domain/standards/calendar.js';
import { activityOf, byActivity, entityOf } from './market-entities.js';
import { byOwner } from './ownership.js';
import { planMarket } from './plan-market.js';
import type { ClearBand } from './planned.js';
import { RATED_FROM, standingOn } from './standing.js';

const TO = toIsoDate('2026-10-31');
const plan = planMarket({ companies: 300, seed: 11, from: toIsoDate('2023-01-01'), to: TO, overSample: { sixAndMore: 50, employees: 4_000 } });
const companies = Array.from({ length: plan.blocks }, (_, n) => plan.block(n)).flatMap((block) => block.companies);

const OWNER = '0190c5d2-7d0c-7b6e-8b52-000000000000';

/** Whether a published band is as it was said to be clearly. */
function isWithin(clear: ClearBand | null, band: BandOrNone): boolean {
  if (band === 'NOT_RATED' || clear === null || clear === 'unclear') return false;
  return clear === 'RED' ? band === 'RED' : compareBands(band, clear) >= 0;
}

describe('where a planned company stands', () => {
  it('is what the engine makes of its workers on the day', () => {
    for (const company of companies.slice(0, 60)) {
      const entity = entityOf([company], toEpochDay(TO));
      const { x, saudis, expats } = countEntityDays(nitaqat2026, entity).at(TO);
      const standing = standingOn(company, toEpochDay(TO));
      expect(standing.workers).toBe(x);
      expect(standing.ratio ?? 0).toBeCloseTo(saudis + expats === 0 ? 0 : (100 * saudis) / (saudis + expats), 9);
    }
  });

  it('is clear only where the engine agrees in every week that is rated, of owners with several companies too', () => {
    const weeks = [...ratedWeeks(nitaqat2026, TO)];
    const seen = new Set<string>();
    for (const owned of byOwner(companies)) {
      const clear = owned.filter(({ clearBand, closesOn }) => closesOn === null && clearBand !== 'unclear');
      if (clear.length === 0) continue;
      const facts = byActivity(owned).map((some): OwnedFacts => {
        const entity = entityOf(some, RATED_FROM - 200);
        return { entityId: entity.activity, activity: entity.activity, facts: entity, placed: [], oldest: [...entity.opened].sort()[0] ?? null };
      });
      const counted = countOwner(nitaqat2026, OWNER, facts);
      const bands = recountWeeks(() => nitaqat2026, () => counted, weeks, () => noWeeks);
      for (const company of clear) {
        seen.add(`${company.clearBand} of ${owned.length === 1 ? 'one' : 'several'}`);
        const said = saidIn(bands, activityOf(company)).map((one) => one?.band);
        expect([company.n, company.clearBand, said.filter((band) => band === undefined || !isWithin(company.clearBand, band))]).toEqual([company.n, company.clearBand, []]);
      }
    }
    expect([...seen].sort()).toEqual(['LOW_GREEN of one', 'LOW_GREEN of several', 'MEDIUM_GREEN of one', 'MEDIUM_GREEN of several', 'RED of one', 'RED of several']);
  });

  it('brings nobody in by visa or transfer once it is rated, unless it is clearly in medium green', () => {
    // The visas of a season’s first days were asked for before.
    const late = companies.flatMap(({ clearBand, posts }) =>
      posts.flatMap(({ tenures, seasonal }) => tenures.filter(({ from, comes }) => from >= RATED_FROM + (seasonal ? 10 : 0) && comes !== 'local').map(() => clearBand)),
    );
    expect(new Set(late)).toEqual(new Set(['MEDIUM_GREEN']));
  });
});
