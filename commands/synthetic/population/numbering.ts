// Law: a person's number follows from his post and his place among its occupants, so no counter binds one block to another.
import type { Layout } from './layout.js';
import { ageBands, ageShares } from './margins/age.js';
import type { Day } from './market.js';
import { runningShares, shareAt } from './quota.js';
import type { Stream } from './stream.js';
import { MOST_TENURES } from './tenure-days.js';

/** Numbers of a kind in its synthetic block. */
const BLOCK = 10_000_000;
/** The first and last of a block are left to examples, which somebody may send to a ledger that has a market in it. */
const FOR_EXAMPLES = 1_000;
const YEAR = 365.25;
const LEAST_AGE = 19;
const MOST_AGE = 59;

/** The number of the occupant of a post of the stock: citizens and others are numbered apart. */
export function tenureNumber(layout: Layout, company: number, post: number, ordinal: number): number {
  const citizens = layout.saudis[company] as number;
  const before = post < citizens ? (layout.before.saudi[company] as number) + post : (layout.before.expat[company] as number) + post - citizens;
  return FOR_EXAMPLES + before * MOST_TENURES + ordinal;
}

/** The number of an occupant of a seasonal post: behind those of the stock. */
export function seasonalNumber(layout: Layout, company: number, post: number, ordinal: number): number {
  const last = layout.companies - 1;
  const expats = (layout.before.expat[last] as number) + (layout.size[last] as number) - (layout.saudis[last] as number);
  return FOR_EXAMPLES + (expats + (layout.before.seasonal[company] as number) + post) * MOST_TENURES + ordinal;
}

/** The number of a company's owner or representative: citizens from the end of their block. */
export function citizenOnTop(company: number): number {
  return BLOCK - 1 - FOR_EXAMPLES - company;
}

const ends = { saudi: runningShares(ageShares.saudi), expat: runningShares(ageShares.expat) } as const;

/** A birthday for who has that share of the ages on a day, and was of age when he came. */
export function bornFor(side: 'saudi' | 'expat', share: number, on: Day, cameOn: Day, stream: Stream): Day {
  const band = shareAt(ends[side], share);
  const age = (ageBands[band] as number) + stream.next() * 5;
  const born = Math.floor(on - age * YEAR);
  return Math.max(Math.min(born, Math.floor(cameOn - LEAST_AGE * YEAR)), Math.floor(cameOn - MOST_AGE * YEAR));
}
