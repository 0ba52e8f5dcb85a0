// The application on real sockets: what is begun of what a client pipelines, and how much of it is read, while he takes no answers.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { rawAnswers } from './testing/raw-request.js';
import { head, json, last, openSocketApp, type SocketApp } from './testing/socket-app.js';

const pipelines = { requests: 3, unreadBytes: 256 * 1024 };
/** More than one read of a connection takes. */
const MUCH = 64 * 1024;

let side: SocketApp;
const clients: Socket[] = [];
beforeAll(async () => {
  side = await openSocketApp();
});
afterAll(() => side.close());
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

interface Unread {
  readonly client: Socket;
  /** The connection as the application has it. */
  readonly served: Socket;
  /** What was begun. */
  readonly begun: string[];
}

/** A client that takes no answers. */
async function unreading(limits = pipelines, lookUpMs = 0): Promise<Unread> {
  const begun: string[] = [];
  const { app, port } = await side.listening({ pipelines: limits }, lookUpMs, ({ url }) => void begun.push(url));
  const accepted = once(app.server, 'connection') as Promise<[Socket]>;
  const client = connect(port, '127.0.0.1').on('error', () => undefined);
  client.pause();
  clients.push(client);
  const [served] = await accepted;
  return { client, served, begun };
}

const get = (path: string, ...headers: readonly string[]): string => head(`GET ${path} HTTP/1.1`, side.bearer(), ...headers);

/** Long enough for what was sent on the loopback to be read, if it is. */
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));

it('of four hundred requests whose answers nobody takes only a few are begun, and little more than one piece of them is read', async () => {
  const { client, served, begun } = await unreading();
  const all = Array.from({ length: 400 }, () => get('/large')).join('');
  expect(all.length).toBeGreaterThan(2 * MUCH);
  client.write(all);
  await expect.poll(() => begun.length).toBe(pipelines.requests);
  await aWhile();
  expect(begun).toHaveLength(pipelines.requests);
  expect(served.bytesRead).toBeLessThanOrEqual(2 * MUCH);
});

it('none is begun behind an answer of which much lies there', async () => {
  const { client, served, begun } = await unreading();
  client.write(get('/large'));
  await expect.poll(() => served.writableLength).toBeGreaterThan(pipelines.unreadBytes);
  client.write(get('/things/1'));
  await expect.poll(() => served.isPaused()).toBe(true);
  client.write(Array.from({ length: 400 }, () => get('/things/2')).join(''));
  await aWhile();
  expect(begun).toEqual(['/large']);
  expect(served.bytesRead).toBeLessThan(MUCH);
  // Once it is taken, all that follows is.
  let taken = 0;
  client.on('data', (part: Buffer) => (taken += part.length)).resume();
  await expect.poll(() => begun.length, { timeout: 10_000 }).toBe(402);
  await expect.poll(() => taken).toBeGreaterThan(64 * 1024 * 1024);
});

it('all that are taken are answered in order, bodies among them, however many come at once', async () => {
  const begun: string[] = [];
  const { port } = await side.listening({ pipelines: { ...pipelines, requests: 2 } }, 1, ({ url }) => void begun.push(url));
  const body = JSON.stringify({ texts: Array.from({ length: 20 }, () => 'x'.repeat(9_000)) });
  const post = head('POST /things HTTP/1.1', side.bearer(), json, `Content-Length: ${body.length}`) + body;
  const numbers = Array.from({ length: 300 }, (_, n) => n);
  const answers = await rawAnswers(port, numbers.map((n) => (n % 50 === 7 ? post : get(`/things/${n}`, ...(n === 299 ? [last] : [])))).join(''));
  expect(answers.map(({ status }) => status)).toEqual(numbers.map(() => 200));
  expect(begun).toEqual(numbers.map((n) => (n % 50 === 7 ? '/things' : `/things/${n}`)));
  expect(answers.map(({ body: got }) => got.length > 100_000)).toEqual(numbers.map((n) => n % 50 === 7));
});

it('what waits of a connection that ends is never begun', async () => {
  const { client, served, begun } = await unreading();
  client.write(Array.from({ length: 100 }, () => get('/large')).join(''));
  await expect.poll(() => begun.length).toBe(pipelines.requests);
  client.resetAndDestroy();
  served.destroy();
  await aWhile();
  expect(begun).toHaveLength(pipelines.requests);
});
