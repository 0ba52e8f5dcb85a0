import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RefusedAppend, readWholeStream, type EventStore } from '../../domain/ledger/event-store.js';
import type { NewEvent } from '../../domain/ledger/event.js';
import type { Json, JsonObject } from '../../domain/ledger/json.js';
import { freshStream, sampleEvent, sampleEvents, sampleMetadata } from './testing/sample-events.js';
import type { MakeStore, StoreUnderTest } from './testing/store-under-test.js';

/** A value in an event's data that no type would let through. */
function withValue(value: unknown): NewEvent {
  return sampleEvent({ value: value as Json });
}

/** What cannot be stored fails its own append, whole, and no other. */
export function refusalFeatures(makeStore: MakeStore): void {
  describe('refusals', () => {
    let under: StoreUnderTest;
    let store: EventStore;
    beforeAll(async () => {
      under = await makeStore();
      store = under.store;
    });
    afterAll(() => under.dispose());

    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const oneId = randomUUID();
    const refused: Record<string, readonly NewEvent[]> = {
      'a NUL in a text': [withValue('a\0b')],
      'a NUL in a key': [withValue({ 'a\0': 1 })],
      'a NUL in metadata': [sampleEvent({}, { metadata: sampleMetadata({ source: '\0' }) })],
      'half a surrogate pair': [withValue('\ud83d')],
      'half a surrogate pair in a key': [withValue({ '\ude00': 1 })],
      'a number that is not finite': [withValue([1, Number.NaN])],
      'an infinite number': [withValue({ n: -Infinity })],
      'a bigint': [withValue(1n)],
      'undefined in a list': [withValue([undefined])],
      'a date object': [withValue(new Date(0))],
      'a map': [withValue(new Map())],
      'a cycle': [withValue(cyclic)],
      'an id that is no UUID': [sampleEvent({}, { id: 'x' })],
      'an id in upper case': [sampleEvent({}, { id: randomUUID().toUpperCase() })],
      'one id twice': [sampleEvent({}, { id: oneId }), sampleEvent({}, { id: oneId })],
      'an empty type': [sampleEvent({}, { type: '' })],
      'a type of the store itself': [sampleEvent({}, { type: '$metadata' })],
      'more than 1 MiB of data': [sampleEvent({ big: 'x'.repeat(1024 * 1024) })],
      'more than 1 MiB of data and metadata together': [
        sampleEvent({ big: 'x'.repeat(600 * 1024) }, { metadata: sampleMetadata({ source: 'x'.repeat(500 * 1024) }) }),
      ],
      'more than 1 MiB in several events': Array.from({ length: 11 }, () => sampleEvent({ big: 'x'.repeat(100 * 1024) })),
      'a fault in the last of several events': [...sampleEvents(3), withValue('\0')],
      'no event at all': [],
    };
    for (const [name, events] of Object.entries(refused)) {
      it(`of ${name}`, async () => {
        const stream = freshStream();
        await expect(store.append(stream, 'no-stream', events)).rejects.toBeInstanceOf(RefusedAppend);
        expect(await store.readStream(stream, 0, 1)).toEqual([]);
      });
    }

    it('of names that belong to the store, are empty or too long', async () => {
      for (const stream of ['$ce-workPermit', '', 'x'.repeat(300), 'a\0b']) {
        await expect(store.append(stream, 'no-stream', sampleEvents(1))).rejects.toBeInstanceOf(RefusedAppend);
      }
    });

    it('of what is no revision', async () => {
      for (const expected of [1.5, -2, Number.NaN]) {
        await expect(store.append(freshStream(), expected, sampleEvents(1))).rejects.toBeInstanceOf(RefusedAppend);
      }
    });

    it('take an absent member as absent', async () => {
      const stream = freshStream();
      await store.append(stream, 'no-stream', [sampleEvent({ there: 1, absent: undefined } as unknown as JsonObject)]);
      expect((await readWholeStream(store, stream))[0]?.data).toEqual({ effectiveOn: '2026-03-01', there: 1 });
    });

    it('take an append just below the limit', async () => {
      const stream = freshStream();
      await store.append(stream, 'no-stream', [sampleEvent({ big: 'x'.repeat(1024 * 1024 - 2_000) })]);
      expect(await store.readStream(stream, 0, 1)).toHaveLength(1);
    });

    it('and conflicts leave those appended at the same time alone', async () => {
      const taken = freshStream();
      await store.append(taken, 'no-stream', sampleEvents(1));
      const attempts = Array.from({ length: 60 }, (_, n) => {
        if (n % 3 === 0) return { ok: false, stream: taken, events: sampleEvents(2) };
        if (n % 3 === 1) return { ok: false, stream: freshStream(), events: [sampleEvent(), withValue('\0')] };
        return { ok: true, stream: freshStream(), events: sampleEvents(1 + (n % 4)) };
      });
      const outcomes = await Promise.allSettled(attempts.map(({ stream, events }) => store.append(stream, 'no-stream', events)));
      expect(outcomes.map((outcome) => outcome.status === 'fulfilled')).toEqual(attempts.map((attempt) => attempt.ok));
      for (const { ok, stream, events } of attempts) {
        const stored = (await readWholeStream(store, stream)).map((event) => event.id);
        if (ok) expect(stored).toEqual(events.map((event) => event.id));
        else expect(stored).toHaveLength(stream === taken ? 1 : 0);
      }
    });
  });
}
