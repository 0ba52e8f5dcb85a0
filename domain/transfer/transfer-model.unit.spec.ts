import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { running as runningContract, resident, event as contractEvent, settled } from '../contract/testing/contract-examples.js';
import { addDays, type IsoDate } from '../standards/calendar.js';
import { walkDecider, type Step, type Taken } from '../testing/decider-walk.js';
import { testFacts } from '../testing/test-facts.js';
import type { TransferCommand } from './commands.js';
import { answerDeadline, completionDeadline, transferDeadlines } from './deadlines.js';
import { transferDecider } from './decider.js';
import { transferEvents, type TransferEvent } from './events.js';
import { openTransferClaim } from './open-transfer-claim.js';
import { transferRecord } from './record-type.js';
import type { TransferState, TransferStatus } from './state.js';
import { contractAfter, day, longStanding, newCompany, newTerms, noBands, permitUntil, recent, sides, to } from './testing/transfer-examples.js';
import type { TransferFacts } from './transfer-facts.js';

interface Move {
  readonly name: TransferCommand['type'];
  readonly gap: number;
  readonly offset: number | undefined;
  readonly pick: number;
  readonly fit: boolean;
}

const move: fc.Arbitrary<Move> = fc.record({
  name: fc.constantFrom<TransferCommand['type'][]>(
    'RequestTransfer', 'AnswerAsEmployee', 'AnswerAsEmployee', 'AnswerAsCurrentEmployer', 'AnswerAsCurrentEmployer',
    'CompleteTransfer', 'CompleteDueTransfer', 'CancelTransfer', 'LapseTransfer',
  ), // prettier-ignore
  gap: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 4 }) }, { weight: 3, arbitrary: fc.integer({ min: 5, max: 50 }) }),
  offset: fc.option(fc.integer({ min: -6, max: 1 }), { nil: undefined, freq: 4 }),
  pick: fc.nat({ max: 9 }),
  fit: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
});

function commandOf({ name, offset, pick }: Move, today: IsoDate): TransferCommand {
  const on = offset === undefined ? {} : { effectiveOn: addDays(today, offset) };
  switch (name) {
    case 'RequestTransfer': {
      const terms = newTerms({ startsOn: addDays(today, pick * 3), endsOn: addDays(today, 60 + pick * 60), probationDays: 0 });
      const ids = {
        employeeId: sides.employeeId,
        fromContractId: sides.fromContractId,
        toCompanyId: to.companyId,
        toEstablishmentId: to.establishmentId,
      };
      return { type: name, data: { ...ids, terms, ...(pick % 2 === 0 ? {} : { earlierTransfers: pick }), ...on } };
    }
    case 'AnswerAsEmployee':
      return { type: name, data: pick === 0 ? { answer: 'reject', reason: 'no-reason-given', ...on } : { answer: 'accept', ...on } };
    case 'AnswerAsCurrentEmployer':
      return {
        type: name,
        data: pick === 0 ? { answer: 'reject', reason: 'no-reason-given', ...on } : { answer: 'accept', waiveNotice: pick > 6, ...on },
      };
    case 'CompleteTransfer':
      return { type: name, data: on };
    case 'CancelTransfer':
      return { type: name, data: { by: pick % 2 === 0 ? 'employee' : 'new-employer', ...on } };
    case 'CompleteDueTransfer':
    case 'LapseTransfer':
      return { type: name, data: {} };
  }
}

const over = contractAfter([
  ...runningContract(),
  contractEvent('ContractTerminated', '2026-05-10', {
    article: '74',
    by: 'both',
    ...settled('mutual-agreement', '2026-01-01', '2026-05-10', ['0', '0', '0', '1'], '2026-05-17'),
  }),
]);
const contracts = [recent, recent, recent, longStanding, over];

function stepsOf(moves: readonly Move[]): Step<TransferCommand, TransferFacts>[] {
  let today = day('2026-05-01');
  return moves.map((made) => {
    today = addDays(today, made.gap);
    const facts = {
      today,
      company: made.fit ? newCompany : { ...newCompany, status: 'suspended' as const },
      employee: resident,
      fromContract: contracts[made.pick % contracts.length] ?? recent,
      permit: made.pick === 9 ? permitUntil('2026-05-02') : null,
      ...noBands,
    };
    return { command: commandOf(made, today), facts: testFacts<TransferFacts>(facts) };
  });
}

const onward: Readonly<Record<TransferStatus, readonly TransferStatus[]>> = {
  none: ['pending-employee'],
  'pending-employee': [
    'pending-employer',
    'pending-notice',
    'rejected-by-employee',
    'cancelled-by-employee',
    'cancelled-by-new-employer',
    'auto-cancelled',
  ],
  'pending-employer': ['pending-notice', 'rejected-by-employer', 'cancelled-by-employee', 'cancelled-by-new-employer', 'expired'],
  'pending-notice': ['completed', 'cancelled-by-employee', 'cancelled-by-new-employer', 'expired'],
  completed: [],
  'rejected-by-employee': [],
  'rejected-by-employer': [],
  'cancelled-by-new-employer': [],
  'cancelled-by-employee': [],
  'auto-cancelled': [],
  expired: [],
};

function expectLegal({ before, after, events }: Taken<TransferCommand, TransferState, TransferEvent>): void {
  if (after.status !== before.status) expect(onward[before.status]).toContain(after.status);
  if (onward[before.status].length === 0) expect(events).toEqual([]);
  expect(after.request === null).toBe(after.status === 'none');
  expect(after.answerBy !== null).toBe(after.status === 'pending-employee' || after.status === 'pending-employer');
  if (after.status === 'pending-notice') expect(after.completesOn).not.toBeNull();
  expect(after.newContractId !== null).toBe(after.status === 'completed');
  // The employee's one place is held exactly while the transfer is under way.
  expect(openTransferClaim.ended(after)).toBe(!after.status.startsWith('pending'));
  for (const event of events) {
    if (event.type !== 'TransferCompleted') continue;
    const { data } = event;
    expect(data.terms.startsOn).toBe(data.effectiveOn);
    expect(data.settlement !== null).toBe(data.endsOldContract);
    if (data.settlement !== null) expect(data.settlement.lastDay < data.terms.startsOn).toBe(true);
    expect(before.completesOn !== null && data.effectiveOn >= before.completesOn).toBe(true);
  }
}

function expectedDeadlines(state: TransferState): Readonly<Record<string, IsoDate>> {
  if (state.answerBy !== null) return { [answerDeadline]: addDays(state.answerBy, 1) };
  return state.status === 'pending-notice' && state.completesOn !== null ? { [completionDeadline]: state.completesOn } : {};
}

function deadlinesOf(events: readonly TransferEvent[]): Readonly<Record<string, IsoDate>> {
  const book = new Map<string, IsoDate>();
  for (const event of events) {
    const changes = transferDeadlines(event);
    if (changes?.clear === 'all') book.clear();
    else for (const rule of changes?.clear ?? []) book.delete(rule);
    for (const { rule, day: on } of changes?.set ?? []) book.set(rule, on);
  }
  return Object.fromEntries(book);
}

const calm: Omit<Move, 'name'> = { gap: 1, offset: undefined, fit: true, pick: 5 };
const usual: readonly (readonly Move[])[] = [
  [{ ...calm, name: 'RequestTransfer', gap: 0 }],
  [
    { ...calm, name: 'RequestTransfer', gap: 0 },
    { ...calm, name: 'AnswerAsEmployee' },
  ],
  [
    { ...calm, name: 'RequestTransfer', gap: 0 },
    { ...calm, name: 'AnswerAsEmployee' },
    { ...calm, name: 'AnswerAsCurrentEmployer' },
  ],
];
const walks = fc.tuple(fc.array(move, { maxLength: 3 }), fc.constantFrom([], ...usual), fc.array(move, { maxLength: 15 }));
const sweepOf = (rule: string): TransferCommand => ({ type: transferRecord.sweeps[rule]?.command, data: {} }) as TransferCommand;

describe('transfer model', () => {
  it('keeps its laws through any commands, and its deadlines are those that its state waits for', () => {
    fc.assert(
      fc.property(walks, ([first, middle, last]) => {
        const { events, state } = walkDecider(transferDecider, stepsOf([...first, ...middle, ...last]), expectLegal);
        for (const { type, data } of events) {
          const definition = transferEvents.find((one) => one.type === type);
          expect(definition?.data.parse(data)).toEqual(data);
        }
        expect(deadlinesOf(events)).toEqual(expectedDeadlines(state));
      }),
      { numRuns: 500 },
    );
  });

  it('comes to an end by its deadlines alone, whatever happened before', () => {
    fc.assert(
      fc.property(walks, fc.boolean(), ([first, middle, last], fit) => {
        const { events } = walkDecider(transferDecider, stepsOf([...first, ...middle, ...last]));
        let all: readonly TransferEvent[] = events;
        for (;;) {
          const [due] = Object.entries(deadlinesOf(all));
          if (due === undefined) break;
          const [rule, on] = due;
          const state = all.reduce(transferDecider.evolve, transferDecider.initial);
          const company = fit ? newCompany : { ...newCompany, status: 'closed' as const };
          const facts = testFacts<TransferFacts>({ today: on, company, employee: resident, fromContract: recent, permit: null, ...noBands });
          expect(transferDecider.decide(sweepOf(rule), state, { ...facts, today: addDays(on, -1) })).toMatchObject({
            kind: 'accepted',
            events: [],
          });
          const decision = transferDecider.decide(sweepOf(rule), state, facts);
          if (decision.kind === 'refused') throw new Error(decision.code);
          expect(decision.events).toHaveLength(1);
          all = [...all, ...decision.events];
        }
        const { status } = all.reduce(transferDecider.evolve, transferDecider.initial);
        expect(status === 'none' || onward[status].length === 0).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
