// An import that is killed again and again ends with the same log as one that was not.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OutcomeUnknown, StoreUnavailable, type EventStore } from '../../domain/ledger/event-store.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { ProcessGone } from '../testing/test-process.js';
import { storeAround } from '../testing/store-around.js';
import { comparable, live, textOf } from './testing/lived-run.js';
import { acts, fileOf } from './testing/random-file.js';
import type { LineOutcome } from './line-outcome.js';

const prove = process.env['SIJIL_PROVE'] !== undefined;
const life = fc.record<Life>({ appends: fc.integer({ min: 2, max: 25 }), dies: fc.constantFrom('before', 'after') });
const FROM = '2026-05-01T06:00:00Z';

/** A life of the importing process: it dies at its n-th append, before it is sent or after it was stored. */
interface Life {
  readonly appends: number;
  readonly dies: 'before' | 'after';
}

/** Lives the file, killed at each life's end, until it is through. Gives how often it was killed. */
async function liveKilled(ledger: TestLedger, lines: readonly string[], lives: readonly Life[]): Promise<number> {
  for (let n = 0; ; n += 1) {
    const { appends, dies } = lives[n % lives.length] ?? { appends: 5, dies: 'after' };
    let left = appends;
    let dead = false;
    const gone = (): Promise<never> => Promise.reject(new ProcessGone());
    const store = storeAround(ledger.store, {
      async append(...args) {
        if (dead) return gone();
        left -= 1;
        if (left > 0) return ledger.store.append(...args);
        dead = true;
        if (dies === 'after') await ledger.store.append(...args);
        return gone();
      },
      readStream: (...args) => (dead ? gone() : ledger.store.readStream(...args)),
      readAll: (...args) => (dead ? gone() : ledger.store.readAll(...args)),
    });
    try {
      await live({ ...ledger, parts: { ...ledger.parts, store } }, lines);
      return n;
    } catch (error) {
      if (!(error instanceof ProcessGone)) throw error;
    }
  }
}

function expectInOrder(log: Awaited<ReturnType<TestLedger['log']>>): void {
  const instants = log.map(({ metadata }) => metadata.recordedAt);
  expect(instants).toEqual([...instants].sort());
}

/** A store that is away now and then, before or after it has stored: what is sent in one turn of the event loop fares alike. */
function flaky(store: EventStore, seed: number): EventStore {
  let state = seed;
  let mood: number | undefined;
  const moodNow = (): number => {
    if (mood !== undefined) return mood;
    setImmediate(() => (mood = undefined));
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (mood = Math.floor(state / 65_536) % 9);
  };
  return storeAround(store, {
    async append(...args) {
      const how = moodNow();
      if (how === 0) throw new StoreUnavailable('away');
      const appended = await store.append(...args);
      if (how === 1) throw new OutcomeUnknown('no answer');
      return appended;
    },
  });
}

it(
  'an import through a store that is away now and then ends as one that never was',
  async () => {
    const lines = textOf(fileOf(fc.sample(acts(prove ? 150 : 40), { numRuns: 1, seed: 7 })[0] ?? [], FROM));
    const [whole, shaken] = await Promise.all([openTestLedger('steady'), openTestLedger('shaken')]);
    try {
      await live(whole, lines);
      await live({ ...shaken, parts: { ...shaken.parts, store: flaky(shaken.store, 11) } }, lines);
      const log = await shaken.log();
      expectInOrder(log);
      expect(comparable(log)).toEqual(comparable(await whole.log()));
    } finally {
      await Promise.all([whole.close(), shaken.close()]);
    }
  },
  prove ? 600_000 : 60_000,
);

it(
  'a killed import ends as an uninterrupted one, and recordedAt never falls',
  async () => {
    await fc.assert(
      fc.asyncProperty(acts(prove ? 150 : 50), fc.array(life, { minLength: 3, maxLength: 8 }), async (doing, lives) => {
        const lines = textOf(fileOf(doing, FROM));
        const [whole, killed] = await Promise.all([openTestLedger('whole'), openTestLedger('killed')]);
        try {
          const outcomes = new Map<number, LineOutcome>();
          const { result } = await live(whole, lines, { outcomes });
          expect(result.accepted + result.refused).toBe(lines.length);
          expect(outcomes.size).toBe(lines.length);
          const kills = await liveKilled(killed, lines, lives);
          expect(kills).toBeGreaterThan(0);
          const [expected, got] = [await whole.log(), await killed.log()];
          expectInOrder(expected);
          expectInOrder(got);
          expect(comparable(got)).toEqual(comparable(expected));
        } finally {
          await Promise.all([whole.close(), killed.close()]);
        }
      }),
      { numRuns: prove ? 20 : 1, endOnFailure: true },
    );
  },
  prove ? 1_800_000 : 120_000,
);
