// Law: a property that asks a store ends in time whatever the store does: one that refuses everything is not shrunk for as long as smaller values can be found.
import type { Parameters } from 'fast-check';

/** Longest that a property runs and shrinks, in milliseconds: less than a test may take. */
const LONGEST_MS = 20_000;

/** Settings for so many runs. Out of time, it fails with the smallest value found until then, or for being out of time. */
export function boundedRuns(numRuns: number): Parameters<unknown> {
  return { numRuns, interruptAfterTimeLimit: LONGEST_MS, markInterruptAsFailure: true };
}
