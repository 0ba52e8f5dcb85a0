// Law: whom a profession’s quota looks at on a day follows from the contracts of that day and from who accredits him on it; nothing sealed is asked.
import { isValidOn } from '../employee/accreditations.js';
import type { Accreditation } from '../employee/state.js';
import type { Qualification } from '../saudization/quota-rule.js';
import type { QuotaEstablishment, QuotaWorker } from '../saudization/quotas.js';
import { isWithin } from '../saudization/worker.js';
import type { IsoDate } from '../standards/calendar.js';
import type { PlacedWorker } from './entity-facts.js';
import { daysIn, type EstablishmentFacts } from './establishment-facts.js';

/** The level of education from which somebody has a bachelor’s degree (SCED). */
const BACHELOR = 6;

/** The workers of a day, each once a place. Without a contract no occupation is known: who is insured alone is in no profession. Uninsured, nobody has a contributory wage. */
export function quotaWorkers(placed: readonly PlacedWorker[], accredited: ReadonlyMap<string, readonly Accreditation[]>, day: IsoDate): readonly QuotaWorker[] {
  const found = new Map<string, QuotaWorker>();
  for (const { establishmentId, worker } of placed) {
    const { ref, nationality, occupation, wage, insuredFrom } = worker;
    const place = `${ref} ${establishmentId}`;
    if (occupation === undefined || !isWithin(worker, day) || found.has(place)) continue;
    const held = (accredited.get(ref) ?? []).filter((one) => isValidOn(one, day));
    found.set(place, {
      ref,
      nationality,
      occupation,
      wage: insuredFrom === null || insuredFrom > day ? 0 : wage,
      establishment: establishmentId,
      accreditations: held.map(({ body }) => body),
      qualification: qualificationOf(held),
    });
  }
  return [...found.values()];
}

/** The establishments that are open on a day in a Nitaqat activity, with their ISIC activity of that day. */
export function quotaEstablishments(establishments: ReadonlyMap<string, EstablishmentFacts>, activity: string, day: IsoDate): readonly QuotaEstablishment[] {
  return [...establishments].flatMap(([id, one]) => {
    const isic = one.activities.findLast(({ from }) => from <= day)?.isic;
    return isic !== undefined && daysIn(one, activity).some((span) => isWithin(span, day)) ? [{ id, isic }] : [];
  });
}

/** By the highest level that an accreditation rests on; null where none tells it. */
function qualificationOf(held: readonly Accreditation[]): Qualification | null {
  const levels = held.flatMap(({ educationLevel }) => educationLevel ?? []);
  if (levels.length === 0) return null;
  return Math.max(...levels) >= BACHELOR ? 'bachelor' : 'diploma';
}
