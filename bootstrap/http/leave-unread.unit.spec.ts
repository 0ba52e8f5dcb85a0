// The application on real sockets, under a clock of our own: whose connections are left unread, and what becomes of them.
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Role } from '../../domain/access/roles.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { openLocalIssuer, type LocalIssuer } from '../auth/local-issuer.js';
import { RateLimits, type QuotaTable } from '../rate-limits/rate-limits.js';
import { createApp, type AppParts } from './app.js';

/** An employer's ten begin at once and then one each 200 ms; a service is beyond its quota after one. */
const quotas: QuotaTable = { employer: 50, analyst: 50, regulator: 50, operator: 50, 'platform-service': 1, public: 50, 'failed-sign-ins': 50 };
const AT_ONCE = 10;
const GAP_MS = 200;

let home: string;
let issuer: LocalIssuer;
let limits: RateLimits;
let app: FastifyInstance;
const clock = { at: 0 };
const clients: Socket[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sijil-unread-'));
  issuer = await openLocalIssuer(home);
});
afterAll(() => rm(home, { recursive: true }));
beforeEach(async () => {
  clock.at = 0;
  app = await serving();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await app.close();
});

async function serving(parts: Partial<AppParts> = {}, rates = new RateLimits(quotas, { now: () => clock.at, paces: { haste: 6, refusalsASecond: 10 } })): Promise<FastifyInstance> {
  const actors: Pick<Vault, 'actorFor'> = { actorFor: async (_issuer, subject) => `id of ${subject}` };
  limits = rates;
  const made = await createApp({ trusted: issuer, vault: actors as Vault, version: '0', logger: false, rateLimits: limits, ...parts });
  const config = { policy: 'records.read', reads: () => ({}) } as object;
  made.get('/records', { config }, ({ query }) => `<${(query as { n?: string }).n ?? ''}>`);
  await made.listen({ host: '127.0.0.1', port: 0 });
  return made;
}

const sign = (role: Role = 'employer', sub: string = role): Promise<string> => issuer.sign({ sub, role }, 3_600);

/** A connection, what was answered on it, and how to ask on it. */
interface Connection {
  readonly socket: Socket;
  /** Statuses with what was asked. */
  readonly answers: string[];
  send(token: string, names: readonly (string | number)[], more?: string): void;
}

function open(): Connection {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
  clients.push(socket);
  const answers: string[] = [];
  let text = '';
  socket.on('data', (bytes: Buffer) => {
    text += bytes.toString();
    for (let found = /HTTP\/1\.1 (\d+)[^]*?\r\n\r\n(?:<(\w*)>|\{[^]*?\}(?=HTTP|$))/.exec(text); found !== null; found = /HTTP\/1\.1 (\d+)[^]*?\r\n\r\n(?:<(\w*)>|\{[^]*?\}(?=HTTP|$))/.exec(text)) {
      answers.push(found[2] === undefined ? `${found[1] ?? ''}` : `${found[1] ?? ''} ${found[2]}`);
      text = text.slice(found.index + found[0].length);
    }
  });
  return {
    socket,
    answers,
    send(token, names, more = '') {
      socket.write(names.map((n) => `GET /records?n=${n} HTTP/1.1\r\nHost: x\r\n${more}Authorization: Bearer ${token}\r\n\r\n`).join(''));
    },
  };
}

/** A connection on which all that begins at once has been asked for, so that its client is ahead of his pace. */
async function ahead(token: string, more?: string): Promise<Connection> {
  const connection = open();
  connection.send(token, Array.from({ length: AT_ONCE }, (_, n) => n), more);
  await expect.poll(() => connection.answers.length).toBe(AT_ONCE);
  return connection;
}

/** Long enough for what was sent on the loopback to be read, if it is. */
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

it('the next request of a client who is ahead of his pace is not read until a place of his is near, and then answered', async () => {
  const token = await sign();
  const connection = await ahead(token);
  await expect.poll(() => limits.aside()).toBe(1);
  connection.send(token, ['next']);
  await aWhile();
  expect([connection.answers.length, limits.waiting(), limits.aside()]).toEqual([AT_ONCE, 0, 1]);
  // Others are not kept waiting, and neither is he on a connection on which he was not answered: there he is seen to wait.
  const [other, another] = [open(), open()];
  other.send(await sign('employer', 'other'), ['other']);
  await expect.poll(() => other.answers).toEqual(['200 other']);
  another.send(token, ['another']);
  await expect.poll(() => limits.waiting()).toBe(1);
  clock.at += 3 * GAP_MS;
  await expect.poll(() => connection.answers.at(-1)).toBe('200 next');
});

it('of several connections one each gap is read on, in the order in which they were answered, and what stands behind on one goes first', async () => {
  const token = await sign();
  const first = await ahead(token);
  await expect.poll(() => limits.aside()).toBe(1);
  const second = open();
  second.send(token, ['a', 'b']);
  await expect.poll(() => limits.waiting()).toBe(2);
  first.send(token, ['c', 'd']);
  // Places wait by the timers' own clock, in which these two are soon; ours says how far the pace has come.
  await expect.poll(() => second.answers).toEqual(['200 a', '200 b']);
  await expect.poll(() => [limits.waiting(), limits.aside()]).toEqual([0, 2]);
  second.send(token, ['e']);
  await aWhile();
  expect([limits.waiting(), limits.aside(), first.answers.length]).toEqual([0, 2, AT_ONCE]);
  clock.at += 3 * GAP_MS;
  await expect.poll(() => first.answers.slice(AT_ONCE)).toEqual(['200 c', '200 d']);
  expect(second.answers).toHaveLength(2);
  clock.at += 3 * GAP_MS;
  await expect.poll(() => second.answers.at(-1)).toBe('200 e');
});

it('who is beyond his quota is read on when he may hear so again', async () => {
  const token = await sign('platform-service');
  const connection = open();
  connection.send(token, ['first']);
  await expect.poll(() => connection.answers).toEqual(['200 first']);
  connection.send(token, ['second']);
  await expect.poll(() => connection.answers).toEqual(['200 first', '429']);
  await expect.poll(() => limits.aside()).toBe(1);
  connection.send(token, ['third']);
  await aWhile();
  expect([connection.answers.length, limits.refusals.held(), limits.aside()]).toEqual([2, 0, 1]);
  expect(Object.fromEntries(limits.refused())).toMatchObject({ 'platform-service': 1 });
  clock.at += 100;
  await expect.poll(() => connection.answers).toEqual(['200 first', '429', '429']);
  expect(Object.fromEntries(limits.refused())).toMatchObject({ 'platform-service': 2 });
});

it('on many connections of one client each request is answered once, and hardly any of them waits in memory', async () => {
  await app.close();
  // By the clock of all: a hundred a second.
  app = await serving({}, new RateLimits({ ...quotas, employer: 1_000 }));
  const token = await sign();
  const [many, each] = [60, 3];
  const connections = Array.from({ length: many }, () => open());
  for (const [n, { socket, answers, send }] of connections.entries()) {
    let sent = 1;
    send(token, [`${n}x0`]);
    socket.on('data', () => {
      if (answers.length === sent && sent < each) send(token, [`${n}x${sent++}`]);
    });
  }
  await expect.poll(() => limits.aside() > many / 2 && limits.waiting() < many / 4, { timeout: 10_000 }).toBe(true);
  const asked = connections.map((_, n) => Array.from({ length: each }, (_unused, m) => `200 ${n}x${m}`));
  await expect.poll(() => connections.map(({ answers }) => answers), { timeout: 10_000 }).toEqual(asked);
  await expect.poll(() => [limits.aside(), limits.waiting()], { timeout: 10_000 }).toEqual([0, 0]);
});

it('a connection that its client ends meanwhile is let go', async () => {
  const token = await sign();
  const connection = await ahead(token);
  await expect.poll(() => limits.aside()).toBe(1);
  connection.send(token, ['never answered']);
  connection.socket.destroy();
  await aWhile();
  clock.at += 10 * GAP_MS;
  await expect.poll(() => new Promise((resolve) => app.server.getConnections((_, open) => resolve(open)))).toBe(0);
  expect([limits.aside(), limits.waiting()]).toEqual([0, 0]);
});

it('the application closes though connections are unread', async () => {
  const connection = await ahead(await sign());
  await expect.poll(() => limits.aside()).toBe(1);
  await app.close();
  await expect.poll(() => connection.socket.closed).toBe(true);
  expect(limits.aside()).toBe(0);
});

it.each<[string, Partial<AppParts>, string?]>([
  ['of a trusted proxy', { trustedProxies: ['127.0.0.0/8'] }],
  ['on which a proxy tells of itself', {}, 'Via: 1.1 somebody\r\n'],
  ['where TLS ends before the program', { https: true }],
])('a connection %s is always read: the next request may be another’s', async (_whose, parts, more) => {
  await app.close();
  app = await serving(parts);
  const token = await sign();
  const connection = await ahead(token, more);
  await aWhile();
  expect(limits.aside()).toBe(0);
  connection.send(await sign('employer', 'other'), ['other'], more);
  await expect.poll(() => connection.answers.at(-1)).toBe('200 other');
});
