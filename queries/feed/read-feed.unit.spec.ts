import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogPage } from '../../domain/ledger/event-store.js';
import { makePosition, type Position } from '../../domain/ledger/position.js';
import { factsOf, recordedEvent } from '../../projections/testing/given-events.js';
import { readFeed } from './read-feed.js';

const categories = ['company', 'employee', 'claimOpenTransfer'] as const;

/** A log of events of these categories. */
function logOf(streams: readonly (typeof categories)[number][]) {
  const id = '0b7f5c1e-1111-4222-8333-444455556666';
  const events = factsOf(
    streams.map((category) => ({ stream: `${category}-${id}`, type: 'CompanyResumed', data: { effectiveOn: '2026-01-01' } as never })),
  ).map(recordedEvent);
  return {
    events,
    async readAll(after: Position | undefined, limit: number): Promise<LogPage> {
      const behind = events.filter((event) => after === undefined || event.position > after);
      const page = behind.slice(0, limit);
      return {
        events: page,
        next: page.at(-1)?.position ?? after ?? makePosition('specification', '0000000000000000'),
        end: behind.length <= limit,
      };
    },
  };
}

describe('pages of the feed', () => {
  it('give every event that is told once and in order, and lead past all others to the end of the log', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...categories), { maxLength: 40 }),
        fc.subarray(['company', 'employee'], { minLength: 1 }),
        fc.integer({ min: 1, max: 7 }),
        async (streams, wanted, limit) => {
          const log = logOf(streams);
          const told = new Set<string>(wanted);
          const read: string[] = [];
          let position: Position | undefined;
          for (let end = false; !end;) {
            const page = await readFeed(log, position, limit, told);
            expect(page.events.length).toBeLessThanOrEqual(limit);
            if (page.events.length < limit) expect(page.end).toBe(true);
            read.push(...page.events.map((event) => event.id));
            ({ position, end } = page);
          }
          expect(read).toEqual(log.events.filter(({ stream }) => told.has(stream.split('-')[0] ?? '')).map(({ id }) => id));
          expect(position).toBe(log.events.at(-1)?.position ?? makePosition('specification', '0000000000000000'));
        },
      ),
    );
  });

  it('stop after looking at ten thousand events, and say where', async () => {
    const log = logOf(Array.from({ length: 12_000 }, () => 'employee' as const));
    const page = await readFeed(log, undefined, 5, new Set(['company']));
    expect(page).toMatchObject({ events: [], end: false });
    expect((await readFeed(log, page.position, 5, new Set(['company']))).end).toBe(true);
  });
});
