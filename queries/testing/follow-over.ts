import { request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';

/** A block of an event stream that has data. */
export interface Block {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** Someone who follows an event stream over the network. */
export interface Follower {
  readonly headers: IncomingMessage['headers'];
  /** The next so many events; comments are passed over. Rejects when the stream ends before. */
  events(count: number): Promise<readonly Block[]>;
  /** Resolves when the server ends the stream. */
  end(): Promise<void>;
  /** All that still comes, until the stream ends or is cut. */
  rest(): Promise<string>;
  leave(): void;
}

/** Follows the event stream at an address, on a connection of its own. */
export async function followOver(url: string, headers: Readonly<Record<string, string>>): Promise<Follower> {
  const sent = request(url, { agent: false, headers: { accept: 'text/event-stream', ...headers } }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const blocks = blocksOf(response.setEncoding('utf8'));
  return {
    headers: response.headers,
    async events(count) {
      const found: Block[] = [];
      while (found.length < count) {
        const { done, value } = await blocks.next();
        if (done === true) throw new Error(`the stream ended after ${found.length} events`);
        const fields = new Map(value.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
        const [id, event, data] = [fields.get('id'), fields.get('event'), fields.get('data')];
        if (id !== undefined && event !== undefined && data !== undefined) found.push({ id, event, data });
      }
      return found;
    },
    async end() {
      while ((await blocks.next()).done !== true);
    },
    async rest() {
      let text = '';
      try {
        for await (const block of blocks) text += `${block}\n\n`;
      } catch {
        // It was cut.
      }
      return text;
    },
    leave() {
      response.destroy();
    },
  };
}

async function* blocksOf(chunks: AsyncIterable<string>): AsyncGenerator<string, void> {
  let text = '';
  for await (const chunk of chunks) {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop() ?? '';
    yield* blocks;
  }
}
