import type { Accreditation } from '../../domain/employee/state.js';
import type { CertificateFacts } from '../../domain/entity/certificate-facts.js';
import type { EmploymentStep } from '../../domain/entity/employment-facts.js';
import type { EstablishmentFacts } from '../../domain/entity/establishment-facts.js';
import type { PublishedBand } from '../../domain/entity/events.js';
import type { PersonFacts } from '../../domain/entity/person-facts.js';
import type { InsuranceState } from '../../domain/insurance/state.js';
import type { BandOrNone } from '../../domain/saudization/band.js';
import { boolean, date, defineTable, integer, json, optional, text, uuid, word, type Row, type RowBox } from '../table.js';
import { ownedBy } from '../wall.js';

/** One row an establishment: in which of its owner’s entities its workers count, over time. */
export const entityEstablishmentTable = defineTable({
  name: 'entity_establishment',
  version: 1,
  columns: {
    id: uuid,
    /** Of the company’s stream. */
    revision: integer,
    companyId: uuid,
    ownerId: uuid,
    main: boolean,
    region: text,
    openedOn: date,
    closedOn: optional(date),
    activities: json<EstablishmentFacts['activities']>(),
    /** The entity of its newest activity. */
    entityId: uuid,
  },
  wall: ownedBy('companyId'),
  indexes: [{ columns: ['ownerId', 'id'] }, { columns: ['entityId', 'id'] }, { columns: ['companyId', 'id'] }],
});
export type EntityEstablishmentRow = Row<typeof entityEstablishmentTable>;

/** One row an authenticated contract: who works where, since when and for what. */
export const entityEmploymentTable = defineTable({
  name: 'entity_employment',
  version: 1,
  columns: {
    id: uuid,
    revision: integer,
    companyId: uuid,
    establishmentId: uuid,
    employeeId: uuid,
    authenticatedOn: date,
    startsOn: date,
    lastDay: optional(date),
    steps: json<readonly EmploymentStep[]>(),
  },
  wall: ownedBy('companyId'),
  indexes: [{ columns: ['establishmentId', 'id'] }, { columns: ['employeeId', 'id'] }],
});
export type EntityEmploymentRow = Row<typeof entityEmploymentTable>;

/** One row a human: what of him counts, his weighting facts unopened. */
export const entityPersonTable = defineTable({
  name: 'entity_person',
  version: 1,
  columns: {
    id: uuid,
    revision: integer,
    nationality: text,
    deceasedOn: optional(date),
    weightings: json<PersonFacts['weightings']>(),
    erased: boolean,
    /** Of the events that `weightings` names. */
    boxes: json<readonly RowBox[]>(),
  },
  wall: null,
  indexes: [],
});
export type EntityPersonRow = Row<typeof entityPersonTable>;

/** One row a registration with the social insurance. */
export const entityInsuranceTable = defineTable({
  name: 'entity_insurance',
  version: 1,
  columns: {
    id: uuid,
    revision: integer,
    companyId: uuid,
    establishmentId: uuid,
    employeeId: uuid,
    facts: json<InsuranceState>(),
  },
  wall: ownedBy('companyId'),
  indexes: [{ columns: ['establishmentId', 'id'] }, { columns: ['employeeId', 'id'] }],
});
export type EntityInsuranceRow = Row<typeof entityInsuranceTable>;

/** One row a company that ever had a Mowaamah certificate. */
export const entityCertificateTable = defineTable({
  name: 'entity_certificate',
  version: 1,
  columns: { id: uuid, revision: integer, certificates: json<CertificateFacts>() },
  wall: null,
  indexes: [],
});
export type EntityCertificateRow = Row<typeof entityCertificateTable>;

/** One row a human whom a body ever accredited. */
export const entityAccreditationTable = defineTable({
  name: 'entity_accreditation',
  version: 1,
  columns: { id: uuid, revision: integer, accreditations: json<readonly Accreditation[]>() },
  wall: null,
  indexes: [],
});
export type EntityAccreditationRow = Row<typeof entityAccreditationTable>;

/** One row an entity of which a band was published: the newest publication. */
export const entityBandTable = defineTable({
  name: 'entity_band',
  version: 1,
  columns: {
    id: uuid,
    revision: integer,
    ownerId: uuid,
    activity: text,
    band: word<BandOrNone>(),
    /** Last day of the week from which it holds. */
    week: date,
    said: json<PublishedBand>(),
    lastEventId: uuid,
  },
  wall: null,
  indexes: [{ columns: ['band', 'id'] }, { columns: ['activity', 'id'] }, { columns: ['ownerId', 'id'] }],
});
export type EntityBandRow = Row<typeof entityBandTable>;
