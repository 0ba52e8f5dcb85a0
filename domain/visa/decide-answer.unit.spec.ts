import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { deciderSpec } from '../testing/decider-spec.js';
import { testId } from '../testing/test-facts.js';
import type { AcceptVisaLine, RejectVisaLine } from './commands.js';
import { visaDecider } from './decider.js';
import {
  accepted,
  accepting,
  allAccepted,
  answered,
  goodFacts,
  masonLine,
  nurseLine,
  nursesAccepted,
  pending,
  rejected,
  requested,
} from './testing/visa-examples.js';

const day = toIsoDate;
const spec = deciderSpec(visaDecider, { ...goodFacts, today: '2026-04-28' });

const acceptLine = (data: Partial<AcceptVisaLine['data']> = {}): AcceptVisaLine => ({
  type: 'AcceptVisaLine',
  data: { lineId: masonLine.lineId, accepted: 3, ...data },
});
const rejectLine = (data: Partial<RejectVisaLine['data']> = {}): RejectVisaLine => ({
  type: 'RejectVisaLine',
  data: { lineId: nurseLine.lineId, reason: 'occupation-not-allowed', ...data },
});
const nurses = { lineId: nurseLine.lineId, accepted: 2 };
const masonsRejected = rejected({ ...masonLine, requested: 3 });

describe('the answer to a line', () => {
  it('is recorded, and the request waits for the others', () => {
    const state = spec.given([requested()]).when(acceptLine(), { today: '2026-04-27' }).then([accepted()]);
    expect(state).toMatchObject({ status: 'requested', lines: [{ answer: 'accepted', accepted: 3 }, { answer: 'pending' }] });
    const other = spec.given([requested()]).when(rejectLine()).then([rejected()]);
    expect(other).toMatchObject({ status: 'requested', lines: [{ answer: 'pending' }, { answer: 'rejected', accepted: 0 }] });
  });

  it.each([
    ['every visa accepted', accepting, acceptLine(nurses), nursesAccepted, answered(), 'accepted'],
    [
      'a line accepted in part',
      accepting,
      acceptLine({ ...nurses, accepted: 1 }),
      accepted({ effectiveOn: day('2026-04-28'), ...nurseLine, requested: 2, accepted: 1 }),
      answered({ outcome: 'partly-accepted', accepted: 4 }),
      'partly-accepted',
    ],
    ['one line rejected', accepting, rejectLine(), rejected(), answered({ outcome: 'partly-accepted', accepted: 3 }), 'partly-accepted'],
    [
      'one line rejected first',
      [requested(), masonsRejected],
      acceptLine(nurses),
      nursesAccepted,
      answered({ outcome: 'partly-accepted', accepted: 2 }),
      'partly-accepted',
    ],
    ['every line rejected', [requested(), masonsRejected], rejectLine(), rejected(), answered({ outcome: 'rejected', accepted: 0 }), 'rejected'],
  ] as const)('that is the last answers the request: %s', (_, events, command, answer, whole, status) => {
    expect(spec.given(events).when(command).then([answer, whole])).toMatchObject({ status });
  });

  it('that is reported late does not move the answer to the whole request before another one', () => {
    const late = acceptLine({ ...nurses, effectiveOn: day('2026-04-26') });
    const answer = accepted({ effectiveOn: day('2026-04-26'), ...nurseLine, requested: 2, accepted: 2 });
    // The masons were answered on 27 April.
    expect(spec.given(accepting).when(late).then([answer, answered({ effectiveOn: day('2026-04-27') })])).toMatchObject({ answeredOn: '2026-04-27' });
  });

  it.each([
    ['nothing was requested', [], acceptLine(), 'visa.not-requested'],
    ['there is no such line', [requested()], acceptLine({ lineId: testId('x') }), 'visa.no-such-line'],
    ['there is no such line to reject', [requested()], rejectLine({ lineId: testId('x') }), 'visa.no-such-line'],
    ['the line was accepted before', accepting, acceptLine(), 'visa.line-already-answered'],
    ['the line to reject was accepted before', accepting, rejectLine({ lineId: masonLine.lineId }), 'visa.line-already-answered'],
    ['the line was rejected before', [requested(), rejected()], acceptLine(nurses), 'visa.line-already-answered'],
    ['all lines are answered', allAccepted, acceptLine(), 'visa.line-already-answered'],
    ['the visas are billed', pending, rejectLine(), 'visa.line-already-answered'],
    ['more are accepted than asked for', [requested()], acceptLine({ accepted: 4 }), 'visa.more-than-requested'],
    ['its day lies before the request', [requested()], acceptLine({ effectiveOn: day('2026-04-25') }), 'visa.effective-too-early'],
    ['the day of a rejection lies ahead', [requested()], rejectLine({ effectiveOn: day('2026-04-29') }), 'visa.effective-in-future'],
  ] as const)('is refused when %s', (_, events, command, code) => {
    spec.given(events).when(command).thenRefused(code);
  });
});
