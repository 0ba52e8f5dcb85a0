import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makePosition } from '../../domain/ledger/position.js';
import { CLOCK_TOLERANCE_SECONDS, watchRecordedOrder, type ClockAnomaly, type TimedEvent } from './recorded-order.js';

const START = Date.parse('2026-03-01T08:00:00.000Z');

function anomalies(seconds: readonly number[], now = Infinity, clock: 'wall' | 'file' = 'wall'): (ClockAnomaly['kind'] | undefined)[] {
  const look = watchRecordedOrder(() => now);
  return seconds.map((at, n) => {
    const event: TimedEvent = {
      id: `event ${n}`,
      stream: 'company-a',
      revision: n,
      position: makePosition('log', String(n)),
      metadata: { recordedAt: new Date(START + at * 1_000).toISOString(), clock },
    };
    return look(event)?.kind;
  });
}

it('fault 11: tells a clock set back by an hour once, at the event that shows it', () => {
  expect(anomalies([0, 1, 3_601, 3_602, 2, 3, 4])).toEqual([...Array<undefined>(4).fill(undefined), 'recorded-before-previous', undefined, undefined]);
});

it('fault 11: tells events of a clock that is ahead of ours', () => {
  expect(anomalies([0, 3_600, 1], START)).toEqual([undefined, 'recorded-in-the-future', 'recorded-before-previous']);
});

it('says nothing of clocks that are a little apart, however events follow one another', () => {
  const near = fc.array(fc.integer({ min: 0, max: CLOCK_TOLERANCE_SECONDS }), { maxLength: 40 });
  fc.assert(
    fc.property(near, (seconds) => {
      expect(anomalies(seconds, START).filter((kind) => kind !== undefined)).toEqual([]);
    }),
  );
});

it('says nothing of what was lived by a file’s clock', () => {
  expect(anomalies([0, 90_000, 10], START, 'file')).toEqual([undefined, undefined, undefined]);
});
