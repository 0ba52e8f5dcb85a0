// Law: a long run of small pieces keeps little and drops much: its heap may grow by half of what it keeps, not to a multiple.
import { setFlagsFromString } from 'node:v8';

/** By how many per cent of what is alive the heap may grow before it is collected. */
const GROWTH_PERCENT = 50;

/** Trades a little of the processor's time for memory, for the rest of this process. The engine asks for the value at each collection. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
