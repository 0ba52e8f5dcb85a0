// Law: requests go out when they are due, whether earlier ones were answered or not, and each is timed from when it was due.
import { setTimeout as wait } from 'node:timers/promises';
import type { TimedAnswer } from './timed-request.js';

/** Sends requests at a steady rate for a time; gives the answers, their times counted from when each was due. */
export async function openLoop(perSecond: number, durationMs: number, send: (n: number) => Promise<TimedAnswer>): Promise<readonly TimedAnswer[]> {
  const begun = performance.now();
  const count = Math.round((perSecond * durationMs) / 1_000);
  const answers: Promise<TimedAnswer>[] = [];
  for (let n = 0; n < count; n += 1) {
    const due = begun + (n * 1_000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await wait(early);
    answers.push(send(n).then(({ status }) => ({ status, ms: performance.now() - due })));
  }
  return Promise.all(answers);
}
