import { randomInt, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openCutProxy } from '../../../commands/event-store/testing/cut-proxy.js';
import { apiClient, tokenFor, type Accepted, type Answer } from '../testing/api.js';
import { busyMarket, expectMeantRefusals } from '../testing/busy-market.js';
import { expectFirstAnswersAgain, expectOpsInLog } from '../testing/checked-ops.js';
import { cutLedgerKinds, type CutLedger } from '../testing/cut-ledger.js';
import { company, numbersFrom } from '../testing/market.js';
import { endPrograms, expectCleanStop, type Program } from '../testing/program.js';
import { restarted, type Restarted } from '../testing/restarted.js';
import { expectWholeLedger, storedEvents } from '../testing/stored-log.js';

const PROVE = process.env['SIJIL_PROVE'] === '1';
vi.setConfig({ testTimeout: PROVE ? 3_600_000 : 400_000, hookTimeout: 120_000 });
const CUTS = PROVE ? 100 : 8;
const CLIENTS = 16;

const numbers = numbersFrom(90_000_000);
let ledger: CutLedger;
let program: Restarted;
let running: Program;

/** A registration whose append can be told from everything else that passes. */
function marked(): { readonly mark: string; readonly data: object; readonly key: string } {
  const mark = `strike ${randomUUID()}`;
  return { mark, data: company(numbers, { name: { ar: null, en: mark } }), key: randomUUID() };
}

async function eventsNaming(mark: string): Promise<readonly string[]> {
  return (await storedEvents(ledger)).filter((event) => JSON.stringify(event.data).includes(mark)).map((event) => event.type);
}

function expectUnknown(answer: Answer<unknown>): void {
  expect(answer, answer.text).toMatchObject({ status: 503, body: { code: 'outcome-unknown' } });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
}

/** What the retry of a request answers once the store can be reached again. */
async function retried({ data, key }: ReturnType<typeof marked>): Promise<Answer<Accepted>> {
  return vi.waitUntil(
    async () => {
      const answer = await program.api.post('/v1/companies', data, { key });
      return answer.status === 201 ? answer : undefined;
    },
    { timeout: 60_000, interval: 100 },
  );
}

describe.each(cutLedgerKinds)('with the log in $log', ({ openLedger }) => {
  beforeAll(async () => {
    ledger = await openLedger('cut');
    program = await restarted(ledger);
    running = await program.start(ledger.behind);
  });
  afterAll(async () => {
    await endPrograms();
    await ledger.remove();
  });

  describe('fault 2: a connection reset after the request’s bytes and before the reply', () => {
    it('between program and log: 503 outcome-unknown with Retry-After, and the retry gets the one result', async () => {
      const sent = marked();
      const struck = ledger.logProxy.strike({ statement: sent.mark, kind: 'after', down: true });
      const answer = await program.api.post('/v1/companies', sent.data, { key: sent.key });
      await struck;
      expectUnknown(answer);
      expect(await eventsNaming(sent.mark)).toEqual(['CompanyRegistered']);
      ledger.logProxy.heal();
      const [first, second] = [await retried(sent), await retried(sent)];
      expect(second.body).toMatchObject({ id: first.body.id, revision: first.body.revision, events: first.body.events });
      expect(await eventsNaming(sent.mark)).toEqual(['CompanyRegistered']);
    });

    it('between client and program: the retry gets the one result', async () => {
      const { address } = await running.ready;
      const proxy = await openCutProxy(address);
      try {
        const sent = marked();
        const struck = proxy.strike({ statement: sent.mark, kind: 'after' });
        const through = apiClient(() => proxy.url.replace(/\/$/, ''), await tokenFor(ledger.home));
        await expect(through.post('/v1/companies', sent.data, { key: sent.key })).rejects.toThrow();
        await struck;
        const first = await retried(sent);
        expect((await retried(sent)).body).toEqual(first.body);
        expect(await eventsNaming(sent.mark)).toEqual(['CompanyRegistered']);
      } finally {
        await proxy.close();
      }
    });
  });

  describe('fault 3: an append that the log gets late', () => {
    /** Leases of commands that no process has finished. */
    async function unfinished(): Promise<number> {
      const client = new pg.Client({ connectionString: await ledger.mainUrl() });
      await client.connect();
      const { rows } = await client.query<{ n: number }>('select count(*)::int as n from commands.lease where finished_at is null');
      await client.end();
      return rows[0]?.n ?? -1;
    }

    it('behind the same append sent again: no second copy', async () => {
      const sent = marked();
      const struck = ledger.logProxy.strike({ statement: sent.mark, kind: 'late' });
      const answer = await program.api.post('/v1/companies', sent.data, { key: sent.key });
      await struck;
      expect(answer.status, answer.text).toBe(201);
      await ledger.logProxy.deliver();
      expect(await eventsNaming(sent.mark)).toEqual(['CompanyRegistered']);
      expect((await retried(sent)).body).toMatchObject({ id: answer.body.id, events: answer.body.events });
      expect(await eventsNaming(sent.mark)).toEqual(['CompanyRegistered']);
    });

    it('behind the answer that its outcome is unknown: the retry finds it, and the key is finished', async () => {
      const sent = marked();
      const struck = ledger.logProxy.strike({ statement: sent.mark, kind: 'late', down: true });
      expectUnknown(await program.api.post('/v1/companies', sent.data, { key: sent.key }));
      await struck;
      expect(await eventsNaming(sent.mark)).toEqual([]);
      await ledger.logProxy.deliver();
      await expect.poll(() => eventsNaming(sent.mark), { timeout: 30_000 }).toEqual(['CompanyRegistered']);
      ledger.logProxy.heal();
      const answer = await retried(sent);
      expect(answer.body.events.map((event) => event.type)).toContain('CompanyRegistered');
      expect(await eventsNaming(sent.mark)).toEqual(['CompanyRegistered']);
      await expect.poll(unfinished).toBe(0);
    });
  });

  describe('fault 19: connections reset in the middle of transactions', () => {
    it(`${CUTS} times all at once under load, and in a page of a read model at its worst moments: everything once in effect`, async () => {
      const { record } = program;
      const market = busyMarket(CLIENTS, record, program.api, program.up, () => randomInt(8) === 0);
      for (const kind of ['before', 'after', 'late'] as const) {
        await record.acknowledged(CLIENTS);
        await ledger.mainProxy.strike({ statement: 'companies v1 page', kind });
        await record.acknowledged(CLIENTS);
        if (kind === 'late') await ledger.mainProxy.deliver();
      }
      for (const statement of ['commit', 'insert into']) {
        await ledger.vaultProxy.strike({ statement, kind: 'after' });
        await record.acknowledged(CLIENTS);
      }
      for (let cut = 0; cut < CUTS; cut += 1) {
        await record.acknowledged(randomInt(1, CLIENTS));
        const proxies = [ledger.mainProxy, ledger.logProxy, ledger.vaultProxy];
        proxies[cut % 3]?.cut();
      }
      await record.acknowledged(CLIENTS);
      await market.stop();
      expectMeantRefusals(record.ops);
      await expectFirstAnswersAgain(record);
      expectOpsInLog(record.ops, await storedEvents(ledger));
      await expectCleanStop(running);
      await expectWholeLedger(ledger);
    });
  });
});
