// Bulk bodies as they come: cut short, too slow, too large, oddly written. What was not answered with 202 leaves nothing behind.
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addBulkRoutes } from '../../commands/http/bulk-routes.js';
import { takeRoom } from '../../commands/operations/bulk-room.js';
import { operationMigrations } from '../../commands/operations/migrations.js';
import { endOperation, insertOperation } from '../../commands/operations/operation-table.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { openLocalIssuer } from '../auth/local-issuer.js';
import type { Answer, ProblemBody } from '../e2e/testing/api.js';
import { citizen, numbersFrom } from '../e2e/testing/market.js';
import { migrate } from '../postgres/migrate.js';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { createApp } from './app.js';
import { callerOf } from './authenticate.js';
import { rawAnswers, type RawAnswer } from './testing/raw-request.js';
import { serveLedger, type ServedLedger } from './testing/served-ledger.js';

interface Outcome {
  readonly line: number;
  readonly key: string | null;
  readonly outcome: 'accepted' | 'refused';
  readonly code?: string;
  readonly errors?: readonly { readonly pointer: string }[];
}

const ndjson = { 'Content-Type': 'application/x-ndjson' };
const numbers = numbersFrom(0);
const line = (more: object = {}): string => JSON.stringify({ key: randomUUID(), command: 'RegisterCitizen', data: citizen(numbers), ...more });

let served: ServedLedger;
beforeAll(async () => {
  served = await serveLedger('bulk bodies');
});
afterAll(async () => {
  await served.close();
});

const send = (body: string | Buffer, headers: Readonly<Record<string, string>> = ndjson): Promise<Answer<ProblemBody>> =>
  served.api.request('/v1/bulk', { method: 'POST', body: typeof body === 'string' ? body : new Uint8Array(body), headers });

/** Sends a bulk body and gives the outcomes of its lines once it has run. */
async function outcomesOf(body: string | Buffer, headers?: Readonly<Record<string, string>>): Promise<readonly Outcome[]> {
  const started = await send(body, headers);
  expect(started.status, started.text).toBe(202);
  const location = started.headers.get('location') ?? '';
  await expect.poll(async () => (await served.api.get<{ status: string }>(location)).body.status, { timeout: 20_000 }).toBe('finished');
  const { text } = await served.api.get(`${location}/outcomes`);
  return text.split('\n').filter((one) => one !== '').map((one) => JSON.parse(one) as Outcome);
}

const codes = (outcomes: readonly Outcome[]): readonly (string | number)[][] => outcomes.map((one) => [one.line, one.code ?? one.outcome]);

describe('a bulk body', () => {
  it('may end without a line feed, have carriage returns, blank lines, and a mark of byte order', async () => {
    expect(codes(await outcomesOf(line()))).toEqual([[1, 'accepted']]);
    expect(codes(await outcomesOf(`\ufeff${line()}\r\n\r\n  \r\n${line()}\r\n`))).toEqual([
      [1, 'accepted'],
      [4, 'accepted'],
    ]);
  });

  it('is told line by line what is wrong with it, and the other lines run', async () => {
    const lines = [
      '{',
      'null',
      '[]',
      line({ colour: 'green' }),
      line({ key: 'a b' }),
      line({ command: 'Nothing' }),
      line({ command: '__proto__' }),
      line({ command: 'ExpireVisas', record: randomUUID(), data: {} }),
      line({ record: 'somebody' }),
      line({ data: { ...citizen(numbers), nationalId: '1000000001' } }),
      `${line()}${line()}`,
      'x'.repeat(300_000),
      line(),
    ];
    const outcomes = await outcomesOf(lines.join('\n'));
    expect(codes(outcomes)).toEqual([
      [1, 'json-syntax'],
      [2, 'invalid-line'],
      [3, 'invalid-line'],
      [4, 'invalid-line'],
      [5, 'invalid-line'],
      [6, 'unknown-command'],
      [7, 'unknown-command'],
      [8, 'role-not-allowed'],
      [9, 'invalid-line'],
      [10, 'invalid-payload'],
      [11, 'json-syntax'],
      [12, 'line-too-large'],
      [13, 'accepted'],
    ]);
    expect(outcomes[3]?.errors).toMatchObject([{ pointer: '/colour' }]);
    expect(outcomes[9]?.errors).toMatchObject([{ pointer: '/nationalId' }]);
  });

  it('with names and texts that no store takes runs to its end all the same', async () => {
    const named = (name: string): string => `{"key":"k","command":"RegisterCitizen","data":{${name}:1}}`;
    const damaged = Buffer.from(line({ data: { ...citizen(numbers), name: { ar: null, en: { first: 'No?ra', family: 'Example' } } } }));
    damaged[damaged.indexOf('?')] = 0xff;
    const body = Buffer.concat([Buffer.from(['{"\\u0000":1}', named('"\\u0000"'), named('"\\ud800"'), '{"a\u0000":1}', line(), ''].join('\n')), damaged]);
    const outcomes = await outcomesOf(body);
    expect(codes(outcomes)).toEqual([
      [1, 'json-nul'],
      [2, 'json-nul'],
      [3, 'json-lone-surrogate'],
      [4, 'json-syntax'],
      [5, 'accepted'],
      [6, 'json-not-utf-8'],
    ]);
  });

  it('is taken in the media types of JSON lines and in no other', async () => {
    for (const type of ['application/jsonl', 'application/jsonlines', 'application/x-ndjson; charset=utf-8']) {
      expect(codes(await outcomesOf(line(), { 'Content-Type': type }))).toEqual([[1, 'accepted']]);
    }
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'application/x-ndjson+json']) {
      expect(await send(line(), { 'Content-Type': type }), type).toMatchObject({ status: 415, body: { code: 'media-type' } });
    }
    expect(await send(line(), { 'Content-Type': 'application/x-ndjson; charset=utf-16' })).toMatchObject({ status: 415, body: { code: 'charset' } });
    expect(await send(line(), { ...ndjson, 'Content-Encoding': 'gzip' })).toMatchObject({ status: 415, body: { code: 'content-encoding' } });
  });

  it('that is empty, or comes with a parameter, is refused and starts nothing', async () => {
    expect(await send('')).toMatchObject({ status: 400, body: { code: 'body-missing' } });
    const none = await served.api.request('/v1/bulk', { method: 'POST' });
    expect(none).toMatchObject({ status: 400, body: { code: 'body-missing' } });
    const parameter = await served.api.request('/v1/bulk?dry=1', { method: 'POST', body: line(), headers: ndjson });
    expect(parameter).toMatchObject({ status: 400, body: { code: 'invalid-query', errors: [{ pointer: '/query/dry' }] } });
  });
});

describe('an operation', () => {
  it('is known to its owner only', async () => {
    const { headers } = await send(line());
    const location = headers.get('location') ?? '';
    const other = served.client(await served.token('platform-service', 'someone-else'));
    for (const url of [location, `${location}/outcomes`]) {
      expect((await served.api.get(url)).status).toBe(200);
      expect(await other.get(url)).toMatchObject({ status: 404, body: { code: 'operation-not-found' } });
      expect(await served.client(await served.token('regulator')).get(url)).toMatchObject({ status: 403 });
    }
    for (const absent of ['x', '%00', randomUUID(), randomUUID().toUpperCase()]) {
      expect(await served.api.get(`/v1/operations/${absent}`)).toMatchObject({ status: 404, body: { code: 'operation-not-found' } });
    }
  });

  it('takes no parameter that it does not know', async () => {
    const { headers } = await send(line());
    const location = headers.get('location') ?? '';
    expect(await served.api.get(`${location}?after=1`)).toMatchObject({ status: 400, body: { errors: [{ pointer: '/query/after' }] } });
    for (const query of ['after=x', 'after=-1', 'after=1.5', 'after=1e3', 'after=0x1', 'after=', 'after=99999999999', 'after=1&after=2', 'limit=1']) {
      expect(await served.api.get(`${location}/outcomes?${query}`), query).toMatchObject({ status: 400, body: { code: 'invalid-query' } });
    }
    expect((await served.api.get(`${location}/outcomes?after=999999999`)).text).toBe('');
  });
});

describe('a body that does not come whole, or finds no room', () => {
  /** Of which one client has half. */
  const room = { bodies: 4, waitingBytes: 4_000_000 };
  let database: TestDatabase;
  let app: FastifyInstance;
  let port: number;
  let token: string;
  let tokenOf: (sub: string) => Promise<string>;
  let ready = 0;

  beforeAll(async () => {
    database = await createTestDatabase('bulk limits');
    await migrate(database.pool, 'operations', operationMigrations);
    const issuer = await openLocalIssuer(served.ledger.home);
    tokenOf = (sub) => issuer.sign({ sub, role: 'platform-service' }, 600);
    token = await tokenOf('bulk');
    const ids = new Map<string, string>();
    const actors: Pick<Vault, 'actorFor'> = {
      actorFor(_issuer, subject) {
        const id = ids.get(subject) ?? randomUUID();
        ids.set(subject, id);
        return Promise.resolve(id);
      },
    };
    app = await createApp({ trusted: issuer, vault: actors as Vault, version: '0', logger: false, limits: { bodyTime: 300 } });
    addBulkRoutes(app, {
      pool: database.pool,
      runner: { wake: () => (ready += 1) },
      spoolKey: () => Promise.resolve(Buffer.alloc(32, 7)),
      callerOf,
      admit: () => undefined,
      beforeFirst: () => Promise.resolve(),
      maxBytes: 1_000_000,
      room,
      idleMs: 1_000,
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = app.server.address() as AddressInfo);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const head = (...headers: readonly string[]): string => headOf(token, ...headers);
  const headOf = (whose: string, ...headers: readonly string[]): string =>
    ['POST /v1/bulk HTTP/1.1', 'Host: x', `Authorization: Bearer ${whose}`, 'Content-Type: application/x-ndjson', ...headers, '', ''].join('\r\n');
  const rows = async (): Promise<number> => {
    const { rows: counts } = await database.pool.query<{ n: string }>('select (select count(*) from commands.operation) + (select count(*) from commands.spool) as n');
    return Number(counts[0]?.n);
  };

  it('leaves nothing when its client goes away, before the first byte or behind many', async () => {
    for (const bytes of [0, 10, 600_000]) {
      const socket = connect(port, '127.0.0.1');
      socket.write(head('Content-Length: 900000') + 'x'.repeat(bytes));
      await expect.poll(rows, { timeout: 10_000 }).toBeGreaterThan(bytes > 262_144 ? 1 : 0);
      socket.resetAndDestroy();
      await expect.poll(rows, { timeout: 10_000 }).toBe(0);
    }
    expect(ready).toBe(0);
  });

  it('is answered with 408 when it stops coming', async () => {
    const slow = await rawAnswers(port, head('Content-Length: 100') + '{"key"');
    expect(slow.map(({ status, body }) => [status, (JSON.parse(body) as ProblemBody).code])).toEqual([[408, 'request-too-slow']]);
    await expect.poll(rows, { timeout: 10_000 }).toBe(0);
  });

  it('is answered with 413 when it is too large, told by its length or found out on the way', async () => {
    const told = await rawAnswers(port, `${head('Content-Length: 1000001')}x`);
    const chunk = `${(400_000).toString(16)}\r\n${'x'.repeat(400_000)}\r\n`;
    const found = await rawAnswers(port, head('Transfer-Encoding: chunked') + chunk.repeat(3));
    for (const answers of [told, found]) {
      expect(answers.map(({ status, body }) => [status, (JSON.parse(body) as ProblemBody).code])).toEqual([[413, 'body-too-large']]);
      expect(answers[0]?.headers['connection']).toBe('close');
    }
    await expect.poll(rows, { timeout: 10_000 }).toBe(0);
    expect(ready).toBe(0);
  });

  it('is sealed in the database once it is whole', async () => {
    const secret = 'x'.repeat(300_000);
    const taken = await rawAnswers(port, head(`Content-Length: ${secret.length}`, 'Connection: close') + secret);
    expect(taken.map(({ status }) => status)).toEqual([202]);
    expect(ready).toBe(1);
    const { rows: spooled } = await database.pool.query<{ chunk: Buffer; status: string }>(
      'select s.chunk, o.status from commands.spool s join commands.operation o on o.id = s.operation order by s.n',
    );
    expect(Buffer.concat(spooled.map(({ chunk }) => chunk)).includes('xxxx')).toBe(false);
    expect(new Set(spooled.map(({ status }) => status))).toEqual(new Set(['ready']));
  });

  describe('where others wait', () => {
    beforeEach(() => database.pool.query('delete from commands.operation'));
    const LARGE = 900_000;
    const heard = ([one]: readonly RawAnswer[]): unknown[] => [one?.status, (JSON.parse(one?.body ?? '{}') as Partial<ProblemBody>).code];
    const sendAs = async (whose: string, more: readonly string[] = [`Content-Length: ${LARGE}`], body = 'x'.repeat(LARGE)): Promise<unknown[]> =>
      heard(await rawAnswers(port, headOf(whose, ...more, 'Connection: close') + body));
    const shorter = (bytes: number): string => `${bytes.toString(16)}\r\n${'x'.repeat(bytes)}\r\n`;
    const held = async (): Promise<number> => Number((await database.pool.query<{ n: string }>('select coalesce(sum(bytes), 0) as n from commands.operation')).rows[0]?.n);

    it('has no room beyond what one client, or all, may have waiting: it is refused, leaves nothing, and is taken once others have run', async () => {
      const [one, another, third] = [await tokenOf('one'), await tokenOf('another'), await tokenOf('a third')];
      for (const whose of [one, one, another, another]) expect(await sendAs(whose)).toEqual([202, undefined]);
      const before = await rows();
      expect(await sendAs(one)).toEqual([429, 'bulk-share-taken']);
      expect(await sendAs(third)).toEqual([503, 'bulk-full']);
      expect(await sendAs(third, ['Transfer-Encoding: chunked'], `${shorter(300_000)}${shorter(300_000)}0\r\n\r\n`)).toEqual([503, 'bulk-full']);
      const [told] = await rawAnswers(port, headOf(third, `Content-Length: ${LARGE}`));
      expect(told).toMatchObject({ status: 503, headers: { 'retry-after': '10', connection: 'close' } });
      expect([await rows(), await held()]).toEqual([before, 4 * LARGE]);
      const { rows: first } = await database.pool.query<{ id: string }>('select id from commands.operation order by created_at limit 1');
      await endOperation(database.pool, first[0]?.id ?? '', null);
      expect(await sendAs(third)).toEqual([202, undefined]);
    });

    it('is not taken in beside more than one client, or all, may send at a time', async () => {
      const [one, another, third] = [await tokenOf('one'), await tokenOf('another'), await tokenOf('a third')];
      const sending = [one, one, another, another].map((whose) => connect(port, '127.0.0.1').on('error', () => undefined).once('connect', function (this: Socket) { this.write(headOf(whose, 'Content-Length: 10')); }));
      await expect.poll(rows).toBe(4);
      expect(await sendAs(one)).toEqual([429, 'bulk-places-taken']);
      expect(await sendAs(third)).toEqual([503, 'bulk-busy']);
      expect(await rows()).toBe(4);
      sending[0]?.destroy();
      await expect.poll(rows).toBe(3);
      expect(await sendAs(third)).toEqual([202, undefined]);
      for (const socket of sending) socket.destroy();
      await expect.poll(async () => (await database.pool.query("select 1 from commands.operation where status = 'spooling'")).rowCount).toBe(0);
    });

    it('takes its room though many come at once, and no more than there is', async () => {
      const operations = Array.from({ length: 12 }, () => randomUUID());
      for (const id of operations) await insertOperation(database.pool, id, { actorId: randomUUID(), role: 'platform-service', onBehalfOf: null, source: 'x', families: [] }, true);
      const taken = await Promise.allSettled(operations.map((id) => takeRoom(database.pool, id, LARGE, room)));
      expect([taken.filter(({ status }) => status === 'fulfilled').length, await held()]).toEqual([4, 4 * LARGE]);
    });
  });
});
