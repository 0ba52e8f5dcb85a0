import { isSaudi } from '../../../domain/standards/nationality.js';
import { change, madeBy, nobody, script, type Script } from '../market-line.js';
import { personKey, recordOf } from '../people/person.js';
import { register, weightingOf } from '../people/registration.js';
import type { Day } from '../population/market.js';
import { occurs, type Fact } from '../tally/fact.js';
import type { DatedEntry } from './arrivals.js';
import { knownBefore } from './hire.js';
import type { Held, Telling } from './telling.js';

/** How somebody became known, and until when his iqama is valid then; null: he has none yet. */
export interface BecomesKnown {
  readonly script: Script;
  readonly iqamaTo: Day | null;
}

/** Somebody is registered: on the day of his entry, or some days before his first draft. */
export function becomesKnown({ post, tenure }: Held, draftedOn: Day, entry: DatedEntry | null, { first, chance, numbers }: Telling): BecomesKnown {
  const { person } = tenure;
  const weighting = weightingOf(post.categories);
  const more = weighting === undefined ? {} : { weighting };
  const counts = (day: Day): readonly Fact[] => (weighting === undefined ? [] : post.categories.map((category) => occurs(`weighting: ${category}`, day)));
  if (entry !== null) {
    const used = change(entry.entersOn, `${personKey(person)}-entry`, 'UseVisa', madeBy(entry.visas), {
      lineId: madeBy(entry.visas, entry.line),
      employeeId: recordOf(person),
      visaNumber: numbers.visaNumber(),
    });
    const facts = [...counts(entry.entersOn), ...(entry.kind === 'permanent' ? [] : [occurs(`visas: entered on a ${entry.kind} one`, entry.entersOn)])];
    return { script: script(nobody, [register(entry.entersOn, person, more), used], facts), iqamaTo: null };
  }
  const day = knownBefore(draftedOn, first, chance);
  if (isSaudi(person.nationality)) return { script: script(nobody, [register(day, person, more)], counts(day)), iqamaTo: null };
  const iqamaTo = day + chance.whole(50, 330);
  return { script: script(nobody, [register(day, person, { ...more, expiresOn: iqamaTo })], counts(day)), iqamaTo };
}
