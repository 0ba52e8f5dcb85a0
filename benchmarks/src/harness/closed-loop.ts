// Law: each of n callers sends its next request when the last was answered; what is counted was answered.
import { quantile } from './summary.js';

/** Load of a number of callers for a time. */
export interface Load {
  readonly callers: number;
  readonly durationMs: number;
}

/** What a load met. */
export interface LoadMeasure {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly count: number;
}

/** Puts a load on a request. Ends with the last answer; a request that fails fails the measurement. */
export async function closedLoop({ callers, durationMs }: Load, request: (caller: number) => Promise<unknown>): Promise<LoadMeasure> {
  const took: number[] = [];
  const begun = performance.now();
  const until = begun + durationMs;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let at = performance.now(); at < until;) {
        await request(caller);
        const now = performance.now();
        took.push(now - at);
        at = now;
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1_000;
  return { perSecond: took.length / seconds, p50Ms: quantile(took, 0.5), p99Ms: quantile(took, 0.99), count: took.length };
}
