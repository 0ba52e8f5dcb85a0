// Law: what was known of an owner at a place or time is what the records’ own streams had told by then; which streams these are, the read model knows.
import { accreditationEventTypes, evolveAccreditations, type AccreditationEvent } from '../../domain/employee/accreditations.js';
import type { Accreditation } from '../../domain/employee/state.js';
import { certificateEventTypes, evolveCertificates, type CertificateEvent, type CertificateFacts } from '../../domain/entity/certificate-facts.js';
import { employmentEventTypes, evolveEmployment, type EmploymentEvent, type EmploymentFacts } from '../../domain/entity/employment-facts.js';
import { establishmentEventTypes, evolveEstablishment, type EstablishmentEvent, type EstablishmentFacts } from '../../domain/entity/establishment-facts.js';
import { evolvePerson, personEventTypes, type PersonEvent, type PersonFacts } from '../../domain/entity/person-facts.js';
import { insuranceEvents, type InsuranceEvent } from '../../domain/insurance/events.js';
import { evolveInsurance } from '../../domain/insurance/evolve.js';
import { noInsurance } from '../../domain/insurance/state.js';
import { boxesOf, type DomainEvent, type RecordedEvent } from '../../domain/ledger/event.js';
import { readWholeStream } from '../../domain/ledger/event-store.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { employmentFacts, personFacts } from '../../read-models/entity-facts.js';
import type { RowBox } from '../../read-models/table.js';
import { asKnown, isKnown } from './as-known.js';
import { insuranceEntry, type OwnerFacts } from './owner-facts.js';
import type { OwnerRows } from './owner-rows.js';
import type { LogParts } from './told-entity.js';

/** Streams that are read at a time. */
const AT_A_TIME = 128;

const employmentTypes: ReadonlySet<string> = new Set(employmentEventTypes);
const personTypes: ReadonlySet<string> = new Set(personEventTypes);
const insuranceTypes: ReadonlySet<string> = new Set(insuranceEvents.map(({ type }) => type));
const establishmentTypes: ReadonlySet<string> = new Set(establishmentEventTypes);
const accreditationTypes: ReadonlySet<string> = new Set(accreditationEventTypes);
const certificateTypes: ReadonlySet<string> = new Set(certificateEventTypes);

type Person = PersonFacts & { readonly boxes: readonly RowBox[] };

/** The facts as they were known; of what is erased since, nothing opens. Rows must hold all that was known then. Throws ForeignPosition. */
export async function factsAsKnown(parts: LogParts, rows: OwnerRows, knownAt: string): Promise<OwnerFacts> {
  const known = (category: string, id: string): Promise<readonly RecordedEvent[]> => knownEvents(parts, category, id, knownAt);
  const of = <E extends DomainEvent>(events: readonly RecordedEvent[], types: ReadonlySet<string>): readonly (readonly [E, RecordedEvent])[] =>
    // What stands under a type's name was checked against its schema when it was appended.
    events.filter(({ type }) => types.has(type)).map((event) => [parts.registry.decode(event) as unknown as E, event]);

  const establishments = new Map<string, EstablishmentFacts>();
  const certificates = new Map<string, CertificateFacts>();
  const companies = [...new Set(rows.establishments.map(({ companyId }) => companyId))];
  await eachOf(companies, async (companyId) => {
    const events = await known('company', companyId);
    for (const [event] of of<EstablishmentEvent>(events, establishmentTypes)) {
      const id = event.data.establishmentId;
      establishments.set(id, evolveEstablishment(establishments.get(id) ?? null, event));
    }
    for (const [event] of of<CertificateEvent>(events, certificateTypes)) certificates.set(companyId, evolveCertificates(certificates.get(companyId) ?? {}, event));
  });
  // A company may have had establishments of others than its owner of today.
  const own = new Set(rows.establishments.map(({ id }) => id));

  const employments = await eachOf(rows.employments, async (row) => {
    if (await nothingSince(parts, 'contract', row, knownAt)) return [row.id, employmentFacts(row)] as const;
    const events = of<EmploymentEvent>(await known('contract', row.id), employmentTypes);
    return [row.id, events.reduce<EmploymentFacts | null>((so, [event]) => evolveEmployment(so, event), null)] as const;
  });
  const insurances = await eachOf(rows.insurances, async (row) => {
    if (await nothingSince(parts, 'insurance', row, knownAt)) return [row.id, row.facts] as const;
    const events = of<InsuranceEvent>(await known('insurance', row.id), insuranceTypes);
    return [row.id, events.reduce((so, [event]) => evolveInsurance(so, event), noInsurance)] as const;
  });
  const people = await eachOf(rows.people, async (row): Promise<readonly [string, Person | null]> => {
    if (await nothingSince(parts, 'employee', row, knownAt)) return [row.id, { ...personFacts(row), boxes: row.boxes }];
    return [row.id, personAsTold(of<PersonEvent>(await known('employee', row.id), personTypes))];
  });
  const accreditations = await eachOf(rows.accreditations, async (row) => {
    if (await nothingSince(parts, 'employee', row, knownAt)) return [row.id, row.accreditations] as const;
    const events = of<AccreditationEvent>(await known('employee', row.id), accreditationTypes);
    return [row.id, events.reduce<readonly Accreditation[]>((so, [event]) => evolveAccreditations(so, event), [])] as const;
  });
  const there = people.flatMap(([id, person]) => (person === null ? [] : [[id, person] as const]));
  return {
    establishments: new Map([...establishments].filter(([id]) => own.has(id))),
    certificates: new Map([...certificates].map(([id, held]) => [id, Object.values(held)])),
    employments: new Map(employments.flatMap(([id, facts]) => (facts === null ? [] : [[id, facts] as const]))),
    insurances: new Map(insurances.flatMap(([id, state]) => insuranceEntry(id, state))),
    people: new Map(there),
    accreditations: new Map(accreditations),
    boxes: there.flatMap(([, { boxes }]) => boxes),
  };
}

function personAsTold(events: readonly (readonly [PersonEvent, RecordedEvent])[]): Person | null {
  let facts: PersonFacts | null = null;
  for (const [event, { id, revision }] of events) facts = evolvePerson(facts, event, { eventId: id, revision });
  if (facts === null) return null;
  const named = new Set(facts.weightings.map(({ eventId }) => eventId));
  const bearing = events.flatMap(([, recorded]) => (named.has(recorded.id) ? [recorded] : []));
  return { ...facts, boxes: bearing.flatMap((event) => boxesOf(event).map((box) => ({ eventId: event.id, type: event.type, version: event.metadata.schemaVersion, box }))) };
}

/** Whether a row is as it was known: the event that changed it last was known. */
async function nothingSince({ store }: LogParts, category: string, row: { readonly id: string; readonly revision: number }, knownAt: string): Promise<boolean> {
  const [last] = await store.readStream(streamOf(category, row.id), row.revision, 1);
  return last !== undefined && isKnown(last, knownAt);
}

async function knownEvents({ store }: LogParts, category: string, id: string, knownAt: string): Promise<readonly RecordedEvent[]> {
  return asKnown(await readWholeStream(store, streamOf(category, id)), knownAt);
}

async function eachOf<T, R>(all: readonly T[], of: (one: T) => Promise<R>): Promise<readonly R[]> {
  const found: R[] = [];
  for (let from = 0; from < all.length; from += AT_A_TIME) found.push(...(await Promise.all(all.slice(from, from + AT_A_TIME).map(of))));
  return found;
}
