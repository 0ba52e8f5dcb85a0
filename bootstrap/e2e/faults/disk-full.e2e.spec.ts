import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { grounds } from '../../../domain/access/testing/grounds.js';
import { mountSmallDisk, onSmallDisk, type SmallDisk } from '../../testing/small-disk.js';
import { apiClient, tokenFor } from '../testing/api.js';
import { busyMarket, expectMeantRefusals } from '../testing/busy-market.js';
import { expectFirstAnswersAgain, expectOpsInLog } from '../testing/checked-ops.js';
import { embeddedLedger, type Ledger } from '../testing/ledger.js';
import { citizen, numbersFrom } from '../testing/market.js';
import { expectNotNow, inTime, readyAgain } from '../testing/outage.js';
import { endPrograms, expectCleanStop } from '../testing/program.js';
import { restarted } from '../testing/restarted.js';
import { expectWholeLedger, storedEvents } from '../testing/stored-log.js';

vi.setConfig({ testTimeout: 400_000, hookTimeout: 120_000 });
const PROVE = process.env['SIJIL_PROVE'] === '1';
const ROUNDS = PROVE ? 10 : 1;
const CLIENTS = 8;
const DISK_MB = 320;
/** Free bytes of a disk that is as good as full: less than a segment of PostgreSQL's log. */
const LAST_BYTES = 2_000_000;
/** Refusals for want of space that must have been seen, one after the other. */
const REFUSALS = 20;

onSmallDisk('fault 9: the store’s disk full', () => {
  let disk: SmallDisk;
  let ledger: Ledger;
  beforeAll(async () => {
    disk = mountSmallDisk(DISK_MB);
    ledger = await embeddedLedger(disk.folder);
  });
  afterAll(async () => {
    await endPrograms();
    await ledger.remove();
    disk.remove();
  });

  it('commands and regulators’ reads are refused with 503, nothing acknowledged is lost, and all goes on once there is space again', async () => {
    const program = await restarted(ledger);
    const { api, record } = program;
    const running = await program.start();
    const numbers = numbersFrom(90_000_000);
    const regulator = apiClient(program.address, await tokenFor(ledger.home, 'regulator', 'reader'));
    let shown = 0;
    const market = busyMarket(CLIENTS, record, api, program.up, () => false);
    for (let round = 0; round < ROUNDS; round += 1) {
      await record.acknowledged(2 * CLIENTS);
      await disk.fill(LAST_BYTES);
      for (let refused = 0; refused < REFUSALS;) {
        const answer = await inTime(api.post('/v1/employees/citizens', citizen(numbers)));
        refused = answer.status === 201 ? 0 : refused + 1;
        if (answer.status !== 201) expectNotNow(answer);
      }
      // Nothing is shown that cannot be put on record; what was shown has its entry.
      await expect
        .poll(async () => {
          const read = await inTime(regulator.get('/v1/companies?limit=1', grounds));
          if (read.status === 200) shown += 1;
          else expectNotNow(read);
          return read.body['code'];
        }, { timeout: 60_000, interval: 10 })
        .toBe('read-not-recorded');
      await disk.free();
      await record.acknowledged(2 * CLIENTS);
      await readyAgain(api);
    }
    expect((await regulator.get('/v1/companies?limit=1', grounds)).status).toBe(200);
    expect(await entriesIn(await ledger.vaultUrl())).toBeGreaterThan(shown);
    await market.stop();
    expectMeantRefusals(record.ops);
    expectOpsInLog(record.ops, await storedEvents(ledger));
    await expectFirstAnswersAgain(record);
    await expectCleanStop(running);
    await expectWholeLedger(ledger);
  });
});

async function entriesIn(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from vault.read_on_record');
  await client.end();
  return rows[0]?.n ?? 0;
}
