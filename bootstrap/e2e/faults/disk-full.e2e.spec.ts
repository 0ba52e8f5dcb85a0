import { afterAll, beforeAll, it, vi } from 'vitest';
import { mountSmallDisk, onSmallDisk, type SmallDisk } from '../../testing/small-disk.js';
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

  it('commands are refused with 503, nothing acknowledged is lost, and all goes on once there is space again', async () => {
    const program = await restarted(ledger);
    const { api, record } = program;
    const running = await program.start();
    const numbers = numbersFrom(90_000_000);
    const market = busyMarket(CLIENTS, record, api, program.up, () => false);
    for (let round = 0; round < ROUNDS; round += 1) {
      await record.acknowledged(2 * CLIENTS);
      await disk.fill(LAST_BYTES);
      for (let refused = 0; refused < REFUSALS;) {
        const answer = await inTime(api.post('/v1/employees/citizens', citizen(numbers)));
        refused = answer.status === 201 ? 0 : refused + 1;
        if (answer.status !== 201) expectNotNow(answer);
      }
      await disk.free();
      await record.acknowledged(2 * CLIENTS);
      await readyAgain(api);
    }
    await market.stop();
    expectMeantRefusals(record.ops);
    expectOpsInLog(record.ops, await storedEvents(ledger));
    await expectFirstAnswersAgain(record);
    await expectCleanStop(running);
    await expectWholeLedger(ledger);
  });
});
