import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CutProxy } from '../../../commands/event-store/testing/cut-proxy.js';
import { busyMarket, expectMeantRefusals } from '../testing/busy-market.js';
import { expectFirstAnswersAgain, expectOpsInLog } from '../testing/checked-ops.js';
import { cutLedgerKinds, type CutLedger } from '../testing/cut-ledger.js';
import { citizen, clerkOf, company, numbersFrom } from '../testing/market.js';
import { answered, expectNotNow, figures, inTime, readyAgain } from '../testing/outage.js';
import { endPrograms, expectCleanStop } from '../testing/program.js';
import { restarted } from '../testing/restarted.js';
import { expectWholeLedger, storedEvents } from '../testing/stored-log.js';

const PROVE = process.env['SIJIL_PROVE'] === '1';
vi.setConfig({ testTimeout: PROVE ? 1_800_000 : 400_000, hookTimeout: 120_000 });
const OUTAGE_MS = PROVE ? 60_000 : 4_000;
const CLIENTS = 16;
/** More than the program runs at a time. */
const FLOOD = 1_300;
const MOST_UNDER_WAY = 1_000;
const MOST_WAITING = 5_000;
const MOST_GROWTH_BYTES = 250_000_000;

let ledger: CutLedger;
afterEach(async () => {
  await endPrograms();
  await ledger.remove();
});

describe.each(cutLedgerKinds)('fault 8: the store away, $log', ({ openLedger }) => {
  it.each([
    ['refuses connections', (proxy: CutProxy) => proxy.down()],
    ['takes them and says nothing', (proxy: CutProxy) => proxy.freeze()],
  ])('while it %s, all is answered in time with 503, memory and queues stay bounded, and it resumes by itself', async (_, goAway) => {
    ledger = await openLedger('away');
    const program = await restarted(ledger);
    const running = await program.start(ledger.behind);
    const { api, operator, record } = program;
    await running.ready;
    const numbers = numbersFrom(90_000_000);
    const known = await clerkOf(api).create('/v1/companies', company(numbers));
    const market = busyMarket(CLIENTS, record, api, program.up, () => false);
    await record.acknowledged(4 * CLIENTS);
    const before = (await figures(operator)).get('process_resident_memory_bytes') ?? 0;

    const stores = ledger.readsGoOn ? [ledger.logProxy] : [ledger.mainProxy, ledger.vaultProxy];
    stores.forEach(goAway);
    // Nobody was answered before the store is seen to be away: from here on no command can be accepted.
    const outage = pause(OUTAGE_MS);
    const flood = Promise.all(
      Array.from({ length: FLOOD }, async () => {
        const answer = await inTime(answered(() => api.post('/v1/employees/citizens', citizen(numbers))));
        expectNotNow(answer);
      }),
    );
    const seen: ReadonlyMap<string, number>[] = [];
    let flooded = false;
    void flood.finally(() => (flooded = true)).catch(() => undefined);
    do {
      seen.push(await figures(operator));
      await pause(200);
    } while (!flooded);
    await flood;
    await outage;
    const read = await inTime(api.get(known.path));
    if (ledger.readsGoOn) expect(read.status, read.text).toBe(200);
    else expectNotNow(read);
    expect((await inTime(api.get('/healthz'))).status).toBe(200);
    expect((await inTime(api.get('/readyz'))).status).toBe(503);
    seen.push(await figures(operator));
    for (const now of seen) {
      expect(now.get('sijil_commands_under_way')).toBeLessThanOrEqual(MOST_UNDER_WAY);
      expect(now.get('sijil_appends_waiting')).toBeLessThanOrEqual(MOST_WAITING);
      expect((now.get('process_resident_memory_bytes') ?? Infinity) - before).toBeLessThan(MOST_GROWTH_BYTES);
    }
    expect(seen.at(-1)?.get('sijil_store_away')).toBe(1);

    for (const store of stores) store.heal();
    await record.acknowledged(4 * CLIENTS);
    await readyAgain(api);
    expect((await api.get(known.path)).status).toBe(200);
    await market.stop();
    expectMeantRefusals(record.ops);
    expectOpsInLog(record.ops, await storedEvents(ledger));
    await expectFirstAnswersAgain(record);
    await expectCleanStop(running);
    await expectWholeLedger(ledger);
  });
});
