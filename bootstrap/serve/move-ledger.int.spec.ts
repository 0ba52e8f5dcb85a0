// What a move does about who works on the ledger meanwhile; the whole of it stands in bootstrap/e2e/copy-log.e2e.spec.ts.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPostgresLog, type PostgresLogUnderTest } from '../../commands/event-store/testing/postgres-log.js';
import { openLiveness } from '../../commands/leases/liveness.js';
import { CopyRefused } from '../../commands/log-copy/copy-refused.js';
import { sampleEvents } from '../../commands/event-store/testing/sample-events.js';
import { holdToLog, logOfLedger } from '../../commands/vault/log-of-ledger.js';
import { VaultMismatch } from '../../commands/vault/founding.js';
import { storeAround } from '../../commands/testing/store-around.js';
import { openTestLedger, type TestLedger } from '../../commands/testing/test-ledger.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import { moveLedger, type MoveHooks } from './move-ledger.js';

let ledger: TestLedger;
let away: PostgresLogUnderTest;
beforeEach(async () => {
  [ledger, away] = [await openTestLedger('moving'), await openPostgresLog()];
  await holdToLog(ledger.vaultPool, ledger.store.logId);
});
afterEach(async () => {
  await ledger.close();
  await away.dispose();
});

const move = (hooks: MoveHooks = {}, from: EventStore = ledger.store) =>
  moveLedger({ main: ledger.pool, vault: ledger.vaultPool, from, to: away.store }, hooks);
const late = sampleEvents(1);
const home = (): Promise<string | null> => logOfLedger(ledger.vaultPool);

describe('a move', () => {
  it('has the vault name the new log, which then is the only one', async () => {
    await move();
    expect(await home()).toBe(away.store.logId);
    await expect(holdToLog(ledger.vaultPool, ledger.store.logId)).rejects.toThrow(VaultMismatch);
    // Run again, it changes nothing.
    expect(await move()).toMatchObject({ copied: 0 });
    expect(await home()).toBe(away.store.logId);
  });

  it('leaves the ledger where it was when somebody began to work on it meanwhile', async () => {
    const liveness = openLiveness(ledger.pool);
    // The source is read only when nobody was seen to work on it.
    const reading = storeAround(ledger.store, {
      readAll: async (...args) => {
        await liveness.instance();
        return ledger.store.readAll(...args);
      },
    });
    await expect(move({}, reading)).rejects.toThrow(/sends commands/);
    expect(await home()).toBe(ledger.store.logId);
    await liveness.close();
    await move();
    expect(await home()).toBe(away.store.logId);
  });

  it('takes the vault’s word back when the source grew behind the copy', async () => {
    let verified = false;
    const growing = storeAround(ledger.store, {
      head: async () => {
        if (verified) await ledger.store.append('company-late', 'no-stream', late);
        return ledger.store.head();
      },
    });
    await expect(move({ onStep: (step) => void (verified ||= step === 'verified') }, growing)).rejects.toThrow(CopyRefused);
    expect(await home()).toBe(ledger.store.logId);
    await move();
    expect(await away.store.readStream('company-late', 0, 1)).toHaveLength(1);
  });

  it('is refused to a ledger that lives on neither log', async () => {
    await ledger.vaultPool.query(`update vault.ledger set log_id = 'elsewhere'`);
    await expect(move()).rejects.toThrow(/lives on log elsewhere, which is neither/);
    expect((await away.store.readAll(undefined, 1)).events).toEqual([]);
  });

  it('ends at a stop, and the ledger lives where it did', async () => {
    const stopping = new AbortController();
    await expect(move({ signal: stopping.signal, onStep: (step) => void (step === 'verified' && stopping.abort()) })).rejects.toThrow();
    expect(await home()).toBe(ledger.store.logId);
  });
});
