// Regulators' reads as HTTP shows them: on record before a byte, exactly once, or refused whole.
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { RouteOptions } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isPolicy, ruleFor } from '../../domain/access/policy.js';
import type { RecordedRead } from '../../domain/access/read-on-record.js';
import { grounds } from '../../domain/access/testing/grounds.js';
import { readsBehind } from '../../commands/vault/reads-on-record.js';
import { idOf } from '../../projections/testing/given-events.js';
import { registered } from '../../projections/testing/market-events.js';
import { followOver } from '../testing/follow-over.js';
import { openReadSide, type ReadSide } from '../testing/read-side.js';
import { plainly } from '../testing/teller.js';

let side: ReadSide;
let address: string;
let port: number;
/** Routes that a regulator may read, by method and pattern. */
let routes: readonly (readonly [method: string, pattern: string, config: { readonly reads?: unknown }])[];
let place = 0n;

beforeAll(async () => {
  const seen: RouteOptions[] = [];
  side = await openReadSide('on record', { onRoute: (route) => void seen.push(route), followers: { onRecordEveryMs: 0, heartbeatMs: 50 } });
  routes = seen
    .filter(({ config }) => {
      const { policy } = config as { readonly policy?: unknown };
      return isPolicy(policy) && policy !== 'public' && ruleFor(policy, 'regulator') === 'on-record';
    })
    .flatMap(({ method, url, config }) => [method].flat().map((one) => [one, url, config as object] as const));
  await side.tell(...plainly(registered('seen')));
  await side.settle();
  address = await side.app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = side.app.server.address() as AddressInfo);
});
afterAll(() => side.drop());
beforeEach(async () => {
  place = (await readsBehind(side.vaultPool, 0n, 10_000)).at(-1)?.ordinal ?? 0n;
});

const company = (): string => `/v1/companies/${idOf('seen')}`;
const entries = (): Promise<readonly RecordedRead[]> => readsBehind(side.vaultPool, place, 10_000);
const read = (url: string, headers: Readonly<Record<string, string>> = grounds) => side.get(url, { role: 'regulator', headers });
/** The address of a route with ids that nothing has. */
const addressOf = (pattern: string): string => pattern.replace(':revision', '0').replace(/:[A-Za-z]+/g, idOf('nobody'));

describe('every route that regulators read', () => {
  it('is one of these', () => {
    const gets = routes.filter(([method]) => method === 'GET').map(([, pattern]) => pattern);
    expect(gets).toContain('/v1/feed');
    expect(gets).toContain('/v1/workspaces/:companyId');
    expect(gets.filter((pattern) => /^\/v1\/[a-z-]+\/:id\/events\/:revision$/.test(pattern))).toHaveLength(8);
    expect(gets.length).toBeGreaterThan(25);
    expect(routes.filter(([method]) => method === 'HEAD').map(([, pattern]) => pattern)).toEqual(gets);
  });

  it('answers 400 that names the header, and writes nothing, when purpose or case is missing or unknown', async () => {
    for (const [method, pattern] of routes) {
      for (const [headers, code, pointers] of [
        [{}, 'purpose-missing', ['/headers/purpose', '/headers/case-id']],
        [{ purpose: 'curiosity', 'case-id': '1' }, 'purpose-unknown', ['/headers/purpose']],
        [{ purpose: 'audit' }, 'case-missing', ['/headers/case-id']],
        [{ purpose: 'audit', 'case-id': 'a case' }, 'case-invalid', ['/headers/case-id']],
      ] as const) {
        const answer = await side.app.inject({
          method: method as 'GET',
          url: addressOf(pattern),
          headers: { authorization: `Bearer ${await side.token('regulator')}`, ...headers },
        });
        expect(answer.statusCode, `${method} ${pattern}`).toBe(400);
        if (method === 'HEAD') continue;
        const { code: told, errors } = answer.json<{ code: string; errors: { pointer: string }[] }>();
        expect([told, errors.map(({ pointer }) => pointer)], `${method} ${pattern}`).toEqual([code, pointers]);
      }
    }
    expect(await entries()).toEqual([]);
  });

  it('has exactly one entry for each request, also for what is not there', async () => {
    for (const [method, pattern] of routes) {
      const url = addressOf(pattern);
      const answer = await side.app.inject({ method: method as 'GET', url, headers: { authorization: `Bearer ${await side.token('regulator')}`, ...grounds } });
      const [entry, ...more] = await entries();
      // A plan without a body is refused before anybody looks whether what it is about is there.
      expect([answer.statusCode, more], `${method} ${pattern}`).toEqual([method === 'POST' ? 400 : pattern.includes(':') ? 404 : 200, []]);
      expect(entry, `${method} ${pattern}`).toMatchObject({
        method,
        route: pattern,
        act: 'request',
        purpose: grounds.purpose,
        caseId: grounds['case-id'],
        department: 'regulator',
        recordId: pattern.includes(':') ? idOf('nobody') : null,
      });
      if (pattern !== '/v1/feed') expect(entry?.category, pattern).toMatch(/^[a-z][A-Za-z]+$/);
      expect(entry?.asked, pattern).not.toBeNull();
      place = entry?.ordinal ?? place;
    }
  });

  it('asks nothing of services, and writes nothing of theirs', async () => {
    expect((await side.get(company())).statusCode).toBe(200);
    expect((await side.get('/v1/feed')).statusCode).toBe(200);
    expect(await entries()).toEqual([]);
  });
});

describe('an entry', () => {
  it('tells what was asked, who asked, and in which request', async () => {
    const answer = await read(`/v1/companies?limit=1&order=desc&status=active`);
    expect(answer.statusCode, answer.body).toBe(200);
    await read(answer.json<{ next: string | null }>().next ?? '/v1/companies');
    await read(`${company()}/events/0`);
    const [list, , event] = await entries();
    expect(list).toMatchObject({ category: 'company', recordId: null, asked: { limit: 1, order: 'desc', status: 'active' }, policy: 'records.read' });
    expect(event).toMatchObject({ category: 'company', recordId: idOf('seen'), asked: { revision: 0 }, policy: 'histories.read' });
    expect(event?.actorId).toBe(list?.actorId);
    const refused = await read(`/v1/companies/${idOf('nobody')}`);
    const last = (await entries()).at(-1);
    expect(refused.json<{ instance: string }>().instance).toBe(`urn:uuid:${last?.requestId}`);
  });

  it('holds nothing that was not checked: it may be anything', async () => {
    for (const url of [
      '/v1/employees?name=Zyxwanda',
      '/v1/employees/1086420971',
      '/v1/employees?cursor=1086420971',
      '/v1/employees?nationality=Zyxwanda',
      `/v1/employees/${idOf('nobody')}?after=1086420971`,
      '/v1/employees?limit=1&limit=1086420971',
      '/v1/feed?categories=Zyxwanda',
      `${company()}/events/x1086420971`,
    ]) {
      const answer = await read(url);
      expect([400, 404], url).toContain(answer.statusCode);
    }
    await side.app.inject({
      url: '/v1/feed',
      headers: { authorization: `Bearer ${await side.token('regulator')}`, ...grounds, 'last-event-id': '1086420971', accept: 'text/event-stream' },
    });
    const written = await entries();
    expect(written).toHaveLength(9);
    expect(JSON.stringify(written, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).not.toMatch(/Zyxwanda|1086420971/);
  });

  it('stands for an answer of 304 too', async () => {
    const whole = await read(company());
    const again = await read(company(), { ...grounds, 'if-none-match': String(whole.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect(await entries()).toHaveLength(2);
  });
});

describe('while the entry is not written', () => {
  it('no byte of the answer leaves; then one entry stands, and the answer comes', async () => {
    const client = await side.vaultPool.connect();
    const { socket, received } = await connected();
    await client.query('begin');
    await client.query('lock table vault.read_on_record in access exclusive mode');
    send(socket, company(), await side.token('regulator'));
    await expect
      .poll(async () => (await side.vaultPool.query(`select 1 from pg_locks where not granted and relation = 'vault.read_on_record'::regclass`)).rowCount)
      .toBe(1);
    // The same record is read by a service meanwhile, over the same process: only the regulator waits.
    expect((await side.get(company())).statusCode).toBe(200);
    expect(received()).toBe('');
    await client.query('rollback');
    client.release();
    await expect.poll(received).toContain('HTTP/1.1 200 OK');
    expect(await entries()).toHaveLength(1);
    socket.destroy();
  });

  it.each([
    ['its table is not there', 'alter table vault.read_on_record rename to moved', 'alter table vault.moved rename to read_on_record'],
    ['its head is not there', 'alter table vault.read_on_record_head rename to moved', 'alter table vault.moved rename to read_on_record_head'],
    ['the database may only be read', 'READ-ONLY', 'WRITABLE'],
    ['a column is missing', 'alter table vault.read_on_record rename case_id to moved', 'alter table vault.read_on_record rename moved to case_id'],
    ['the row is refused', `alter table vault.read_on_record add constraint refused check (purpose <> 'inspection') not valid`, 'alter table vault.read_on_record drop constraint refused'],
  ])('because %s, the answer is 503 without a byte of the record, and afterwards all is as before', async (_what, breaking, mending) => {
    await change(breaking);
    for (const [, pattern] of routes.filter(([method]) => method === 'GET')) {
      const answer = await read(pattern.includes(':') ? pattern.replace(':revision', '0').replace(/:[A-Za-z]+/, idOf('seen')) : pattern);
      expect([answer.statusCode, answer.headers['retry-after'], answer.json<{ code: string }>().code], pattern).toEqual([503, '2', 'read-not-recorded']);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(answer.body).not.toContain(idOf('seen'));
      expect(answer.headers).not.toHaveProperty('etag');
      expect(answer.headers).not.toHaveProperty('ledger-position');
    }
    expect((await side.get(company())).statusCode).toBe(200);
    await change(mending);
    expect((await read(company())).statusCode).toBe(200);
    expect(await entries()).toHaveLength(1);
  });

  it('because the vault’s server ends its connections, nothing is shown that has no entry', async () => {
    const answers = await Promise.all(
      [...Array(20).keys()].map(async (n) => {
        if (n % 5 === 0) await side.vaultPool.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`).catch(() => undefined);
        return read(company());
      }),
    );
    const written = (await entries()).length;
    const shown = answers.filter(({ statusCode }) => statusCode === 200).length;
    for (const { statusCode } of answers) expect([200, 503]).toContain(statusCode);
    expect(written).toBeGreaterThanOrEqual(shown);
    expect(written).toBeLessThanOrEqual(answers.length);
  });

  /** Changes the register as its owner may; a database that is read-only is so for sessions to come, so those that are there end. */
  async function change(how: string): Promise<void> {
    if (how !== 'READ-ONLY' && how !== 'WRITABLE') {
      await side.vaultPool.query(how);
      return;
    }
    const { rows } = await side.vaultPool.query<{ name: string }>('select current_database() as name');
    const client = await side.vaultPool.connect();
    await client.query('set default_transaction_read_only = off');
    await client.query(`alter database "${rows[0]?.name ?? ''}" ${how === 'READ-ONLY' ? 'set default_transaction_read_only = on' : 'reset default_transaction_read_only'}`);
    client.release(true);
    await side.log.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [rows[0]?.name]);
    await expect.poll(() => side.vaultPool.query('select 1').then(() => 'there', () => 'away')).toBe('there');
  }
});

describe('who follows the feed', () => {
  const follow = async () => followOver(`${address}/v1/feed`, { authorization: `Bearer ${await side.token('regulator')}`, ...grounds });

  it('is on record before the first block, and again while he follows', async () => {
    const following = await follow();
    await following.events(1);
    const [first] = await entries();
    expect(first).toMatchObject({ act: 'request', route: '/v1/feed', category: null, asked: { follow: true, limit: 100 } });
    await expect.poll(async () => (await entries()).filter(({ act }) => act === 'following').length).toBeGreaterThan(2);
    const all = await entries();
    expect(new Set(all.map(({ requestId }) => requestId)).size).toBe(1);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    following.leave();
  });

  it('is told no more once he cannot be put on record', async () => {
    const following = await follow();
    await following.events(1);
    await side.vaultPool.query('alter table vault.read_on_record rename to moved');
    await side.tell(...plainly(registered('untold')));
    const rest = await following.rest();
    await side.vaultPool.query('alter table vault.moved rename to read_on_record');
    expect(rest).not.toContain(idOf('untold'));
  });
});

async function connected(): Promise<{ socket: Socket; received: () => string }> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return { socket, received: () => text };
}

function send(socket: Socket, url: string, token: string): void {
  const headers = [`Authorization: Bearer ${token}`, `Purpose: ${grounds.purpose}`, `Case-Id: ${grounds['case-id']}`];
  socket.write([`GET ${url} HTTP/1.1`, 'Host: x', ...headers, '', ''].join('\r\n'));
}
