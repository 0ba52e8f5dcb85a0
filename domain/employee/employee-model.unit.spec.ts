import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSaudi } from '../standards/nationality.js';
import { addDays, toIsoDate, type IsoDate } from '../standards/calendar.js';
import { walkDecider, type Step } from '../testing/decider-walk.js';
import { assertFitsSchema } from '../testing/fits-schema.js';
import { testFacts } from '../testing/test-facts.js';
import type { EmployeeCommand } from './commands.js';
import { accreditationBody, correctionReason } from './employee-codes.js';
import { employeeDecider, type EmployeeFacts } from './decider.js';
import { employeeEvents } from './events.js';
import type { HumanIdentifier } from './human-identifiers.js';
import { nobody, type EmployeeState } from './state.js';
import { citizen, correction, employeeId, resident, survivorId } from './testing/employee-examples.js';

const firstDay = toIsoDate('2025-06-01');
const someDay = fc.integer({ min: -400, max: 500 }).map((days) => addDays(firstDay, days));
const pastDay = fc.option(fc.integer({ min: -60, max: 300 }).map((days) => addDays(firstDay, days)), { nil: undefined, freq: 1 });

function effective<T extends object>(data: fc.Arbitrary<T>): fc.Arbitrary<T & { effectiveOn?: IsoDate }> {
  return fc.tuple(data, pastDay).map(([fields, effectiveOn]) => (effectiveOn === undefined ? fields : { ...fields, effectiveOn }));
}

const document = fc.oneof(
  someDay.map((expiresOn) => ({ ...resident.document, expiresOn })),
  fc.constant({ scheme: 'border-number' as const, value: '3000000000' }),
);
const identifiers = fc.constantFrom<HumanIdentifier[]>(
  [{ scheme: 'national-id', value: '1000000008' }],
  [{ scheme: 'iqama', value: '2000000006' }],
  [{ scheme: 'border-number', value: '3000000000' }],
);
const body = fc.constantFrom(...accreditationBody.options);
const birthDate = fc.constantFrom(toIsoDate('1994-07-09'), toIsoDate('2025-07-01'));

const register: fc.Arbitrary<EmployeeCommand> = fc.oneof(
  fc.constant<EmployeeCommand>({ type: 'RegisterCitizen', data: citizen }),
  document.map((one): EmployeeCommand => ({ type: 'RegisterResident', data: { ...resident, document: one } })),
);
const change: fc.Arbitrary<EmployeeCommand> = fc.oneof(
  effective(
    fc.record({
      identifiers,
      nationality: fc.constantFrom('SAU', 'IND', 'PAK'),
      birthDate,
      residenceExpiresOn: fc.option(someDay, { nil: undefined, freq: 2 }),
      reason: fc.constantFrom(...correctionReason.options),
    }),
  ).map(({ residenceExpiresOn, ...data }): EmployeeCommand => ({
    type: 'CorrectPerson',
    data: { ...correction, ...data, ...(residenceExpiresOn === undefined ? {} : { residenceExpiresOn }) },
  })),
  effective(fc.record({ document })).map((data): EmployeeCommand => ({ type: 'ChangeResidenceDocument', data })),
  fc.constant<EmployeeCommand>({ type: 'RecordResidenceExpiry', data: {} }),
  effective(fc.constant({ weighting: { disability: true } })).map((data): EmployeeCommand => ({ type: 'RecordWeightingFacts', data })),
  fc.record({ body, validFrom: someDay, validTo: fc.option(someDay, { nil: undefined }) }).map(({ validTo, ...data }): EmployeeCommand => ({
    type: 'RecordAccreditation',
    data: { ...data, accreditationNumber: 'A-1', ...(validTo === undefined ? {} : { validTo }) },
  })),
  effective(fc.record({ body, reason: fc.constant('revoked' as const) })).map((data): EmployeeCommand => ({ type: 'WithdrawAccreditation', data })),
);
const end: fc.Arbitrary<EmployeeCommand> = fc.oneof(
  someDay.map((diedOn): EmployeeCommand => ({ type: 'MarkDeceased', data: { diedOn } })),
  effective(fc.record({ survivorId: fc.constantFrom(survivorId, employeeId) })).map((data): EmployeeCommand => ({ type: 'MergeDuplicate', data })),
);
const survivor = fc.constantFrom<EmployeeState>(
  nobody,
  { ...nobody, status: 'registered', citizen: true },
  { ...nobody, status: 'deceased', citizen: true },
  { ...nobody, status: 'registered' },
);

const steps = fc
  .tuple(
    register,
    fc.array(fc.tuple(fc.oneof({ weight: 1, arbitrary: register }, { weight: 12, arbitrary: change }, { weight: 1, arbitrary: end }), fc.nat(40), survivor), {
      minLength: 5,
      maxLength: 30,
    }),
  )
  .map(([first, rest]) => {
    let day = firstDay;
    return [[first, 0, nobody] as const, ...rest].map(([command, days, other]): Step<EmployeeCommand, EmployeeFacts> => {
      day = addDays(day, days);
      return { command, facts: testFacts<EmployeeFacts>({ today: day, recordId: employeeId, survivor: other }) };
    });
  });

const allowedAfter: Readonly<Record<EmployeeState['status'], readonly EmployeeState['status'][]>> = {
  none: ['none', 'registered'],
  registered: ['registered', 'deceased', 'merged'],
  // By a correction, where the death was recorded wrongly.
  deceased: ['deceased', 'registered', 'merged'],
  merged: ['merged'],
};

function assertLawful(state: EmployeeState): void {
  if (state.status === 'none') return;
  expect(state.citizen).toBe(isSaudi(state.nationality));
  expect(state.residence === null).toBe(state.citizen);
  if (state.residence?.document === 'iqama') expect(state.residence.expiresOn).not.toBeNull();
  expect(state.survivorId === null).toBe(state.status !== 'merged');
  expect(state.survivorId).not.toBe(employeeId);
  const firstDays = state.accreditations.map(({ body: by, validFrom }) => `${by} ${validFrom}`);
  expect(new Set(firstDays).size).toBe(firstDays.length);
  for (const { validFrom, validTo } of state.accreditations) expect(validTo === null || validTo >= validFrom).toBe(true);
  if (state.status === 'registered') expect(state.deceasedOn).toBeNull();
  if (state.status === 'deceased') expect(state.deceasedOn).not.toBeNull();
}

describe('an employee under any commands', () => {
  it('is never in an illegal state, and his stored events fold to the state that decided', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const { taken } = walkDecider(employeeDecider, walk, ({ command, before, after, events, refused }) => {
          expect(allowedAfter[before.status]).toContain(after.status);
          assertLawful(after);
          if (refused === null && command.type !== 'RecordResidenceExpiry') expect(events).toHaveLength(1);
          // Between two recorded expiries lies another document.
          if (before.residence?.expired === true) expect(events.map((one) => one.type)).not.toContain('ResidenceDocumentExpired');
        });
        taken.forEach(({ events }, index) => {
          for (const one of events) {
            assertFitsSchema(employeeEvents, one);
            expect(one.data.effectiveOn <= (walk[index]?.facts.today ?? '')).toBe(true);
          }
        });
      }),
      { numRuns: 200 },
    );
  });

  it('is walked far enough: a walk that never gets anywhere would prove nothing', () => {
    // A fixed seed: whether the walks reach every event must not hang on chance.
    const walked = fc.sample(steps, { numRuns: 400, seed: 1 }).flatMap((walk) => walkDecider(employeeDecider, walk).events);
    expect(new Set(walked.map(({ type }) => type)).size).toBe(employeeEvents.length);
  });
});
