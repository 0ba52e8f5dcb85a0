// The feed as its readers see it: JSON lines, and an event stream that is followed.
import { expect } from 'vitest';
import type { Api } from './api.js';

/** A line of the feed. */
export interface FeedLine {
  readonly position: string;
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
}

/** A page of lines, and where the reader stands behind it. */
export async function feedLines(
  api: Api,
  after: string | undefined,
  limit: number,
  categories?: string,
): Promise<{ readonly lines: readonly FeedLine[]; readonly position: string }> {
  const query = new URLSearchParams({
    limit: String(limit),
    ...(after === undefined ? {} : { after }),
    ...(categories === undefined ? {} : { categories }),
  });
  const answer = await api.get(`/v1/feed?${query.toString()}`);
  expect(answer.status, answer.text).toBe(200);
  expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
  const lines = answer.text.split('\n').filter((line) => line !== '');
  return { lines: lines.map((line) => JSON.parse(line) as FeedLine), position: answer.headers.get('ledger-position') ?? '' };
}

/** A followed feed. */
export interface Following {
  /** The next event as it comes. */
  next(): Promise<FeedLine>;
  close(): Promise<void>;
}

/** Follows the feed from behind a position, which is sent as `Last-Event-ID`. */
export async function followFeed(api: Api, lastEventId: string | undefined): Promise<Following> {
  const response = await api.stream('/v1/feed', {
    Accept: 'text/event-stream',
    ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }),
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const blocks: string[] = [];
  return {
    async next() {
      for (;;) {
        const block = blocks.shift();
        if (block === undefined) {
          const { value, done } = await reader.read();
          if (done) throw new Error('the feed ended');
          text += value;
          const whole = text.split('\n\n');
          text = whole.pop() ?? '';
          blocks.push(...whole);
          continue;
        }
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data === undefined) continue;
        const line = JSON.parse(data) as FeedLine;
        expect(/^id: (.*)$/m.exec(block)?.[1]).toBe(line.position);
        return line;
      }
    },
    close: () => reader.cancel(),
  };
}
