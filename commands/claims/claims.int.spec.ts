import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../domain/access/problem.js';
import { ClaimTaken, CommandAbandoned } from '../../domain/ledger/ledger-events.js';
import { createCommandHandler } from '../handler/command-handler.js';
import type { CommandAnswer, Step } from '../handler/request.js';
import { marketOn, numbers, type Market } from '../testing/market.js';
import { storeAround } from '../testing/store-around.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { ProcessGone, requestOf, type Sent, type TestProcess } from '../testing/test-process.js';

let ledger: TestLedger;
let process: TestProcess;
let market: Market;
let home: { id: string; establishmentId: string };
let others: readonly { id: string; establishmentId: string }[];

beforeAll(async () => {
  ledger = await openTestLedger('claims');
  process = await ledger.process();
  market = marketOn(ledger, process.send);
  home = await market.company();
  others = [await market.company(), await market.company()];
});
beforeEach(() => {
  ledger.clock.pass(60);
});
afterEach(() => ledger.endProcesses(process));
afterAll(() => ledger.close());

const bill = (record: string): Sent => ({ name: 'BillWorkPermit', record, data: { billNumber: numbers.bill() } });
const accepted = (outcome: CommandAnswer | Problem): CommandAnswer => (outcome instanceof Problem ? expect.fail(String(outcome)) : outcome);
async function refused(outcome: Promise<CommandAnswer | Problem>): Promise<Problem> {
  const it = await outcome;
  return it instanceof Problem ? it : expect.fail(`accepted: ${JSON.stringify(it)}`);
}
/** Two requests for the transfer of one employee, each by another company. */
async function rivals(): Promise<{ readonly employee: string; readonly first: Sent; readonly second: Sent }> {
  const employee = await market.resident();
  const contract = await market.contract(home, employee);
  const [one, two] = others;
  if (one === undefined || two === undefined) throw new Error('two companies were registered');
  const key = (n: number): string => `${n} for ${employee}`;
  return {
    employee,
    first: { ...market.transferTo(one, employee, contract), key: key(1) },
    second: { ...market.transferTo(two, employee, contract), key: key(2) },
  };
}
/** A command whose process took its place and then slept past the limit, right before its append. */
async function asleepWithItsPlace(sent: Sent): Promise<{ readonly late: Promise<CommandAnswer | Problem>; readonly wake: () => void }> {
  const sleeper = await ledger.process();
  let wake: () => void = () => undefined;
  const slept = new Promise<void>((resolve) => (wake = resolve));
  let fall: () => void = () => undefined;
  const fallen = new Promise<void>((resolve) => (fall = resolve));
  sleeper.onStep = async (step) => {
    if (step !== 'claimed-places') return;
    fall();
    await slept;
  };
  const late = sleeper.outcome(sent);
  await fallen;
  ledger.clock.pass(31);
  return { late, wake };
}
const twoPermits = async (): Promise<readonly [string, string]> => {
  const employee = await market.resident();
  return [await market.permit(home, employee), await market.permit(home, employee)];
};
const claimsOn = async (kind: string, about: string) => (await ledger.stream(`${kind}-${about}`)).map(({ data }) => data['holderStream']);

describe('a hard rule', () => {
  it.each([
    [
      'one open transfer an employee',
      async (): Promise<readonly Sent[]> => {
        const { first, second } = await rivals();
        return [first, second];
      },
      'transfer.another-open',
      'transfer.one-open',
    ],
    [
      'one open permit bill an employee',
      async (): Promise<readonly Sent[]> => (await twoPermits()).map(bill),
      'work-permit.another-bill-open',
      'work-permit.one-open-bill',
    ],
  ])('lets one of two at once in: %s', async (_, make, code, rule) => {
    const sent = (await make()).map((one, n) => ({ ...one, key: `${rule} ${n}` }));
    const outcomes = await Promise.all(sent.map((one) => process.outcome(one)));
    expect(outcomes.filter((one) => !(one instanceof Problem))).toHaveLength(1);
    const lost = outcomes.findIndex((one) => one instanceof Problem);
    const told = await refused(process.outcome(sent[lost] ?? expect.fail()));
    expect(told).toMatchObject({ status: 422, code, members: { rule } });
    expect(told.members).toHaveProperty('clearedBy');
  });

  it('of twenty at once lets in one', async () => {
    const employee = await market.resident();
    const permits = await Promise.all(Array.from({ length: 20 }, () => market.permit(home, employee)));
    const outcomes = await Promise.all(permits.map((permit) => process.outcome(bill(permit))));
    expect(outcomes.filter((one) => !(one instanceof Problem))).toHaveLength(1);
    for (const one of outcomes.filter((other) => other instanceof Problem))
      expect(['place-held', 'work-permit.another-bill-open']).toContain(one.code);
    const billed = (await Promise.all(permits.map((permit) => ledger.stream(`workPermit-${permit}`))))
      .flat()
      .filter(({ type }) => type === 'WorkPermitBilled');
    expect(billed).toHaveLength(1);
  });

  it('lets the next one in once the holder has ended, in one append', async () => {
    const { employee, first, second } = await rivals();
    const held = await process.send(first);
    expect(await refused(process.outcome(second))).toMatchObject({ status: 422 });
    await market.send({ name: 'CancelTransfer', record: held.id, data: { by: 'employee' } });
    const next = await process.send({ ...second, key: 'again' });
    expect(await claimsOn('claimOpenTransfer', employee)).toEqual([`transfer-${held.id}`, `transfer-${next.id}`]);
  });

  it('holds against the same record when its place is another’s by now', async () => {
    const [one, two] = await twoPermits();
    await process.send(bill(one));
    await market.send({ name: 'CancelWorkPermitBill', record: one, data: {} });
    await process.send(bill(two));
    expect(await refused(process.outcome(bill(one)))).toMatchObject({ status: 422 });
  });
});

describe('a holder that died behind its claim', () => {
  it('keeps its place for thirty seconds of the wall clock, then is fenced where there is no stream, and the place taken over', async () => {
    const { employee, first, second } = await rivals();
    const dying = await ledger.process();
    dying.dieAt('claimed-places');
    await expect(dying.send(first)).rejects.toThrow(ProcessGone);
    const early = await refused(process.outcome(second));
    expect(early).toMatchObject({ status: 409, code: 'place-held', headers: { 'Retry-After': '30' } });
    ledger.clock.pass(31);
    const taken = await process.send(second);
    const [held = ''] = await claimsOn('claimOpenTransfer', employee);
    expect(await claimsOn('claimOpenTransfer', employee)).toEqual([held, `transfer-${taken.id}`]);
    const abandoned = await ledger.stream(String(held));
    expect(abandoned.map(({ type, revision }) => [type, revision])).toEqual([['CommandAbandoned', 0]]);

    // The stream holds nothing but a fence: no record. The dead one's retry is decided anew.
    const id = String(held).replace('transfer-', '');
    expect(await refused(process.outcome({ name: 'CancelTransfer', record: id, data: { by: 'employee' } }))).toMatchObject({ status: 404 });
    expect(await refused(process.outcome(first))).toMatchObject({ status: 422, code: 'transfer.another-open' });
    await market.send({ name: 'CancelTransfer', record: taken.id, data: { by: 'employee' } });
    await process.settle();
    await ledger.pool.query('truncate commands.lease');
    expect(await process.send(first)).toMatchObject({ id, revision: 1, replayed: false });
    expect((await ledger.stream(`claimOpenTransfer-${employee}`)).at(-1)?.data).toMatchObject({
      holderStream: `transfer-${id}`,
      holderRevision: 1,
    });
  });

  it('goes on at once when it is sent again itself', async () => {
    const { employee, first } = await rivals();
    const dying = await ledger.process();
    dying.dieAt('claimed-places');
    await expect(dying.send(first)).rejects.toThrow(ProcessGone);
    expect(await process.send(first)).toMatchObject({ revision: 0 });
    expect(await claimsOn('claimOpenTransfer', employee)).toHaveLength(1);
  });

  it('writes its claim again when its record has moved on', async () => {
    const [permit] = await twoPermits();
    const sent = { ...bill(permit), key: 'moved' };
    const dying = await ledger.process();
    dying.dieAt('claimed-places');
    await expect(dying.send(sent)).rejects.toThrow(ProcessGone);
    // A fence of somebody else's moves the stream by one.
    const [requested] = await ledger.stream(`workPermit-${permit}`);
    const metadata = requested?.metadata ?? expect.fail();
    const fence = {
      id: '8d5c6f0e-9b1c-4a52-8f43-0c1d2e3f4a5b',
      type: 'CommandAbandoned',
      data: { effectiveOn: '2026-04-26', abandonedCommandId: metadata.commandId },
      metadata: { ...metadata, commandId: '8d5c6f0e-9b1c-4a52-8f43-0c1d2e3f4a5c' },
    };
    await ledger.store.append(`workPermit-${permit}`, 0, [fence]);
    expect(await process.send(sent)).toMatchObject({ revision: 2 });
    const about = String(requested?.data['employeeId']);
    expect((await ledger.stream(`claimOpenPermitBill-${about}`)).map(({ data }) => data['holderRevision'])).toEqual([1, 2]);
  });

  it('and wakes up late: its append conflicts with the fence, and it is refused', async () => {
    const { first, second } = await rivals();
    const { late, wake } = await asleepWithItsPlace(first);
    const taken = await process.send(second);
    wake();
    expect(await late).toMatchObject({ status: 422, code: 'transfer.another-open' });
    expect(await ledger.stream(`transfer-${taken.id}`)).toHaveLength(1);
  });
});

describe('a holder that writes at the last moment, just before the fence', () => {
  it('holds its place: the taker is refused', async () => {
    const { employee, first, second } = await rivals();
    const { late, wake } = await asleepWithItsPlace(first);
    const store = storeAround(ledger.store, {
      async append(...args) {
        if (args[2][0]?.type === CommandAbandoned.type) {
          wake();
          await late;
        }
        return ledger.store.append(...args);
      },
    });
    const handler = createCommandHandler({ ...ledger.parts, store });
    await expect(handler.decide(handler.prepare(requestOf(ledger, second)))).rejects.toMatchObject({ status: 422, code: 'transfer.another-open' });
    const held = accepted(await late);
    expect(await claimsOn('claimOpenTransfer', employee)).toEqual([`transfer-${held.id}`]);
  });
});

describe('a take-over that is killed', () => {
  const steps: readonly (Step | 'fenced')[] = ['decided', 'sealed', 'fenced', 'claimed-places', 'appended', 'answered'];
  it.each(steps)('after %s is done once when it is sent again', async (step) => {
    const { employee, first, second } = await rivals();
    const dying = await ledger.process();
    dying.dieAt('claimed-places');
    await expect(dying.send(first)).rejects.toThrow(ProcessGone);
    ledger.clock.pass(31);
    if (step === 'fenced') {
      // No step lies between the fence and the claim: the store goes away there.
      const store = storeAround(ledger.store, {
        append: (stream, expected, events) =>
          events[0]?.type === ClaimTaken.type ? Promise.reject(new ProcessGone()) : ledger.store.append(stream, expected, events),
      });
      const handler = createCommandHandler({ ...ledger.parts, store });
      await expect(handler.decide(handler.prepare(requestOf(ledger, second)))).rejects.toThrow(ProcessGone);
    } else {
      const taker = await ledger.process();
      taker.dieAt(step);
      await expect(taker.send(second)).rejects.toThrow(ProcessGone);
    }
    const answer = accepted(await process.outcome(second));
    const claims = await ledger.stream(`claimOpenTransfer-${employee}`);
    expect(claims.map(({ data }) => data['holderStream']).at(-1)).toBe(`transfer-${answer.id}`);
    expect(claims).toHaveLength(2);
    expect(await ledger.stream(`transfer-${answer.id}`)).toHaveLength(1);
    const held = String(claims[0]?.data['holderStream']);
    expect((await ledger.stream(held)).map(({ type }) => type)).toEqual(['CommandAbandoned']);
    expect(await refused(process.outcome(first))).toMatchObject({ status: 422 });
  });
});
