// A request as bytes on a socket: for what no HTTP client would send.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An answer as it stood on the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends bytes and gives all answers that came until the server ended the connection. `end` closes our side behind the bytes. */
export async function rawAnswers(port: number, bytes: string | Buffer, { end = false } = {}): Promise<readonly RawAnswer[]> {
  const socket = connect(port, '127.0.0.1');
  // A server that cuts the connection while we still send is no failure of the test.
  socket.on('error', () => undefined);
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
  });
  await once(socket, 'connect');
  socket.write(bytes);
  if (end) socket.end();
  await closed(socket);
  return parseAnswers(received.toString('utf8'));
}

/** Resolves when a socket is closed, also by an error. */
export async function closed(socket: Socket): Promise<void> {
  if (!socket.closed) await new Promise<void>((resolve) => socket.once('close', () => resolve()));
}

function parseAnswers(text: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let rest = text; rest.startsWith('HTTP/1.1 '); ) {
    const end = rest.indexOf('\r\n\r\n');
    const [first = '', ...lines] = rest.slice(0, end).split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    );
    const after = Buffer.from(rest.slice(end + 4), 'utf8');
    const length = Number(headers['content-length'] ?? 0);
    answers.push({ status: Number(first.split(' ')[1]), headers, body: after.subarray(0, length).toString('utf8') });
    rest = after.subarray(length).toString('utf8');
  }
  return answers;
}
