import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type IsoDate } from '../standards/calendar.js';
import { walkDecider, type Step, type Taken } from '../testing/decider-walk.js';
import { testFacts, testId } from '../testing/test-facts.js';
import type { ContractCommand } from './commands.js';
import type { ContractFacts } from './contract-facts.js';
import { amendmentDeadline, answerDeadline, contractDeadlines, lastDayDeadline, resignationDeadline, termDeadline } from './deadlines.js';
import { contractDecider } from './decider.js';
import { contractEvents, type ContractEvent } from './events.js';
import { contractRecord } from './record-type.js';
import { contractStatus, type ContractState } from './state.js';
import { activeCompany, day, parties, resident, saudi, settled, terms } from './testing/contract-examples.js';

type Name = ContractCommand['type'];

interface Move {
  readonly name: Name;
  readonly gap: number;
  readonly offset: number | undefined;
  readonly pick: number;
  readonly fit: boolean;
}

const names: readonly Name[] = [
  'DraftContract', 'ReviseContract', 'SendContract', 'AcceptContract', 'RejectContract', 'AskForChange', 'WithdrawContract', 'LapseContract',
  'ProposeAmendment', 'AcceptAmendment', 'DeclineAmendment', 'LapseAmendment', 'RenewContract', 'EndContractTerm', 'Resign', 'WithdrawResignation',
  'DeferResignation', 'AcceptResignation', 'DeemResignationAccepted', 'GiveNotice', 'TerminateContract', 'EndContractOnLastDay', 'EndContractByTransfer',
  'BeginContractByTransfer',
]; // prettier-ignore

const move: fc.Arbitrary<Move> = fc.record({
  name: fc.constantFrom(...names),
  gap: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 4 }) },
    { weight: 2, arbitrary: fc.integer({ min: 5, max: 90 }) },
    fc.constant(370),
  ),
  offset: fc.option(fc.integer({ min: -10, max: 1 }), { nil: undefined, freq: 4 }),
  pick: fc.nat({ max: 11 }),
  fit: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
});

const by = (pick: number) => (pick % 2 === 0 ? ('employer' as const) : ('employee' as const));
const articles = ['53', '57', '74', '77', '79', '80', '81', '87', 'retirement', 'death', 'force-majeure', 'establishment-closed'] as const;
const reasons = ['performance', 'not-renewing'] as const;

function commandOf({ name, offset, pick }: Move, today: IsoDate): ContractCommand {
  const on = offset === undefined ? {} : { effectiveOn: addDays(today, offset) };
  const offered = terms({
    startsOn: addDays(day('2026-01-01'), pick % 3 === 1 ? 1 : 0),
    probationDays: pick * 20,
    ...(pick % 4 === 3
      ? { kind: 'indefinite' as const, endsOn: null }
      : { endsOn: pick % 4 === 2 ? addDays(today, 20 + pick * 60) : day('2026-12-31') }),
    renewable: pick % 3 !== 1,
  });
  switch (name) {
    case 'DraftContract':
      return { type: name, data: { ...parties, terms: offered, ...on } };
    case 'ReviseContract':
      return { type: name, data: { terms: offered, ...on } };
    case 'ProposeAmendment': {
      const to = terms({
        hoursPerWeek: 30 + pick,
        probationDays: 0,
        startsOn: day('2026-01-01'),
        ...(pick > 8 ? { kind: 'indefinite' as const, endsOn: null } : {}),
      });
      return { type: name, data: { by: by(pick), terms: to, ...on } };
    }
    case 'AcceptAmendment':
    case 'DeclineAmendment':
      return { type: name, data: { by: by(pick), ...on } };
    case 'SendContract':
    case 'AcceptContract':
    case 'WithdrawContract':
    case 'WithdrawResignation':
    case 'AcceptResignation':
      return { type: name, data: on };
    case 'RejectContract':
      return { type: name, data: { reason: 'no-reason-given', ...on } };
    case 'AskForChange':
      return { type: name, data: { parts: ['wage'], ...on } };
    case 'RenewContract':
      return { type: name, data: { endsOn: addDays(today, 30 + pick * 90), ...on } };
    case 'Resign':
      return { type: name, data: { ...(pick % 2 === 0 ? {} : { lastDay: addDays(today, pick * 5) }), ...on } };
    case 'DeferResignation':
      return { type: name, data: { deferredTo: addDays(today, 25 + pick * 4), ...on } };
    case 'GiveNotice':
      return { type: name, data: { by: by(pick), reason: reasons[pick % 3 === 0 ? 0 : 1], ...on } };
    case 'TerminateContract':
      return { type: name, data: { article: articles[pick] ?? '74', ...(pick % 5 === 0 ? {} : { by: by(pick) }), ...on } };
    case 'EndContractByTransfer': {
      const settlement = settled('transfer', '2026-01-01', today, ['0', '0', '0', '1'], addDays(today, 7));
      return { type: name, data: { transferId: testId('t'), successorContractId: testId('c'), settlement } };
    }
    case 'BeginContractByTransfer': {
      const begun = terms({ startsOn: today, endsOn: addDays(today, 364), probationDays: 0 });
      const worker = { nationality: 'IND', nationalityGroup: 'other' as const };
      return {
        type: name,
        data: { transferId: testId('t'), previousContractId: testId('p'), ...parties, ...worker, terms: begun, probationEndsOn: null },
      };
    }
    case 'LapseContract':
    case 'LapseAmendment':
    case 'EndContractTerm':
    case 'DeemResignationAccepted':
    case 'EndContractOnLastDay':
      return { type: name, data: {} };
  }
}

function stepsOf(moves: readonly Move[], citizen: boolean): Step<ContractCommand, ContractFacts>[] {
  let today = day('2025-12-20');
  return moves.map((made) => {
    today = addDays(today, made.gap);
    const company = made.fit ? activeCompany : { ...activeCompany, status: 'suspended' as const };
    return { command: commandOf(made, today), facts: testFacts<ContractFacts>({ today, company, employee: citizen ? saudi : resident }) };
  });
}

const calm = { gap: 1, offset: undefined, fit: true };
/** Moves one day apart, each by name, its choice and the days before it where not one. */
const path = (...moves: readonly (readonly [Name, pick?: number, gap?: number])[]): readonly Move[] =>
  moves.map(([name, pick = 0, gap = 1]) => ({ ...calm, name, pick, gap }));

/** Ways that contracts usually go: random moves before, between and after them reach far. */
const usual: readonly (readonly Move[])[] = [
  path(['DraftContract'], ['SendContract'], ['AcceptContract']),
  path(['DraftContract'], ['SendContract'], ['RejectContract']),
  path(['DraftContract'], ['SendContract'], ['AskForChange'], ['ReviseContract'], ['WithdrawContract']),
  path(['DraftContract'], ['SendContract'], ['LapseContract', 0, 8]),
  path(
    ['DraftContract'],
    ['SendContract'],
    ['AcceptContract'],
    ['ProposeAmendment', 2],
    ['AcceptAmendment', 1],
    ['ProposeAmendment', 3],
    ['DeclineAmendment', 0],
  ),
  path(['DraftContract'], ['SendContract'], ['AcceptContract'], ['ProposeAmendment', 2], ['LapseAmendment', 0, 8], ['ProposeAmendment', 2]),
  path(
    ['DraftContract'],
    ['SendContract'],
    ['AcceptContract'],
    ['Resign'],
    ['WithdrawResignation'],
    ['Resign', 1],
    ['DeferResignation', 4],
    ['DeemResignationAccepted', 0, 60],
  ),
  path(
    ['DraftContract'],
    ['SendContract'],
    ['AcceptContract'],
    ['RenewContract', 9],
    ['RenewContract', 10],
    ['RenewContract', 11],
    ['GiveNotice', 3],
    ['EndContractOnLastDay', 0, 90],
  ),
  path(['DraftContract', 4], ['SendContract'], ['AcceptContract'], ['GiveNotice', 1], ['EndContractTerm', 0, 380]),
  path(['DraftContract', 3], ['SendContract'], ['AcceptContract'], ['GiveNotice', 3], ['TerminateContract', 4]),
  path(['BeginContractByTransfer'], ['Resign'], ['EndContractByTransfer']),
];
const walks = fc.tuple(fc.array(move, { maxLength: 3 }), fc.constantFrom([], ...usual), fc.array(move, { maxLength: 40 }), fc.boolean());

const onward: Readonly<Record<ContractState['phase'], readonly ContractState['phase'][]>> = {
  none: ['draft', 'authenticated'],
  draft: ['pending-employee', 'withdrawn'],
  'pending-employee': ['authenticated', 'rejected', 'change-requested', 'withdrawn', 'lapsed'],
  'change-requested': ['draft', 'withdrawn'],
  rejected: [],
  withdrawn: [],
  lapsed: [],
  authenticated: ['ended'],
  ended: [],
};

function expectLegal({ before, after, events }: Taken<ContractCommand, ContractState, ContractEvent>): void {
  if (after.phase !== before.phase) expect(onward[before.phase]).toContain(after.phase);
  if (onward[before.phase].length === 0) expect(events).toEqual([]);
  if (after.phase === 'none') return;
  expect(after.parties).toEqual(parties);
  expect(after.terms.kind === 'fixed').toBe(after.terms.endsOn !== null);
  if (after.phase !== 'authenticated') return;
  if (after.nationalityGroup !== 'saudi') expect(after.terms.kind).toBe('fixed');
  expect(after.termFrom >= after.terms.startsOn).toBe(true);
  if (after.terms.endsOn !== null) expect(after.termFrom <= after.terms.endsOn).toBe(true);
  if (after.leaving?.kind === 'resignation-accepted' && after.terms.endsOn !== null)
    expect(after.leaving.lastDay <= after.terms.endsOn).toBe(true);
  if (before.phase === 'authenticated' && before.renewals !== after.renewals) expect(after.renewals).toBe(before.renewals + 1);
}

function expectedDeadlines(state: ContractState): Readonly<Record<string, IsoDate>> {
  if (state.phase === 'pending-employee') return { [answerDeadline]: addDays(state.answerBy, 1) };
  if (state.phase !== 'authenticated') return {};
  const { amendment, leaving, terms: agreed } = state;
  return {
    ...(agreed.endsOn === null ? {} : { [termDeadline]: addDays(agreed.endsOn, 1) }),
    ...(amendment === null ? {} : { [amendmentDeadline]: addDays(amendment.answerBy, 1) }),
    ...(leaving?.kind === 'resignation' ? { [resignationDeadline]: leaving.deemedAcceptedOn } : {}),
    ...(leaving === null || leaving.kind === 'resignation' ? {} : { [lastDayDeadline]: addDays(leaving.lastDay, 1) }),
  };
}

function deadlinesOf(events: readonly ContractEvent[]): Readonly<Record<string, IsoDate>> {
  const book = new Map<string, IsoDate>();
  for (const event of events) {
    const changes = contractDeadlines(event);
    if (changes?.clear === 'all') book.clear();
    else for (const rule of changes?.clear ?? []) book.delete(rule);
    for (const { rule, day: on } of changes?.set ?? []) book.set(rule, on);
  }
  return Object.fromEntries(book);
}

const sweepOf = (rule: string): ContractCommand => ({ type: contractRecord.sweeps[rule]?.command, data: {} }) as ContractCommand;

describe('contract model', () => {
  const walk = (moves: readonly Move[], citizen: boolean) => {
    const reached = new Set<string>();
    const { events, state } = walkDecider(contractDecider, stepsOf(moves, citizen), (taken) => {
      expectLegal(taken);
      reached.add(contractStatus(taken.after));
    });
    for (const { type, data } of events) {
      const definition = contractEvents.find((one) => one.type === type);
      expect(definition?.data.parse(data)).toEqual(data);
    }
    expect(deadlinesOf(events)).toEqual(expectedDeadlines(state));
    return { events, reached };
  };

  it('reaches every status and every event on the ways that contracts usually go', () => {
    const walked = usual.flatMap((moves) => [walk(moves, true), walk(moves, false)]);
    const types = new Set(walked.flatMap(({ events }) => events.map(({ type }) => type)));
    expect([...types].sort()).toEqual(contractEvents.map(({ type }) => type).sort());
    const statuses = new Set(walked.flatMap(({ reached }) => [...reached]));
    expect([...statuses].sort()).toEqual([
      'amendment-pending',
      'authenticated',
      'change-requested',
      'draft',
      'ended',
      'lapsed',
      'none',
      'notice',
      'pending-employee',
      'rejected',
      'resignation',
      'resignation-accepted',
      'withdrawn',
    ]);
  });

  it('keeps its laws through any commands, and its deadlines are those that its state waits for', () => {
    fc.assert(
      fc.property(walks, ([first, middle, last, citizen]) => {
        walk([...first, ...middle, ...last], citizen);
      }),
      { numRuns: 500 },
    );
  });

  it('is swept to rest: after its deadlines ran, nothing is due any more, and a deadline that came too early did nothing', () => {
    fc.assert(
      fc.property(walks, ([first, middle, last, citizen]) => {
        const { events } = walkDecider(contractDecider, stepsOf([...first, ...middle, ...last], citizen));
        const today = addDays(day('2025-12-20'), 2_500);
        const facts = testFacts<ContractFacts>({ today, company: activeCompany, employee: citizen ? saudi : resident });
        let all: readonly ContractEvent[] = events;
        for (let round = 0; ; round++) {
          const state = all.reduce(contractDecider.evolve, contractDecider.initial);
          const due = Object.entries(deadlinesOf(all)).sort(([, a], [, b]) => (a < b ? -1 : 1));
          const next = due.find(([, on]) => on <= today);
          for (const rule of Object.keys(contractRecord.sweeps)) {
            const early = contractDecider.decide(sweepOf(rule), state, { ...facts, today: addDays(due[0]?.[1] ?? today, -1) });
            expect(early).toMatchObject({ kind: 'accepted', events: [] });
          }
          if (next === undefined) break;
          const decision = contractDecider.decide(sweepOf(next[0]), state, facts);
          if (decision.kind === 'refused') throw new Error(decision.code);
          // A sweep that is due always does something: no deadline is left standing for ever.
          expect(decision.events.length).toBeGreaterThan(0);
          all = [...all, ...decision.events];
          expect(round).toBeLessThan(500);
        }
      }),
      { numRuns: 150 },
    );
  });
});
