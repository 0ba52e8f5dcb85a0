// What a client sees of a program whose store is away: every answer in time, and the program's own figures.
import { expect } from 'vitest';
import type { Answer, Api } from './api.js';

/**
 * Longest wait for an answer, in milliseconds: far beyond what the program allows itself, so that client and program may have little of a busy
 * machine, and short of for ever. What needs the store that is away is never answered: it comes back only when all have been.
 */
const IN_TIME = 120_000;
/** How often a request is sent whose connection is cut: a client that had no turn for seconds sent its headers too late, or on a connection that was idle too long. */
const MOST_SENT = 3;

/** Figures of /metrics, as an operator’s client gets them, by name; those with labels by name and labels. */
export async function figures(operator: Api): Promise<ReadonlyMap<string, number>> {
  const answer = await inTime(operator.get('/metrics'));
  expect(answer.status, answer.text).toBe(200);
  const lines = answer.text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
}

/** Rejects when an answer does not come in time. */
export async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${IN_TIME / 1_000} s`)), IN_TIME);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** Sends a request, again where its connection is cut before there is an answer. */
export async function answered<T>(send: () => Promise<Answer<T>>): Promise<Answer<T>> {
  for (let sent = 1; ; sent += 1) {
    try {
      return await send();
    } catch (error) {
      if (sent === MOST_SENT) throw error;
    }
  }
}

/** Checks that an answer says: not now, and when to come again. */
export function expectNotNow(answer: Answer<unknown>): void {
  expect(answer.status, answer.text).toBe(503);
  expect(Number(answer.headers.get('retry-after')), answer.text).toBeGreaterThan(0);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
}

/** Waits until the program says by itself that it is ready. */
export async function readyAgain(api: Api): Promise<void> {
  await expect.poll(async () => (await api.get('/readyz').catch(() => undefined))?.status, { timeout: 120_000, interval: 100 }).toBe(200);
}
