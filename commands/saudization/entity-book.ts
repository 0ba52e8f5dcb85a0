// Law: what entities are counted from, and what was published of them, is a fold of the feed: whoever reads it from the start finds the same.
import { evolveTimeline, noBands, type BandTimeline } from '../../domain/entity/band-timeline.js';
import { certificateEventTypes, certifiedFrom, evolveCertificates, type CertificateEvent, type CertificateFacts } from '../../domain/entity/certificate-facts.js';
import { changedFrom, employmentEventTypes, evolveEmployment, type EmploymentEvent, type EmploymentFacts } from '../../domain/entity/employment-facts.js';
import { establishmentEventTypes, evolveEstablishment, type EstablishmentEvent, type EstablishmentFacts } from '../../domain/entity/establishment-facts.js';
import type { EntityEvent } from '../../domain/entity/events.js';
import { insuredChangeFrom } from '../../domain/entity/insurance-change.js';
import { evolvePerson, fromTheBeginning, personEventTypes, type PersonEvent, type PersonFacts } from '../../domain/entity/person-facts.js';
import { insuranceEvents, type InsuranceEvent } from '../../domain/insurance/events.js';
import { evolveInsurance } from '../../domain/insurance/evolve.js';
import { noInsurance, type InsuranceState } from '../../domain/insurance/state.js';
import { basisOf, type RecordedEvent } from '../../domain/ledger/event.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import { LedgerFounded, SubjectKeyDestroyed } from '../../domain/ledger/ledger-events.js';
import { parseStream } from '../../domain/ledger/stream-name.js';
import { dayOf, earliest, type IsoDate } from '../../domain/standards/calendar.js';
import { asBefore, type FactView, type Replaced } from './fact-view.js';
import { SetsByKey } from './sets-by-key.js';

const establishmentTypes: ReadonlySet<string> = new Set(establishmentEventTypes);
const employmentTypes: ReadonlySet<string> = new Set(employmentEventTypes);
const personTypes: ReadonlySet<string> = new Set(personEventTypes);
const insuranceTypes: ReadonlySet<string> = new Set(insuranceEvents.map(({ type }) => type));
const certificateTypes: ReadonlySet<string> = new Set(certificateEventTypes);

interface Kept<T> {
  readonly revision: number;
  readonly facts: T;
}

/** A fact that came after the last close: whose entities it touches, from which day on, and what it replaced. */
interface Mark {
  readonly eventId: string;
  readonly owners: readonly string[];
  readonly from: IsoDate;
  readonly replaced: Replaced;
}

/** What was told of an entity, and where its stream stands. */
export interface ToldEntity {
  readonly timeline: BandTimeline;
  readonly revision: number;
}

/** Facts of all entities in memory. */
export class EntityBook implements FactView {
  readonly #establishments = new Map<string, Kept<EstablishmentFacts>>();
  readonly #employments = new Map<string, Kept<EmploymentFacts>>();
  readonly #people = new Map<string, Kept<PersonFacts>>();
  readonly #insurances = new Map<string, Kept<InsuranceState>>();
  readonly #certificates = new Map<string, Kept<CertificateFacts>>();
  readonly #told = new Map<string, ToldEntity>();
  readonly #placesOf = new SetsByKey();
  readonly #insurancesAt = new SetsByKey();
  readonly #insurancesOf = new SetsByKey();
  readonly #establishmentsOf = new SetsByKey();
  readonly #employmentsAt = new SetsByKey();
  readonly #employmentsOf = new SetsByKey();
  readonly #toldOf = new SetsByKey();
  readonly #real = new Set<string>();
  readonly #versions = new Map<string, number>();
  #marks: Mark[] = [];
  #lastFact: string | null = null;
  #founded: { readonly day: IsoDate; readonly synthetic: boolean } | null = null;
  #closed: IsoDate | null = null;

  /** @param marksFrom facts recorded on this day or before need no mark: no week was closed by then. */
  constructor(
    private readonly registry: Pick<EventRegistry, 'decode'>,
    private readonly marksFrom: (founded: IsoDate) => IsoDate,
  ) {}

  /** Takes in an event; one that was taken in before changes nothing. */
  apply(event: RecordedEvent): void {
    const { type } = event;
    if (establishmentTypes.has(type)) this.#applyEstablishment(event);
    else if (employmentTypes.has(type)) this.#applyEmployment(event);
    else if (personTypes.has(type)) this.#applyPerson(event);
    else if (insuranceTypes.has(type)) this.#applyInsurance(event);
    else if (certificateTypes.has(type)) this.#applyCertificate(event);
    else if (type === SubjectKeyDestroyed.type) this.#applyErasure(event);
    else if (type === 'BandPublished' || type === 'BandRevised') this.#applyBand(event);
    else if (type === 'WeekPublished') this.#applyClose(event);
    else if (type === LedgerFounded.type) this.#founded = { day: event.data['effectiveOn'] as IsoDate, synthetic: event.metadata.synthetic };
  }

  establishment(id: string): EstablishmentFacts | undefined {
    return this.#establishments.get(id)?.facts;
  }
  employment(id: string): EmploymentFacts | undefined {
    return this.#employments.get(id)?.facts;
  }
  person(id: string): PersonFacts | undefined {
    return this.#people.get(id)?.facts;
  }

  insurance(id: string): InsuranceState | undefined {
    return this.#insurances.get(id)?.facts;
  }
  certificates(companyId: string): CertificateFacts | undefined {
    return this.#certificates.get(companyId)?.facts;
  }

  owners(): Iterable<string> {
    return this.#establishmentsOf.keys();
  }
  establishmentsOf(ownerId: string): Iterable<string> {
    return this.#establishmentsOf.get(ownerId);
  }
  employmentsAt(establishmentId: string): Iterable<string> {
    return this.#employmentsAt.get(establishmentId);
  }
  employmentsOf(employeeId: string): Iterable<string> {
    return this.#employmentsOf.get(employeeId);
  }
  insurancesAt(establishmentId: string): Iterable<string> {
    return this.#insurancesAt.get(establishmentId);
  }
  insurancesOf(employeeId: string): Iterable<string> {
    return this.#insurancesOf.get(employeeId);
  }
  /** The entities of an owner of which something was told. */
  toldOf(ownerId: string): Iterable<string> {
    return this.#toldOf.get(ownerId);
  }
  told(entityId: string): ToldEntity {
    return this.#told.get(entityId) ?? { timeline: noBands, revision: -1 };
  }
  /** Whether all establishments of the owner are made up. */
  isSynthetic(ownerId: string): boolean {
    return !this.#real.has(ownerId);
  }
  /** Another number once anything that the owner's entities are counted from is another. */
  version(ownerId: string): number {
    return this.#versions.get(ownerId) ?? 0;
  }

  /** Day and kind of the founding; null until it was read. */
  get founded(): { readonly day: IsoDate; readonly synthetic: boolean } | null {
    return this.#founded;
  }
  /** The newest closed week; null before the first. */
  get closed(): IsoDate | null {
    return this.#closed;
  }
  /** The last event that changed a fact. */
  get lastFact(): string | null {
    return this.#lastFact;
  }
  /** Owners whose facts changed since the last close, and from which day on. */
  touched(): ReadonlyMap<string, IsoDate> {
    const found = new Map<string, IsoDate>();
    for (const { owners, from } of this.#marks) {
      for (const owner of owners) if ((found.get(owner) ?? from) >= from) found.set(owner, from);
    }
    return found;
  }
  /** The facts as the last close had them. */
  before(): FactView {
    return asBefore(this, this.#marks.map(({ replaced }) => replaced));
  }

  #applyEstablishment(event: RecordedEvent): void {
    const fact = this.registry.decode(event) as EstablishmentEvent;
    const id = fact.data.establishmentId;
    const known = this.#establishments.get(id);
    if (known !== undefined && event.revision <= known.revision) return;
    const facts = evolveEstablishment(known?.facts ?? null, fact);
    this.#establishments.set(id, { revision: event.revision, facts });
    this.#establishmentsOf.add(facts.ownerId, id);
    this.#placesOf.add(facts.companyId, id);
    if (!event.metadata.synthetic) this.#real.add(facts.ownerId);
    this.#changed(event, [facts.ownerId], fact.data.effectiveOn, { table: 'establishment', id, before: known?.facts });
  }

  #applyEmployment(event: RecordedEvent): void {
    const id = parseStream(event.stream)?.id ?? '';
    const known = this.#employments.get(id);
    if (known !== undefined && event.revision <= known.revision) return;
    const fact = this.registry.decode(event) as EmploymentEvent;
    const facts = evolveEmployment(known?.facts ?? null, fact);
    this.#employments.set(id, { revision: event.revision, facts });
    this.#employmentsAt.add(facts.establishmentId, id);
    this.#employmentsOf.add(facts.employeeId, id);
    const from = known === undefined ? this.#sinceAt(facts, changedFrom(fact)) : changedFrom(fact);
    this.#changed(event, this.#ownersOf(facts.employeeId), from, { table: 'employment', id, before: known?.facts });
  }

  #applyPerson(event: RecordedEvent): void {
    const id = parseStream(event.stream)?.id ?? '';
    const known = this.#people.get(id);
    if (known !== undefined && event.revision <= known.revision) return;
    const fact = this.registry.decode(event) as PersonEvent;
    const facts = evolvePerson(known?.facts ?? null, fact, { eventId: event.id, revision: event.revision });
    this.#people.set(id, { revision: event.revision, facts });
    const from = fact.type === 'WeightingFactsRecorded' || fact.type === 'DeathRecorded' ? fact.data.effectiveOn : fromTheBeginning;
    this.#changed(event, this.#ownersOf(id), from, { table: 'person', id, before: known?.facts });
  }

  #applyInsurance(event: RecordedEvent): void {
    const id = parseStream(event.stream)?.id ?? '';
    const known = this.#insurances.get(id);
    if (known !== undefined && event.revision <= known.revision) return;
    const fact = this.registry.decode(event) as InsuranceEvent;
    const { establishmentId, employeeId } = fact.data;
    this.#insurances.set(id, { revision: event.revision, facts: evolveInsurance(known?.facts ?? noInsurance, fact) });
    this.#insurancesAt.add(establishmentId, id);
    this.#insurancesOf.add(employeeId, id);
    const began = fact.type === 'InsuranceRegistered' || fact.type === 'InsuranceCorrected' || fact.type === 'InsuranceVoided';
    const changed = insuredChangeFrom(fact, known?.facts);
    this.#changed(event, this.#ownersOf(employeeId), began ? this.#sinceAt(fact.data, changed) : changed, { table: 'insurance', id, before: known?.facts });
  }

  #applyCertificate(event: RecordedEvent): void {
    const id = parseStream(event.stream)?.id ?? '';
    const known = this.#certificates.get(id);
    if (known !== undefined && event.revision <= known.revision) return;
    const fact = this.registry.decode(event) as CertificateEvent;
    this.#certificates.set(id, { revision: event.revision, facts: evolveCertificates(known?.facts ?? {}, fact) });
    const owners = new Set([...this.#placesOf.get(id)].flatMap((place) => this.#establishments.get(place)?.facts.ownerId ?? []));
    this.#changed(event, [...owners], certifiedFrom(fact), { table: 'certificates', id, before: known?.facts });
  }

  /** No mark: that a person was erased is no fact that came late. */
  #applyErasure(event: RecordedEvent): void {
    const id = parseStream(event.stream)?.id ?? '';
    const known = this.#people.get(id);
    if (known === undefined || event.revision <= known.revision) return;
    this.#people.set(id, { revision: event.revision, facts: { ...known.facts, erased: true } });
    for (const owner of this.#ownersOf(id)) this.#versions.set(owner, this.version(owner) + 1);
  }

  #applyBand(event: RecordedEvent): void {
    const fact = this.registry.decode(event) as EntityEvent;
    const { entityId, ownerId } = fact.data;
    const known = this.told(entityId);
    if (event.revision <= known.revision) return;
    this.#told.set(entityId, { revision: event.revision, timeline: evolveTimeline(known.timeline, fact) });
    this.#toldOf.add(ownerId, entityId);
  }

  #applyClose(event: RecordedEvent): void {
    const week = event.data['week'] as IsoDate;
    if (this.#closed !== null && week <= this.#closed) return;
    this.#closed = week;
    const seen = basisOf(event)?.aggregates[0]?.lastEventId;
    // Facts behind the last one that the close had seen have still to be looked at.
    this.#marks = this.#marks.slice(this.#marks.findLastIndex(({ eventId }) => eventId === seen) + 1);
  }

  #changed(event: RecordedEvent, owners: readonly string[], from: IsoDate, replaced: Replaced): void {
    this.#lastFact = event.id;
    for (const owner of owners) this.#versions.set(owner, this.version(owner) + 1);
    if (this.#founded !== null && dayOf(event.metadata.recordedAt) <= this.marksFrom(this.#founded.day)) return;
    this.#marks.push({ eventId: event.id, owners, from, replaced });
  }

  /**
   * The earlier of a day and the first on which the human worked or was insured there. Where both are told, each changes how the
   * other’s days count: who is registered at all is insured on no other days of his contract.
   */
  #sinceAt({ employeeId, establishmentId }: { readonly employeeId: string; readonly establishmentId: string }, day: IsoDate): IsoDate {
    const worked = [...this.#employmentsOf.get(employeeId)].flatMap((id) => this.employment(id) ?? []);
    const insured = [...this.#insurancesOf.get(employeeId)].flatMap((id) => {
      const { parties, terms } = this.insurance(id) ?? noInsurance;
      return parties === null || terms === null ? [] : [{ establishmentId: parties.establishmentId, from: terms.from }];
    });
    return earliest(day, ...[...worked, ...insured].flatMap((job) => (job.establishmentId === establishmentId ? [job.from] : [])));
  }

  /** The owners for whom a human ever worked: where he counts tells where he does not. */
  #ownersOf(employeeId: string): readonly string[] {
    const places = [...this.#employmentsOf.get(employeeId)].map((id) => this.employment(id)?.establishmentId);
    const insured = [...this.#insurancesOf.get(employeeId)].map((id) => this.insurance(id)?.parties?.establishmentId);
    const owners = [...places, ...insured].flatMap((id) => (id === undefined ? [] : (this.establishment(id)?.ownerId ?? [])));
    return [...new Set(owners)];
  }
}
