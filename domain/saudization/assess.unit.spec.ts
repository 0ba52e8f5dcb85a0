import { describe, expect, it } from 'vitest';
import { toIsoDate, type IsoDate } from '../standards/calendar.js';
import { assessFromFacts } from './assess.js';
import { countEntityDays } from './entity-days.js';
import { nitaqat2026 as rules } from './nitaqat-2026.js';
import { expat, several } from './testing/some-workers.js';
import type { Worker } from './worker.js';

const old = toIsoDate('2020-01-01');

function assessed(workers: readonly Worker[], day: string, opened: IsoDate = old, activity = '430') {
  const days = countEntityDays(rules, { activity, opened: [opened], mowaamah: [], workers });
  return assessFromFacts(rules, { activity, days, oldest: opened }, toIsoDate(day));
}

describe('an entity', () => {
  it('is averaged over 26 weeks: 26 × 7 days, the sums over one another', () => {
    // 10 of 100 for 91 days, then 50 of 140 for 91: (910 + 4,550) / (9,100 + 12,740).
    const workers = [...several(10, 's'), ...several(90, 'x', expat), ...several(40, 'n', { from: toIsoDate('2026-08-02') })];
    const found = assessed(workers, '2026-10-31', old, '480');
    expect(found).toMatchObject({ method: 'average26', x: 120, saudis: 30, expats: 90 });
    expect(found.ratio).toBe(25);
  });

  it('that was green for thirteen weeks is judged by its last week', () => {
    const workers = [...several(50, 's', { to: toIsoDate('2026-10-24') }), ...several(5, 'left'), ...several(50, 'x', expat)];
    expect(assessed(workers, '2026-10-24')).toMatchObject({ method: 'immediate', rating: { band: 'PLATINUM' } });
    const week = assessed(workers, '2026-10-31');
    expect(week).toMatchObject({ method: 'immediate', x: 55, saudis: 5, expats: 50, rating: { band: 'RED' } });
    // In July there were no thirteen weeks yet.
    expect(assessed(workers, '2026-07-24').method).toBe('average26');
  });

  it('of few workers is judged by its last week, and by one Saudi', () => {
    const workers = [...several(1, 's', { from: toIsoDate('2026-10-25') }), ...several(4, 'x', expat)];
    expect(assessed(workers, '2026-10-31')).toMatchObject({ method: 'immediate', x: 5, rating: { band: 'LOW_GREEN' } });
    expect(assessed(workers, '2026-10-30')).toMatchObject({ rating: { band: 'RED' } });
  });

  it('that is young is judged by its last week', () => {
    const workers = several(10, 's', { from: toIsoDate('2026-09-01') });
    expect(assessed(workers, '2026-10-31', toIsoDate('2026-09-01'))).toMatchObject({ method: 'immediate', x: 10 });
  });

  it('has no band before the rules, and none without workers', () => {
    expect(assessed(several(10, 's'), '2026-04-25').rating).toMatchObject({ band: 'NOT_RATED', reason: 'before-the-rules' });
    const left = assessed(several(3, 's', { to: toIsoDate('2026-01-01') }), '2026-10-31');
    expect(left).toMatchObject({ x: 0, ratio: null, rating: { reason: 'no-workers' } });
  });

  it('whose x is that of the last day, where the rules say so', () => {
    const workers = [...several(100, 'x', expat), ...several(50, 's', { from: toIsoDate('2026-10-31') })];
    const days = countEntityDays(rules, { activity: '480', opened: [old], mowaamah: [], workers });
    const lastDay = { ...rules, size: { ...rules.size, over: 'last-day' as const } };
    expect(assessFromFacts(lastDay, { activity: '480', days, oldest: old }, toIsoDate('2026-10-31')).x).toBe(150);
  });

  it('of few workers stands on its curve when its owner has others', () => {
    const of = (count: number) => countEntityDays(rules, { activity: '480', opened: [old], mowaamah: [], workers: [...several(1, 's'), ...several(count - 1, 'x', expat)] });
    const alone = { activity: '480', days: of(5), oldest: old };
    const day = toIsoDate('2026-10-31');
    expect(assessFromFacts(rules, alone, day)).toMatchObject({ method: 'immediate', rating: { band: 'LOW_GREEN', thresholds: null } });
    const beside = assessFromFacts(rules, { ...alone, others: [of(20)] }, day);
    expect(beside).toMatchObject({ method: 'average26', x: 5, rating: { band: 'RED' } });
    expect(beside.rating.thresholds).not.toBeNull();
  });
});
