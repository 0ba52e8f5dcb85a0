// Law: what is not even an HTTP request is answered with a problem document too, and its connection ended.
import { STATUS_CODES, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { v4 } from 'uuid';
import { Problem } from '../../domain/access/problem.js';
import { problemHeaders, problemText } from './problem-document.js';

/** Answers an error of node's HTTP parser on the bare socket. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code !== 'ECONNRESET') endWith(socket, problemOf(error.code));
}

/** Refuses CONNECT: this is no proxy, and node would end the connection without a word. */
export function refuseTunnels(server: Server): void {
  server.on('connect', (_request, socket: Socket) => {
    // Whoever goes away meanwhile disturbs nobody.
    socket.on('error', () => undefined);
    endWith(socket, new Problem(405, 'method-not-allowed', 'This service opens no tunnels.', { headers: { Allow: 'GET, HEAD, POST' } }));
  });
}

function endWith(socket: Socket, problem: Problem): void {
  if (socket.destroyed) return;
  const body = problemText(problem, v4());
  const headers = { ...problemHeaders, ...problem.headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  if (socket.writable) socket.write(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}\r\n${head.join('')}\r\n${body}`);
  socket.destroy();
}

/** Refuses expectations other than `100-continue`, which node answers by itself. */
export function refuseExpectations(server: Server): void {
  server.on('checkExpectation', (_request, response) => {
    const body = problemText(new Problem(417, 'expectation-failed', 'Only Expect: 100-continue is met.'), v4());
    response.writeHead(417, { ...problemHeaders, 'content-length': Buffer.byteLength(body), connection: 'close' }).end(body);
  });
}

function problemOf(code: string | undefined): Problem {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new Problem(431, 'headers-too-large', 'The headers, or the URL, are larger than this service takes.');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new Problem(413, 'body-too-large', 'The chunk extensions are larger than this service takes.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem(408, 'request-too-slow', 'The request took too long to arrive.');
    default:
      return new Problem(400, 'bad-request', 'This is not an HTTP request as this service takes it.');
  }
}
