import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { makePosition, type Position } from '../../domain/ledger/position.js';
import { newOf } from './new-events.js';

const place = (n: number): Position => makePosition('log', String(n).padStart(4, '0'));
const event = (n: number): RecordedEvent => ({ id: `event ${n}`, position: place(n) }) as RecordedEvent;

it('fault 14: gives each event once and in order, however often and from wherever the log delivers again', () => {
  // Deliveries: each begins somewhere at or before the place reached, and every event of it may come several times.
  const delivery = fc.record({ back: fc.nat(9), count: fc.nat(9), times: fc.integer({ min: 1, max: 3 }) });
  fc.assert(
    fc.property(fc.array(delivery, { maxLength: 20 }), (deliveries) => {
      let reached: Position | undefined;
      let last = 0;
      const seen: string[] = [];
      for (const { back, count, times } of deliveries) {
        const from = Math.max(0, last - back);
        const numbers = Array.from({ length: count }, (_, n) => from + n + 1);
        const events = numbers.flatMap((n) => Array.from({ length: times }, () => event(n)));
        const page = newOf({ events, next: place(from + count), end: false }, reached);
        seen.push(...page.events.map(({ id }) => id));
        last = Math.max(last, from + count);
        expect(page.next).toBe(place(last));
        reached = page.next;
      }
      expect(seen).toEqual(Array.from({ length: last }, (_, n) => `event ${n + 1}`));
    }),
  );
});

it('leaves a page as it is that holds nothing twice', () => {
  const page = { events: [event(3), event(4)], next: place(4), end: true };
  expect(newOf(page, place(2))).toBe(page);
  expect(newOf(page, undefined)).toBe(page);
});
