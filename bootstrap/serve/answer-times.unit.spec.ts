import fc from 'fast-check';
import { Histogram, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { AnswerTimes } from './answer-times.js';

const name = 'times';
const help = 'Time to answer.';
const buckets = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const labelsOf = (status: number) => ({ method: 'GET', route: '/v1/"odd"', status });

describe('times of answers', () => {
  it('are told as the library’s own histogram tells them', async () => {
    // Eighths of milliseconds add up the same in whatever order.
    const took = fc.array(fc.record({ eighths: fc.nat(100_000), status: fc.constantFrom(200, 404, 503) }), { maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(took, async (answers) => {
        const [ours, theirs] = [new Registry(), new Registry()];
        const times = new AnswerTimes(name, help, ours);
        const histogram = new Histogram({ name, help, labelNames: ['method', 'route', 'status'], buckets, registers: [theirs] });
        const series = new Map<number, ReturnType<AnswerTimes['series']>>();
        for (const { eighths, status } of [...answers, { eighths: 16, status: 200 }]) {
          const found = series.get(status) ?? times.series(labelsOf(status));
          series.set(status, found);
          found.took(eighths / 8);
          histogram.observe(labelsOf(status), eighths / 8 / 1_000);
        }
        expect(await ours.metrics()).toBe(await theirs.metrics());
      }),
    );
  });
});
