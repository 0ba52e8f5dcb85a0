import { addDays, earliest, type IsoDate } from '../standards/calendar.js';
import type { InsuredTerms } from './state.js';

/** The first day on which two readings of a spell tell something else, or null when they never do. */
export function firstDifference(before: InsuredTerms, after: InsuredTerms): IsoDate | null {
  if (before.capacity !== after.capacity || before.flexible !== after.flexible || before.from !== after.from) return earliest(before.from, after.from);
  const days: IsoDate[] = [];
  if (before.to !== after.to) {
    const [first] = [before.to, after.to].filter((day): day is IsoDate => day !== null).sort();
    if (first !== undefined) days.push(addDays(first, 1));
  }
  // Wages are compared at each day on which one of the readings changes.
  for (const { from } of [...before.wages, ...after.wages]) {
    if (wageOn(before, from) !== wageOn(after, from)) days.push(from);
  }
  const [first, ...others] = days;
  return first === undefined ? null : earliest(first, ...others);
}

function wageOn({ wages }: InsuredTerms, day: IsoDate): string | undefined {
  return wages.findLast(({ from }) => from <= day)?.wage.amount;
}
