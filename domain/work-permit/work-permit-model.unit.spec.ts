import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDates, fromEpochDay, toEpochDay, toIsoDate, type IsoDate } from '../standards/calendar.js';
import { walkDecider, type Step } from '../testing/decider-walk.js';
import { noBand } from '../gates/band-fact.js';
import { testFacts } from '../testing/test-facts.js';
import type { WorkPermitCommand } from './commands.js';
import { workPermitDecider } from './decider.js';
import { workPermitEvents } from './events.js';
import { claimOpenPermitBill } from './open-bill-claim.js';
import type { PermitFacts } from './permit-facts.js';
import type { WorkPermitState } from './state.js';
import { billNumber, contract, declared, employee, employer, parties, permitNumber } from './testing/permit-examples.js';

const start = toEpochDay(toIsoDate('2026-01-01'));

/** Days between steps: mostly few, sometimes a term or more, so that bills lapse and permits expire. */
const gap = fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 0, max: 5 }) }, { weight: 2, arbitrary: fc.integer({ min: 6, max: 60 }) }, fc.constant(300));
/** Nearly always no day is named; else one around today. */
const offset = fc.option(fc.integer({ min: -20, max: 2 }), { nil: undefined, freq: 4 });

interface Move {
  readonly name: WorkPermitCommand['type'];
  readonly gap: number;
  readonly offset: number | undefined;
  readonly months: number;
  readonly expats: number;
  readonly fit: boolean;
}

const move: fc.Arbitrary<Move> = fc.record({
  name: fc.constantFrom<WorkPermitCommand['type'][]>(
    'RequestWorkPermit',
    'RenewWorkPermit',
    'BillWorkPermit',
    'BillWorkPermit',
    'PayWorkPermitBill',
    'PayWorkPermitBill',
    'CancelWorkPermitBill',
    'LapseWorkPermitBill',
    'IssueWorkPermit',
    'IssueWorkPermit',
    'RejectWorkPermit',
    'ExpireWorkPermit',
  ),
  gap,
  offset,
  months: fc.constantFrom(3, 6, 12, 24, 7),
  expats: fc.integer({ min: 1, max: 12 }),
  fit: fc.boolean().map((unlucky) => !unlucky),
});

/** Ways that permits usually go, so that walks get far; the moves before and after disturb them. */
const billed: readonly Partial<Move>[] = [{ name: 'RequestWorkPermit', months: 3 }, { name: 'BillWorkPermit' }];
const issued: readonly Partial<Move>[] = [...billed, { name: 'PayWorkPermitBill' }, { name: 'IssueWorkPermit' }];
const renewed: readonly Partial<Move>[] = [
  { name: 'RenewWorkPermit', months: 6 },
  { name: 'BillWorkPermit' },
  { name: 'PayWorkPermitBill' },
  { name: 'IssueWorkPermit' },
];
const usualWays: readonly (readonly Partial<Move>[])[] = [
  [...issued, ...renewed],
  [...issued, { name: 'ExpireWorkPermit', gap: 100 }, ...renewed],
  [...billed, { name: 'LapseWorkPermitBill', gap: 40 }],
  [...billed, { name: 'CancelWorkPermitBill' }],
  [...billed, { name: 'PayWorkPermitBill' }, { name: 'RejectWorkPermit' }],
];

function commandOf(made: Move, today: IsoDate): WorkPermitCommand {
  const day = made.offset === undefined ? undefined : fromEpochDay(toEpochDay(today) + made.offset);
  const on = day === undefined ? {} : { effectiveOn: day };
  const figures = { ...declared, declaredExpats: made.expats };
  switch (made.name) {
    case 'RequestWorkPermit':
      return { type: made.name, data: { ...parties, occupation: '711201', months: made.months, ...figures, ...on } };
    case 'RenewWorkPermit':
      return { type: made.name, data: { months: made.months, ...figures, ...on } };
    case 'BillWorkPermit':
      return { type: made.name, data: { billNumber, ...on } };
    case 'PayWorkPermitBill':
      return { type: made.name, data: { reference: 'R-1', ...(day === undefined ? {} : { paidOn: day }) } };
    case 'IssueWorkPermit':
      return { type: made.name, data: { permitNumber, ...on } };
    case 'RejectWorkPermit':
      return { type: made.name, data: { reason: 'withdrawn-by-employer', ...on } };
    case 'CancelWorkPermitBill':
      return { type: made.name, data: on };
    case 'LapseWorkPermitBill':
    case 'ExpireWorkPermit':
      return { type: made.name, data: {} };
  }
}

function stepsOf(moves: readonly Move[]): Step<WorkPermitCommand, PermitFacts>[] {
  let today = start;
  return moves.map((made) => {
    today += made.gap;
    const facts = { today: fromEpochDay(today), employer: made.fit ? employer : { ...employer, company: 'suspended' as const }, employee, contract, band: noBand };
    return { command: commandOf(made, facts.today), facts: testFacts<PermitFacts>(facts) };
  });
}

const usualWay = fc
  .tuple(fc.constantFrom(...usualWays, ...usualWays.slice(0, 2), ...usualWays.slice(0, 2)), fc.array(move, { minLength: 9, maxLength: 9 }))
  .map(([way, moves]) => way.flatMap((step, n) => moves.slice(n, n + 1).map((made) => ({ ...made, gap: made.gap % 4, offset: undefined, fit: true, ...step }))));
const walks = fc.tuple(fc.array(move, { maxLength: 5 }), usualWay, fc.array(move, { maxLength: 25 }));

function expectLegal(state: WorkPermitState): void {
  const { status, application, permit } = state;
  expect(state.parties === null).toBe(status === 'none');
  if (permit === null) {
    // A first application and the status tell the same story.
    expect(application === null ? ['none', 'rejected', 'cancelled'] : [application.step]).toContain(status);
    expect(application?.kind).not.toBe('renewal');
  } else {
    expect(status).toBe(permit.expired ? 'expired' : 'active');
    expect(application?.kind).not.toBe('first');
    expect(compareDates(permit.validFrom, permit.validTo)).toBe(-1);
  }
  if (application !== null) {
    expect(application.bill === null).toBe(application.step === 'requested');
    expect(application.paidOn === null).toBe(application.step !== 'paid');
  }
}

const schemas = new Map<string, (typeof workPermitEvents)[number]['data']>(workPermitEvents.map((definition) => [definition.type, definition.data]));

describe('any sequence of commands', () => {
  it('leads through legal states only, and the stored events fold to the state that decided', () => {
    fc.assert(
      fc.property(walks, ([before, path, after]) => {
        walkDecider(workPermitDecider, stepsOf([...before, ...path, ...after]), ({ before: old, after: state, events }) => {
          expectLegal(state);
          for (const event of events) {
            expect(schemas.get(event.type)?.parse(event.data)).toEqual(event.data);
          }
          // Nothing is issued that was not paid, and no permit loses days.
          if (events.some((event) => event.type === 'WorkPermitIssued' || event.type === 'WorkPermitRenewed')) expect(old.application?.step).toBe('paid');
          if (old.permit !== null && state.permit !== null) expect(compareDates(state.permit.validTo, old.permit.validTo)).not.toBe(-1);
          // The claim is free exactly while no bill is open.
          expect(claimOpenPermitBill.ended(state)).toBe(state.application?.step !== 'pending-payment');
        });
      }),
      { numRuns: 150 },
    );
  });

  it('is walked far enough to reach every event', () => {
    // A fixed seed: whether the walks reach every event must not hang on chance.
    const walked = fc
      .sample(walks, { numRuns: 400, seed: 1 })
      .flatMap(([before, path, after]) => walkDecider(workPermitDecider, stepsOf([...before, ...path, ...after])).events);
    expect([...new Set(walked.map(({ type }) => type))].sort()).toEqual(workPermitEvents.map(({ type }) => type).sort());
  });
});
