// Law: one generator for all who are measured over HTTP: connections that stay, bytes written as they were prepared, and of an answer no more read than its status and its end.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { ChildServer } from '../servers/child-server.js';
import { closedLoop, type Load, type LoadMeasure } from '../harness/closed-loop.js';

/** An HTTP/1.1 request as bytes, and who hears of its success. */
export interface Exchange {
  readonly request: string;
  readonly answered?: () => void;
}

/** What a load over HTTP met: also the server's processor time a request, which a busy machine blurs less than rates. */
export interface HttpMeasure extends LoadMeasure {
  readonly serverCpuUs: number;
}

/** Puts a load on a server of this machine, one connection a caller. An answer that is no 2xx fails the measurement. */
export async function httpLoad(
  server: Pick<ChildServer, 'port' | 'cpuMicros'>,
  load: Load,
  next: (caller: number) => Exchange,
): Promise<HttpMeasure> {
  const { port } = server;
  const connections = await Promise.all(Array.from({ length: load.callers }, () => open(port)));
  try {
    const before = server.cpuMicros();
    const measure = await closedLoop(load, async (caller) => {
      const { request, answered } = next(caller);
      await connections[caller]?.send(request);
      answered?.();
    });
    return { ...measure, serverCpuUs: (server.cpuMicros() - before) / measure.count };
  } finally {
    for (const { socket } of connections) socket.destroy();
  }
}

interface Connection {
  readonly socket: Socket;
  send(request: string): Promise<void>;
}

async function open(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  let head = '';
  let missing = -1;
  const fail = (error: Error): void => settle?.reject(error);
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));
  socket.on('data', (bytes: Buffer) => {
    if (missing < 0) {
      head += bytes.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
      if (length === undefined) return fail(new Error(`an answer without a length: ${head.slice(0, end)}`));
      missing = end + 4 + Number(length) - head.length;
    } else {
      missing -= bytes.length;
    }
    if (missing > 0) return;
    const answer = head;
    head = '';
    missing = -1;
    if (/^HTTP\/1\.1 2\d\d /.test(answer)) settle?.resolve();
    else fail(new Error(answer.slice(0, 2_000)));
  });
  return {
    socket,
    send: (request) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        socket.write(request);
      }),
  };
}
