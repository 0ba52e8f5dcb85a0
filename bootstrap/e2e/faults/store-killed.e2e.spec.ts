import { randomInt } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { busyMarket, expectMeantRefusals } from '../testing/busy-market.js';
import { expectFirstAnswersAgain, expectOpsInLog } from '../testing/checked-ops.js';
import { embeddedLedger, ledgerOnEventStoreDb, type Ledger } from '../testing/ledger.js';
import { endPrograms, expectCleanStop } from '../testing/program.js';
import { restarted } from '../testing/restarted.js';
import { expectWholeLedger, storedEvents } from '../testing/stored-log.js';
import { watchLog } from '../testing/watched-log.js';

const PROVE = process.env['SIJIL_PROVE'] === '1';
vi.setConfig({ testTimeout: PROVE ? 7_200_000 : 400_000, hookTimeout: 120_000 });
const KILLS = PROVE ? 100 : 4;
const CLIENTS = 16;

/** A ledger, and its store killed: PostgreSQL is started again by the program, EventStoreDB by whoever runs it. */
interface KillableLedger {
  readonly ledger: Ledger;
  kill(): Promise<void>;
}

async function onEmbeddedServer(): Promise<KillableLedger> {
  const ledger = await embeddedLedger();
  return {
    ledger,
    async kill() {
      const server = await vi.waitUntil(() => ledger.server(), { timeout: 60_000, interval: 20 });
      process.kill(server.pid, 'SIGKILL');
    },
  };
}

async function onEventStoreDb(): Promise<KillableLedger> {
  const ledger = await ledgerOnEventStoreDb('store killed');
  return {
    ledger,
    async kill() {
      await ledger.eventStore.kill();
      await ledger.eventStore.start();
    },
  };
}

let ledger: Ledger;
afterEach(async () => {
  await endPrograms();
  await ledger.remove();
});

describe.each([
  { log: 'the embedded PostgreSQL', open: onEmbeddedServer },
  { log: 'EventStoreDB (protocol server)', open: onEventStoreDb },
])('fault 10: the store killed under load, $log', ({ open }) => {
  it(`${KILLS} times: the program goes on by itself, and every acknowledged event is there, byte for byte`, async () => {
    const killable = await open();
    ({ ledger } = killable);
    const program = await restarted(ledger);
    const running = await program.start();
    const log = await watchLog(ledger);
    const { record } = program;
    const market = busyMarket(CLIENTS, record, program.api, program.up, () => randomInt(4) === 0);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await record.acknowledged(randomInt(CLIENTS, 4 * CLIENTS));
      await killable.kill();
    }
    await record.acknowledged(CLIENTS);
    await market.stop();
    expect(record.ops.filter((op) => op.outcome === 'ok').length).toBeGreaterThan(KILLS * CLIENTS);
    expectMeantRefusals(record.ops);
    await expectFirstAnswersAgain(record);
    const stored = await storedEvents(ledger);
    expectOpsInLog(record.ops, stored);
    expect(await log.expectUnchanged(stored)).toBeGreaterThan(KILLS * CLIENTS);
    await expectCleanStop(running);
    expect(await ledger.server()).toBeUndefined();
    await expectWholeLedger(ledger);
  });
});
