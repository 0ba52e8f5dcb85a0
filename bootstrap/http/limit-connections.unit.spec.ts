import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { limitConnections, type ConnectionLimits, type Connections } from './limit-connections.js';
import { closed } from './testing/raw-request.js';

let server: Server;
const clients: Socket[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await new Promise((resolve) => server.close(resolve));
});

async function listening(limits: ConnectionLimits, trustedProxies?: readonly string[]): Promise<Connections> {
  server = createServer((_request, response) => response.end('served'));
  const connections = limitConnections(server, limits, trustedProxies);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return connections;
}

/** Connects from an address of the loopback, and asks; gives what was answered, nothing where the connection was ended. */
async function ask(from: string): Promise<{ socket: Socket; got: string }> {
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', localAddress: from });
  clients.push(socket);
  socket.on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const answered = new Promise<string>((resolve) => socket.once('data', (chunk: Buffer) => resolve(chunk.toString().slice(-6))));
  return { socket, got: await Promise.race([answered, closed(socket).then(() => '')]) };
}

it('an address has so many connections, others have theirs, and one that ends makes room', async () => {
  const connections = await listening({ all: 10, ofAddress: 2 });
  const first = await ask('127.0.0.1');
  expect([first.got, (await ask('127.0.0.1')).got, (await ask('127.0.0.1')).got]).toEqual(['served', 'served', '']);
  expect((await ask('127.0.0.2')).got).toBe('served');
  expect([connections.open(), connections.ended()]).toEqual([3, 1]);
  first.socket.destroy();
  await expect.poll(() => connections.open()).toBe(2);
  expect((await ask('127.0.0.1')).got).toBe('served');
  expect((await ask('127.0.0.1')).got).toBe('');
});

it('all together have so many', async () => {
  const connections = await listening({ all: 2, ofAddress: 10 });
  const [first] = [await ask('127.0.0.1'), await ask('127.0.0.2')];
  expect((await ask('127.0.0.3')).got).toBe('');
  first?.socket.destroy();
  await expect.poll(() => connections.open()).toBe(1);
  expect((await ask('127.0.0.3')).got).toBe('served');
});

it('those of a trusted proxy are many people’s, and bounded with all others alone', async () => {
  await listening({ all: 3, ofAddress: 1 }, ['::1', '127.0.0.8/31']);
  expect([(await ask('127.0.0.9')).got, (await ask('127.0.0.9')).got, (await ask('127.0.0.1')).got]).toEqual(['served', 'served', 'served']);
  expect((await ask('127.0.0.9')).got).toBe('');
});
