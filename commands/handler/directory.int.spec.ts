import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../domain/access/problem.js';
import { company, correction, marketOn, numbers, resident, type Market } from '../testing/market.js';
import { border, changeTo, iqama, problem } from '../testing/number-commands.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { ProcessGone, type TestProcess } from '../testing/test-process.js';
import { newReactor, type TestReactor } from '../testing/test-reactor.js';
import type { CommandAnswer } from './request.js';

let ledger: TestLedger;
let process: TestProcess;
let market: Market;
let reacting: TestReactor;

beforeAll(async () => {
  ledger = await openTestLedger('directory');
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

describe('racers for one human', () => {
  it('end with one record; the others are told where it is', async () => {
    const { name, data } = resident();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => process.outcome({ name, data })));
    const [winner, ...more] = outcomes.filter((one) => !(one instanceof Problem)) as CommandAnswer[];
    expect(more).toEqual([]);
    // Until the reaction has seen the winner's event, his number counts as held: ask again soon.
    for (const one of outcomes.filter((other) => other instanceof Problem))
      expect(['record-exists', 'identifier-held']).toContain(one.code);
    await react();
    const late = await problem(process.outcome({ name, data }));
    expect(late).toMatchObject({ status: 409, code: 'record-exists', headers: { Location: `/v1/employees/${winner?.id ?? ''}` } });
    expect(await ledger.stream(`employee-${winner?.id ?? ''}`)).toHaveLength(1);
  });

  it('share the record of one who died before his append', async () => {
    const sent = { ...resident(), key: 'dies' };
    const dying = await ledger.process();
    dying.dieAt('claimed-identifiers');
    await expect(dying.send(sent)).rejects.toThrow(ProcessGone);
    const { id } = await process.send({ name: sent.name, data: sent.data });
    expect(await problem(process.outcome(sent))).toMatchObject({
      status: 409,
      code: 'record-exists',
      headers: { Location: `/v1/employees/${id}` },
    });
  });
});

describe('identifiers that belong to somebody', () => {
  it('of two records: 409 naming both', async () => {
    const [one, two] = [numbers.iqama(), numbers.borderNumber()];
    const first = await process.send(resident(iqama(one)));
    const second = await process.send(resident(border(two)));
    await react();
    const both = resident({ ...iqama(one), borderNumber: two });
    const told = await problem(process.outcome(both));
    expect(told).toMatchObject({ status: 409, code: 'identifier-taken' });
    expect(new Set(told.members['records'] as string[])).toEqual(new Set([`/v1/employees/${first.id}`, `/v1/employees/${second.id}`]));
  });

  it('of another record, in a change: 409 naming it, and nothing is appended', async () => {
    const taken = numbers.iqama();
    await process.send(resident(iqama(taken)));
    const other = await market.resident();
    await react();
    expect(await problem(process.outcome(changeTo(other, taken)))).toMatchObject({ status: 409, code: 'identifier-taken' });
    expect(await ledger.stream(`employee-${other}`)).toHaveLength(1);
  });

  it('of a record whose event the reactor has not seen: asked to come again soon, then the same answer', async () => {
    const taken = numbers.iqama();
    await process.send(resident(iqama(taken)));
    const other = await market.resident();
    expect(await problem(process.outcome(changeTo(other, taken)))).toMatchObject({
      status: 409,
      code: 'identifier-held',
      headers: { 'Retry-After': '1' },
    });
    await react();
    expect(await problem(process.outcome(changeTo(other, taken)))).toMatchObject({ code: 'identifier-taken' });
  });

  it('are free again once a correction no longer shows them', async () => {
    const wrong = numbers.iqama();
    const { id } = await process.send(resident(iqama(wrong)));
    await react();
    await process.send({ name: 'CorrectPerson', record: id, data: correction([{ scheme: 'iqama', value: numbers.iqama() }]) });
    expect(await problem(process.outcome(resident(iqama(wrong))))).toMatchObject({ status: 409 });
    await react();
    const { id: another } = await process.send(resident(iqama(wrong)));
    expect(another).not.toBe(id);
    await react();
    expect(await ledger.vault.lookUp({ scheme: 'iqama', value: wrong })).toEqual({ recordId: another, firm: true });
  });

  it('are not held by a registration that was refused: under the same key it is accepted once they are free', async () => {
    const wrong = numbers.iqama();
    const { id } = await process.send(resident(iqama(wrong)));
    await react();
    const again = { ...resident(iqama(wrong)), key: 'refused first' };
    expect(await problem(process.outcome(again))).toMatchObject({ status: 409, code: 'record-exists' });
    await process.send({ name: 'CorrectPerson', record: id, data: correction([{ scheme: 'iqama', value: numbers.iqama() }]) });
    await react();
    const { id: another } = await process.send(again);
    expect(another).not.toBe(id);
  });

  it('stay with their record when the reaction to a correction runs again after they came', async () => {
    const later = numbers.iqama();
    const id = await market.resident();
    await process.send({ name: 'CorrectPerson', record: id, data: correction([{ scheme: 'iqama', value: numbers.iqama() }]) });
    await process.send(changeTo(id, later));
    await react();
    await newReactor(ledger.parts).reactor.catchUp(ledger.clock);
    expect(await ledger.vault.lookUp({ scheme: 'iqama', value: later })).toEqual({ recordId: id, firm: true });
  });

  it('of a merged duplicate lead to the survivor, and its commands are told so', async () => {
    const number = numbers.iqama();
    const { id: duplicate } = await process.send(resident(iqama(number)));
    const survivor = await market.resident();
    await react();
    await process.send({ name: 'MergeDuplicate', record: duplicate, data: { survivorId: survivor } });
    await react();
    const location = `/v1/employees/${survivor}`;
    expect(await problem(process.outcome({ name: 'MarkDeceased', record: duplicate, data: { diedOn: '2026-04-01' } }))).toMatchObject({
      status: 409,
      code: 'record-merged',
      headers: { Location: location },
    });
    expect(await problem(process.outcome(resident(iqama(number))))).toMatchObject({
      status: 409,
      code: 'record-exists',
      headers: { Location: location },
    });
  });

  it('are a company’s or a human’s, never both', async () => {
    const { data } = company();
    const { id } = await process.send({ name: 'RegisterCompany', data });
    expect(
      await problem(process.outcome({ name: 'RegisterCompany', data: { ...company().data, unifiedNumber: data['unifiedNumber'] } })),
    ).toMatchObject({
      status: 409,
    });
    expect(await ledger.vault.lookUp({ scheme: 'unified-number', value: String(data['unifiedNumber']) })).toMatchObject({ recordId: id });
  });
});
