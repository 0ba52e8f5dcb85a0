import { createHash } from 'node:crypto';
import { toIsoDate } from '../../../domain/standards/calendar.js';
import { planMarket } from '../population/plan-market.js';
import { tellMarket } from '../tell-market.js';

/** Says the digest of a whole market: for comparing processes. */
export default function printDigest(companies: string, seed: string, from: string, to: string): void {
  process.stdout.write(`${digestOf(Number(companies), Number(seed), from, to)}\n`);
}

/** The digest of a market's bytes; `heldBytes` says how much of it is held in memory at most. */
export function digestOf(companies: number, seed: number, from: string, to: string, heldBytes?: number): string {
  const hash = createHash('sha256');
  const plan = planMarket({ companies, seed, from: toIsoDate(from), to: toIsoDate(to) });
  const told = tellMarket(plan, heldBytes === undefined ? {} : { heldBytes });
  try {
    for (const { lines } of told.days()) hash.update(lines);
  } finally {
    told.close();
  }
  return hash.digest('hex');
}
