import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ProjectionStatus } from '../../projections/engine/status.js';
import { addHealthRoutes } from './health.js';

const live: ProjectionStatus = { name: 'companies', version: 1, position: null, lastEventId: null, eventsDone: 0, lagEvents: 0, lagSeconds: 0, state: 'live', reason: null };

let app: FastifyInstance;
/** Questions to the stores, each with what answers it. */
let asked: ((status: ProjectionStatus) => void)[];

beforeEach(() => {
  app = Fastify();
  asked = [];
  const projections = (): Promise<readonly ProjectionStatus[]> => new Promise((resolve) => asked.push((status) => resolve([status])));
  addHealthRoutes(app, { gate: { reason: () => undefined } as never, projections, maxLagEvents: 10 });
});
afterEach(async () => {
  vi.useRealTimers();
  await app.close();
});

const readiness = async (): Promise<number> => (await app.inject('/readyz')).statusCode;

it('however many ask, the stores are asked one question at a time, and nobody is answered by one that began before he asked', async () => {
  const first = readiness();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  const others = Promise.all(Array.from({ length: 100 }, readiness));
  await new Promise(setImmediate);
  expect(asked).toHaveLength(1);
  asked[0]?.({ ...live, state: 'failed' });
  expect(await first).toBe(503);
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  asked[1]?.(live);
  expect(new Set(await others)).toEqual(new Set([200]));
  expect(asked).toHaveLength(2);
});

it('a store that says nothing is not waited for, and asked anew', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  for (const n of [1, 2]) {
    const answer = readiness();
    await vi.waitFor(() => expect(asked).toHaveLength(n));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await answer).toBe(503);
  }
});
