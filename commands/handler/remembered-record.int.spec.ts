import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../domain/access/problem.js';
import { ledgerActor } from '../reactions/ledger-actor.js';
import { closeWeeks } from '../testing/close-weeks.js';
import { marketOn, terms, type Market } from '../testing/market.js';
import { storeAround } from '../testing/store-around.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { openTestProcess, requestOf, type Sent, type TestProcess } from '../testing/test-process.js';
import type { CommandAnswer } from './request.js';

let ledger: TestLedger;
/** Streams of records that `here` asked the log for. */
let asked: string[] = [];
let here: TestProcess;
let there: TestProcess;
let market: Market;
let company: string;

beforeAll(async () => {
  ledger = await openTestLedger('remembered');
  const store = storeAround(ledger.store, {
    readStream(stream, from, limit) {
      asked.push(stream);
      return ledger.store.readStream(stream, from, limit);
    },
  });
  here = await openTestProcess({ ...ledger, parts: { ...ledger.parts, store } });
  there = await ledger.process();
  market = marketOn(ledger, here.send);
});
afterAll(async () => {
  await here.end();
  await ledger.close();
});

const suspend = (key?: string): Sent => ({ name: 'SuspendCompany', record: company, data: { reason: 'court-order' }, ...(key === undefined ? {} : { key }) });
const resume = (): Sent => ({ name: 'ResumeCompany', record: company, data: {} });
const revisionOf = async (stream: string): Promise<number> => (await ledger.stream(stream)).length - 1;

// `here` has the company in memory as it stood before it was suspended and resumed.
beforeEach(async () => {
  ({ id: company } = await market.company());
  await here.send(suspend());
  await here.send(resume());
  asked = [];
});

describe('a record that the process has in memory', () => {
  it('is decided on without asking the log, which the append asks', async () => {
    const { revision } = await here.send(suspend());
    expect(asked).toEqual([]);
    expect(revision).toBe(await revisionOf(`company-${company}`));
  });

  it('refuses nobody for what it does not know yet', async () => {
    await there.send(suspend());
    expect(await here.send(resume())).toMatchObject({ replayed: false, revision: 5 });
    await there.send(suspend());
    const now = await revisionOf(`company-${company}`);
    expect(await here.send({ ...resume(), revision: { match: now } })).toMatchObject({ revision: now + 1 });
  });

  it('lets nobody through whom the record as it stands refuses', async () => {
    await there.send(suspend());
    const before = await revisionOf(`company-${company}`);
    expect(await here.outcome(suspend())).toBeInstanceOf(Problem);
    expect(await here.outcome({ ...resume(), revision: { match: before - 1 } })).toMatchObject({ status: 412, members: { revision: before } });
    expect(await revisionOf(`company-${company}`)).toBe(before);
  });

  it('gives the answer that another process gave, and refuses its key with another payload, when their table is lost', async () => {
    const first = await there.send(suspend('one'));
    for (const process of [here, there]) await process.settle();
    await ledger.pool.query('truncate commands.lease');
    const changed = { ...suspend('one'), data: { reason: 'owner-request' } };
    // Both are new to `here`, which would append the very same events.
    expect(await here.outcome(changed)).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect(await here.send(suspend('one'))).toMatchObject({ revision: first.revision, events: first.events, replayed: true });
    expect(await revisionOf(`company-${company}`)).toBe(first.revision);
  });

  it('does not say that there is nothing to do when there is', async () => {
    ledger.clock.at('2026-04-26');
    const home = await market.company();
    const data = { companyId: home.id, establishmentId: home.establishmentId, employeeId: await market.resident(), terms: terms('2026-05-01', '2027-04-30') };
    const { id } = await here.send({ name: 'DraftContract', data });
    const lapse = { name: 'LapseContract', record: id, data: {}, actor: ledgerActor('sweeper') };
    expect((await here.send(lapse)).events).toEqual([]);
    await there.send({ name: 'SendContract', record: id, data: {} });
    ledger.clock.at('2026-05-20');
    await closeWeeks(ledger);
    expect((await here.send({ ...lapse, key: 'later' })).events).toMatchObject([{ type: 'ContractLapsed' }]);
  });

  it('is read on where another process wrote, and then decided on again', async () => {
    const employee = await market.resident();
    await here.send({ name: 'RecordWeightingFacts', record: employee, data: { weighting: { student: true } } });
    asked = [];
    await here.send({ name: 'RecordWeightingFacts', record: employee, data: { weighting: { student: false } } });
    expect(asked).toEqual([]);
    await there.send({ name: 'RecordWeightingFacts', record: employee, data: { weighting: {} } });
    const { revision } = await here.send({ name: 'RecordWeightingFacts', record: employee, data: { weighting: { student: true } } });
    expect(asked).toEqual([`employee-${employee}`]);
    expect(revision).toBe(await revisionOf(`employee-${employee}`));
  });
});

const weigh = (employee: string, student: boolean, key: string): Sent => ({ name: 'RecordWeightingFacts', record: employee, data: { weighting: { student } }, key });
const told = ({ id, revision, position, events }: CommandAnswer) => ({ id, revision, position, events });

describe('a change that is decided on a record in memory alone', () => {
  let employee: string;
  let started: number;
  const leases = async (): Promise<number> => (await ledger.pool.query<{ n: number }>('select count(*)::int as n from commands.lease')).rows[0]?.n ?? 0;

  // Both have the employee in memory, as it stands.
  beforeEach(async () => {
    employee = await market.resident();
    await here.send(weigh(employee, true, 'before'));
    await there.send(weigh(employee, false, 'after'));
    await here.send(weigh(employee, true, 'here'));
    await there.send(weigh(employee, false, 'there'));
    await here.send(weigh(employee, true, 'last'));
    for (const process of [here, there]) await process.settle();
    started = await leases();
  });

  it('takes no lease and leaves no row; sent again, here and elsewhere, it gives its first answer', async () => {
    const first = await here.send(weigh(employee, false, 'one'));
    await here.settle();
    expect(await leases()).toBe(started);
    for (const process of [here, there]) {
      const again = await process.send(weigh(employee, false, 'one'));
      expect([again.replayed, told(again)]).toEqual([true, told(first)]);
    }
    expect(await revisionOf(`employee-${employee}`)).toBe(first.revision);
  });

  it('is refused under its key with another payload, here and elsewhere', async () => {
    await here.send(weigh(employee, false, 'one'));
    for (const process of [here, there]) {
      expect(await process.outcome(weigh(employee, true, 'one'))).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    }
  });

  it('waits behind a lease that somebody holds under its key', async () => {
    const sent = weigh(employee, false, 'held');
    const { commandId } = here.handler.prepare(requestOf(ledger, sent));
    await there.leases.take(commandId, 'of another payload');
    expect(await here.outcome(sent)).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect(await leases()).toBe(started + 1);
  });

  it('that was refused under its key stays refused, though it would be accepted now', async () => {
    await here.send(suspend());
    expect(await here.outcome(suspend('kept'))).toMatchObject({ status: 422 });
    await here.send(resume());
    expect(await here.outcome(suspend('kept'))).toMatchObject({ status: 422 });
    expect(await here.send(suspend('new'))).toMatchObject({ replayed: false });
  });

  it('sent under one key by many at once to two processes happens once, and all who are answered hear the same', async () => {
    await there.send(weigh(employee, true, 'level'));
    const before = await revisionOf(`employee-${employee}`);
    const outcomes = await Promise.all(Array.from({ length: 24 }, (_, n) => (n % 2 === 0 ? here : there).outcome(weigh(employee, false, 'many'))));
    const answers = outcomes.filter((one): one is CommandAnswer => !(one instanceof Problem));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    for (const answer of answers) expect(told(answer)).toEqual(told(answers[0] as CommandAnswer));
    for (const one of outcomes) if (one instanceof Problem) expect(one).toMatchObject({ status: 409, code: 'command-in-flight' });
    expect(await revisionOf(`employee-${employee}`)).toBe(before + 1);
  });
});
