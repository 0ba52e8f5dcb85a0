// The law of the copy over a store in memory; the real stores stand in copy-log.int.spec.ts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreUnavailable, type EventStore } from '../../domain/ledger/event-store.js';
import { MemoryEventStore } from '../../projections/testing/memory-event-store.js';
import { sampleEvents } from '../event-store/testing/sample-events.js';
import { storeAround } from '../testing/store-around.js';
import { copyLog } from './copy-log.js';
import { CopyRefused } from './copy-refused.js';
import { contents, fill, found } from './testing/filled-log.js';

const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 4 })), { maxLength: 40 });

async function filled(...more: readonly (readonly [number, number])[]): Promise<MemoryEventStore> {
  const store = new MemoryEventStore();
  await found(store);
  await fill(store, more);
  return store;
}

class Killed extends Error {}

/** A store that ends the process after so many appends. */
function killedAfter(store: EventStore, appends: number): EventStore {
  let left = appends;
  return storeAround(store, {
    append: (...args) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Killed()) : store.append(...args);
    },
  });
}

describe('a copy', () => {
  it('is the source event for event; cut short anywhere, its target is a beginning of the source, and it goes on there', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 0, max: 40 }), async (more, kill) => {
        const source = await filled(...more);
        const target = new MemoryEventStore();
        const whole = await contents(source);
        await copyLog(source, killedAfter(target, kill)).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
        });
        const held = await contents(target);
        expect(held).toEqual(whole.slice(0, held.length));
        const result = await copyLog(source, target);
        expect(result).toMatchObject({ resumedAfter: held.length, copied: whole.length - held.length, to: { events: whole.length } });
        expect(result.to.sha256).toBe(result.from.sha256);
        expect(await contents(target)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('there and back again gives the first log, and what was written in between', async () => {
    const [home, away] = [await filled([1, 2], [2, 1]), new MemoryEventStore()];
    await copyLog(home, away);
    await fill(away, [[3, 2]]);
    expect(await copyLog(away, home)).toMatchObject({ resumedAfter: 4, copied: 2 });
    expect(await contents(home)).toEqual(await contents(away));
  });

  it('waits for a store that is away', async () => {
    const [source, target] = [await filled([1, 1], [2, 1]), new MemoryEventStore()];
    let failures = 2;
    const sometimes = storeAround(target, {
      append: async (...args) => {
        if (failures-- > 0) throw new StoreUnavailable('away');
        return target.append(...args);
      },
    });
    expect((await copyLog(source, sometimes)).copied).toBe(3);
  });
});

describe('a copy is refused', () => {
  const refusal = async (source: EventStore, target: EventStore): Promise<string> => {
    const before = await contents(target);
    const error: unknown = await copyLog(source, target).catch((thrown: unknown) => thrown);
    if (!(error instanceof CopyRefused)) throw new Error('the copy was not refused', { cause: error });
    expect(await contents(target)).toEqual(before);
    expect(error.message).not.toContain('\n');
    return error.message;
  };

  it('from an empty log, and into the same one', async () => {
    expect(await refusal(new MemoryEventStore(), new MemoryEventStore())).toMatch(/source is empty/);
    const log = await filled();
    expect(await refusal(log, log)).toMatch(/the same log/);
  });

  it('into a log that holds another ledger, naming the first event that differs', async () => {
    const [source, target] = [await filled([1, 1]), await filled()];
    const [first] = await contents(target);
    expect(await refusal(source, target)).toContain(`holds ${first?.stream} at revision 0 (LedgerFounded ${first?.id}) as event 1`);
  });

  it('into a log with an event that differs in its data alone', async () => {
    const source = await filled();
    const target = new MemoryEventStore();
    await copyLog(source, target);
    const [event] = sampleEvents(1);
    if (event === undefined) throw new Error('no event');
    await source.append('company-1', 'no-stream', [event]);
    await target.append('company-1', 'no-stream', [{ ...event, data: { ...event.data, n: 1 } }]);
    expect(await refusal(source, target)).toContain(`company-1 at revision 0 (WorkPermitRequested ${event.id}) as event 2`);
  });

  it('into a log that holds more than the source', async () => {
    const source = await filled();
    const target = new MemoryEventStore();
    await copyLog(source, target);
    await fill(target, [[1, 1]]);
    expect(await refusal(source, target)).toMatch(/holds more than the source: company-\S+ at revision 0 .* behind the source's 1 events$/);
  });

  it('while somebody writes to the source, or to the target', async () => {
    const source = await filled([1, 1]);
    const growing = (at: string) => ({
      onStep: (step: string) => {
        if (step === at) void source.append('company-late', 'no-stream', sampleEvents(1));
      },
    });
    await expect(copyLog(source, new MemoryEventStore(), growing('copied'))).rejects.toThrow(/source grew/);
    const target = new MemoryEventStore();
    const taken = storeAround(target, {
      append: async (stream, expected, events) => {
        await target.append(stream, expected, sampleEvents(1));
        return target.append(stream, expected, events);
      },
    });
    await expect(copyLog(source, taken)).rejects.toThrow(/target was written to meanwhile/);
  });
});
