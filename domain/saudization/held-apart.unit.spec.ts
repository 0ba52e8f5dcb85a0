import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { atOnce } from '../standards/steps.js';
import { countEntityDays } from './entity-days.js';
import { heldApart } from './held-apart.js';
import { nitaqat2026 } from './nitaqat-2026.js';
import type { Worker } from './worker.js';

const from = toIsoDate('2026-01-01');
const worker = (ref: string, more: Partial<Worker> = {}): Worker => ({
  ref,
  nationality: 'SAU',
  categories: [],
  wage: 5_000,
  hours: null,
  region: 'SA-01',
  authenticatedFrom: from,
  insuredFrom: from,
  from,
  to: null,
  ...more,
});
const ordinary = Array.from({ length: 19 }, (_, n) => worker(`saudi ${n}`));
const facts = (workers: readonly Worker[]) => ({ activity: '450', opened: [from], mowaamah: [{ from, to: null }], workers });
const whole = countEntityDays(nitaqat2026, facts([...ordinary, worker('hers', { categories: ['disabled'] })]));
const open = countEntityDays(nitaqat2026, facts([...ordinary, worker('hers')]));
const [tomorrow, later] = [toIsoDate('2026-06-01'), toIsoDate('2026-06-30')];

describe('days whose sealed part is held apart', () => {
  const days = heldApart(whole, open);

  it('are the whole days as long as nothing is planned', () => {
    expect(whole.at(later).saudis).toBeGreaterThan(open.at(later).saudis);
    expect(days.at(later)).toMatchObject({ x: whole.at(later).x, saudis: whole.at(later).saudis, expats: 0 });
    expect(days.over(182, later)).toEqual(whole.over(182, later));
    expect(days.sums(tomorrow, later)).toEqual(whole.sums(tomorrow, later));
  });

  it.each(['hers', 'saudi 3'])('lose the same whoever goes: %s', (ref) => {
    const without = atOnce(days.changed(tomorrow, [{ before: worker(ref), after: null }, { before: null, after: worker(ref, { to: toIsoDate('2026-05-31') }) }]));
    expect(without.at(later)).toMatchObject({ x: 19, saudis: whole.at(later).saudis - 1 });
  });
});
