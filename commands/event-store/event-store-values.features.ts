import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalText } from '../../domain/ledger/canonical.js';
import { readWholeStream } from '../../domain/ledger/event-store.js';
import type { NewEvent } from '../../domain/ledger/event.js';
import type { Json, JsonObject } from '../../domain/ledger/json.js';
import { boundedRuns } from './testing/bounded-runs.js';
import { freshStream, sampleEvent, sampleMetadata } from './testing/sample-events.js';
import type { MakeStore, StoreUnderTest } from './testing/store-under-test.js';

/** What is read is what was written, by canonical form. */
export function valueFeatures(makeStore: MakeStore): void {
  describe('values', () => {
    let under: StoreUnderTest;
    beforeAll(async () => {
      under = await makeStore();
    });
    afterAll(() => under.dispose());

    async function throughTheStore(events: readonly NewEvent[]): Promise<void> {
      const stream = freshStream();
      await under.store.append(stream, 'no-stream', events);
      const read = await readWholeStream(under.store, stream);
      expect(read.map(({ id, type, stream: of, revision }) => ({ id, type, of, revision }))).toEqual(
        events.map(({ id, type }, revision) => ({ id, type, of: stream, revision })),
      );
      for (const [n, event] of events.entries()) {
        expect(canonicalText(read[n]?.data ?? null)).toBe(canonicalText(event.data));
        expect(canonicalText(read[n]?.metadata as unknown as Json)).toBe(canonicalText(event.metadata as unknown as Json));
      }
    }

    const cases: Record<string, JsonObject> = {
      'Arabic and mixed directions': { ar: 'مؤسسة عبد الرحمن بن محمّد التجارية', mixed: 'رقم 12 / A‏B', digits: '٠١٢٣٤٥٦٧٨٩' },
      'beyond the basic plane, combining and control characters': { a: '𝔸😀👩‍👩‍👧', b: 'é vs é', c: '\u0001\t\n\r\u001f\u007f\u2028\ufeff\uffff' },
      'text that looks like escapes': { a: '\\u0000', b: '\\ud800', c: '"\\"', d: "'; drop table log.event; --", e: '$1' },
      'big numbers as text': { amount: '123456789012345678901234567890', currency: 'SAR' },
      'numbers at the edges of a double': {
        n: [0, -0, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 9007199254740991, -9007199254740991, 0.1, 123456.789e-30],
      },
      'keys out of order, empty and odd': { z: 1, a: 2, '': 3, 'ب': 4, A: 5, '10': 6, '9': 7, 'a.b': 8, constructor: 'x', '\u{10000}': 9, '\ufb33': 10 },
      'empty things and nulls': { o: {}, a: [], s: '', n: null, b: false, deep: [[], [{}], [[null]]] },
    };
    for (const [name, data] of Object.entries(cases)) {
      it(`gives back ${name}`, () => throughTheStore([sampleEvent(data)]));
    }

    it('gives back what is nested deep', async () => {
      let deep: Json = 'bottom';
      for (let level = 0; level < 150; level += 1) deep = level % 2 === 0 ? [deep] : { in: deep };
      await throughTheStore([sampleEvent({ deep })]);
    });

    it('gives back metadata with every member set', () =>
      throughTheStore([
        sampleEvent(
          {},
          {
            metadata: sampleMetadata({
              commandHash: { keyVersion: 3, mac: 'bWFj' },
              onBehalfOf: '8f7c9a52-6a3e-4a53-9d0b-7a3e0a6b1c11',
              subjects: ['8f7c9a52-6a3e-4a53-9d0b-7a3e0a6b1c11#1'],
              traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
              clock: 'file',
            }),
          },
        ),
      ]));

    it('gives back any JSON', async () => {
      const storable = (text: string): boolean => !/\0|\p{Surrogate}/u.test(text);
      const text = fc.string({ unit: 'binary' }).filter(storable);
      const value = fc.letrec((tie) => ({
        json: fc.oneof(
          { maxDepth: 4 },
          text,
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.integer(),
          fc.boolean(),
          fc.constant(null),
          fc.array(tie('json'), { maxLength: 5 }),
          fc.dictionary(text, tie('json'), { maxKeys: 5 }),
        ),
      })).json;
      await fc.assert(
        fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 20 }), (values) =>
          throughTheStore(values.map((json) => sampleEvent({ value: json as Json }))),
        ),
        boundedRuns(25),
      );
    });

    it('takes a big append whole', async () => {
      const filler = 'س'.repeat(400);
      await throughTheStore(Array.from({ length: 500 }, (_, n) => sampleEvent({ n, filler })));
    });
  });
}
