import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkpointTable } from '../../../read-models/checkpoint-table.js';
import { tableName } from '../../../read-models/table-sql.js';
import { companyTable } from '../../../read-models/tables/company.js';
import { employeeTable } from '../../../read-models/tables/employee.js';
import { busyMarket, expectMeantRefusals, type BusyMarket } from '../testing/busy-market.js';
import { expectOpsInLog } from '../testing/checked-ops.js';
import { ledgerKinds, type Ledger } from '../testing/ledger.js';
import { endPrograms, expectCleanStop, serve, type Program, type Variables } from '../testing/program.js';
import { restarted, type Restarted } from '../testing/restarted.js';
import { expectWholeLedger, storedEvents } from '../testing/stored-log.js';

const PROVE = process.env['SIJIL_PROVE'] === '1';
vi.setConfig({ testTimeout: PROVE ? 3_600_000 : 400_000, hookTimeout: 120_000 });
/** At which page of the read models, counted over all of them, the projector dies. */
const PAGES = PROVE ? [1, 2, 3, 5, 8, 13, 21, 34, 55, 89] : [3, 25];
const FREEZES = PROVE ? 10 : 1;
const CLIENTS = 8;

describe.each(ledgerKinds)('with the log in $log', ({ log, openLedger }) => {
  // Where the log is makes no difference to a page's statement: the second kind is for the full counts.
  const itOfPages = it.runIf(PROVE || log === 'PostgreSQL');
  let ledger: Ledger;
  let program: Restarted;
  let front: Program;
  let first: Program;
  let market: BusyMarket;
  beforeEach(async () => {
    ledger = await openLedger('projector');
    program = await restarted(ledger);
    // A process without read models is ready only where another one builds them.
    first = projector({ SIJIL_STANDBY: 'true', LOG_LEVEL: 'info' });
    front = await program.start({ SIJIL_ROLES: 'commands,queries,reactor,auditor' });
    market = busyMarket(CLIENTS, program.record, program.api, program.up, () => false);
  });
  afterEach(async () => {
    await endPrograms();
    await ledger.remove();
  });

  const projector = (variables: Variables = {}): Program => serve({ ...ledger.variables, SIJIL_ROLES: 'projector', ...variables });

  async function expectWhole(projecting: Program): Promise<void> {
    await projecting.ready;
    await market.stop();
    expectMeantRefusals(program.record.ops);
    expectOpsInLog(program.record.ops, await storedEvents(ledger));
    await Promise.all([expectCleanStop(front), expectCleanStop(projecting)]);
    await expectWholeLedger(ledger);
  }

  itOfPages(
    'fault 13: a projector killed before, between and behind its pages’ statements leaves tables that are the fold of the log',
    async () => {
      await expectCleanStop(first);
      for (const place of ['page-read', 'page-folded', 'page-written']) {
        for (const page of PAGES) {
          const dying = projector({ SIJIL_KILL_AT: `projector:${place}:${page}` });
          expect(await dying.ended, dying.stderr()).toEqual({ code: null, signal: 'SIGKILL' });
        }
      }
      await expectWhole(projector());
    },
  );

  itOfPages(
    'fault 13: a projector killed in the middle of a statement, which the server may still finish, counts nothing twice',
    async () => {
      const blocker = new pg.Client({ connectionString: await ledger.mainUrl() });
      // Within a transaction the server's activity is seen as it was at the first look.
      const watcher = new pg.Client({ connectionString: await ledger.mainUrl() });
      await Promise.all([blocker.connect(), watcher.connect()]);
      try {
        let dying = first;
        for (const lock of [
          `select from ${checkpointTable} for update`,
          `lock ${tableName(companyTable)} in share mode`,
          `lock ${tableName(employeeTable)} in share mode`,
        ]) {
          await dying.ready;
          await blocker.query('begin');
          await blocker.query(lock);
          await vi.waitUntil(() => waiting(watcher), { timeout: 60_000, interval: 20 });
          await dying.stop('SIGKILL');
          // The statement goes on without its process.
          await blocker.query('commit');
          dying = projector();
        }
        await expectWhole(dying);
      } finally {
        await Promise.all([blocker.end(), watcher.end()]);
      }
    },
  );

  it(`fault 18: a projector stopped past its lease (${FREEZES} times) has lost its role, and writes nothing when it wakes`, async () => {
    const holder = first;
    await holder.ready;
    for (let freeze = 0; freeze < FREEZES; freeze += 1) {
      const next = projector({ SIJIL_STANDBY: 'true', LOG_LEVEL: 'info' });
      await next.says(/standing by/);
      await program.record.acknowledged(CLIENTS);
      holder.child.kill('SIGSTOP');
      // Only the end of its lease lets the other one be ready.
      await next.ready;
      await program.record.acknowledged(CLIENTS);
      holder.child.kill('SIGCONT');
      await holder.says(/the role was lost/);
      await program.record.acknowledged(CLIENTS);
      // It stands by and takes the role when the other one ends: here at once.
      await expectCleanStop(next);
      await holder.says(/the role is held again/);
      await pause(100);
    }
    await expectWhole(holder);
  });
});

/** Whether a page of a read model waits for a lock. */
async function waiting(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%fence as%'`,
  );
  return rows.length > 0;
}
