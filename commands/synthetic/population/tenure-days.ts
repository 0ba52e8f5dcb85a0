// Law: people come and go by chance of the seed and the post, never twice at once, on working days, and not while their company may not act.
import { lastDayOfTerm, toEpochDay } from '../../../domain/standards/calendar.js';
import type { Course } from './course.js';
import { isoDay, workdayOn } from './day.js';
import type { Day } from './market.js';
import { ARRIVES_ON_VISA, endings, lastings } from './margins/employment.js';
import type { PlannedSpan, PlannedTenure } from './planned.js';
import type { Stream } from './stream.js';

/** Occupants that a post may have: so many numbers are kept for each. */
export const MOST_TENURES = 8;
const LEAST_DAYS = 75;
/** Days before a suspension in which nobody comes or goes. */
export const SUSPENSION_LEAD = 45;
const MOST_GAP = 70;

/** A tenure without its person. */
export type TenureDays = Pick<PlannedTenure, 'from' | 'to' | 'comes' | 'course'>;

/** What the days of a post follow from. */
export interface PostTime {
  /** First day on which somebody may work there. */
  readonly opensOn: Day;
  /** Whether it was there from the beginning: who begins on it then was in the Kingdom already. */
  readonly base: boolean;
  /** Nobody comes or goes from this day on; null: until the last day. */
  readonly quietFrom: Day | null;
  readonly closesOn: Day | null;
  readonly suspension: PlannedSpan | null;
  /** Last day of the history. */
  readonly to: Day;
  readonly saudi: boolean;
  /** Whether a visa brings him where he is not in the Kingdom: not a Saudi, nor a national of a Gulf state. */
  readonly needsVisa: boolean;
  readonly contract: 'fixed' | 'indefinite';
  readonly months: number;
  /** Ends of work a year. */
  readonly turnover: number;
}

/** The tenures of a post, in order. */
export function tenureDays(post: PostTime, stream: Stream): readonly TenureDays[] {
  const tenures: TenureDays[] = [];
  const lastStart = Math.min(post.closesOn === null ? post.to - 1 : post.closesOn - 60, post.quietFrom === null ? post.to - 1 : post.quietFrom - 1);
  let from = clear(workdayOn(post.opensOn), post.suspension);
  let visa = !post.base && post.needsVisa && stream.yes(ARRIVES_ON_VISA);
  while (tenures.length < MOST_TENURES && from <= lastStart) {
    const comes = visa ? 'visa' : 'local';
    const end = tenures.length === MOST_TENURES - 1 ? null : ending(post, from, stream);
    if (end === null || (post.closesOn !== null && end.to >= post.closesOn - 20)) {
      tenures.push({ from, comes, ...lasting(post, from, stream) });
      break;
    }
    tenures.push({ from, comes, ...end });
    visa = post.needsVisa && stream.yes(ARRIVES_ON_VISA);
    const gap = post.saudi ? stream.whole(2, 35) : visa ? stream.whole(10, 60) : stream.whole(2, 40);
    from = clear(workdayOn(end.to + 1 + gap), post.suspension);
  }
  return tenures;
}

function ending(post: PostTime, from: Day, stream: Stream): Pick<TenureDays, 'to' | 'course'> & { readonly to: Day } | null {
  const years = -Math.log(1 - stream.next() * 0.999_999) / post.turnover;
  const course = drawn(endings[post.contract], stream);
  const least = course === 'terminated' ? 20 : LEAST_DAYS;
  const planned = from + least + Math.floor(years * 365);
  const to = course === 'expires' || course === 'not-renewed' ? termEndAfter(from, planned, post) : clearEnd(planned, post.suspension);
  // Whoever leaves before the quiet days is replaced before them.
  if (to === null || to >= (post.quietFrom === null ? post.to : post.quietFrom - MOST_GAP)) return null;
  return post.suspension !== null && to >= post.suspension.from - SUSPENSION_LEAD && to <= (post.suspension.to ?? to) + 2 ? null : { to, course };
}

/** Of who does not go by himself: with his company when that closes, else not at all. */
function lasting(post: PostTime, from: Day, stream: Stream): Pick<TenureDays, 'to' | 'course'> {
  if (post.closesOn !== null) return { to: post.closesOn - stream.whole(5, 15), course: 'company-closes' };
  const course = drawn(lastings, stream);
  const terminable = post.contract === 'fixed' || (course !== 'renewed' && course !== 'resignation-withdrawn');
  return { to: null, course: terminable && from < post.to - 120 ? course : 'stays' };
}

/** The end of the last of at most three terms that ends on the day or before; of the first where none does; null where that is beyond the history. */
function termEndAfter(from: Day, day: Day, { months, to, saudi }: PostTime): Day | null {
  const start = isoDay(from);
  // A citizen's fixed contract becomes indefinite after four years or three renewals; an end by its term must come before.
  const most = saudi ? Math.floor(36 / months) : Math.floor(96 / months);
  let end: Day | null = null;
  for (let terms = 1; terms <= Math.max(1, most); terms += 1) {
    const last = toEpochDay(lastDayOfTerm(start, months * terms));
    if (last > to || (end !== null && last > day)) break;
    end = last;
  }
  return end;
}

function clear(day: Day, suspension: PlannedSpan | null): Day {
  if (suspension === null || suspension.to === null || day < suspension.from - SUSPENSION_LEAD || day > suspension.to + 2) return day;
  return workdayOn(suspension.to + 3);
}

function clearEnd(day: Day, suspension: PlannedSpan | null): Day {
  if (suspension === null || suspension.to === null || day < suspension.from - SUSPENSION_LEAD || day > suspension.to + 2) return day;
  return suspension.to + 12;
}

function drawn(cards: readonly (readonly [Course, number])[], stream: Stream): Course {
  let left = stream.next() * cards.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [course, weight] of cards) {
    if (left < weight) return course;
    left -= weight;
  }
  return (cards[0] as readonly [Course, number])[0];
}
