// Law: where a company stands clearly is where its owner's entity stands whatever its average is over: by three points and more on each day looked at.
import { nitaqat2026 } from '../../../domain/saudization/nitaqat-2026.js';
import type { Day } from './market.js';
import { ratedOn, type RatedTogether } from './owner-standing.js';
import type { ClearBand } from './planned.js';
import { AVERAGED_DAYS, heldOn, RATED_FROM, type StandingCompany } from './standing.js';

/** Percentage points from a border that make a standing clear: averages of weeks and late facts move it less. */
const CLEAR_POINTS = 3;
/** Days between those that are looked at: where one head weighs much, every week is. */
const WEEK = 7;
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
  const every = owned.reduce((sum, { posts }) => sum + posts.length, 0) < SMALL_BELOW ? WEEK : SIX_WEEKS;
  const found = owned.map((): Seen => ({ how: null, low: true, medium: true, red: true }));
  let before = '';
  for (let day = to; day > RATED_FROM - AVERAGED_DAYS && found.some(({ low, red }) => low || red); day -= every) {
    const held = owned.map((company) => heldOn(company, day)).join();
    // The same people as a week ago stand where they stood.
    if (held === before) continue;
    before = held;
    look(owned, day, found);
  }
  return found.map(bandOf);
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
  for (const rated of ratedOn(owned, day)) {
    for (const company of rated.companies) see(found[owned.indexOf(company)] as Seen, rated, owned.length === 1);
  }
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
