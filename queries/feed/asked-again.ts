// Law: of who follows for long it is asked again, before more is told, what was asked before he began; where the answer is no, the feed ends.

/**
 * The blocks of a feed, with `ask` awaited before a block that leaves so many milliseconds after it was asked last; it was asked first
 * before the feed began. Throws what `ask` throws, without the block.
 */
export async function* askedAgain(blocks: AsyncIterable<string>, everyMs: number, ask: () => Promise<void>): AsyncGenerator<string, void> {
  let asked = performance.now();
  for await (const block of blocks) {
    if (performance.now() - asked >= everyMs) {
      await ask();
      asked = performance.now();
    }
    yield block;
  }
}
