import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { makePosition } from '../../domain/ledger/position.js';
import { sampleEvent } from '../event-store/testing/sample-events.js';
import { inGroups } from './append-order.js';

/** A stretch of a log over a few streams that begin at some revision, with fillers of some bytes. */
const stretches = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(0, 10, 100_000, 300_000)), { maxLength: 60 })
  .map((steps): RecordedEvent[] => {
    const next = new Map<string, number>();
    return steps.map(([number, bytes], n) => {
      const stream = `company-${number}`;
      const revision = next.get(stream) ?? number % 2;
      next.set(stream, revision + 1);
      const event = sampleEvent({ filler: 'x'.repeat(bytes) }, { id: randomUUID() });
      return { ...event, stream, revision, position: makePosition('0000', String(n).padStart(8, '0')) };
    });
  });

it('groups hold every event once, in order, at its own revision', () => {
  fc.assert(
    fc.property(stretches, (events) => {
      const groups = [...inGroups(events)];
      const told = groups.flatMap(({ appends }) =>
        appends.flatMap(({ stream, expected, events: own }) =>
          own.map((event, n) => ({ ...event, stream, revision: (expected === 'no-stream' ? 0 : expected + 1) + n })),
        ),
      );
      expect(told).toEqual(events.map(({ position: _own, ...event }) => event));
      for (const { appends, events: count } of groups) {
        expect(appends.reduce((sum, append) => sum + append.events.length, 0)).toBe(count);
        const bytes = appends.map((append) => Buffer.byteLength(JSON.stringify(append.events)));
        // An event larger than the limits goes alone.
        if (count > 1) expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(1024 * 1024 + 1_000);
        for (const [n, append] of appends.entries()) if (append.events.length > 1) expect(bytes[n]).toBeLessThan(256 * 1024 + 1_000);
      }
    }),
    { numRuns: 60 },
  );
});

it('events of one stream side by side leave as one append', () => {
  const at = (stream: string, revision: number): RecordedEvent => ({ ...sampleEvent(), stream, revision, position: makePosition('0000', '00000000') });
  const groups = [...inGroups([at('a-1', 0), at('a-1', 1), at('b-1', 3), at('a-1', 2)])];
  expect(groups.map(({ appends }) => appends.map(({ stream, expected, events }) => [stream, expected, events.length]))).toEqual([
    [
      ['a-1', 'no-stream', 2],
      ['b-1', 2, 1],
      ['a-1', 1, 1],
    ],
  ]);
});
