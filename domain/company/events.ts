import { z } from 'zod';
import { defineEvent, type EventOf } from '../ledger/event-definition.js';
import { isicCode } from '../standards/activity.js';
import { isoDate } from '../standards/calendar.js';
import { establishmentNumber } from '../standards/identifiers/establishment-number.js';
import { unifiedNumber } from '../standards/identifiers/unified-number.js';
import { identifierSchema } from '../standards/identifiers.js';
import { isoMonth } from '../standards/month.js';
import { nitaqatActivityCode } from '../standards/nitaqat-activity.js';
import { personName } from '../standards/person-name.js';
import { regionCode } from '../standards/regions.js';
import {
  authorityScope,
  certificateWithdrawalReason,
  closureReason,
  compliancePercent,
  establishmentClosureReason,
  suspensionReason,
  wageProtectionStanding,
} from './company-codes.js';
import { certificateNumber } from './certificate-number.js';
import { companyContact } from './company-contact.js';
import { legalForm } from './legal-form.js';
import { legalName } from './legal-name.js';
import { owner } from './owner.js';

const companyId = z.uuid();
const establishmentId = z.uuid();
const common = { effectiveOn: isoDate, companyId };
const namedHuman = z.object({ name: personName.nullable(), identifiers: z.array(identifierSchema).nullable() });
// Names the subject of the sealed part: null when the owner is a legal person, or was named by an earlier event.
const ownerId = z.uuid().nullable();

export const CompanyRegistered = defineEvent({
  type: 'CompanyRegistered',
  summary: 'A legal register entered the ledger with its owner.',
  data: z.object({ ...common, unifiedNumber, name: legalName, legalForm, contact: companyContact, foundedOn: isoDate, owner, ownerId }),
  personal: [{ part: 'ownerId', schema: namedHuman }],
});

export const CompanyDescribed = defineEvent({
  type: 'CompanyDescribed',
  summary: 'Name, legal form and contacts of the company are these from now on.',
  data: z.object({ ...common, name: legalName, legalForm, contact: companyContact }),
});

export const EstablishmentOpened = defineEvent({
  type: 'EstablishmentOpened',
  summary: 'The company opened its main establishment or a branch.',
  data: z.object({
    ...common,
    establishmentId,
    number: establishmentNumber,
    name: legalName,
    main: z.boolean(),
    isicActivity: isicCode,
    nitaqatActivity: nitaqatActivityCode,
    region: regionCode,
    owner,
    ownerId,
  }),
  personal: [{ part: 'ownerId', schema: namedHuman }],
});

export const EstablishmentActivityChanged = defineEvent({
  type: 'EstablishmentActivityChanged',
  summary: 'The activity of an establishment is another from this day on.',
  data: z.object({ ...common, establishmentId, isicActivity: isicCode, nitaqatActivity: nitaqatActivityCode }),
});

export const EstablishmentClosed = defineEvent({
  type: 'EstablishmentClosed',
  summary: 'An establishment ended.',
  data: z.object({ ...common, establishmentId, reason: establishmentClosureReason }),
});

export const CompanySuspended = defineEvent({
  type: 'CompanySuspended',
  summary: 'The company may not act until it is resumed.',
  data: z.object({ ...common, reason: suspensionReason }),
});

export const CompanyResumed = defineEvent({
  type: 'CompanyResumed',
  summary: 'The suspended company may act again.',
  data: z.object(common),
});

export const CompanyClosed = defineEvent({
  type: 'CompanyClosed',
  summary: 'The company ended; its establishments closed with it.',
  data: z.object({ ...common, reason: closureReason }),
});

export const AuthorisedPersonAppointed = defineEvent({
  type: 'AuthorisedPersonAppointed',
  summary: 'A human may act for the company from a day on, until a day or until removed.',
  data: z.object({
    ...common,
    personId: z.uuid(),
    employeeId: z.uuid().nullable(),
    scopes: z.array(authorityScope),
    from: isoDate,
    to: isoDate.nullable().meta({ description: 'The first day without the authority; null: until removed' }),
  }),
  personal: [{ part: 'personId', schema: namedHuman }],
});

export const AuthorisedPersonRemoved = defineEvent({
  type: 'AuthorisedPersonRemoved',
  summary: 'A human may no longer act for the company, from this day on.',
  data: z.object({ ...common, personId: z.uuid() }),
});

export const MowaamahCertificateRecorded = defineEvent({
  type: 'MowaamahCertificateRecorded',
  summary: 'The company holds a Mowaamah certificate on these days; what was recorded under its number is replaced.',
  data: z.object({ ...common, certificateNumber, validFrom: isoDate, validTo: isoDate }),
});

export const MowaamahCertificateWithdrawn = defineEvent({
  type: 'MowaamahCertificateWithdrawn',
  summary: 'A Mowaamah certificate of the company is void from this day on.',
  data: z.object({ ...common, certificateNumber, reason: certificateWithdrawalReason }),
});

export const WageProtectionRecorded = defineEvent({
  type: 'WageProtectionRecorded',
  summary: 'How an establishment stood with the protection of wages in a month; an earlier reading of the month is replaced.',
  data: z.object({ ...common, establishmentId, month: isoMonth, standing: wageProtectionStanding, compliance: compliancePercent.nullable() }),
});

export const companyEvents = [
  CompanyRegistered,
  CompanyDescribed,
  EstablishmentOpened,
  EstablishmentActivityChanged,
  EstablishmentClosed,
  CompanySuspended,
  CompanyResumed,
  CompanyClosed,
  AuthorisedPersonAppointed,
  AuthorisedPersonRemoved,
  MowaamahCertificateRecorded,
  MowaamahCertificateWithdrawn,
  WageProtectionRecorded,
] as const;

export type CompanyEvent = EventOf<(typeof companyEvents)[number]>;
