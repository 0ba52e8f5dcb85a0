import { randomInt } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { busyMarket, expectMeantRefusals } from './testing/busy-market.js';
import { expectFirstAnswersAgain, expectOpsInLog } from './testing/checked-ops.js';
import { ledgerKinds, ledgerOnDatabases, type Ledger } from './testing/ledger.js';
import { endPrograms, expectCleanStop, serve, type Program } from './testing/program.js';
import { restarted, type Restarted } from './testing/restarted.js';
import { expectWholeLedger, storedEvents } from './testing/stored-log.js';

const PROVE = process.env['SIJIL_PROVE'] === '1';
vi.setConfig({ testTimeout: PROVE ? 7_200_000 : 400_000, hookTimeout: 120_000 });
const KILLS = PROVE ? 100 : 6;
const PROJECTOR_KILLS = PROVE ? 100 : 3;
const CLIENTS = 16;

let ledger: Ledger;
afterEach(async () => {
  await endPrograms();
  await ledger.remove();
});

/** Some clients die with the program, and never learn how their operation ended. */
const sometimes = (): boolean => randomInt(4) === 0;

/** Runs clients while the program is started and killed so many times; then checks that nothing was lost and nothing is there twice. */
async function runUnderKills(program: Restarted, kills: number, kill: (running: Program) => Promise<void>): Promise<void> {
  const { record } = program;
  const market = busyMarket(CLIENTS, record, program.api, program.up, sometimes);
  for (let n = 0; n < kills; n += 1) {
    const running = await program.start();
    await record.acknowledged(randomInt(1, CLIENTS));
    program.gone();
    await kill(running);
  }
  const last = await program.start();
  await market.stop();
  expect(record.ops.filter((op) => op.outcome === 'ok').length).toBeGreaterThan(kills);
  expect(record.ops.filter((op) => op.outcome === 'info').length, 'some outcomes stayed unknown').toBeGreaterThan(0);
  expectMeantRefusals(record.ops);
  expectOpsInLog(record.ops, await storedEvents(ledger));
  await expectFirstAnswersAgain(record);
  expectOpsInLog(record.ops, await storedEvents(ledger));
  await expectCleanStop(last);
}

describe('killed again and again under load', () => {
  it.each(ledgerKinds)('fault 1: the program keeps what it acknowledged, stores nothing twice, and its tables are the fold of its log, in $log', async ({ openLedger }) => {
    ledger = await openLedger('kill load');
    await runUnderKills(await restarted(ledger), KILLS, async (running) => {
      await running.stop('SIGKILL');
    });
    await expectWholeLedger(ledger);
  });

  it('fault 13: a projector leaves tables that are the fold of the log, and the rest of the program goes on', async () => {
    ledger = await ledgerOnDatabases('kill projector');
    const program = await restarted(ledger);
    const projector = (): Program => serve({ ...ledger.variables, SIJIL_ROLES: 'projector' });
    let projecting = projector();
    const front = await program.start({ SIJIL_ROLES: 'commands,queries,reactor,auditor' });
    const market = busyMarket(CLIENTS, program.record, program.api, program.up, sometimes);
    for (let kill = 0; kill < PROJECTOR_KILLS; kill += 1) {
      await projecting.ready;
      await program.record.acknowledged(randomInt(1, CLIENTS));
      await projecting.stop('SIGKILL');
      projecting = projector();
    }
    await projecting.ready;
    await market.stop();
    expect(program.record.ops.filter((op) => op.outcome === 'info')).toEqual([]);
    expectMeantRefusals(program.record.ops);
    expectOpsInLog(program.record.ops, await storedEvents(ledger));
    await Promise.all([expectCleanStop(front), expectCleanStop(projecting)]);
    await expectWholeLedger(ledger);
  });
});
