import { LINE_BYTES } from './bulk-line.js';

/** A line of a file and its number, from 1. Empty lines are skipped but counted. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** Splits a stream of bytes into lines in bounded memory: a line beyond the limit is cut there, and fails as too large. */
export async function* readLines(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<NumberedLine> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let number = 0;
  let skipping = false;
  for await (const chunk of chunks) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    let from = 0;
    for (let end = rest.indexOf('\n', from); end >= 0; end = rest.indexOf('\n', from)) {
      const text = rest.slice(from, end).trim();
      from = end + 1;
      if (!skipping) {
        number += 1;
        if (text !== '') yield { number, text };
      }
      skipping = false;
    }
    rest = rest.slice(from);
    if (!skipping && rest.length > LINE_BYTES + 1) {
      number += 1;
      yield { number, text: rest };
      skipping = true;
    }
    if (skipping) rest = '';
  }
  rest += decoder.decode();
  if (!skipping && rest.trim() !== '') yield { number: number + 1, text: rest.trim() };
}
