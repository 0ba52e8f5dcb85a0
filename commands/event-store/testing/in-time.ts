import { vi } from 'vitest';

/** Longest that is waited for what a test brings about, in milliseconds: less than a test may take. */
const LONGEST_MS = 10_000;

/** Asks again and again until it is so. Rejects where it does not come to be: a wait of which nobody sees the end goes on behind its test. */
export function inTime(isSo: () => boolean | Promise<boolean>): Promise<unknown> {
  return vi.waitUntil(isSo, { timeout: LONGEST_MS, interval: 1 });
}
