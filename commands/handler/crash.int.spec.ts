import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CommandAnswer, Step } from './request.js';
import { marketOn, numbers, resident, type Market } from '../testing/market.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { ProcessGone, type Sent, type TestProcess } from '../testing/test-process.js';

let ledger: TestLedger;
let market: Market;
let steady: TestProcess;

beforeAll(async () => {
  ledger = await openTestLedger('crash');
  steady = await ledger.process();
  market = marketOn(ledger, steady.send);
});
afterEach(() => ledger.endProcesses(steady));
afterAll(() => ledger.close());

const order: readonly Step[] = ['leased', 'claimed-identifiers', 'decided', 'sealed', 'claimed-places', 'appended', 'answered'];
const stepsBut = (left: Step): readonly Step[] => order.filter((step) => step !== left);
const told = ({ replayed: _replayed, position: _position, ...answer }: CommandAnswer) => answer;

async function permitToBill(): Promise<Sent> {
  const permit = await market.permit(await market.company(), await market.resident());
  return { name: 'BillWorkPermit', record: permit, data: { billNumber: numbers.bill() } };
}

const cases: readonly [what: string, steps: readonly Step[], make: () => Promise<Sent>][] = [
  ['a registration under identifiers', stepsBut('claimed-places'), () => Promise.resolve(resident())],
  [
    'a change of identifiers',
    stepsBut('claimed-places'),
    async () => ({
      name: 'ChangeResidenceDocument',
      record: await market.resident(),
      data: { document: { scheme: 'iqama', value: numbers.iqama(), expiresOn: '2031-12-31' } },
    }),
  ],
  ['a bill that needs the place of its employee', stepsBut('claimed-identifiers'), permitToBill],
];

describe.each(cases)('fault 1: a process that dies in the middle of %s', (_, steps, make) => {
  it.each(steps)('after %s leaves nothing that its retry does not find or do once', async (step) => {
    const sent = { ...(await make()), key: `crash at ${step}` };
    const dying = await ledger.process();
    dying.dieAt(step);
    await expect(dying.send(sent)).rejects.toThrow(ProcessGone);
    const before = (await ledger.log()).length;

    const next = await ledger.process();
    const answer = await next.send(sent);
    const events = (await ledger.stream(`${answer.category}-${answer.id}`)).filter((event) =>
      answer.events.some(({ id }) => id === event.id),
    );
    expect(events.map(({ id, type }) => ({ id, type }))).toEqual(answer.events);
    expect(answer.revision).toBe(events.at(-1)?.revision);
    const added = (await ledger.log()).slice(before);
    expect(added.every((event) => event.metadata.commandId === events[0]?.metadata.commandId)).toBe(true);

    const again = await (await ledger.process()).send(sent);
    expect(told(again)).toEqual(told(answer));
    expect(await ledger.log()).toHaveLength(before + added.length);
  });

  it('after every step, one after the other, still does it once', async () => {
    const sent = { ...(await make()), key: 'crash at all' };
    for (const step of steps) {
      const dying = await ledger.process();
      dying.dieAt(step);
      await expect(dying.send(sent)).rejects.toThrow(ProcessGone);
    }
    const answer = await (await ledger.process()).send(sent);
    const log = await ledger.log();
    for (const { id } of answer.events) expect(log.filter((event) => event.id === id)).toHaveLength(1);
    expect(answer.replayed).toBe(true);
  });
});

describe('a lease', () => {
  it('keeps a second process out while the first lives, and is void once it is dead', async () => {
    const sent = { ...resident(), key: 'living' };
    const first = await ledger.process();
    const second = await ledger.process();
    let inside: Promise<void> | undefined;
    first.onStep = async (step) => {
      if (step !== 'decided') return;
      inside = expect(second.outcome(sent)).resolves.toMatchObject({ status: 409, code: 'command-in-flight' });
      await inside;
    };
    await first.send(sent);
    expect(inside).toBeDefined();
    await first.settle();
    expect(await second.send(sent)).toMatchObject({ replayed: true });
  });

  it('is void after thirty seconds also of a living process, and its late refusal hides no acceptance', async () => {
    const { id } = await market.company();
    await market.send({ name: 'SuspendCompany', record: id, data: { reason: 'court-order' } });
    const sent = { name: 'ResumeCompany', record: id, data: {}, key: 'slow' };
    const slow = await ledger.process();
    const quick = await ledger.process();
    slow.onStep = async (step) => {
      if (step !== 'leased') return;
      await ledger.pool.query(`update commands.lease set leased_at = leased_at - interval '31 seconds' where finished_at is null`);
      await quick.send(sent);
      await quick.settle();
      await market.send({ name: 'SuspendCompany', record: id, data: { reason: 'court-order' } });
    };
    // It finds its own command in the stream and gives that answer.
    expect(await slow.send(sent)).toMatchObject({ replayed: true, revision: 3 });
    expect(await quick.send(sent)).toMatchObject({ replayed: true, revision: 3 });
  });

  it('that was lost with its session is shown by a new one', async () => {
    const process = await ledger.process();
    await ledger.pool.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = ${0x511e} and pid <> pg_backend_pid()`,
    );
    const sent = { ...resident(), key: 'after the loss' };
    const second = await ledger.process();
    process.onStep = async (step) => {
      if (step === 'leased') expect(await second.outcome(sent)).toMatchObject({ status: 409 });
    };
    expect(await process.send(sent)).toMatchObject({ replayed: false });
  });
});
