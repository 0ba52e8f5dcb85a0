// Law: where the names of lines that come soon lead is asked for together, before the first of them begins.
import type { RememberedLookups } from './remember-lookups.js';
import type { LineHead } from './line-head.js';
import type { ReadLine } from './run-bulk.js';

/** Lines that are looked at together: about those that begin together. */
const LINES_AHEAD = 128;

/** The same lines, some read ahead; their identifiers were asked for by then, as far as the directory answered. */
export async function* askAhead<H extends LineHead>(
  lines: AsyncIterable<ReadLine<H>>,
  lookUp: RememberedLookups['lookUp'],
): AsyncGenerator<ReadLine<H>> {
  const ask = async (ahead: readonly ReadLine<H>[]): Promise<void> => {
    const identifiers = new Map(
      ahead
        .flatMap(({ head }) => head?.names ?? [])
        .flatMap(({ name }) => (typeof name === 'object' && 'identifier' in name ? [name.identifier] : []))
        .map((identifier) => [`${identifier.scheme}:${identifier.value}`, identifier]),
    );
    // Whoever needs an answer that did not come asks again.
    await Promise.allSettled([...identifiers.values()].map((identifier) => lookUp(identifier)));
  };
  let ahead: ReadLine<H>[] = [];
  for await (const line of lines) {
    ahead.push(line);
    if (ahead.length < LINES_AHEAD) continue;
    await ask(ahead);
    // Lines that need to ask for nothing never leave the process its turn: sessions would be taken for dead, and nobody be answered.
    await new Promise(setImmediate);
    yield* ahead;
    ahead = [];
  }
  await ask(ahead);
  yield* ahead;
}
