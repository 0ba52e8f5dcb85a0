import { z } from 'zod';
import { defineEvent, type EventOf } from '../ledger/event-definition.js';
import type { JsonObject } from '../ledger/json.js';
import { isoDate } from '../standards/calendar.js';
import { identifierSchema } from '../standards/identifiers.js';
import { nationalityCode } from '../standards/nationality.js';
import { sex } from '../standards/sex.js';
import { accreditationNumber } from './accreditation-number.js';
import { accreditationBody, accreditationEndReason, correctionReason, educationLevel, residenceDocumentKind } from './employee-codes.js';
import { sealedPerson, sealedWeighting } from './sealed-person.js';

const common = { effectiveOn: isoDate, employeeId: z.uuid() };
const birthYear = z.int().min(1900).max(2200);
const openPerson = { nationality: nationalityCode, sex, birthYear };
const residence = z.object({
  document: residenceDocumentKind,
  expiresOn: isoDate.nullable().meta({ description: 'The last day on which the document is valid; null: none is known' }),
});
const wholeSet = z.object({ ...sealedPerson.shape, ...sealedWeighting.shape });

/** Version 2 seals `studentUntil` too; the open data stayed as it was. */
const withStudentUntil = { version: 2, upcasts: [(data: JsonObject): JsonObject => data] } as const;

export const CitizenRegistered = defineEvent({
  type: 'CitizenRegistered',
  ...withStudentUntil,
  summary: 'A citizen became known to the labour market.',
  data: z.object({ ...common, ...openPerson }),
  personal: [{ part: 'employeeId', schema: wholeSet }],
});

export const ResidentRegistered = defineEvent({
  type: 'ResidentRegistered',
  ...withStudentUntil,
  summary: 'A human who is not a citizen became known to the labour market.',
  data: z.object({ ...common, ...openPerson, residence }),
  personal: [{ part: 'employeeId', schema: wholeSet }],
});

export const PersonCorrected = defineEvent({
  type: 'PersonCorrected',
  summary: 'Who the human is was wrong or changed: this whole set replaces the earlier one.',
  data: z.object({
    ...common,
    ...openPerson,
    residence: residence.nullable(),
    reason: correctionReason,
    correctedEventId: z.uuid().nullable().meta({ description: 'The event that said otherwise, where it is known' }),
  }),
  personal: [{ part: 'employeeId', schema: sealedPerson }],
});

export const ResidenceDocumentChanged = defineEvent({
  type: 'ResidenceDocumentChanged',
  summary: 'The resident stays under another document, or the same one until another day.',
  data: z.object({ ...common, residence }),
  personal: [{ part: 'employeeId', schema: z.object({ identifier: identifierSchema.nullable() }) }],
});

export const ResidenceDocumentExpired = defineEvent({
  type: 'ResidenceDocumentExpired',
  summary: 'The last day of the residence document passed and no newer one was recorded.',
  data: z.object({ ...common, expiresOn: isoDate }),
});

export const WeightingFactsRecorded = defineEvent({
  type: 'WeightingFactsRecorded',
  ...withStudentUntil,
  summary: 'The facts that the head-count weights ask for are these from this day on.',
  data: z.object(common),
  personal: [{ part: 'employeeId', schema: sealedWeighting }],
});

export const DeathRecorded = defineEvent({
  type: 'DeathRecorded',
  summary: 'The human died on this day.',
  data: z.object(common),
});

export const RecordMerged = defineEvent({
  type: 'RecordMerged',
  summary: 'This record was a duplicate: the survivor stands for the human from now on.',
  data: z.object({ ...common, survivorId: z.uuid() }),
});

export const AccreditationRecorded = defineEvent({
  type: 'AccreditationRecorded',
  summary: 'A professional body accredits the human on these days; what was recorded from the same first day is replaced.',
  data: z.object({
    ...common,
    body: accreditationBody,
    validFrom: isoDate,
    validTo: isoDate.nullable().meta({ description: 'Last valid day; null: until further notice' }),
    educationLevel: educationLevel.nullable(),
  }),
  personal: [{ part: 'employeeId', schema: z.object({ accreditationNumber: accreditationNumber.nullable() }) }],
});

export const AccreditationWithdrawn = defineEvent({
  type: 'AccreditationWithdrawn',
  summary: 'A professional body accredits the human no longer, from this day on.',
  data: z.object({ ...common, body: accreditationBody, reason: accreditationEndReason }),
});

export const employeeEvents = [
  CitizenRegistered,
  ResidentRegistered,
  PersonCorrected,
  ResidenceDocumentChanged,
  ResidenceDocumentExpired,
  WeightingFactsRecorded,
  DeathRecorded,
  RecordMerged,
  AccreditationRecorded,
  AccreditationWithdrawn,
] as const;

export type EmployeeEvent = EventOf<(typeof employeeEvents)[number]>;
