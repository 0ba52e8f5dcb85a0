// Law: once bands gate permits, whoever is not clearly in medium green hires no resident anew: who is there stays for those who would have come, and what was to open opens before.
import { isGcc } from '../../../domain/standards/nationality.js';
import { workdayOn } from './day.js';
import type { Day } from './market.js';
import type { DraftCompany, DraftPost, DraftTenure } from './plan-company.js';
import { RATED_FROM } from './standing.js';
import type { Stream } from './stream.js';
import { SUSPENSION_LEAD } from './tenure-days.js';

/** Days before the first rated one by which somebody has to have begun to have his permit before it. */
const PERMIT_DAYS = 35;
const HIRED_BEFORE: Day = RATED_FROM - PERMIT_DAYS;
/** Before this day somebody has to begin so that his visa was asked for before the first rated one: the request comes at least two weeks before the entry. */
const ENTERED_BEFORE: Day = RATED_FROM + 10;
/** Days between the registration of a company and the first work in it, and between a branch’s first day and the first work there. */
const SETTLING_DAYS = 6;
const BRANCH_DAYS = 12;
/** Days after its registration on which a branch of a company that is young by then opens: nobody works for it yet, so it is not rated. */
const FIRST_DAYS = 2;

/** Whether bands are rated within the history, and the company is not surely allowed what needs medium green. */
export function isHeldBack({ clearBand }: DraftCompany): boolean {
  return clearBand !== null && clearBand !== 'MEDIUM_GREEN';
}

/** Has a company keep to the gates. Who is on a post on the last day, and which posts are vacant, stays as it was. */
export function keepToGates(company: DraftCompany, stream: Stream): void {
  if (!isHeldBack(company)) return;
  openBefore(company, stream);
  for (const post of company.posts) {
    const { tenures } = post;
    // Saudis and nationals of the Gulf states need no permit.
    if (post.side === 'saudi' || isGcc(post.nationality) || (tenures.at(-1)?.from ?? 0) < HIRED_BEFORE) continue;
    // Who comes for weeks on a visa has no permit.
    if (post.seasonal) post.tenures = tenures.filter(({ from, comes }) => from < (comes === 'visa' ? ENTERED_BEFORE : HIRED_BEFORE));
    else post.tenures = keptOn(company, post, stream);
  }
}

/** Branches that would open once only who is clearly green may open them. */
function openBefore(company: DraftCompany, stream: Stream): void {
  const { registeredOn } = company;
  const earliest = registeredOn + SETTLING_DAYS;
  company.establishments = company.establishments.map((place) => {
    if (place.main || place.opensOn < RATED_FROM) return place;
    const room = HIRED_BEFORE - BRANCH_DAYS - earliest;
    return { ...place, opensOn: room > 0 ? earliest + stream.below(room) : registeredOn + FIRST_DAYS };
  });
}

/** The one tenure that those from the first too late one on become, with the one before it where there is one. */
function keptOn(company: DraftCompany, { tenures, establishment }: DraftPost, stream: Stream): readonly DraftTenure[] {
  const at = tenures.findIndex(({ from }) => from >= HIRED_BEFORE);
  const last = tenures.at(-1) as DraftTenure;
  const kept = tenures[Math.max(0, at - 1)] as DraftTenure;
  if (at === 0) {
    kept.comes = 'local';
    const day = broughtForward(company, establishment, kept.from, stream);
    // Who begins earlier is as old on his first day.
    kept.person = { ...kept.person, bornOn: kept.person.bornOn + day - kept.from };
    kept.from = day;
  }
  const { to, course } = last;
  kept.to = to;
  // Its terms are not those of who would have come: it does not end with one.
  kept.course = course === 'expires' || course === 'not-renewed' ? 'resigns' : course;
  return tenures.slice(0, Math.max(1, at));
}

/** A day of beginning before the gates, where the company is there early enough. */
function broughtForward({ registeredOn, establishments, suspension }: DraftCompany, establishment: number, from: Day, stream: Stream): Day {
  const place = establishments[establishment];
  const earliest = Math.max(registeredOn + SETTLING_DAYS, (place?.opensOn ?? 0) + (place?.main === true ? SETTLING_DAYS : BRANCH_DAYS));
  if (earliest >= HIRED_BEFORE) return from;
  const day = workdayOn(earliest + stream.below(HIRED_BEFORE - earliest));
  const rests = suspension !== null && day >= suspension.from - SUSPENSION_LEAD && day <= (suspension.to ?? day) + 2;
  return rests ? from : day;
}
