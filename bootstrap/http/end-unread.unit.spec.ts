// The application on real sockets: what becomes of connections whose clients together leave more lying than may.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { head, openSocketApp, type Listening, type SocketApp } from './testing/socket-app.js';

/** Two of the large answers and no third. */
const unreadInAll = 150 * 1024 * 1024;

let side: SocketApp;
let made: Listening;
const clients: Socket[] = [];
beforeAll(async () => {
  side = await openSocketApp();
  made = await side.listening({ unreadInAll, lookEvery: 50 });
});
afterAll(() => side.close());
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

interface Client {
  readonly client: Socket;
  /** The connection as the application has it. */
  readonly served: Socket;
}

/** Asks for so many large answers and takes nothing. */
async function unreading(requests = 1, { app, port } = made): Promise<Client> {
  const accepted = once(app.server, 'connection') as Promise<[Socket]>;
  const client = connect(port, '127.0.0.1').on('error', () => undefined);
  clients.push(client);
  client.pause();
  client.write(head('GET /large HTTP/1.1', side.bearer()).repeat(requests));
  const [served] = await accepted;
  await expect.poll(() => served.destroyed || served.writableLength > 1024 * 1024).toBe(true);
  return { client, served };
}

/** Long enough for several looks. */
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));

it('who have taken nothing for longest are ended until the others’ answers have room', async () => {
  const [first, second] = [await unreading(), await unreading()];
  await aWhile();
  expect([first.served.destroyed, second.served.destroyed]).toEqual([false, false]);
  const third = await unreading();
  await expect.poll(() => first.served.destroyed).toBe(true);
  await aWhile();
  expect([second.served.destroyed, third.served.destroyed]).toEqual([false, false]);
  // Nobody else has noticed, and who was left alone gets all of it.
  let bytes = 0;
  second.client.on('data', (part: Buffer) => (bytes += part.length)).resume();
  await expect.poll(() => bytes, { timeout: 10_000 }).toBeGreaterThan(64 * 1024 * 1024);
});

it('answers behind another one of their connection count with it', async () => {
  const { served } = await unreading(4, await side.listening({ unreadInAll, lookEvery: 50, pipelines: { requests: 4, unreadBytes: Infinity } }));
  await expect.poll(() => served.destroyed).toBe(true);
});
