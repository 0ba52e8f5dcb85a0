// Law: a random byte is given out once. They are drawn from the system's generator in blocks: to ask it costs more than what it gives.
import { randomFillSync } from 'node:crypto';

const BLOCK_BYTES = 16_384;

let block = Buffer.alloc(0);
let given = 0;

/** So many random bytes, whose memory nobody else has. Keys are not drawn here: what is drawn ahead lies in memory for a while. */
export function freshBytes(count: number): Buffer {
  if (given + count > block.length) {
    // A new block each time: what was given out of the one before stays its owner's.
    block = randomFillSync(Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, count)));
    given = 0;
  }
  const from = given;
  given += count;
  return block.subarray(from, given);
}
