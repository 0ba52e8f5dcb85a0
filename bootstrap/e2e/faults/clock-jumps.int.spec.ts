import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAuditor, type AuditFault } from '../../../projections/audit/auditor.js';
import type { ClockAnomaly } from '../../../projections/audit/recorded-order.js';
import { marketOn, type Market } from '../../../commands/testing/market.js';
import { openTestLedger, type TestLedger } from '../../../commands/testing/test-ledger.js';
import type { TestProcess } from '../../../commands/testing/test-process.js';

const HOUR = 3_600;

let ledger: TestLedger;
let process: TestProcess;
let market: Market;
beforeAll(async () => {
  ledger = await openTestLedger('clock jumps');
  process = await ledger.process();
  market = marketOn(ledger, process.send);
});
afterAll(() => ledger.close());

/** Everything that an audit of the log as it stands says. */
async function audited(): Promise<{ readonly faults: AuditFault[]; readonly anomalies: ClockAnomaly[] }> {
  const said = { faults: [] as AuditFault[], anomalies: [] as ClockAnomaly[] };
  const stop = new AbortController();
  const head = await ledger.store.head();
  await startAuditor({
    store: ledger.store,
    signal: stop.signal,
    onFault: (fault) => said.faults.push(fault),
    onClockAnomaly: (anomaly) => said.anomalies.push(anomaly),
    now: () => ledger.clock.now().getTime(),
    onProgress: ({ position }) => {
      if (position === head) stop.abort();
    },
  }).ended;
  return said;
}

it('fault 11: a clock that jumps by an hour and back changes no order, no revision and no answer, and is told', async () => {
  const { id } = await market.company();
  const before = (await ledger.log()).length;
  const sent: string[] = [];
  for (const [n, jump] of [0, HOUR, -HOUR, -HOUR, HOUR].entries()) {
    ledger.clock.pass(jump);
    const command = {
      name: n % 2 === 0 ? 'SuspendCompany' : 'ResumeCompany',
      record: id,
      data: n % 2 === 0 ? { reason: 'court-order' } : {},
    };
    const first = await process.send({ ...command, key: `jump ${n}`, revision: { match: 1 + n } });
    expect(first.revision).toBe(2 + n);
    sent.push(...first.events.map((event) => event.id));
    // A retry on the other side of a jump is the same command.
    ledger.clock.pass(-jump);
    expect(await process.send({ ...command, key: `jump ${n}`, revision: { match: 1 + n } })).toMatchObject({
      revision: 2 + n,
      replayed: true,
    });
    ledger.clock.pass(jump);
  }
  const events = (await ledger.log()).slice(before);
  expect(events.map((event) => event.id)).toEqual(sent);
  expect(events.map((event) => event.revision)).toEqual([2, 3, 4, 5, 6]);
  const { faults, anomalies } = await audited();
  expect(faults).toEqual([]);
  expect(anomalies.map(({ kind, revision, seconds }) => ({ kind, revision, seconds }))).toEqual([
    { kind: 'recorded-in-the-future', revision: 3, seconds: HOUR },
    { kind: 'recorded-before-previous', revision: 4, seconds: HOUR },
    { kind: 'recorded-before-previous', revision: 5, seconds: HOUR },
  ]);
});

it('fault 11: a claim that a jump made look old is fenced, and its late command changes nothing', async () => {
  const employer = await market.company();
  const employee = await market.resident();
  const permits = [await market.permit(employer, employee), await market.permit(employer, employee)];
  const bill = (n: number) => ({
    name: 'BillWorkPermit',
    record: permits[n] ?? '',
    data: { billNumber: `90000000${n}` },
    key: `bill ${n}`,
  });
  const sleeper = await ledger.process();
  const other = await ledger.process();
  sleeper.onStep = async (step) => {
    if (step !== 'claimed-places') return;
    ledger.clock.pass(HOUR);
    await other.send(bill(1));
    ledger.clock.pass(-HOUR);
  };
  expect(await sleeper.outcome(bill(0))).toMatchObject({ status: 422, code: 'work-permit.another-bill-open' });
  const types = (await ledger.log()).map((event) => event.type);
  expect(types.filter((type) => type === 'WorkPermitBilled')).toHaveLength(1);
  expect(types.filter((type) => type === 'CommandAbandoned')).toHaveLength(1);
});
