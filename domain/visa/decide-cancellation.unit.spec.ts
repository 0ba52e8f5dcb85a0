import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { fromRiyals } from '../standards/money.js';
import { deciderSpec } from '../testing/decider-spec.js';
import { testId } from '../testing/test-facts.js';
import type { CancelVisas } from './commands.js';
import { visaDecider } from './decider.js';
import { cancelled, expired, goodFacts, issued, masonLine, masonsIssued, requested, settled, used } from './testing/visa-examples.js';

const day = toIsoDate;
const spec = deciderSpec(visaDecider, { ...goodFacts, today: '2026-06-02' });

const cancel = (data: Partial<CancelVisas['data']> = {}): CancelVisas => ({ type: 'CancelVisas', data: { lineId: masonLine.lineId, count: 2, ...data } });

describe('the cancelling of visas', () => {
  it('returns the fee of each', () => {
    const state = spec.given(masonsIssued).when(cancel()).then([cancelled()], { rules: ['visa.refund'] });
    expect(state).toMatchObject({ status: 'issued', lines: [{ granted: 3, cancelled: 2 }, {}] });
  });

  it('can take all that is left, on the last day too', () => {
    const all = cancelled({ effectiveOn: day('2028-05-01'), count: 3, refundDue: fromRiyals(6_000), balance: 0 });
    spec.given(masonsIssued).when(cancel({ count: 3 }), { today: '2028-05-01' }).then([all]);
  });

  it('returns nothing of a package of the establishment phase, one visa of which is issued', () => {
    const events = [requested({ phase: 'establishment' }), ...settled.slice(1), issued()];
    spec.given(events).when(cancel()).then([cancelled({ refundDue: fromRiyals(0) })]);
  });

  it.each([
    ['nothing was requested', [], cancel(), '2026-06-02', 'visa.not-requested'],
    ['there is no such line', masonsIssued, cancel({ lineId: testId('x') }), '2026-06-02', 'visa.no-such-line'],
    ['the line is not issued', settled, cancel(), '2026-06-02', 'visa.line-not-issued'],
    ['the validity is over', masonsIssued, cancel(), '2028-05-02', 'visa.validity-over'],
    ['more are cancelled than left', [...masonsIssued, used()], cancel({ count: 3 }), '2026-06-02', 'visa.more-than-left'],
    ['what is left expired', [...masonsIssued, expired()], cancel({ count: 1, effectiveOn: day('2028-05-01') }), '2028-05-03', 'visa.more-than-left'],
    ['its day lies before the issue', masonsIssued, cancel({ effectiveOn: day('2026-05-01') }), '2026-06-02', 'visa.effective-too-early'],
  ] as const)('is refused when %s', (_, events, command, today, code) => {
    spec.given(events).when(command, { today }).thenRefused(code);
  });
});
