import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReadMarks } from './read-marks.js';

describe('a decision', () => {
  it('is stale once a stream that it read was written after that, and by no other write', () => {
    const step = fc.oneof(
      fc.record({ does: fc.constantFrom('read' as const, 'write' as const), stream: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ does: fc.constantFrom('write all' as const, 'renew' as const), stream: fc.constant('') }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const marks = createReadMarks();
        const reader = marks.reader();
        const read = new Set<string>();
        let stale = false;
        for (const { does, stream } of steps) {
          if (does === 'read') {
            reader.reads(stream);
            read.add(stream);
          } else if (does === 'write') {
            marks.wrote(stream);
            stale ||= read.has(stream);
          } else if (does === 'write all') {
            marks.wroteAll();
            stale ||= read.size > 0;
          } else {
            reader.renew();
            read.clear();
            stale = false;
          }
          expect(reader.stale()).toBe(stale);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is told of its writes however many others there were since', () => {
    const marks = createReadMarks();
    const early = marks.reader();
    early.reads('mine');
    marks.wrote('mine');
    for (let n = 0; n < 20_000; n += 1) marks.wrote(`other-${n}`);
    expect(early.stale()).toBe(true);
    early.close();
    for (let n = 0; n < 10_000; n += 1) marks.wrote(`another-${n}`);
    const late = marks.reader();
    late.reads('mine');
    expect(late.stale()).toBe(false);
  });
});
