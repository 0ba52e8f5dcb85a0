import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InsuranceCommand } from '../../../domain/insurance/commands.js';
import { insuranceDecider } from '../../../domain/insurance/decider.js';
import type { InsuranceState } from '../../../domain/insurance/state.js';
import { toEpochDay, toIsoDate } from '../../../domain/standards/calendar.js';
import { employerOf } from '../companies/employer.js';
import { wageOf } from '../jobs/job.js';
import { madeBy } from '../market-line.js';
import { isoDay } from '../population/day.js';
import { planMarket } from '../population/plan-market.js';
import { chanceOf } from '../seeded-random.js';
import { testFacts, testId } from '../../../domain/testing/test-facts.js';
import { insuredScript, type InsuredWork } from './insured.js';
import type { InsuredManner } from './insured-manner.js';
import type { Telling } from './telling.js';

const FIRST = toEpochDay(toIsoDate('2024-01-01'));
const LAST = toEpochDay(toIsoDate('2026-10-31'));
const [planned] = planMarket({ companies: 3, seed: 1, from: isoDay(FIRST), to: isoDay(LAST) }).block(0).companies;
if (planned === undefined) throw new Error('a market has companies');
const employer = employerOf({ ...planned, foundedOn: FIRST - 1_000 });

const work = fc
  .record({
    nationality: fc.constantFrom('SAU', 'IND'),
    wage: fc.integer({ min: 600, max: 60_000 }),
    hours: fc.constantFrom(null, null, 80),
    from: fc.integer({ min: FIRST - 1_200, max: LAST - 30 }),
    agreedAfter: fc.integer({ min: 0, max: 20 }),
    days: fc.option(fc.integer({ min: 14, max: 700 })),
    raised: fc.option(fc.integer({ min: 30, max: 300 })),
  })
  .map(({ nationality, wage, hours, from, agreedAfter, days, raised }): InsuredWork => {
    const agreedOn = Math.max(from, FIRST) + agreedAfter;
    const raises = raised === null || days !== null ? [] : [{ day: agreedOn + raised, wage: wageOf(Math.round(wage * 1.1)) }];
    const person = { n: 1, sex: 'female' as const, nationality, bornOn: FIRST - 12_000 };
    const to = days === null ? null : agreedOn + days;
    return { key: 'one', person, employer, place: madeBy('co-0'), post: { categories: [], hours }, wage: wageOf(wage), from, agreedOn, to, reason: 'employment-ended', raises };
  });
const manner = fc.constantFrom<InsuredManner>('in-time', 'late', 'corrected', 'voided');

/** Lives through the lines up to the last day, as the ledger would; gives the records by key, or what was refused. */
function lived(told: ReturnType<typeof insuredScript>, citizen: boolean): { readonly records: ReadonlyMap<string, InsuranceState>; readonly refused: readonly string[] } {
  const records = new Map<string, InsuranceState>();
  const refused: string[] = [];
  const parties = { companyId: testId('company'), establishmentId: testId('establishment'), employeeId: testId('employee') };
  for (const { day, key, command, record, data } of told.lines) {
    if (day > LAST) break;
    const of = record !== null && 'createdBy' in record ? record.createdBy : key;
    const state = records.get(of) ?? insuranceDecider.initial;
    const facts = {
      ...testFacts({ today: isoDay(day) }),
      company: { status: 'active' as const, foundedOn: isoDay(employer.planned.foundedOn), establishment: { closedOn: null } },
      employee: { status: 'registered' as const, citizen, deceasedOn: null },
    };
    // Names of records are resolved before a command is decided.
    const sent = { type: command, data: command === 'RegisterInsurance' ? { ...data, ...parties } : data } as unknown as InsuranceCommand;
    const decision = insuranceDecider.decide(sent, state, facts);
    if (decision.kind === 'refused') refused.push(`${key}: ${decision.code}`);
    else records.set(of, decision.events.reduce(insuranceDecider.evolve, state));
  }
  return { records, refused };
}

describe('the insurance of somebody who works', () => {
  it('is taken line by line, and comes to the days of his work', () => {
    fc.assert(
      fc.property(work, manner, fc.nat(), (one, how, seed) => {
        const told = insuredScript(one, how, { registers: chanceOf(seed, 'insured'), last: LAST } as Telling);
        const { records, refused } = lived(told, one.person.nationality === 'SAU');
        expect(refused).toEqual([]);
        expect(told.lines.map(({ day }) => day)).toEqual(told.lines.map(({ day }) => day).sort((a, b) => a - b));
        const open = [...records.values()].filter(({ status }) => status === 'open');
        const stock = told.facts.filter((fact) => 'kind' in fact && fact.from <= LAST && (fact.to === null || fact.to >= LAST));
        expect(open).toHaveLength(stock.length);
        const ended = [...records.values()].filter(({ status }) => status === 'ended');
        for (const { terms } of ended) expect(terms?.to).toBe(isoDay(one.to ?? 0));
        for (const { terms } of [...open, ...ended]) expect(terms?.from).toBe(isoDay(Math.max(one.from, employer.planned.foundedOn)));
      }),
    );
  });
});
