// Law: an entity’s workers over time follow from establishments, contracts and people; in which order these were told makes no difference.
import type { Category } from '../saudization/category.js';
import type { EntityFacts } from '../saudization/entity-days.js';
import { countedElsewhere, type Registration } from '../saudization/oldest-employer.js';
import type { RuleSet } from '../saudization/rule-set.js';
import type { Span, Worker } from '../saudization/worker.js';
import { addDays, earliest, type IsoDate } from '../standards/calendar.js';
import { entityIdOf } from './entity-id.js';
import type { EmploymentFacts, EmploymentStep } from './employment-facts.js';
import { activitiesOf, daysIn, sharedDays, type EstablishmentFacts } from './establishment-facts.js';
import type { FactChoices } from './fact-choices.js';
import type { PersonFacts } from './person-facts.js';

/** Opened weighting facts of a human, from a day on. */
export interface OpenedWeighting {
  readonly from: IsoDate;
  readonly categories: readonly Category[];
}

/** All that the entities of one owner are counted from. */
export interface OwnerSources {
  readonly ownerId: string;
  /** His establishments, by id. */
  readonly establishments: ReadonlyMap<string, EstablishmentFacts>;
  /** By contract, every employment of whoever ever worked there, elsewhere too. */
  readonly employments: ReadonlyMap<string, EmploymentFacts>;
  readonly people: ReadonlyMap<string, PersonFacts>;
  /** Opened weighting facts by human, oldest first; none of whoever was erased. */
  readonly weightings: ReadonlyMap<string, readonly OpenedWeighting[]>;
}

/** A worker, and where he works. */
export interface PlacedWorker {
  readonly establishmentId: string;
  readonly worker: Worker;
}

/** An owner’s entity with all it is counted from. */
export interface OwnedFacts {
  readonly entityId: string;
  readonly activity: string;
  readonly facts: EntityFacts;
  readonly placed: readonly PlacedWorker[];
  /** First day of its oldest establishment. */
  readonly oldest: IsoDate | null;
}

/** The entities of an owner, each activity that he ever had, in the order of their codes. */
export function entitiesOf(rules: RuleSet, choices: FactChoices, sources: OwnerSources): readonly OwnedFacts[] {
  const { ownerId, establishments } = sources;
  const activities = [...new Set([...establishments.values()].flatMap(activitiesOf))].sort();
  const workers = workersByEstablishment(rules, choices, sources);
  return activities.map((activity) => {
    const spans = [...establishments].flatMap(([id, one]) => daysIn(one, activity).map((span) => ({ id, span })));
    const placed = spans.flatMap(({ id, span }) => (workers.get(id) ?? []).flatMap((worker) => within(worker, span).map((one) => ({ establishmentId: id, worker: one }))));
    const opened = [...new Set(spans.map(({ span }) => span.from))].sort();
    const facts: EntityFacts = { activity, opened, mowaamah: [], workers: placed.map(({ worker }) => worker) };
    return { entityId: entityIdOf(ownerId, activity), activity, facts, placed, oldest: opened[0] ?? null };
  });
}

function within(worker: Worker, span: Span): readonly Worker[] {
  const shared = sharedDays(worker, span);
  return shared === null ? [] : [{ ...worker, ...shared }];
}

function workersByEstablishment(rules: RuleSet, choices: FactChoices, sources: OwnerSources): ReadonlyMap<string, readonly Worker[]> {
  const byPerson = new Map<string, [string, EmploymentFacts][]>();
  for (const [id, employment] of [...sources.employments].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const own = byPerson.get(employment.employeeId);
    if (own === undefined) byPerson.set(employment.employeeId, [[id, employment]]);
    else own.push([id, employment]);
  }
  const found = new Map<string, Worker[]>();
  for (const [employeeId, employments] of byPerson) {
    const person = sources.people.get(employeeId);
    if (person === undefined) continue;
    const elsewhere = countedElsewhere(rules, employments.map(([, one]) => registrationOf(one, person)));
    employments.forEach(([, employment], n) => {
      const establishment = sources.establishments.get(employment.establishmentId);
      if (establishment === undefined) return;
      const weightings = sources.weightings.get(employeeId) ?? [];
      const spells = spellsOf(choices, employment, person, weightings, establishment.region, elsewhere[n] ?? []);
      const there = found.get(employment.establishmentId);
      if (there === undefined) found.set(employment.establishmentId, [...spells]);
      else there.push(...spells);
    });
  }
  return found;
}

function registrationOf(employment: EmploymentFacts, person: PersonFacts): Registration {
  return { ...daysOf(employment, person), categories: employment.steps.flatMap(wayOfWorking) };
}

function daysOf({ from, lastDay }: EmploymentFacts, { deceasedOn }: PersonFacts): Span {
  if (deceasedOn === null) return { from, to: lastDay };
  return { from, to: lastDay === null ? deceasedOn : earliest(lastDay, deceasedOn) };
}

/** A worker for each stretch of days on which pay, way of working and categories stay as they are. */
function spellsOf(
  choices: FactChoices,
  employment: EmploymentFacts,
  person: PersonFacts,
  weightings: readonly OpenedWeighting[],
  region: string,
  elsewhere: readonly Span[],
): readonly Worker[] {
  const days = daysOf(employment, person);
  const turns = [days.from, ...employment.steps.map(({ from }) => from), ...weightings.map(({ from }) => from)];
  const starts = [...new Set(turns)].filter((day) => day >= days.from && (days.to === null || day <= days.to)).sort();
  return starts.map((from, n) => {
    const next = starts[n + 1];
    const step = employment.steps.findLast((one) => one.from <= from) ?? employment.steps[0];
    const weighting = weightings.findLast((one) => one.from <= from);
    return {
      ref: employment.employeeId,
      nationality: person.nationality,
      categories: [...(step === undefined ? [] : wayOfWorking(step)), ...(weighting?.categories ?? [])],
      wage: step?.wage ?? 0,
      hours: step?.workingTime === 'flexible' ? 0 : null,
      region: region as Worker['region'],
      authenticatedFrom: employment.authenticatedOn,
      insuredFrom: choices.withoutInsurance === 'as-employed' ? employment.from : null,
      from,
      to: next === undefined ? days.to : addDays(next, -1),
      since: employment.from,
      ...(elsewhere.length === 0 ? {} : { elsewhere }),
    };
  });
}

function wayOfWorking({ workingTime }: EmploymentStep): readonly Category[] {
  return workingTime === 'full-time' ? [] : [workingTime];
}
