// Law: an entity’s workers over time follow from establishments, contracts, insurance and people; in which order these were told makes no difference.
import type { MowaamahCertificate } from '../company/state.js';
import type { Category } from '../saudization/category.js';
import type { EntityFacts } from '../saudization/entity-days.js';
import { countedElsewhere, type Registration } from '../saudization/oldest-employer.js';
import type { RuleSet } from '../saudization/rule-set.js';
import type { Span, Worker } from '../saudization/worker.js';
import { addDays, earliest, type IsoDate } from '../standards/calendar.js';
import { atOnce, eachInSteps, type Steps } from '../standards/steps.js';
import { entityIdOf } from './entity-id.js';
import { activitiesOf, daysIn, sharedDays } from './establishment-facts.js';
import type { FactChoices } from './fact-choices.js';
import { insuranceTurns, insuredAs, insuredOn } from './insured-days.js';
import { jobsByPerson, wayOfWorking, type Job } from './jobs.js';
import type { OpenedWeighting, OwnerSources } from './owner-sources.js';
import type { PersonFacts } from './person-facts.js';

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
  return atOnce(entitiesInSteps(rules, choices, sources));
}

/** The same, which may be left on its way. */
export function* entitiesInSteps(rules: RuleSet, choices: FactChoices, sources: OwnerSources): Steps<readonly OwnedFacts[]> {
  const { ownerId, establishments } = sources;
  const activities = [...new Set([...establishments.values()].flatMap(activitiesOf))].sort();
  const workers = yield* workersByEstablishment(rules, choices, sources);
  const entities: OwnedFacts[] = [];
  for (const activity of activities) {
    const spans = [...establishments].flatMap(([id, one]) => daysIn(one, activity).map((span) => ({ id, span })));
    const placed: PlacedWorker[] = [];
    for (const { id, span } of spans) {
      yield* eachInSteps(workers.get(id) ?? [], (worker) => {
        for (const one of within(worker, span)) placed.push({ establishmentId: id, worker: one });
      });
    }
    const opened = [...new Set(spans.map(({ span }) => span.from))].sort();
    const companies = new Set(spans.flatMap(({ id }) => establishments.get(id)?.companyId ?? []));
    const mowaamah = [...companies].flatMap((id) => (sources.certificates?.get(id) ?? []).flatMap(certifiedDays));
    const facts: EntityFacts = { activity, opened, mowaamah, workers: placed.map(({ worker }) => worker) };
    entities.push({ entityId: entityIdOf(ownerId, activity), activity, facts, placed, oldest: opened[0] ?? null });
  }
  return entities;
}

function within(worker: Worker, span: Span): readonly Worker[] {
  const shared = sharedDays(worker, span);
  return shared === null ? [] : [{ ...worker, ...shared }];
}

/** The days of a certificate; none of one that was withdrawn before it began. */
function certifiedDays({ validFrom: from, validTo, withdrawnOn }: MowaamahCertificate): readonly Span[] {
  const to = withdrawnOn === null ? validTo : earliest(validTo, addDays(withdrawnOn, -1));
  return to < from ? [] : [{ from, to }];
}

function* workersByEstablishment(rules: RuleSet, choices: FactChoices, sources: OwnerSources): Steps<ReadonlyMap<string, readonly Worker[]>> {
  const found = new Map<string, Worker[]>();
  yield* eachInSteps(yield* jobsByPerson(choices, sources), ([employeeId, jobs]) => {
    const person = sources.people.get(employeeId);
    if (person === undefined) return;
    const weightings = sources.weightings.get(employeeId) ?? [];
    const elsewhere = countedElsewhere(rules, jobs.map((job) => registrationOf(job, person)));
    jobs.forEach((job, n) => {
      const establishment = sources.establishments.get(job.establishmentId);
      if (establishment === undefined) return;
      const spells = spellsOf(choices, job, person, weightings, establishment.region, elsewhere[n] ?? []);
      const there = found.get(job.establishmentId);
      if (there === undefined) found.set(job.establishmentId, [...spells]);
      else there.push(...spells);
    });
  });
  return found;
}

function registrationOf(job: Job, person: PersonFacts): Registration {
  return { ...daysOf(job, person), categories: [...new Set([...job.steps.flatMap(wayOfWorking), ...job.insurances.flatMap(insuredAs)])] };
}

function daysOf({ from, lastDay }: Job, { deceasedOn }: PersonFacts): Span {
  if (deceasedOn === null) return { from, to: lastDay };
  return { from, to: lastDay === null ? deceasedOn : earliest(lastDay, deceasedOn) };
}

/** A worker for each stretch of days on which pay, way of working, insurance and categories stay as they are. */
function spellsOf(
  choices: FactChoices,
  job: Job,
  person: PersonFacts,
  weightings: readonly OpenedWeighting[],
  region: string,
  elsewhere: readonly Span[],
): readonly Worker[] {
  const days = daysOf(job, person);
  const turns = [days.from, ...job.steps.map(({ from }) => from), ...insuranceTurns(job.insurances), ...weightings.flatMap(weightingTurns)];
  const starts = [...new Set(turns)].filter((day) => day >= days.from && (days.to === null || day <= days.to)).sort();
  const unregistered = choices.withoutInsurance === 'as-employed' ? job.from : null;
  return starts.map((from, n) => {
    const next = starts[n + 1];
    const step = job.steps.findLast((one) => one.from <= from) ?? job.steps[0];
    const weighting = weightings.findLast((one) => one.from <= from);
    const insured = insuredOn(job.insurances, from);
    const ways = [...(step === undefined ? [] : wayOfWorking(step)), ...(insured?.categories ?? [])];
    return {
      ref: job.employeeId,
      nationality: person.nationality,
      categories: [...new Set([...ways, ...(weighting === undefined ? [] : categoriesOn(weighting, from))])],
      wage: insured?.wage ?? step?.wage ?? 0,
      hours: ways.includes('flexible') ? (insured?.hours ?? 0) : null,
      region: region as Worker['region'],
      authenticatedFrom: job.authenticatedOn,
      insuredFrom: job.insurances.length === 0 ? unregistered : (insured?.since ?? null),
      from,
      to: next === undefined ? days.to : addDays(next, -1),
      since: job.from,
      ...(step === undefined ? {} : { occupation: step.occupation }),
      ...(elsewhere.length === 0 ? {} : { elsewhere }),
    };
  });
}

function weightingTurns({ from, studentUntil }: OpenedWeighting): readonly IsoDate[] {
  return studentUntil == null ? [from] : [from, addDays(studentUntil, 1)];
}

function categoriesOn({ categories, studentUntil }: OpenedWeighting, day: IsoDate): readonly Category[] {
  return studentUntil == null || day <= studentUntil ? categories : categories.filter((category) => category !== 'student');
}
