// Law: single cases stand on companies that last and whose band they do not move: on clearly green ones with room for them first, then on those whose band allows nothing anyway.
import type { Employer } from '../companies/employer.js';
import { clearBandsOf } from '../population/clear-band.js';
import type { Day } from '../population/market.js';
import { byOwner } from '../population/ownership.js';
import type { PlannedCompany, PlannedPost } from '../population/planned.js';

/** Companies that single cases need. */
export const HOSTS = 5;
/** Of them, those on which cases stand that need a green band. */
const GREEN_HOSTS = 3;
/** Residents whom the cases of a block hire into one company at most. */
const ROOM = 7;

/** The hosts among the companies of a block that last, the greatest first of each kind; none where there are too few. A company whose owner has others is none. */
export function hostsAmong(lasting: readonly Employer[], all: readonly Employer[], last: Day): readonly Employer[] {
  const alone = aloneAmong(all);
  const greatest = lasting.filter(({ planned }) => alone.has(planned)).sort((a, b) => b.planned.posts.length - a.planned.posts.length);
  const green = firstOf(greatest, GREEN_HOSTS, ({ planned }) => planned.clearBand === 'MEDIUM_GREEN' && hasRoom(planned, last));
  const others = firstOf(greatest, HOSTS - green.length, ({ planned: { clearBand } }) => clearBand !== 'MEDIUM_GREEN' && clearBand !== 'LOW_GREEN');
  return green.length + others.length < HOSTS ? [] : [...green, ...others];
}

/** The greatest company that lasts, stands clearly in RED by having no Saudis, is no host and its owner's only one; undefined where there is none. */
export function redAmong(lasting: readonly Employer[], all: readonly Employer[], hosts: readonly Employer[]): Employer | undefined {
  const alone = aloneAmong(all);
  const red = lasting.filter((one) => one.saudis === 0 && one.planned.clearBand === 'RED' && alone.has(one.planned) && !hosts.includes(one));
  return red.sort((a, b) => b.expats - a.expats)[0];
}

function aloneAmong(all: readonly Employer[]): ReadonlySet<PlannedCompany> {
  return new Set(byOwner(all.map(({ planned }) => planned)).flatMap((owned) => (owned.length === 1 ? owned : [])));
}

function firstOf<T>(list: readonly T[], count: number, fits: (one: T) => boolean): readonly T[] {
  const found: T[] = [];
  for (const one of list) {
    if (found.length === count) break;
    if (fits(one)) found.push(one);
  }
  return found;
}

/** Whether so many more who are no Saudis leave it where it is. */
function hasRoom(planned: PlannedCompany, last: Day): boolean {
  const [band] = clearBandsOf([{ ...planned, posts: [...planned.posts, ...Array.from({ length: ROOM }, () => oneMore)] }], last);
  return band === 'MEDIUM_GREEN';
}

const oneMore: PlannedPost = {
  n: -1,
  establishment: 0,
  side: 'expat',
  sex: 'male',
  nationality: 'IND',
  occupation: '432101',
  skill: 'skilled',
  wage: 5_600,
  categories: [],
  workingTime: 'full-time',
  hours: null,
  contract: 'fixed',
  months: 12,
  seasonal: false,
  visaKind: 'permanent',
  tenures: [{ person: { n: -1, sex: 'male', nationality: 'IND', bornOn: 0 }, from: 0, to: null, comes: 'local', course: 'stays', transfer: null }],
};
