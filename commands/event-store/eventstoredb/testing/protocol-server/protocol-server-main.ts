// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: a node in a process of its own says its ports in one line, and is told its faults over a loopback port.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultSettings } from './faults.js';
import { startProtocolServer, type ProtocolServer } from './protocol-server.js';

/** Arguments: folder, port (0: a free one). Ends cleanly on SIGTERM. */
export default async function main(folder: string, port = '0'): Promise<void> {
  const server = await startProtocolServer({ folder, port: Number(port) });
  const control = createServer((request, response) => void answer(server, request, response));
  await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve));
  process.on('SIGTERM', () => {
    void server.stop().then(() => process.exit(0));
  });
  process.stdout.write(`${JSON.stringify({ port: server.port, control: (control.address() as AddressInfo).port })}\n`);
}

/** `PATCH /faults` with some settings; `DELETE /faults`; `POST /break-batch-streams`; `GET /` for counts. */
async function answer(server: ProtocolServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { faults } = server;
  switch (`${request.method} ${request.url}`) {
    case 'PATCH /faults':
      faults.set(withoutNull(JSON.parse(body) as Partial<FaultSettings>));
      break;
    case 'DELETE /faults':
      faults.clear();
      break;
    case 'POST /break-batch-streams':
      response.end(JSON.stringify({ broken: faults.breakBatchStreams() }));
      return;
    case 'GET /':
      response.end(JSON.stringify({ connections: server.connections(), pendingAppends: server.pendingAppends(), faults: faults.settings }));
      return;
    default:
      response.statusCode = 404;
  }
  response.end('{}');
}

/** JSON has no `undefined`: null takes its place. */
const withoutNull = (settings: Partial<FaultSettings>): Partial<FaultSettings> =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, value ?? undefined]));
