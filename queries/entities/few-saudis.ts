// Law: where so few Saudis work that the sum of what is sealed would tell whose it is, an employer is told the entity as if nothing sealed were known of anybody.
import type { PlacedWorker } from '../../domain/entity/entity-facts.js';
import type { CountedEntity } from '../../domain/entity/owner-bands.js';
import { entityDaysInSteps } from '../../domain/saudization/entity-days.js';
import type { RuleSet } from '../../domain/saudization/rule-set.js';
import { isWithin } from '../../domain/saudization/worker.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import { isSaudi } from '../../domain/standards/nationality.js';
import type { Steps } from '../../domain/standards/steps.js';
import { openlyKnown } from './openly-known.js';

/** Least Saudis of an entity on a day with whom employers are told what sealed facts add. No source states a number: it is ours (assumed). */
export const LEAST_SAUDIS_TOLD = 5;

/** Whether fewer Saudis work there on a day. It looks at nothing sealed: that something is kept back tells nothing. */
export function areTooFewToTell(placed: readonly PlacedWorker[], day: IsoDate): boolean {
  const saudis = placed.flatMap(({ worker }) => (isSaudi(worker.nationality) && isWithin(worker, day) ? [worker.ref] : []));
  return new Set(saudis).size < LEAST_SAUDIS_TOLD;
}

/** An entity as if nothing sealed were known of its workers. It may be left on its way. */
export function* asOpenlyKnown(rules: RuleSet, { placed, facts, ...entity }: CountedEntity): Steps<CountedEntity> {
  const open = { ...facts, workers: facts.workers.map(openlyKnown) };
  return { ...entity, facts: open, placed: placed.map((one) => ({ ...one, worker: openlyKnown(one.worker) })), days: yield* entityDaysInSteps(rules, open) };
}
