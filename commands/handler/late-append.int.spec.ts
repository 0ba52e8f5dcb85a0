// A command whose append is on its way while the same one, decided elsewhere on a later day, is refused.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { company, marketOn, terms, type Market } from '../testing/market.js';
import { storeAround } from '../testing/store-around.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { openTestProcess, ProcessGone, type Sent, type TestProcess } from '../testing/test-process.js';

const DAY = '2026-04-26';
const NEXT_DAY = '2026-04-27';

let ledger: TestLedger;
/** Sends its next append only when it is let through. */
let slow: TestProcess;
let quick: TestProcess;
let market: Market;
let held: { readonly arrived: Promise<void>; readonly letThrough: () => void };
let hold = (): void => undefined;

beforeAll(async () => {
  ledger = await openTestLedger('late');
});
beforeEach(async () => {
  ledger.clock.at(DAY);
  let gate: { readonly arrive: () => void; readonly passed: Promise<void> } | undefined;
  hold = () => {
    let [arrive, letThrough] = [(): void => undefined, (): void => undefined];
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const passed = new Promise<void>((resolve) => (letThrough = resolve));
    gate = { arrive, passed };
    held = { arrived, letThrough };
  };
  const store = storeAround(ledger.store, {
    async append(...args) {
      const mine = gate;
      gate = undefined;
      mine?.arrive();
      await mine?.passed;
      return ledger.store.append(...args);
    },
  });
  slow = await openTestProcess({ ...ledger, parts: { ...ledger.parts, store } });
  quick = await ledger.process();
  market = marketOn(ledger, slow.send);
});
afterEach(async () => {
  await slow.end();
  await ledger.endProcesses();
});
afterAll(() => ledger.close());

const inStream = async (stream: string, type: string): Promise<number> => (await ledger.stream(stream)).filter((event) => event.type === type).length;

/** The withdrawal of a certificate whose last day is today, from a company that `slow` has in memory. */
async function lastDaysWithdrawal(): Promise<Sent & { readonly record: string }> {
  const { id } = await market.company();
  const certificateNumber = 'MW-2026-1';
  await slow.send({ name: 'RecordMowaamahCertificate', record: id, data: { certificateNumber, validFrom: '2026-01-01', validTo: DAY } });
  return { name: 'WithdrawMowaamahCertificate', record: id, data: { certificateNumber, reason: 'conditions-not-met' }, key: `late ${id}` };
}

/** A command, and what has it refused from then on. */
interface Turning {
  readonly sent: Sent;
  readonly turn: () => unknown;
}

async function draft(): Promise<Turning> {
  const home = await market.company();
  const data = { companyId: home.id, establishmentId: home.establishmentId, employeeId: await market.resident(), terms: terms('2026-05-01', '2027-04-30') };
  return { sent: { name: 'DraftContract', data, key: 'draft' }, turn: () => quick.send({ name: 'SuspendCompany', record: home.id, data: { reason: 'court-order' } }) };
}

function tomorrowsCompany(): Promise<Turning> {
  ledger.clock.at(NEXT_DAY);
  return Promise.resolve({ sent: { ...company({ foundedOn: NEXT_DAY }), key: 'founded' }, turn: () => ledger.clock.at(DAY) });
}

describe('a command that was refused under its key while its own append was on the way', () => {
  it('is told as accepted once that is stored: decided without a lease', async () => {
    const sent = await lastDaysWithdrawal();
    hold();
    const accepted = slow.send(sent);
    await held.arrived;
    ledger.clock.at(NEXT_DAY);
    for (const _ of [1, 2]) expect(await quick.outcome(sent)).toMatchObject({ status: 422, code: 'company.certificate-not-held' });
    held.letThrough();
    const { events, revision } = await accepted;
    for (const process of [quick, slow]) expect(await process.send(sent)).toMatchObject({ events, revision, replayed: true });
    expect(await inStream(`company-${sent.record}`, 'MowaamahCertificateWithdrawn')).toBe(1);
    // Another payload under the key is what it was.
    expect(await quick.outcome({ ...sent, data: { ...sent.data, reason: 'owner-request' } })).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  });

  it.each([
    ['that makes a record', draft],
    ['that makes one under identifiers, by a clock ahead', tomorrowsCompany],
  ])('is told as accepted once that is stored: one %s, of a process that died behind a lease that was void', async (_, make) => {
    const { sent, turn } = await make();
    slow.dieAt('appended');
    hold();
    const dying = slow.send(sent);
    dying.catch(() => undefined);
    await held.arrived;
    await ledger.pool.query(`update commands.lease set leased_at = leased_at - interval '31 seconds' where finished_at is null`);
    await turn();
    for (const _again of [1, 2]) expect(await quick.outcome(sent)).toMatchObject({ status: 422, code: expect.stringMatching(/^co/) });
    held.letThrough();
    await expect(dying).rejects.toThrow(ProcessGone);
    const before = (await ledger.log()).length;
    expect(await quick.send(sent)).toMatchObject({ created: true, replayed: true });
    expect(await ledger.log()).toHaveLength(before);
  });
});

describe('around midnight in Riyadh', () => {
  it.each([
    ['before it', '20:59:45', 30],
    ['behind it', '21:00:15', 1],
  ])('a change of what is in memory takes a lease, %s: whoever decides it on the other day hears that it is running', async (_, time, seconds) => {
    const sent = await lastDaysWithdrawal();
    ledger.clock.at(time < '21' ? DAY : NEXT_DAY);
    ledger.clock.pass((Date.parse(`2026-04-26T${time}Z`) - ledger.clock.now().getTime()) / 1_000);
    hold();
    const change = time < '21' ? sent : { ...sent, name: 'DescribeCompany', data: { name: { ar: null, en: 'Other' }, legalForm: 'limited-liability', contact: { phone: null, email: null, website: null } } };
    const accepted = slow.send(change);
    await held.arrived;
    ledger.clock.pass(seconds);
    expect(await quick.outcome(change)).toMatchObject({ status: 409, code: 'command-in-flight' });
    held.letThrough();
    const { events } = await accepted;
    await slow.settle();
    expect(await quick.send(change)).toMatchObject({ events, replayed: true });
  });
});
