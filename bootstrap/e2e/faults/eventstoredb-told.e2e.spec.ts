// Faults of an EventStoreDB that no kill and no cut brings about: the server is told to have them.
import { afterEach, it, vi } from 'vitest';
import { busyMarket, expectMeantRefusals } from '../testing/busy-market.js';
import { expectFirstAnswersAgain, expectOpsInLog } from '../testing/checked-ops.js';
import { ledgerOnEventStoreDb } from '../testing/ledger.js';
import { citizen, numbersFrom } from '../testing/market.js';
import { expectNotNow, inTime, readyAgain } from '../testing/outage.js';
import { endPrograms, expectCleanStop } from '../testing/program.js';
import { restarted } from '../testing/restarted.js';
import { expectWholeLedger, storedEvents } from '../testing/stored-log.js';

vi.setConfig({ testTimeout: 400_000, hookTimeout: 120_000 });
const CLIENTS = 8;
const REFUSALS = 2;

let ledger: Awaited<ReturnType<typeof ledgerOnEventStoreDb>>;
afterEach(async () => {
  await endPrograms();
  await ledger.remove();
});

it('faults 9 and 14: every event delivered twice, then no room for another: nothing counts twice, nothing acknowledged is lost', async () => {
  ledger = await ledgerOnEventStoreDb('told');
  const program = await restarted(ledger);
  const { api, record } = program;
  const running = await program.start();
  const numbers = numbersFrom(90_000_000);
  await ledger.eventStore.faults.set({ deliverTwice: true });
  const market = busyMarket(CLIENTS, record, api, program.up, () => false);
  await record.acknowledged(8 * CLIENTS);
  await ledger.eventStore.faults.set({ diskFull: true });
  for (let refused = 0; refused < REFUSALS;) {
    const answer = await inTime(api.post('/v1/employees/citizens', citizen(numbers)));
    refused = answer.status === 201 ? 0 : refused + 1;
    if (answer.status !== 201) expectNotNow(answer);
  }
  // A node that cannot write is gone: it is started again once there is room.
  await ledger.eventStore.kill();
  await ledger.eventStore.start();
  await ledger.eventStore.faults.set({ deliverTwice: true });
  await record.acknowledged(4 * CLIENTS);
  await readyAgain(api);
  await market.stop();
  await ledger.eventStore.faults.clear();
  expectMeantRefusals(record.ops);
  expectOpsInLog(record.ops, await storedEvents(ledger));
  await expectFirstAnswersAgain(record);
  await expectCleanStop(running);
  await expectWholeLedger(ledger);
});
