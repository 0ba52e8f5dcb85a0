// Small markets of any size and seed, lived through the real write side with its weeks: what their lines expect is what becomes of them.
import fc from 'fast-check';
import { v4 } from 'uuid';
import { expect, it } from 'vitest';
import { toIsoDate } from '../../domain/standards/calendar.js';
import { live } from '../bulk/testing/lived-run.js';
import { foundLedger } from '../founding/found-ledger.js';
import { fileClock } from '../handler/clock.js';
import { openTestLedger } from '../testing/test-ledger.js';
import { bindVault } from '../vault/founding.js';
import type { MarketOptions } from './population/market.js';
import { planMarket } from './population/plan-market.js';
import { tellMarket } from './tell-market.js';

/** Half a year of it lies behind the first rated day. */
const DAYS = { from: toIsoDate('2025-07-01'), to: toIsoDate('2026-10-31') } as const;

/** What became of a market otherwise than it expected, and how many lines were refused as they should. */
async function lived(options: MarketOptions): Promise<{ readonly unexpected: readonly unknown[]; readonly counted: object; readonly told: object }> {
  const { tally, days, close } = tellMarket(planMarket(options));
  const lines = [...days()].flatMap((day) => day.lines.toString().split('\n').slice(0, -1));
  close();
  const ledger = await openTestLedger('markets', { found: false });
  try {
    const { at } = JSON.parse(lines[0] ?? '{}') as { readonly at: string };
    const clock = fileClock(new Date(at));
    await foundLedger(ledger.store, await bindVault(ledger.vaultPool, v4(), clock.now()), clock, true);
    const { result } = await live(ledger, lines);
    return {
      unexpected: result.unexpected,
      counted: { accepted: result.accepted, refused: result.refused },
      told: { accepted: tally.accepted, refused: tally.lines - tally.accepted },
    };
  } finally {
    await ledger.close();
  }
}

it('nothing comes out otherwise than a market says, of any size and for any seed, with bands that gate it', async () => {
  const companies = fc.integer({ min: 8, max: 14 });
  await fc.assert(
    fc.asyncProperty(companies, fc.nat(), async (count, seed) => {
      const { unexpected, counted, told } = await lived({ companies: count, seed, ...DAYS, overSample: { sixAndMore: 50, employees: count * 5 } });
      expect(unexpected).toEqual([]);
      expect(counted).toEqual(told);
    }),
    { numRuns: 2, endOnFailure: true },
  );
}, 600_000);
