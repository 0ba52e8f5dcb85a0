import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINE_BYTES } from './bulk-line.js';
import { readLines, type NumberedLine } from './read-lines.js';

async function* pieces(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const cut of [...cuts].map((at) => at % (bytes.length + 1)).sort((a, b) => a - b)) {
    yield await Promise.resolve(bytes.subarray(from, cut));
    from = cut;
  }
  yield bytes.subarray(from);
}

async function read(text: string, cuts: readonly number[] = []): Promise<readonly NumberedLine[]> {
  const lines: NumberedLine[] = [];
  for await (const line of readLines(pieces(Buffer.from(text), cuts))) lines.push(line);
  return lines;
}

describe('lines of a body', () => {
  it('are the same wherever the chunks are cut, also inside a character', async () => {
    const texts = fc.array(
      fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/\s/gu, '')),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.array(fc.nat(400), { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), async (lines, cuts, end) => {
        const expected = lines.map((text, n) => ({ number: n + 1, text })).filter(({ text }) => text !== '');
        expect(await read(lines.join(end), cuts)).toEqual(expected);
        expect(await read(`${lines.join(end)}${end}`, cuts)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('count empty ones, and are none in an empty body', async () => {
    expect(await read('\n\n{"a":1}\n \n{"b":2}')).toEqual([
      { number: 3, text: '{"a":1}' },
      { number: 5, text: '{"b":2}' },
    ]);
    expect(await read('')).toEqual([]);
    expect(await read('\n')).toEqual([]);
  });

  it('that are too long come cut, once, and the next ones whole: memory stays bounded', async () => {
    const long = 'x'.repeat(3 * LINE_BYTES);
    const cuts = Array.from({ length: 40 }, (_, n) => n * 20_000);
    const lines = await read(`first\n${long}\nlast`, cuts);
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(lines[1]?.text.length).toBeGreaterThan(LINE_BYTES);
    expect(lines[1]?.text.length).toBeLessThan(2 * LINE_BYTES);
    expect([lines[0]?.text, lines[2]?.text]).toEqual(['first', 'last']);
    expect((await read(long, cuts)).map(({ number }) => number)).toEqual([1]);
  });
});
