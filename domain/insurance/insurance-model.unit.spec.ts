import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, toIsoDate } from '../standards/calendar.js';
import { fromRiyals } from '../standards/money.js';
import { monthOfDay } from '../standards/month.js';
import { walkDecider, type Step } from '../testing/decider-walk.js';
import { assertFitsSchema } from '../testing/fits-schema.js';
import { testFacts } from '../testing/test-facts.js';
import type { InsuranceCommand } from './commands.js';
import { insuranceDecider } from './decider.js';
import { insuranceEvents } from './events.js';
import { insuredCapacity } from './insurance-codes.js';
import type { InsuranceFacts } from './insurance-facts.js';
import { claimOpenInsurance, insuranceClaims } from './open-insurance-claim.js';
import type { InsuranceState } from './state.js';
import { citizen, company, parties } from './testing/insurance-examples.js';

const firstDay = toIsoDate('2026-01-01');
const someDay = fc.integer({ min: -20, max: 60 }).map((days) => addDays(firstDay, days));
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined, freq: 1 });
const wage = fc.constantFrom(1_500, 4_000, 5_000).map(fromRiyals);
const capacity = fc.constantFrom(...insuredCapacity.options);
type Told<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };
/** The fields that are there. */
const told = <T extends object>(fields: T): Told<T> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Told<T>;

const register = fc
  .record({ capacity, flexible: fc.boolean(), wage, from: maybe(someDay), to: fc.option(someDay, { nil: undefined, freq: 4 }) })
  .map((data): InsuranceCommand => ({ type: 'RegisterInsurance', data: { ...parties, ...told(data) } }));
const correction = fc
  .record({ capacity, flexible: fc.boolean(), from: someDay, to: maybe(someDay), first: wage, later: fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), wage), { maxLength: 2 }) })
  .map(({ first, later, ...data }): InsuranceCommand => {
    const wages = [{ from: data.from, wage: first }, ...later.map(([days, one]) => ({ from: addDays(data.from, days), wage: one }))];
    return { type: 'CorrectInsurance', data: { ...told(data), wages, reason: 'inspection' } };
  });
const change: fc.Arbitrary<InsuranceCommand> = fc.oneof(
  fc.record({ wage, from: maybe(someDay) }).map((data): InsuranceCommand => ({ type: 'ChangeContributoryWage', data: told(data) })),
  fc.record({ month: someDay.map(monthOfDay), hours: fc.constantFrom(0, 40, 160.25) }).map((data): InsuranceCommand => ({ type: 'RecordFlexibleHours', data })),
  maybe(someDay).map((lastDay): InsuranceCommand => ({ type: 'EndInsurance', data: { ...told({ lastDay }), reason: 'employment-ended' } })),
  correction,
);
const taken = fc.constant<InsuranceCommand>({ type: 'VoidInsurance', data: { reason: 'typing-error' } });

const steps = fc
  .tuple(register, fc.array(fc.tuple(fc.oneof({ weight: 1, arbitrary: register }, { weight: 12, arbitrary: change }, { weight: 1, arbitrary: taken }), fc.nat(9)), { minLength: 4, maxLength: 20 }))
  .map(([first, rest]) => {
    let today = addDays(firstDay, 10);
    return [[first, 0] as const, ...rest].map(([command, days]): Step<InsuranceCommand, InsuranceFacts> => {
      today = addDays(today, days);
      return { command, facts: testFacts<InsuranceFacts>({ today, company, employee: citizen }) };
    });
  });

const allowedAfter: Readonly<Record<InsuranceState['status'], readonly InsuranceState['status'][]>> = {
  none: ['none', 'open', 'ended'],
  open: ['open', 'ended', 'voided'],
  // By a correction, where the end was recorded wrongly.
  ended: ['ended', 'open', 'voided'],
  voided: ['voided'],
};

function assertLawful({ status, parties: who, terms }: InsuranceState): void {
  expect(who === null).toBe(status === 'none');
  expect(terms === null).toBe(status === 'none');
  if (terms === null) return;
  if (status !== 'voided') expect(terms.to === null).toBe(status === 'open');
  expect(terms.to === null || terms.to >= terms.from).toBe(true);
  expect(terms.wages[0].from).toBe(terms.from);
  const days = terms.wages.map(({ from }) => from);
  expect(days).toEqual([...new Set(days)].sort());
}

describe('insurance under any commands', () => {
  it('is never in an illegal state, and its stored events fold to the state that decided', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const { taken: done } = walkDecider(insuranceDecider, walk, ({ before, after, events, refused }) => {
          expect(allowedAfter[before.status]).toContain(after.status);
          assertLawful(after);
          if (refused === null) expect(events).toHaveLength(1);
          // The place is asked for exactly by what opens a registration, and held exactly while one is open.
          expect(insuranceClaims(events, before)).toHaveLength(before.status !== 'open' && after.status === 'open' ? 1 : 0);
          expect(claimOpenInsurance.ended(after)).toBe(after.status !== 'open');
        });
        done.forEach(({ events }, index) => {
          for (const one of events) {
            assertFitsSchema(insuranceEvents, one);
            expect(one.data.effectiveOn <= (walk[index]?.facts.today ?? '')).toBe(true);
          }
        });
      }),
      { numRuns: 200 },
    );
  });

  it('is walked far enough: a walk that never gets anywhere would prove nothing', () => {
    // A fixed seed: whether the walks reach every event must not hang on chance.
    const walked = fc.sample(steps, { numRuns: 400, seed: 1 }).flatMap((walk) => walkDecider(insuranceDecider, walk).events);
    expect([...new Set(walked.map(({ type }) => type))].sort()).toEqual(insuranceEvents.map(({ type }) => type).sort());
  });
});
