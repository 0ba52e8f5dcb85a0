import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noBand } from '../gates/band-fact.js';
import { addDays, toIsoDate, type IsoDate } from '../standards/calendar.js';
import { toIsoMonth } from '../standards/month.js';
import { walkDecider, type Step } from '../testing/decider-walk.js';
import { assertFitsSchema } from '../testing/fits-schema.js';
import { testFacts, testId } from '../testing/test-facts.js';
import type { CompanyCommand } from './commands.js';
import { closureReason, suspensionReason, wageProtectionStanding } from './company-codes.js';
import { companyDecider, type CompanyFacts } from './decider.js';
import { companyEvents } from './events.js';
import { openEstablishments, type CompanyState } from './state.js';
import { branch, establishment, humanName, humanNumbers, legalOwner, naturalOwner, registration } from './testing/company-examples.js';

const firstDay = toIsoDate('2025-06-01');
const companyId = testId('walked company');
const people = ['one', 'two', 'three'].map(testId);

/** The first walked establishments, and one of another company. */
const establishmentId = fc.oneof(
  fc.integer({ min: 0, max: 5 }).map((step) => testId(`${companyId}/establishment/${step}`)),
  fc.constant(testId('elsewhere')),
);
const number = fc.constantFrom('1-1', '1-2', '2-77', '3-5');
const certificateNumber = fc.constantFrom('MW-1', 'MW-2');
const someDay = fc.integer({ min: -60, max: 200 }).map((days) => addDays(firstDay, days));
const anyDay = fc.option(someDay, { nil: undefined, freq: 1 });

function effective<T extends object>(data: fc.Arbitrary<T>): fc.Arbitrary<T & { effectiveOn?: IsoDate }> {
  return fc.tuple(data, anyDay).map(([fields, effectiveOn]) => (effectiveOn === undefined ? fields : { ...fields, effectiveOn }));
}

const register = effective(
  fc.record({ number: fc.option(number, { nil: undefined }), owner: fc.constantFrom(legalOwner, naturalOwner) }),
).map(({ number: main, ...more }): CompanyCommand => ({
  type: 'RegisterCompany',
  data: { ...registration, ...more, ...(main === undefined ? {} : { establishment: { ...establishment, number: main } }) },
}));

const change: fc.Arbitrary<CompanyCommand> = fc.oneof(
  effective(fc.constant({ name: registration.name, legalForm: 'professional' as const, contact: { phone: null, email: null, website: null } })).map(
    (data): CompanyCommand => ({ type: 'DescribeCompany', data }),
  ),
  effective(fc.record({ number, main: fc.boolean() })).map((more): CompanyCommand => ({ type: 'OpenEstablishment', data: { ...branch, ...more } })),
  effective(fc.record({ establishmentId, reason: fc.constant('moved' as const) })).map((data): CompanyCommand => ({ type: 'CloseEstablishment', data })),
  effective(fc.record({ establishmentId, isicActivity: fc.constantFrom('4100', '4711'), nitaqatActivity: fc.constantFrom('450' as const, '460' as const) })).map(
    (data): CompanyCommand => ({ type: 'ChangeEstablishmentActivity', data }),
  ),
  effective(fc.record({ reason: fc.constantFrom(...suspensionReason.options) })).map((data): CompanyCommand => ({ type: 'SuspendCompany', data })),
  effective(fc.constant({})).map((data): CompanyCommand => ({ type: 'ResumeCompany', data })),
  fc.record({ from: anyDay, to: anyDay }).map(({ from, to }): CompanyCommand => ({
    type: 'AppointAuthorisedPerson',
    data: {
      identifiers: humanNumbers,
      name: humanName,
      scopes: ['everything'],
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    },
  })),
  effective(fc.record({ personId: fc.constantFrom(...people) })).map((data): CompanyCommand => ({ type: 'RemoveAuthorisedPerson', data })),
  fc.record({ certificateNumber, validFrom: someDay, validTo: someDay }).map((data): CompanyCommand => ({ type: 'RecordMowaamahCertificate', data })),
  effective(fc.record({ certificateNumber, reason: fc.constant('conditions-not-met' as const) })).map((data): CompanyCommand => ({ type: 'WithdrawMowaamahCertificate', data })),
  fc.record({ establishmentId, month: fc.constantFrom('2025-05', '2025-06', '2025-08').map(toIsoMonth), standing: fc.constantFrom(...wageProtectionStanding.options) }).map(
    (data): CompanyCommand => ({ type: 'RecordWageProtection', data }),
  ),
);
const close = effective(fc.record({ reason: fc.constantFrom(...closureReason.options) })).map((data): CompanyCommand => ({ type: 'CloseCompany', data }));

const steps = fc
  .tuple(
    fc.array(fc.tuple(fc.oneof({ weight: 2, arbitrary: register }, { weight: 20, arbitrary: change }, { weight: 1, arbitrary: close }), fc.nat(12), fc.nat(2)), {
      minLength: 10,
      maxLength: 40,
    }),
    // Most walks begin with a registration that stands; the others with whatever comes.
    fc.oneof({ weight: 4, arbitrary: fc.constant<CompanyCommand>({ type: 'RegisterCompany', data: registration }) }, { weight: 1, arbitrary: register }),
  )
  .map(([rest, first]) => [[first, 0, 0] as const, ...rest])
  .map((walk) => {
    let day = firstDay;
    return walk.map(([command, days, person], index): Step<CompanyCommand, CompanyFacts> => {
      day = addDays(day, days);
      const newId = (kind: string, n: number): string => testId(`${companyId}/${kind}/${index + n}`);
      const named = { owner: testId('owner'), person: people[person] ?? testId('nobody') };
      return { command, facts: testFacts<CompanyFacts>({ today: day, recordId: companyId, newId, people: named, employee: null, band: noBand }) };
    });
  });

const allowedAfter: Readonly<Record<CompanyState['status'], readonly CompanyState['status'][]>> = {
  none: ['none', 'active'],
  active: ['active', 'suspended', 'closed'],
  suspended: ['suspended', 'active', 'closed'],
  closed: ['closed'],
};

function assertLawful(state: CompanyState): void {
  const all = Object.values(state.establishments);
  const open = openEstablishments(state);
  expect(open.filter((one) => one.main)).toHaveLength(open.length === 0 ? 0 : 1);
  expect(new Set(all.map((one) => one.number)).size).toBe(all.length);
  if (state.status === 'closed' || state.status === 'none') expect(open).toHaveLength(0);
  for (const one of all) {
    expect(one.closedOn === null).toBe(one.status === 'open');
    expect((one.closedOn ?? one.openedOn) >= one.openedOn).toBe(true);
  }
  for (const certificate of Object.values(state.mowaamah)) expect(certificate.validFrom <= certificate.validTo).toBe(true);
  for (const authority of Object.values(state.authorisedPeople)) {
    expect(authority.to === null || authority.to >= authority.from).toBe(true);
  }
}

describe('a company under any commands', () => {
  it('is never in an illegal state, and its stored events fold to the state that decided', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const { taken } = walkDecider(companyDecider, walk, ({ before, after, events, refused }) => {
          expect(allowedAfter[before.status]).toContain(after.status);
          assertLawful(after);
          if (refused === null) expect(events.length).toBeGreaterThan(0);
        });
        taken.forEach(({ events }, index) => {
          for (const one of events) {
            assertFitsSchema(companyEvents, one);
            expect(one.data.effectiveOn <= (walk[index]?.facts.today ?? '')).toBe(true);
          }
        });
      }),
      { numRuns: 150 },
    );
  });

  it('is walked far enough: a walk that never gets anywhere would prove nothing', () => {
    // A fixed seed: whether the walks reach every event must not hang on chance.
    const walked = fc.sample(steps, { numRuns: 400, seed: 1 }).flatMap((walk) => walkDecider(companyDecider, walk).events);
    expect(new Set(walked.map(({ type }) => type)).size).toBe(companyEvents.length);
  });
});
