// Law: where a company stands clearly is where its owner's entity stands whatever its average is over: by three points and more on each day looked at.
import { nitaqat2026 } from '../../../domain/saudization/nitaqat-2026.js';
import type { Day } from './market.js';
import { ratedOn, type RatedTogether } from './owner-standing.js';
import type { ClearBand } from './planned.js';
import { AVERAGED_DAYS, RATED_FROM, type StandingCompany } from './standing.js';

/** Percentage points from a border that make a standing clear: averages of weeks and late facts move it less. */
const CLEAR_POINTS = 3;
/** Days between those that are looked at. Where one head weighs much, each day on which somebody comes or has gone is looked at as well. */
const SIX_WEEKS = 42;
const SMALL_BELOW = 60;

/** A company with the day on which it closes. */
export type OwnedCompany = StandingCompany & { readonly closesOn: Day | null };

/**
 * Where each company of an owner stands until the last day, or until the last of them is closed: in medium green or above, in low green or
 * above, or RED; null where nothing is rated until then. Small entities whose owner has others are never called medium green: what happens
 * to those moves them.
 */
export function clearBandsOf(owned: readonly OwnedCompany[], last: Day): readonly (ClearBand | null)[] {
  const to = Math.max(...owned.map(({ closesOn }) => closesOn ?? last));
  if (to < RATED_FROM) return owned.map(() => null);
  const first = RATED_FROM - AVERAGED_DAYS + 1;
  const found = owned.map((): Seen => ({ how: null, low: true, medium: true, red: true }));
  for (const day of daysToLookAt(owned, first, to)) {
    if (!found.some(({ low, red }) => low || red)) break;
    look(owned, day, found);
  }
  return found.map(bandOf);
}

/** The days that are looked at, from the last one back. */
function daysToLookAt(owned: readonly OwnedCompany[], first: Day, to: Day): readonly Day[] {
  const days = new Set<Day>();
  for (let day = to; day >= first; day -= SIX_WEEKS) days.add(day);
  if (owned.reduce((sum, { posts }) => sum + posts.length, 0) >= SMALL_BELOW) return [...days];
  for (const { posts, ownersPost } of owned) {
    for (const { tenures } of ownersPost === null ? posts : [...posts, ownersPost]) {
      for (const { from, to: last } of tenures) {
        if (from >= first && from <= to) days.add(from);
        if (last !== null && last >= first && last < to) days.add(last + 1);
      }
    }
  }
  return [...days.add(first)].sort((a, b) => b - a);
}

/** What was seen of a company: how it was rated, and whether it was always clearly so. */
interface Seen {
  how: string | null;
  low: boolean;
  medium: boolean;
  red: boolean;
}

function bandOf({ low, medium, red }: Seen): ClearBand {
  return red ? 'RED' : low ? (medium ? 'MEDIUM_GREEN' : 'LOW_GREEN') : 'unclear';
}

function look(owned: readonly OwnedCompany[], day: Day, found: readonly Seen[]): void {
  const rated = new Set<OwnedCompany>();
  for (const together of ratedOn(owned, day)) {
    for (const company of together.companies) {
      rated.add(company);
      see(found[owned.indexOf(company)] as Seen, together, owned.length === 1);
    }
  }
  // Where nobody works, nothing is clear.
  found.forEach((seen, n) => {
    if (!rated.has(owned[n] as OwnedCompany)) seen.low = seen.red = false;
  });
}

function see(seen: Seen, { activity, companies, standing }: RatedTogether, alone: boolean): void {
  const { band, workers, aboveLowGreen, aboveMediumGreen } = standing;
  const how = `${activity} ${companies.length} ${aboveLowGreen === null ? 'small' : 'on its curve'}`;
  // An average over days of both kinds is of neither.
  if (!alone && seen.how !== null && seen.how !== how) seen.low = seen.red = false;
  seen.how = how;
  // Entities without a curve stand in low green by one Saudi, or in RED.
  seen.low &&= aboveLowGreen === null ? band === 'LOW_GREEN' : aboveLowGreen >= CLEAR_POINTS;
  seen.medium &&= (aboveMediumGreen ?? -1) >= CLEAR_POINTS && (alone || workers > nitaqat2026.small.combineUpTo);
  seen.red &&= aboveLowGreen === null ? band === 'RED' : aboveLowGreen <= -CLEAR_POINTS;
}
