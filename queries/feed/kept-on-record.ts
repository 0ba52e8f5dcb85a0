// Law: who follows for long is put on record again before more is told; when that cannot be, the feed ends.

/**
 * The blocks of a feed, with `note` awaited before a block that leaves so many milliseconds after the last entry; the first entry
 * stood before the feed began. Throws what `note` throws, without the block.
 */
export async function* keptOnRecord(blocks: AsyncIterable<string>, everyMs: number, note: () => Promise<void>): AsyncGenerator<string, void> {
  let noted = performance.now();
  for await (const block of blocks) {
    if (performance.now() - noted >= everyMs) {
      await note();
      noted = performance.now();
    }
    yield block;
  }
}
