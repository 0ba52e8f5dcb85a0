import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { v4 } from 'uuid';
import type { LineOutcome } from '../bulk/line-outcome.js';
import { textOf, type TestLine } from '../bulk/testing/lived-run.js';
import { readWholeStream } from '../../domain/ledger/event-store.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { citizen, company, numbers } from '../testing/market.js';
import { storeAround } from '../testing/store-around.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { ProcessGone } from '../testing/test-process.js';
import { startOperationRunner, type OperationRunner } from './operation-runner.js';
import { forgetUnheard, keepHeard } from './body-heard.js';
import { findOperation, insertOperation, readOutcomes, setStatus, type Operation } from './operation-table.js';
import { spoolKeys } from './spool-key.js';
import { writeSpool, type SpoolLimits } from './spool.js';

let ledger: TestLedger;
let runners: OperationRunner[] = [];

beforeAll(async () => {
  ledger = await openTestLedger('operations');
});
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.close()));
  runners = [];
});
afterAll(() => ledger.close());

async function* chunks(text: string, size = 1_000): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) yield await Promise.resolve(bytes.subarray(from, from + size));
}

const limits = (maxBytes: number): SpoolLimits => ({ maxBytes, room: { bodies: 9, waitingBytes: 100_000_000 } });

/** An operation whose body stands spooled, as a request leaves it. */
async function spooled(lines: readonly (TestLine | string)[]): Promise<string> {
  const id = v4();
  await insertOperation(ledger.pool, id, ledger.actor, true);
  await writeSpool(ledger.pool, id, await spoolKeys(ledger.vault)(id), chunks(textOf(lines).join('\n')), limits(10_000_000));
  await setStatus(ledger.pool, id, 'ready');
  return id;
}

function start(change: Partial<Parameters<typeof startOperationRunner>[0]> = {}): {
  readonly runner: OperationRunner;
  readonly errors: unknown[];
} {
  const errors: unknown[] = [];
  const runner = startOperationRunner({
    pool: ledger.pool,
    handlerParts: ledger.parts,
    clock: ledger.clock,
    spoolKey: spoolKeys(ledger.vault),
    onError: (error) => void errors.push(error),
    ...change,
  });
  runners.push(runner);
  return { runner, errors };
}

const ended = async (id: string): Promise<Operation> => {
  await expect.poll(async () => (await findOperation(ledger.pool, id))?.status, { timeout: 20_000 }).toMatch(/finished|failed/);
  return (await findOperation(ledger.pool, id)) ?? expect.fail('the operation is gone');
};
const spooledChunks = async (id: string): Promise<readonly Buffer[]> =>
  (await ledger.pool.query<{ chunk: Buffer }>('select chunk from commands.spool where operation = $1 order by n', [id])).rows.map(
    ({ chunk }) => chunk,
  );
const outcomes = (id: string): Promise<readonly LineOutcome[]> => readOutcomes(ledger.pool, id, 0, 1_000);
const line = (key: string, { name, data }: { name: string; data: object }, record?: unknown): TestLine => ({
  key,
  command: name,
  data,
  ...(record === undefined ? {} : { record }),
});
const describeIt = (n: number) => ({
  name: 'DescribeCompany',
  data: { name: { ar: null, en: `Name ${n}` }, legalForm: 'limited-liability', contact: { phone: null, email: null, website: null } },
});

describe('a bulk operation', () => {
  it('of a writer whose records are all synthetic makes no other ones, whatever a line says', async () => {
    const id = await spooled([JSON.stringify({ ...line('one', company()), command: company().name, synthetic: false })]);
    start();
    await ended(id);
    const [made] = await outcomes(id);
    if (made?.outcome !== 'accepted') expect.fail(JSON.stringify(made));
    const [event] = await readWholeStream(ledger.parts.store, streamOf('company', made.id));
    expect(event?.metadata.synthetic).toBe(true);
  });

  it('runs to its end: an outcome a line, counts, the body gone', async () => {
    const id = await spooled([
      line('c', company()),
      line('d', describeIt(1), { createdBy: 'c' }),
      '{"key"',
      line('x', { name: 'Nothing', data: {} }),
    ]);
    start();
    expect(await ended(id)).toMatchObject({ status: 'finished', accepted: 2, refused: 2, failure: null });
    expect((await outcomes(id)).map((one) => (one.outcome === 'accepted' ? 'accepted' : one.code))).toEqual([
      'accepted',
      'accepted',
      'json-syntax',
      'unknown-command',
    ]);
    expect(await spooledChunks(id)).toEqual([]);
  });

  it('keeps its body sealed: what stands in a line is found in no byte of the database', async () => {
    const number = numbers.nationalId();
    const canary = 'Kanarienvogel';
    const id = await spooled([line('canary', citizen({ nationalId: number, name: { ar: null, en: { first: canary, family: canary } } }))]);
    const sealed = await spooledChunks(id);
    expect(sealed.length).toBeGreaterThan(0);
    for (const chunk of sealed) for (const planted of [canary, number]) expect(chunk.includes(planted)).toBe(false);
    start();
    await ended(id);
    const { rows } = await ledger.pool.query<{ row: string }>(
      `select o::text as row from commands.outcome o union all select o::text from commands.operation o union all select s::text from commands.spool s`,
    );
    for (const { row } of rows) for (const planted of [canary, number]) expect(row).not.toContain(planted);
  });

  it('goes on after a crash with the lines that have no outcome; each line has one, and each command is done once', async () => {
    const lines = [line('crash', company()), ...Array.from({ length: 40 }, (_, n) => line(`d${n}`, describeIt(n), { createdBy: 'crash' }))];
    const id = await spooled(lines);
    let appends = 0;
    const store = storeAround(ledger.store, {
      append: (...args) => ((appends += 1) > 15 ? Promise.reject(new ProcessGone()) : ledger.store.append(...args)),
    });
    const dying = start({ handlerParts: { ...ledger.parts, store } });
    await expect.poll(() => dying.errors.length, { timeout: 20_000 }).toBeGreaterThan(0);
    await dying.runner.close();
    expect(await findOperation(ledger.pool, id)).toMatchObject({ status: 'running' });
    const before = await outcomes(id);
    expect(before.length).toBeGreaterThan(0);
    start();
    expect(await ended(id)).toMatchObject({ status: 'finished', accepted: lines.length, refused: 0 });
    const all = await outcomes(id);
    expect(all.map((one) => one.line)).toEqual(lines.map((_, n) => n + 1));
    for (const one of before) expect(all).toContainEqual(one);
    const company0 = all[0]?.outcome === 'accepted' ? all[0].id : '';
    const events = await ledger.stream(`company-${company0}`);
    expect(events).toHaveLength(42);
    expect(new Set(events.map((event) => event.id)).size).toBe(42);
  });

  it('knows after a crash which lines were refused: what hangs on them is refused naming them', async () => {
    const id = await spooled([line('bad', company({ foundedOn: '2099-01-01' })), line('b', describeIt(1), { createdBy: 'bad' })]);
    const refusal: LineOutcome = {
      line: 1,
      key: 'bad',
      outcome: 'refused',
      status: 422,
      code: 'company.founded-in-future',
      detail: '',
      errors: [],
    };
    await ledger.pool.query('insert into commands.outcome (operation, line, outcome) values ($1, 1, $2)', [id, JSON.stringify(refusal)]);
    start();
    await ended(id);
    expect((await outcomes(id))[1]).toMatchObject({ outcome: 'refused', code: 'created-by-refused' });
  });

  it('stops between two lines when its process stops, and goes on with the next', async () => {
    const lines = Array.from({ length: 200 }, (_, n) => line(`s${n}`, citizen()));
    const id = await spooled(lines);
    const first = start();
    await expect.poll(async () => (await findOperation(ledger.pool, id))?.status, { timeout: 20_000 }).toBe('running');
    await first.runner.close();
    expect(first.errors).toEqual([]);
    start();
    expect(await ended(id)).toMatchObject({ accepted: 200, refused: 0 });
  });

  it('is run by one process at a time', async () => {
    const id = await spooled(Array.from({ length: 60 }, (_, n) => line(`p${n}`, citizen())));
    let deciding = 0;
    const counting = { ...ledger.parts, onStep: () => void (deciding += 1) };
    start({ handlerParts: counting });
    start({ handlerParts: counting });
    expect(await ended(id)).toMatchObject({ accepted: 60 });
    // Four steps a line: claimed, decided, sealed, appended.
    expect(deciding).toBe(240);
  });

  it('whose body cannot be opened fails alone; the others run', async () => {
    const broken = await spooled([line('never', citizen())]);
    const fine = await spooled([line('fine', citizen())]);
    await ledger.pool.query(`update commands.spool set chunk = set_byte(chunk, 20, get_byte(chunk, 20) # 1) where operation = $1`, [
      broken,
    ]);
    const { errors } = start();
    expect(await ended(fine)).toMatchObject({ status: 'finished', accepted: 1 });
    expect(await ended(broken)).toMatchObject({ status: 'failed', failure: 'body-unreadable', accepted: 0 });
    expect(String(errors[0])).not.toContain('never');
    expect(await spooledChunks(broken)).toEqual([]);
  });

  it('that cannot go on now does not hold up those behind it', async () => {
    const stuck = await spooled([line('stuck', company())]);
    const fine = await spooled([line('goes', citizen())]);
    const store = storeAround(ledger.store, {
      append: (stream, ...rest) =>
        stream.startsWith('company-') ? Promise.reject(new Error('not this one')) : ledger.store.append(stream, ...rest),
    });
    const { runner } = start({ handlerParts: { ...ledger.parts, store } });
    expect(await ended(fine)).toMatchObject({ status: 'finished' });
    expect(await findOperation(ledger.pool, stuck)).toMatchObject({ status: 'running' });
    await runner.close();
    start();
    expect(await ended(stuck)).toMatchObject({ status: 'finished', accepted: 1 });
  });

  it('whose body is on its way is forgotten once its process says no more that it is, with its room', async () => {
    const [old, young, slow] = [v4(), v4(), v4()];
    for (const id of [old, young, slow]) {
      await insertOperation(ledger.pool, id, ledger.actor, true);
      await writeSpool(ledger.pool, id, await spoolKeys(ledger.vault)(id), chunks('half a li'), limits(1_000));
    }
    const silent = async (id: string): Promise<void> => {
      await ledger.pool.query(`update commands.operation set created_at = now() - interval '2 hours', heard_at = now() - interval '121 seconds' where id = $1`, [id]);
    };
    await silent(old);
    await silent(slow);
    const enough = keepHeard(ledger.pool, slow, 5);
    await expect.poll(async () => (await ledger.pool.query(`select from commands.operation where id = $1 and heard_at > now() - interval '1 minute'`, [slow])).rowCount).toBe(1);
    enough();
    await forgetUnheard(ledger.pool);
    expect(await findOperation(ledger.pool, old)).toBeUndefined();
    expect(await spooledChunks(old)).toEqual([]);
    for (const id of [young, slow]) expect(await findOperation(ledger.pool, id)).toMatchObject({ status: 'spooling' });
    // What comes of it afterwards is not kept, and nobody is told that it would run.
    await expect(writeSpool(ledger.pool, old, await spoolKeys(ledger.vault)(old), chunks('the rest'), limits(1_000))).rejects.toMatchObject({ status: 503, code: 'bulk-body-lost' });
    expect(await setStatus(ledger.pool, old, 'ready')).toBe(false);
  });
});

describe('a body', () => {
  it('that is too large is refused while it comes', async () => {
    const id = v4();
    await insertOperation(ledger.pool, id, ledger.actor, true);
    await expect(writeSpool(ledger.pool, id, await spoolKeys(ledger.vault)(id), chunks('x'.repeat(5_000)), limits(4_000))).rejects.toMatchObject({
      status: 413,
      code: 'body-too-large',
    });
  });
});
