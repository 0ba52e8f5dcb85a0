import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../domain/access/problem.js';
import type { CommandAnswer } from './request.js';
import { citizen, company, marketOn, numbers, resident, type Market } from '../testing/market.js';
import { openTestLedger, platform, type TestLedger } from '../testing/test-ledger.js';
import type { TestProcess } from '../testing/test-process.js';

let ledger: TestLedger;
let process: TestProcess;
let market: Market;

beforeAll(async () => {
  ledger = await openTestLedger('idempotency');
  process = await ledger.process();
  market = marketOn(ledger, process.send);
});
afterAll(() => ledger.close());

const loseTable = async (): Promise<void> => {
  await process.settle();
  await ledger.pool.query('truncate commands.lease');
};
/** An id of the same shape that nothing has. */
const other = (id: string): string => id.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
/** An answer without what a replay may say otherwise. */
const told = ({ replayed: _replayed, position: _position, ...answer }: CommandAnswer) => answer;
const problem = async (outcome: Promise<CommandAnswer | Problem>): Promise<Problem> => {
  const it = await outcome;
  if (it instanceof Problem) return it;
  return expect.fail(`accepted: ${JSON.stringify(it)}`);
};

describe('a command sent again under its key', () => {
  it.each([
    ['a record with identifiers', () => company()],
    ['a human', () => resident()],
  ])('gives the first answer, from the table and from the stream: %s', async (_, make) => {
    const sent = { ...make(), key: numbers.iqama() };
    const first = await process.send(sent);
    await process.settle();
    const kept = await process.send(sent);
    await loseTable();
    const rebuilt = await process.send(sent);
    expect([first.replayed, kept.replayed, rebuilt.replayed]).toEqual([false, true, true]);
    expect(told(kept)).toEqual(told(first));
    expect(told(rebuilt)).toEqual(told(first));
    expect(rebuilt.position >= first.position).toBe(true);
    expect(await ledger.stream(`${first.category}-${first.id}`)).toHaveLength(first.revision + 1);
  });

  it('gives the first answer of a change, also when the record has moved on since', async () => {
    const { id } = await market.company();
    const sent = { name: 'SuspendCompany', record: id, data: { reason: 'court-order' }, key: 'suspend', revision: { match: 1 } };
    const first = await process.send(sent);
    await market.send({ name: 'ResumeCompany', record: id, data: {} });
    expect(told(await process.send(sent))).toEqual(told(first));
    await loseTable();
    expect(told(await process.send(sent))).toEqual(told(first));
    expect(await ledger.stream(`company-${id}`)).toHaveLength(4);
  });

  it('is refused with another payload, by the table and by the stream', async () => {
    const { id } = await market.company();
    const sent = { name: 'SuspendCompany', record: id, data: { reason: 'court-order' }, key: 'one' };
    await process.send(sent);
    const changed = { ...sent, data: { reason: 'owner-request' } };
    await process.settle();
    expect(await problem(process.outcome(changed))).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    await loseTable();
    expect(await problem(process.outcome(changed))).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect(told(await process.send(sent)).revision).toBe(2);
  });

  it('is refused with other identifiers, and with the same ones and another payload', async () => {
    const sent = { ...resident(), key: 'human' };
    await process.send(sent);
    for (const data of [{ ...sent.data, nationality: 'PAK' }, { ...resident().data }]) {
      await loseTable();
      expect(await problem(process.outcome({ ...sent, data }))).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    }
  });

  it('is refused when it names another human than before, known to the ledger or not', async () => {
    const owner = (value: string) => ({
      kind: 'natural',
      identifiers: [{ scheme: 'national-id', value }],
      name: { ar: null, en: { first: 'A', family: 'B' } },
    });
    const sent = { ...company({ owner: owner(numbers.nationalId()) }), key: 'owned' };
    const first = await process.send(sent);
    const known = citizen();
    await process.send(known);
    const others = [
      owner(String(known.data['nationalId'])),
      owner(numbers.nationalId()),
      { kind: 'legal', unifiedNumber: numbers.unifiedNumber(), name: { ar: null, en: 'X' } },
    ];
    for (const named of others) {
      await loseTable();
      expect(await problem(process.outcome({ ...sent, data: { ...sent.data, owner: named } }))).toMatchObject({
        status: 422,
        code: 'idempotency-key-reused',
      });
    }
    await loseTable();
    expect(told(await process.send(sent))).toEqual(told(first));
  });

  it('counts as the same once the human it was about is erased', async () => {
    const national = numbers.nationalId();
    const owner = {
      kind: 'natural',
      identifiers: [{ scheme: 'national-id', value: national }],
      name: { ar: null, en: { first: 'A', family: 'B' } },
    };
    const sent = { ...company({ owner }), key: 'forgotten' };
    const first = await process.send(sent);
    const ownerId = (await ledger.stream(`company-${first.id}`))[0]?.data['ownerId'];
    await ledger.vault.destroy(String(ownerId), {
      reason: 'request',
      legalBasis: 'test',
      method: 'key',
      at: ledger.clock.now().toISOString(),
    });
    await loseTable();
    expect(told(await process.send(sent))).toEqual(told(first));
  });

  it('is another command from another actor, for another record, or under another name', async () => {
    const { id } = await market.company();
    const { id: second } = await market.company();
    const suspend = { name: 'SuspendCompany', record: id, data: { reason: 'court-order' }, key: 'shared' };
    const answers = [await process.send(suspend), await process.send({ ...suspend, record: second })];
    answers.push(await process.send({ name: 'ResumeCompany', record: id, data: {}, key: 'shared' }));
    answers.push(await process.send({ ...suspend, actor: platform('another') }));
    expect(answers.map(({ replayed }) => replayed)).toEqual([false, false, false, false]);
    expect(new Set(answers.map(({ events }) => events[0]?.id)).size).toBe(4);
    expect(await ledger.stream(`company-${id}`)).toHaveLength(5);
  });
});

describe('a refusal', () => {
  it('is told again while the table has it, and decided anew after', async () => {
    const { id } = await market.company();
    const resume = { name: 'ResumeCompany', record: id, data: {}, key: 'too early' };
    expect(await problem(process.outcome(resume))).toMatchObject({ status: 422 });
    await market.send({ name: 'SuspendCompany', record: id, data: { reason: 'court-order' } });
    const again = await problem(process.outcome(resume));
    expect(again).toMatchObject({ status: 422 });
    expect(again.members).toHaveProperty('clearedBy');
    await loseTable();
    expect(await process.send(resume)).toMatchObject({ replayed: false, revision: 3 });
  });

  it('is decided anew after a day, even while the row is still there', async () => {
    const { id } = await market.company();
    const resume = { name: 'ResumeCompany', record: id, data: {}, key: 'yesterday' };
    await problem(process.outcome(resume));
    await market.send({ name: 'SuspendCompany', record: id, data: { reason: 'court-order' } });
    await ledger.pool.query(`update commands.lease set finished_at = now() - interval '25 hours' where status = 422`);
    expect(await process.send(resume)).toMatchObject({ replayed: false });
  });

  it('of what may pass is not kept: stale, missing, unauthorised', async () => {
    const { id } = await market.company();
    const sent = { name: 'SuspendCompany', record: id, data: { reason: 'court-order' }, key: 'stale' };
    expect(await problem(process.outcome({ ...sent, revision: { match: 0 } }))).toMatchObject({
      status: 412,
      headers: { ETag: '"1"' },
      members: { revision: 1 },
    });
    expect(await problem(process.outcome({ ...sent, revision: 'required' }))).toMatchObject({ status: 428, headers: { ETag: '"1"' } });
    expect(await process.send({ ...sent, revision: { match: 1 } })).toMatchObject({ revision: 2, replayed: false });
  });
});

describe('fifty at once', () => {
  it('under one key: one decides, the others hear that it runs, then the stored answer; one event set', async () => {
    const sent = { ...resident(), key: 'fifty' };
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => process.outcome(sent)));
    const answers = outcomes.filter((one) => !(one instanceof Problem)) as CommandAnswer[];
    const refused = outcomes.filter((one) => one instanceof Problem);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    for (const one of refused) expect(one).toMatchObject({ status: 409, code: 'command-in-flight' });
    for (const one of refused) expect(Number(one.headers['Retry-After'])).toBeGreaterThan(0);
    await process.settle();
    const later = await Promise.all(Array.from({ length: 50 }, () => process.send(sent)));
    const [first] = answers;
    if (first === undefined) expect.fail('nobody was answered');
    for (const answer of [...answers, ...later]) expect(told(answer)).toEqual(told(first));
    expect(await ledger.stream(`employee-${first.id}`)).toHaveLength(1);
  });

  it('with one If-Match: one is accepted, 49 are stale, the revision rises by one', async () => {
    const { id } = await market.company();
    const contact = { phone: null, email: null, website: null };
    const describe = (n: number) => ({
      name: 'DescribeCompany',
      record: id,
      data: { name: { ar: null, en: `Name ${n}` }, legalForm: 'limited-liability', contact },
      revision: { match: 1 },
    });
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, n) => process.outcome(describe(n))));
    const refused = outcomes.filter((one) => one instanceof Problem);
    expect(refused).toHaveLength(49);
    for (const one of refused) expect(one).toMatchObject({ status: 412, code: 'stale-revision', headers: { ETag: '"2"' } });
    expect(await ledger.stream(`company-${id}`)).toHaveLength(3);
  });
});

describe('what cannot be sent', () => {
  it('an unknown command, a role that may not, a payload that is none, a change of nothing', async () => {
    const { id } = await market.company();
    expect(await problem(process.outcome({ name: 'Nothing', data: {} }))).toMatchObject({ status: 404, code: 'unknown-command' });
    expect(await problem(process.outcome({ ...company(), actor: { ...platform(), role: 'analyst' } }))).toMatchObject({ status: 403 });
    expect(await problem(process.outcome({ name: 'LapseContract', record: id, data: {} }))).toMatchObject({ status: 403 });
    expect(await problem(process.outcome({ name: 'SuspendCompany', record: id, data: { reason: 'boredom', extra: 1 } }))).toMatchObject({
      status: 400,
      errors: [{ pointer: '/reason' }, { pointer: '/extra' }],
    });
    expect(await problem(process.outcome({ name: 'SuspendCompany', record: other(id), data: { reason: 'court-order' } }))).toMatchObject({
      status: 404,
      code: 'record-not-found',
    });
  });

  it('a creation that names the record itself: it would pass by its identifiers', async () => {
    const { id } = await market.company();
    expect(await problem(process.outcome({ ...company(), record: other(id) }))).toMatchObject({ status: 400, code: 'record-not-taken' });
  });

  it('a value for a human who was erased', async () => {
    const id = await market.resident();
    await ledger.vault.destroy(id, { reason: 'request', legalBasis: 'test', method: 'key', at: ledger.clock.now().toISOString() });
    const sent = { name: 'RecordWeightingFacts', record: id, data: { weighting: { disability: true } } };
    expect(await problem(process.outcome(sent))).toMatchObject({ status: 409, code: 'subject-erased' });
    expect(await ledger.stream(`employee-${id}`)).toHaveLength(1);
  });
});
