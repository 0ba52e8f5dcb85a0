import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, fromEpochDay, lastDayOfTerm, toEpochDay, toIsoDate } from '../standards/calendar.js';
import { addMoney, fromHalalas, fromRiyals, zeroMoney } from '../standards/money.js';
import { permitCharges } from './permit-charges.js';
import { isWithinSaudis, levyAt, levyChangeAfter } from './permit-levy.js';
import type { LevyFacts } from './permit-levy.js';
import { skillLevelOf } from './skill-level.js';

const d = toIsoDate;
const facts = (expats: number, saudis: number, more: Partial<LevyFacts> = {}): LevyFacts => ({
  expats,
  saudis,
  licensedIndustry: false,
  ownerWorksFullTime: false,
  ...more,
});

describe('permitCharges', () => {
  // Worked by hand; levy in halalas.
  it.each<[string, string, number, LevyFacts, number, number]>([
    ['expatriates within the number of Saudis', '2026-05-01', 12, facts(5, 10), 100, 840_000],
    ['the last of eleven beyond ten Saudis', '2026-05-01', 12, facts(11, 10), 100, 960_000],
    ['the third of eleven, within ten Saudis', '2026-05-01', 12, facts(11, 10, { place: 3 }), 100, 840_000],
    ['three months', '2026-05-01', 3, facts(11, 10), 25, 240_000],
    ['two years', '2026-01-31', 24, facts(11, 10), 200, 1_920_000],
    ['licensed industry', '2026-05-01', 12, facts(11, 10, { licensedIndustry: true }), 100, 0],
    ['licensed industry across 17 December 2025: 16 of 31 days at 700', '2025-12-01', 3, facts(5, 10, { licensedIndustry: true }), 25, 36_129],
    ['small, owner full time: two exempt', '2026-01-01', 3, facts(2, 1, { ownerWorksFullTime: true }), 25, 0],
    ['small, owner full time: the third is not', '2026-01-01', 3, facts(3, 1, { ownerWorksFullTime: true }), 25, 240_000],
    ['small, owner and one more Saudi: four exempt', '2026-01-01', 3, facts(4, 2, { ownerWorksFullTime: true }), 25, 0],
    ['nine workers are small', '2026-01-01', 3, facts(7, 2, { ownerWorksFullTime: true, place: 4 }), 25, 0],
    ['ten workers are not', '2026-01-01', 3, facts(8, 2, { ownerWorksFullTime: true, place: 4 }), 25, 240_000],
    ['small without the owner', '2026-01-01', 3, facts(2, 1), 25, 240_000],
    ['relief ends 21 January 2027: ten of 31 days and two months at 800', '2027-01-01', 3, facts(2, 1, { ownerWorksFullTime: true }), 25, 185_806],
    ['2018 into 2019: two months at 300, one at 500', '2018-11-01', 3, facts(1, 1), 25, 110_000],
  ])('%s', (_, from, months, establishment, fee, levy) => {
    const charges = permitCharges({ from: d(from), months, facts: establishment });
    expect([charges.fee, charges.levy, charges.total]).toEqual([fromRiyals(fee), fromHalalas(levy), addMoney(fromRiyals(fee), fromHalalas(levy))]);
  });

  it('shows each run of days with its rate and ground', () => {
    const { lines, uses } = permitCharges({ from: d('2025-12-01'), months: 3, facts: facts(5, 10, { licensedIndustry: true }) });
    expect(lines).toEqual([
      { kind: 'fee', from: '2025-12-01', to: '2026-02-28', amount: fromRiyals(25) },
      { kind: 'levy', from: '2025-12-01', to: '2025-12-16', monthly: fromRiyals(700), ground: 'within-saudis', months: '16/31', amount: fromHalalas(36_129) },
      { kind: 'levy', from: '2025-12-17', to: '2026-02-28', monthly: zeroMoney, ground: 'licensed-industry', months: '77/31', amount: zeroMoney },
    ]);
    expect(uses.map((use) => use.rule)).toEqual(['terms', 'fee', 'levy', 'levy-method', 'industry-relief', 'small-relief'].map((rule) => `work-permit.${rule}`));
  });

  it('refuses a term that no permit has', () => {
    for (const months of [0, 1, 4, 27, -3, 3.5]) expect(() => permitCharges({ from: d('2026-01-01'), months, facts: facts(1, 1) })).toThrow(RangeError);
  });

  const establishments = fc.record({
    expats: fc.integer({ min: 1, max: 12 }),
    saudis: fc.integer({ min: 0, max: 12 }),
    licensedIndustry: fc.boolean(),
    ownerWorksFullTime: fc.boolean(),
  });
  const starts = fc.integer({ min: toEpochDay(d('2018-01-01')), max: toEpochDay(d('2030-01-01')) }).map(fromEpochDay);

  it('covers every day of the term once, adds up, and each day has the rate of its line', () => {
    fc.assert(
      fc.property(starts, fc.constantFrom(3, 6, 9, 12, 15, 18, 21, 24), establishments, (from, months, establishment) => {
        const charges = permitCharges({ from, months, facts: establishment });
        const levies = charges.lines.filter((line) => line.kind === 'levy');
        expect(levies[0]?.from).toBe(from);
        expect(levies.at(-1)?.to).toBe(lastDayOfTerm(from, months));
        levies.forEach((line, i) => {
          const next = levies[i + 1];
          if (next !== undefined) expect(addDays(line.to, 1)).toBe(next.from);
          for (const day of [line.from, line.to]) expect(levyAt(day, establishment)).toMatchObject({ monthly: line.monthly, ground: line.ground });
        });
        expect(charges.total).toEqual(addMoney(...charges.lines.map((line) => line.amount)));
      }),
    );
  });
});

describe('the rate of the levy', () => {
  it('follows the method', () => {
    expect(isWithinSaudis('per-head', facts(11, 10, { place: 10 }))).toBe(true);
    expect(isWithinSaudis('per-head', facts(11, 10, { place: 11 }))).toBe(false);
    expect(isWithinSaudis('whole-establishment', facts(11, 10, { place: 1 }))).toBe(false);
    expect(isWithinSaudis('whole-establishment', facts(10, 10, { place: 10 }))).toBe(true);
  });

  it('only changes on a day that is announced', () => {
    const changes = new Set<string>();
    for (let change = levyChangeAfter(d('2017-12-31')); change !== null; change = levyChangeAfter(change)) changes.add(change);
    expect([...changes]).toEqual(['2018-01-01', '2019-01-01', '2020-01-01', '2025-12-17', '2027-01-22']);
  });
});

describe('skillLevelOf', () => {
  it.each([
    ['214201', 'high'],
    ['332201', 'high'],
    ['431101', 'skilled'],
    ['8322', 'skilled'],
    ['9112', 'basic'],
    ['0110', null],
  ])('%s is %s', (occupation, level) => {
    expect(skillLevelOf(occupation, d('2026-01-01')).level).toBe(level);
    expect(skillLevelOf(occupation, d('2025-06-17')).level).toBeNull();
  });
});
