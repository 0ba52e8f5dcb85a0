import { createHash } from 'node:crypto';
import { toIsoDate } from '../../../../domain/standards/calendar.js';
import { planMarket } from '../plan-market.js';
import { stateLines } from '../write-state.js';

/** Says the digest of a market's state: for comparing processes. */
export default function printStateDigest(companies: string, seed: string): void {
  const hash = createHash('sha256');
  const plan = planMarket({ companies: Number(companies), seed: Number(seed), from: toIsoDate('2022-01-01'), to: toIsoDate('2026-10-31') });
  for (const line of stateLines(plan)) hash.update(`${line}\n`);
  process.stdout.write(`${hash.digest('hex')}\n`);
}
