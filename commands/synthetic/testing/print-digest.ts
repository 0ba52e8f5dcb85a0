import { createHash } from 'node:crypto';
import { toIsoDate } from '../../../domain/standards/calendar.js';
import { demoMarket } from '../demo-market.js';

/** Says the digest of the whole demo of a day and seed: for comparing processes. */
export default function printDigest(today: string, seed: string): void {
  const hash = createHash('sha256');
  for (const line of demoMarket({ today: toIsoDate(today), seed: Number(seed) })) hash.update(`${line}\n`);
  process.stdout.write(`${hash.digest('hex')}\n`);
}
