import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromEpochDay, toEpochDay, toIsoDate, type IsoDate } from '../standards/calendar.js';
import { walkDecider, type Step } from '../testing/decider-walk.js';
import { noBand } from '../gates/band-fact.js';
import { testFacts, testId } from '../testing/test-facts.js';
import type { VisaCommand } from './commands.js';
import { visaDecider } from './decider.js';
import { visaEvents } from './events.js';
import { balanceOf } from './line-balance.js';
import type { VisaState } from './state.js';
import { billNumber, employee, employer, masonLine, masons, nurseLine, nurses, requester, visaNumber } from './testing/visa-examples.js';
import type { VisaFacts } from './visa-facts.js';

const start = toEpochDay(toIsoDate('2026-01-01'));
const lineIds = [masonLine.lineId, nurseLine.lineId, testId('no line')];
const people = [0, 1, 2, 3, 4].map((n) => testId(`person ${n}`));

interface Move {
  readonly name: VisaCommand['type'];
  readonly gap: number;
  readonly offset: number | undefined;
  readonly line: number;
  readonly person: number;
  readonly count: number;
  readonly temporary: boolean;
}

const move: fc.Arbitrary<Move> = fc.record({
  name: fc.constantFrom<VisaCommand['type'][]>(
    'RequestVisas',
    'AcceptVisaLine',
    'AcceptVisaLine',
    'RejectVisaLine',
    'BillVisas',
    'PayVisas',
    'CancelVisaBill',
    'LapseVisaBill',
    'IssueVisas',
    'IssueVisas',
    'UseVisa',
    'UseVisa',
    'UseVisa',
    'UseVisa',
    'ExtendVisaStay',
    'CancelVisas',
    'CancelVisas',
    'ExpireVisas',
    'ExpireVisas',
  ),
  // Mostly few days; sometimes so many that bills lapse and visas expire.
  gap: fc.oneof({ weight: 30, arbitrary: fc.integer({ min: 0, max: 4 }) }, { weight: 2, arbitrary: fc.integer({ min: 5, max: 90 }) }, fc.constant(731)),
  offset: fc.option(fc.integer({ min: -40, max: 2 }), { nil: undefined, freq: 4 }),
  line: fc.constantFrom(0, 0, 0, 1, 1, 2),
  person: fc.integer({ min: 0, max: people.length - 1 }),
  count: fc.integer({ min: 1, max: 4 }),
  temporary: fc.boolean(),
});

/** Ways that visas usually go, so that walks get far; the moves before and after disturb them. */
const answeredLines: readonly Partial<Move>[] = [
  { name: 'RequestVisas' },
  { name: 'AcceptVisaLine', line: 0 },
  { name: 'AcceptVisaLine', line: 1 },
  { name: 'BillVisas' },
];
const usualWays: readonly (readonly Partial<Move>[])[] = [
  [
    ...answeredLines,
    { name: 'PayVisas' },
    { name: 'IssueVisas', line: 0 },
    { name: 'IssueVisas', line: 1 },
    { name: 'UseVisa', line: 0, person: 0 },
    { name: 'ExtendVisaStay', line: 0, person: 0 },
    { name: 'CancelVisas', line: 1, count: 1 },
    { name: 'ExpireVisas', gap: 731 },
    { name: 'UseVisa', line: 1, person: 1, offset: -10 },
  ],
  [{ name: 'RequestVisas' }, { name: 'RejectVisaLine', line: 1 }, { name: 'AcceptVisaLine', line: 0 }],
  [...answeredLines, { name: 'CancelVisaBill' }],
  [...answeredLines, { name: 'LapseVisaBill', gap: 60 }],
];

function commandOf(made: Move, today: IsoDate): VisaCommand {
  const day = made.offset === undefined ? undefined : fromEpochDay(toEpochDay(today) + made.offset);
  const on = day === undefined ? {} : { effectiveOn: day };
  const lineId = lineIds[made.line] ?? '';
  const employeeId = people[made.person] ?? '';
  switch (made.name) {
    case 'RequestVisas': {
      const lines = [
        { ...masons, count: 3 },
        { ...nurses, nationality: 'IND', sex: 'male' as const, count: 2 },
      ];
      return { type: made.name, data: { ...requester, kind: made.temporary ? 'temporary' : 'permanent', phase: 'expansion', lines, ...on } };
    }
    case 'AcceptVisaLine':
      return { type: made.name, data: { lineId, accepted: made.count, ...on } };
    case 'RejectVisaLine':
      return { type: made.name, data: { lineId, reason: 'balance-exceeded', ...on } };
    case 'BillVisas':
      return { type: made.name, data: { billNumber, ...on } };
    case 'PayVisas':
      return { type: made.name, data: { reference: 'R-1', ...(day === undefined ? {} : { paidOn: day }) } };
    case 'CancelVisaBill':
      return { type: made.name, data: on };
    case 'IssueVisas':
      return { type: made.name, data: { lineId, ...on } };
    case 'UseVisa':
      return { type: made.name, data: { lineId, employeeId, visaNumber, ...(day === undefined ? {} : { enteredOn: day }) } };
    case 'ExtendVisaStay':
      return { type: made.name, data: { lineId, employeeId, ...on } };
    case 'CancelVisas':
      return { type: made.name, data: { lineId, count: made.count, ...on } };
    case 'LapseVisaBill':
    case 'ExpireVisas':
      return { type: made.name, data: {} };
  }
}

function stepsOf(moves: readonly Move[]): Step<VisaCommand, VisaFacts>[] {
  let today = start;
  return moves.map((made) => {
    today += made.gap;
    const facts = testFacts<VisaFacts>({ today: fromEpochDay(today), employer, employee, band: noBand });
    return { command: commandOf(made, facts.today), facts };
  });
}

const usualWay = fc
  .tuple(fc.constantFrom(...usualWays, ...usualWays.slice(0, 1), ...usualWays.slice(0, 1)), fc.array(move, { minLength: 12, maxLength: 12 }))
  .map(([way, moves]) =>
    way.flatMap((step, n) => moves.slice(n, n + 1).map((made) => ({ ...made, gap: made.gap % 5, offset: undefined, count: Math.min(made.count, 2), ...step }))),
  );
const walks = fc.tuple(fc.array(move, { maxLength: 6 }), usualWay, fc.array(move, { maxLength: 30 }));

function expectLegal(state: VisaState): void {
  for (const line of state.lines) {
    for (const number of [line.accepted, line.granted, line.used, line.cancelled, line.expired, balanceOf(line)]) expect(number).toBeGreaterThanOrEqual(0);
    expect(line.accepted).toBeLessThanOrEqual(line.requested);
    expect(line.granted).toBe(line.issuedOn === null ? 0 : line.accepted);
    expect(Object.keys(line.uses)).toHaveLength(line.used);
    if (line.answer !== 'accepted') expect(line.accepted).toBe(0);
  }
  const pending = state.lines.some((line) => line.answer === 'pending');
  expect(pending).toBe(state.status === 'requested');
  const granted = state.lines.some((line) => line.issuedOn !== null);
  expect(granted).toBe(state.status === 'issued' || state.status === 'exhausted');
  if (granted) expect(state.paidOn).not.toBeNull();
  if (state.status === 'exhausted') expect(state.lines.reduce((sum, line) => sum + balanceOf(line), 0)).toBe(0);
}

const schemas = new Map<string, (typeof visaEvents)[number]['data']>(visaEvents.map((definition) => [definition.type, definition.data]));

describe('any sequence of commands', () => {
  it('never makes a balance negative or a state illegal, and the stored events fold to the state that decided', () => {
    fc.assert(
      fc.property(walks, ([before, path, after]) => {
        walkDecider(visaDecider, stepsOf([...before, ...path, ...after]), ({ after: state, events }) => {
          expectLegal(state);
          for (const event of events) {
            expect(schemas.get(event.type)?.parse(event.data)).toEqual(event.data);
            if (event.type === 'VisaUsed' || event.type === 'VisasCancelled') {
              const line = state.lines.find((candidate) => candidate.lineId === event.data.lineId);
              expect(line === undefined ? null : balanceOf(line)).toBe(event.data.balance);
            }
          }
        });
      }),
      { numRuns: 150 },
    );
  });

  it('is walked far enough to reach every event', () => {
    // A fixed seed: whether the walks reach every event must not hang on chance.
    const walked = fc
      .sample(walks, { numRuns: 400, seed: 1 })
      .flatMap(([before, path, after]) => walkDecider(visaDecider, stepsOf([...before, ...path, ...after])).events);
    expect([...new Set(walked.map(({ type }) => type))].sort()).toEqual(visaEvents.map(({ type }) => type).sort());
  });
});
