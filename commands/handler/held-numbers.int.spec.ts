// Numbers that a command took hold of and does not bear, or not yet: it was refused, or sleeps, or is fenced.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../domain/access/problem.js';
import { authorisedPerson, citizen, company, marketOn, numbers, resident, type Market } from '../testing/market.js';
import { border, changeTo, iqama, problem, sleepingIn } from '../testing/number-commands.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { ProcessGone, type Sent, type TestProcess } from '../testing/test-process.js';
import { newReactor, type TestReactor } from '../testing/test-reactor.js';
import type { CommandAnswer } from './request.js';

let ledger: TestLedger;
let process: TestProcess;
let market: Market;
let reacting: TestReactor;

beforeAll(async () => {
  ledger = await openTestLedger('held numbers');
  process = await ledger.process();
  market = marketOn(ledger, process.send);
  reacting = newReactor(ledger.parts);
});
beforeEach(() => {
  ledger.clock.pass(3_600);
});
afterEach(() => ledger.endProcesses(process));
afterAll(() => ledger.close());

const react = () => reacting.reactor.catchUp(ledger.clock);
const sleeping = (sent: Sent) => sleepingIn(ledger, sent);

describe('a change that was refused', () => {
  const numberOf = (value: string) => ({ scheme: 'iqama', value }) as const;
  /** Who is named by the number in an appointment is not him who was only to get it. */
  const expectNobodys = async (value: string, record: string): Promise<void> => {
    expect(await ledger.vault.lookUp(numberOf(value))).toBeUndefined();
    const { id } = await process.send(company());
    await process.send({ name: 'AppointAuthorisedPerson', record: id, data: authorisedPerson({ identifiers: [numberOf(value)] }) });
    expect((await ledger.stream(`company-${id}`)).at(-1)?.data['personId']).not.toBe(record);
    const { id: bearer } = await process.send(resident(iqama(value)));
    expect(bearer).not.toBe(record);
  };

  it('leads nobody to its record: the number that it named is free for whose it is', async () => {
    const [number, record] = [numbers.iqama(), await market.resident()];
    const over = { name: 'ChangeResidenceDocument', record, data: { document: { scheme: 'iqama', value: number, expiresOn: '2000-01-01' } } };
    expect(await problem(process.outcome(over))).toMatchObject({ status: 422 });
    await expectNobodys(number, record);
  });

  it('leads nobody there either where it was accepted first, and refused when the record had changed meanwhile', async () => {
    const [number, record] = [numbers.iqama(), await market.resident()];
    const { outcome, wake } = await sleeping(changeTo(record, number));
    expect(await ledger.vault.lookUp(numberOf(number))).toEqual({ recordId: record, firm: false });
    await process.send({ name: 'MarkDeceased', record, data: { diedOn: '2026-04-01' } });
    wake();
    expect(await problem(outcome)).toMatchObject({ status: 422 });
    await expectNobodys(number, record);
  });

  it('lets go of nothing that another command of its record holds, or has just been given', async () => {
    const [number, record] = [numbers.iqama(), await market.resident()];
    const [first, second] = [await sleeping(changeTo(record, number)), await sleeping(changeTo(record, number))];
    first.wake();
    expect(await first.outcome).not.toBeInstanceOf(Problem);
    await process.send({ name: 'MarkDeceased', record, data: { diedOn: '2026-04-01' } });
    second.wake();
    expect(await problem(second.outcome)).toMatchObject({ status: 422 });
    // The reactor has not seen yet that the record bears it.
    expect(await problem(process.outcome(resident(iqama(number))))).toMatchObject({ status: 409 });
    await react();
    expect(await problem(process.outcome(resident(iqama(number))))).toMatchObject({ status: 409, code: 'record-exists' });
    expect(await ledger.vault.lookUp(numberOf(number))).toEqual({ recordId: record, firm: true });
  });

  it('gives the number back to whom it was known by before, whose it is meanwhile too', async () => {
    const [number, record, { id }] = [numbers.iqama(), await market.resident(), await process.send(company())];
    await process.send({ name: 'AppointAuthorisedPerson', record: id, data: authorisedPerson({ identifiers: [numberOf(number)] }) });
    const person = (await ledger.stream(`company-${id}`)).at(-1)?.data['personId'];
    const { outcome, wake } = await sleeping(changeTo(record, number));
    expect(await ledger.vault.bearerOf(numberOf(number))).toBe(person);
    expect(await ledger.vault.personFor([numberOf(number)])).toBe(person);
    await process.send({ name: 'MarkDeceased', record, data: { diedOn: '2026-04-01' } });
    wake();
    expect(await problem(outcome)).toMatchObject({ status: 422 });
    expect(await ledger.vault.bearerOf(numberOf(number))).toBe(person);
    // Who is registered under it in the end is he.
    expect((await process.send(resident(iqama(number)))).id).toBe(person);
  });

  it('lets go of nothing that its record bears, or was named by before it bore it', async () => {
    const [shown, named] = [numbers.iqama(), numbers.iqama()];
    const { id: record } = await process.send(resident(iqama(shown)));
    await react();
    const { outcome, wake } = await sleeping(changeTo(record, named));
    expect(await ledger.vault.personFor([numberOf(named)])).toBe(record);
    await process.send({ name: 'MarkDeceased', record, data: { diedOn: '2026-04-01' } });
    wake();
    expect(await problem(outcome)).toMatchObject({ status: 422 });
    for (const number of [shown, named]) expect((await ledger.vault.lookUp(numberOf(number)))?.recordId).toBe(record);
  });
});

describe('a command that sleeps on a claimed number', () => {
  it('is fenced after thirty seconds, also where there is no stream yet; its late append conflicts and it is decided anew', async () => {
    const number = numbers.borderNumber();
    const { outcome, wake } = await sleeping(resident({ ...iqama(numbers.iqama()), borderNumber: number }));
    const holder = (await ledger.vault.lookUp({ scheme: 'border-number', value: number }))?.recordId ?? '';
    const { id: traveller } = await process.send(resident(border(numbers.borderNumber())));
    await react();
    const take: Sent = {
      name: 'ChangeResidenceDocument',
      record: traveller,
      data: { document: { scheme: 'border-number', value: number, expiresOn: '2031-01-01' } },
    };
    const early = await problem(process.outcome(take));
    expect(early).toMatchObject({ status: 409, code: 'identifier-held' });
    expect(Number(early.headers['Retry-After'])).toBe(30);
    ledger.clock.pass(31);
    await process.send(take);

    const [fence, ...rest] = await ledger.stream(`employee-${holder}`);
    expect(rest).toEqual([]);
    expect(fence).toMatchObject({ type: 'CommandAbandoned', revision: 0 });
    wake();
    expect(await outcome).toMatchObject({ status: 409 });
    await react();
    expect(await ledger.stream(`employee-${holder}`)).toHaveLength(1);
    expect(await ledger.vault.lookUp({ scheme: 'border-number', value: number })).toEqual({ recordId: traveller, firm: true });
    // A stream that holds nothing but a fence is no record.
    expect(await problem(process.outcome({ name: 'MarkDeceased', record: holder, data: { diedOn: '2026-04-01' } }))).toMatchObject({
      status: 404,
    });
  });

  it('is fenced at the revision it named in a record that exists, and decided anew there', async () => {
    const number = numbers.iqama();
    const sleeper = await market.resident();
    const { outcome, wake } = await sleeping(changeTo(sleeper, number));
    ledger.clock.pass(31);
    const { id } = await process.send(resident(iqama(number)));
    expect((await ledger.stream(`employee-${sleeper}`)).map(({ type }) => type)).toEqual(['ResidentRegistered', 'CommandAbandoned']);
    wake();
    expect(await outcome).toMatchObject({ status: 409 });
    await react();
    expect(await problem(process.outcome(changeTo(sleeper, number)))).toMatchObject({ code: 'identifier-taken' });
    expect(id).not.toBe(sleeper);
  });

  it('has written after all: its numbers stay its own, though no reaction told the directory', async () => {
    const number = numbers.iqama();
    const { id } = await process.send(resident(iqama(number)));
    const other = await market.resident();
    ledger.clock.pass(31);
    const told = await problem(process.outcome(changeTo(other, number)));
    expect(told).toMatchObject({ status: 409, code: 'identifier-taken' });
    expect(told.members['records']).toContain(`/v1/employees/${id}`);
  });

  it('goes on in the fenced stream when nobody took its numbers, claimed anew at the later revision', async () => {
    const sent = resident({ ...iqama(numbers.iqama()), borderNumber: numbers.borderNumber() });
    const { outcome, wake } = await sleeping(sent);
    ledger.clock.pass(31);
    // The taker fences the sleeper and dies before it claims anything.
    const dying = await ledger.process();
    dying.dieAt('claimed-identifiers');
    await expect(dying.send({ name: sent.name, data: sent.data })).rejects.toThrow(ProcessGone);
    wake();
    const answer = await outcome;
    expect(answer).toMatchObject({ revision: 1 });
    const stream = await ledger.stream(`employee-${(answer as CommandAnswer).id}`);
    expect(stream.map(({ type }) => type)).toEqual(['CommandAbandoned', 'ResidentRegistered']);
    const { rows } = await ledger.vaultPool.query<{ revision: number }>('select revision from vault.command_claim where command_id = $1', [
      stream[1]?.metadata.commandId,
    ]);
    expect(rows).toEqual([{ revision: 1 }]);
  });
});

describe('a fence', () => {
  it('makes nothing firm: the command that set it may never write', async () => {
    const number = numbers.nationalId();
    const sent = citizen({ nationalId: number });
    const { outcome, wake } = await sleeping(sent);
    ledger.clock.pass(31);
    const dying = await ledger.process();
    dying.dieAt('decided');
    await expect(dying.send({ name: sent.name, data: sent.data })).rejects.toThrow(ProcessGone);
    await react();
    expect(await ledger.vault.lookUp({ scheme: 'national-id', value: number })).toMatchObject({ firm: false });
    wake();
    expect(await outcome).toMatchObject({ revision: 1 });
    await react();
    expect(await ledger.vault.lookUp({ scheme: 'national-id', value: number })).toMatchObject({ firm: true });
  });

  it('is nobody’s answer: the command that set it is decided when it is sent again', async () => {
    const sent = citizen();
    const { outcome, wake } = await sleeping(sent);
    ledger.clock.pass(31);
    const taker = { name: sent.name, data: sent.data, key: 'taker' };
    const dying = await ledger.process();
    dying.dieAt('decided');
    await expect(dying.send(taker)).rejects.toThrow(ProcessGone);
    const answer = await (await ledger.process()).send(taker);
    expect(answer).toMatchObject({ replayed: false, revision: 1 });
    expect(answer.events.map(({ type }) => type)).toEqual(['CitizenRegistered']);
    wake();
    expect(await outcome).toMatchObject({ status: 409, code: 'record-exists' });
  });
});
