import * as fc from 'fast-check';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { linesOf } from './lines-of.js';

async function lines(pieces: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const line of linesOf(Readable.from(pieces.map((piece) => Buffer.from(piece))))) found.push(line);
  return found;
}

it('lines are the same wherever the text was cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('a', 'b\u2028c', '\n', '\r', '\r\n', 'ع'), { maxLength: 30 }), async (parts) => {
      const whole = parts.join('').split(/\r\n|\n|\r/);
      if (whole.at(-1) === '') whole.pop();
      expect(await lines([parts.join('')])).toEqual(whole);
      expect(await lines([...parts.join('')])).toEqual(whole);
    }),
  );
});
