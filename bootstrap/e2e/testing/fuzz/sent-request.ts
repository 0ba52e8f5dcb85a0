// Requests as they are written, header by header, and answers as they came.
import { request, type Agent, type IncomingMessage } from 'node:http';

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | undefined;
}

export interface GotAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly mediaType: string;
  readonly text: string;
}

/** Sends a request and reads its answer whole; of an event stream, which has no end, only its head. */
export function sendRequest(agent: Agent, address: string, { method, path, headers, body }: SentRequest): Promise<GotAnswer> {
  const { hostname, port } = new URL(address);
  const length = body === undefined ? [] : [['content-length', String(body.length)] as const];
  return new Promise((resolve, reject) => {
    const flat = [['host', `${hostname}:${port}`] as const, ...length, ...headers].flat();
    // A list of names and values, so that a header may come twice; latin1 as node writes them.
    const sent = request({ agent, hostname, port, method, path, headers: flat }, (response) => {
      const mediaType = (response.headers['content-type'] ?? '').split(';')[0] ?? '';
      const answer = (text: string): void => resolve({ status: response.statusCode ?? 0, headers: response.headers, mediaType, text });
      if (mediaType === 'text/event-stream') {
        response.destroy();
        answer('');
        return;
      }
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () => answer(Buffer.concat(parts).toString('utf8')));
    });
    // A connection that the server ended while the body was still being written: its answer came first.
    sent.on('error', (error) => setImmediate(() => reject(error)));
    sent.end(body);
  });
}
