import { z } from 'zod';
import { defineEvent, type EventOf } from '../ledger/event-definition.js';
import { isoDate } from '../standards/calendar.js';
import { identifierSchema } from '../standards/identifiers.js';
import { nationalityCode } from '../standards/nationality.js';
import { sex } from '../standards/sex.js';
import { correctionReason, residenceDocumentKind } from './employee-codes.js';
import { sealedPerson, sealedWeighting } from './sealed-person.js';

const common = { effectiveOn: isoDate, employeeId: z.uuid() };
const birthYear = z.int().min(1900).max(2200);
const openPerson = { nationality: nationalityCode, sex, birthYear };
const residence = z.object({
  document: residenceDocumentKind,
  expiresOn: isoDate.nullable().meta({ description: 'The last day on which the document is valid; null: none is known' }),
});
const wholeSet = z.object({ ...sealedPerson.shape, ...sealedWeighting.shape });

export const CitizenRegistered = defineEvent({
  type: 'CitizenRegistered',
  summary: 'A citizen became known to the labour market.',
  data: z.object({ ...common, ...openPerson }),
  personal: [{ part: 'employeeId', schema: wholeSet }],
});

export const ResidentRegistered = defineEvent({
  type: 'ResidentRegistered',
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

export const employeeEvents = [
  CitizenRegistered,
  ResidentRegistered,
  PersonCorrected,
  ResidenceDocumentChanged,
  ResidenceDocumentExpired,
  WeightingFactsRecorded,
  DeathRecorded,
  RecordMerged,
] as const;

export type EmployeeEvent = EventOf<(typeof employeeEvents)[number]>;
