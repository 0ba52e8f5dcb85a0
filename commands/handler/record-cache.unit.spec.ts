import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { employeeRecord } from '../../domain/employee/record-type.js';
import { companyRecord } from '../../domain/company/record-type.js';
import type { EventTrace, LoadedRecord } from './loaded-record.js';
import { RecordCache } from './record-cache.js';

function record(n: number, events: number): LoadedRecord<typeof employeeRecord.initial> {
  const trace = { id: 'e', type: 'T', revision: 0, position: 'p', metadata: { commandId: 'c', commandHash: null, subjects: [] } };
  return {
    stream: `employee-${n}`,
    id: String(n),
    state: employeeRecord.initial,
    exists: true,
    revision: events - 1,
    events: Array<EventTrace>(events).fill(trace as unknown as EventTrace),
  };
}

describe('RecordCache', () => {
  it('gives a record as it was last put, to its own type alone', () => {
    const cache = new RecordCache();
    cache.put(employeeRecord, record(1, 2));
    const newer = record(1, 3);
    cache.put(employeeRecord, newer);
    expect(cache.get(employeeRecord, 'employee-1')).toBe(newer);
    expect(cache.get(companyRecord, 'employee-1')).toBeUndefined();
    cache.forget('employee-1');
    expect(cache.get(employeeRecord, 'employee-1')).toBeUndefined();
  });

  it('gives a record to decide on until it is told that the record lacks an event, and again once it was read on', () => {
    const cache = new RecordCache();
    const first = record(1, 2);
    cache.put(employeeRecord, first);
    expect(cache.getWhole(employeeRecord, 'employee-1')).toBe(first);
    expect(cache.getWhole(companyRecord, 'employee-1')).toBeUndefined();
    cache.lacks('employee-1');
    cache.lacks('employee-2');
    expect(cache.getWhole(employeeRecord, 'employee-1')).toBeUndefined();
    expect(cache.get(employeeRecord, 'employee-1')).toBe(first);
    cache.put(employeeRecord, record(1, 3));
    expect(cache.getWhole(employeeRecord, 'employee-1')?.revision).toBe(2);
    expect(cache.getWhole(employeeRecord, 'employee-2')).toBeUndefined();
  });

  it('keeps no more events than it may, and of those asked for last the most', () => {
    const step = fc.record({ n: fc.integer({ min: 0, max: 9 }), events: fc.integer({ min: 0, max: 12 }), ask: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const cache = new RecordCache(20);
        let last: number[] = [];
        const sizes = new Map<number, number>();
        for (const { n, events, ask } of steps) {
          if (ask) cache.get(employeeRecord, `employee-${n}`);
          else {
            cache.put(employeeRecord, record(n, events));
            sizes.set(n, events > 0 && events <= 10 ? events : 0);
          }
          if (!ask || last.includes(n)) last = [...last.filter((other) => other !== n), n];
          // The model: from the newest backwards, as many as fit.
          last = last.filter((other) => (sizes.get(other) ?? 0) > 0);
          let room = 20;
          const fitting = last.findLastIndex((other) => (room -= sizes.get(other) ?? 0) < 0);
          last = last.slice(fitting + 1);
        }
        const found = Array.from({ length: 10 }, (_, n) => n).filter((n) => cache.get(employeeRecord, `employee-${n}`) !== undefined);
        expect(found).toEqual([...last].sort((a, b) => a - b));
      }),
    );
  });
});
