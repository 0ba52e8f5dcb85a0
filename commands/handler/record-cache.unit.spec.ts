import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyRecord } from '../../domain/company/record-type.js';
import { employeeRecord } from '../../domain/employee/record-type.js';
import type { EventMetadata } from '../../domain/ledger/event.js';
import { noCommands, trailOf } from './command-trail.js';
import { nothingOf } from './load-record.js';
import type { LoadedRecord } from './loaded-record.js';
import { RecordCache } from './record-cache.js';
import { sizeOfRecord, type RecordSize } from './record-size.js';

/** A record of so many events, one command each: some 2 kB and 20 bytes an event, as `sizeOfRecord` estimates it. */
function record(n: number, events: number): LoadedRecord<typeof employeeRecord.initial> {
  const made = Array.from({ length: events }, (_, e) => ({ type: 'T', metadata: { commandId: `command ${n} of ${e}` } as unknown as EventMetadata }));
  const nothing = nothingOf(employeeRecord, `employee-${n}`, String(n));
  return { ...nothing, exists: true, revision: events - 1, commands: trailOf(noCommands, made) };
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

  it('keeps no more bytes than it may, and of those asked for last the most', () => {
    const step = fc.record({ n: fc.integer({ min: 0, max: 9 }), events: fc.integer({ min: 0, max: 300 }), ask: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const room = 20_000;
        const cache = new RecordCache(room);
        let last: number[] = [];
        const sizes = new Map<number, RecordSize>();
        const bytesOf = (n: number): number => sizes.get(n)?.bytes ?? 0;
        for (const { n, events, ask } of steps) {
          if (ask) cache.get(employeeRecord, `employee-${n}`);
          else {
            const put = record(n, events);
            cache.put(employeeRecord, put);
            const size = sizeOfRecord(put, last.includes(n) ? sizes.get(n) : undefined);
            if (events > 0 && size.bytes <= room / 2) sizes.set(n, size);
            else sizes.delete(n);
          }
          if (!ask || last.includes(n)) last = [...last.filter((other) => other !== n), n];
          // The model: from the newest backwards, as many as fit.
          last = last.filter((other) => bytesOf(other) > 0);
          let left = room;
          const fitting = last.findLastIndex((other) => (left -= bytesOf(other)) < 0);
          last = last.slice(fitting + 1);
        }
        const found = Array.from({ length: 10 }, (_, n) => n).filter((n) => cache.get(employeeRecord, `employee-${n}`) !== undefined);
        expect(found).toEqual([...last].sort((a, b) => a - b));
      }),
    );
  });

  it('keeps records of many events each as long as those of few: what stays of an event is its command', () => {
    const cache = new RecordCache(1_000_000);
    for (let n = 0; n < 100; n += 1) cache.put(employeeRecord, record(n, 200));
    for (let n = 0; n < 100; n += 1) expect(cache.getWhole(employeeRecord, `employee-${n}`)?.revision).toBe(199);
  });
});
