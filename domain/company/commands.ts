import { z } from 'zod';
import { humanIdentifiers } from '../employee/human-identifiers.js';
import { isicCode } from '../standards/activity.js';
import { isoDate } from '../standards/calendar.js';
import { establishmentNumber } from '../standards/identifiers/establishment-number.js';
import { unifiedNumber } from '../standards/identifiers/unified-number.js';
import { isoMonth } from '../standards/month.js';
import { nitaqatActivityCode } from '../standards/nitaqat-activity.js';
import { personName } from '../standards/person-name.js';
import { regionCode } from '../standards/regions.js';
import { certificateNumber } from './certificate-number.js';
import {
  authorityScope,
  certificateWithdrawalReason,
  closureReason,
  compliancePercent,
  establishmentClosureReason,
  suspensionReason,
  wageProtectionStanding,
} from './company-codes.js';
import { companyContact } from './company-contact.js';
import { legalForm } from './legal-form.js';
import { legalName } from './legal-name.js';

const effectiveOn = isoDate.optional().meta({ description: 'Day of effect, not in the future; today when left out' });
const establishmentId = z.uuid().meta({ description: 'Id of the establishment within this company' });

/** An owner as a command names him: a legal person by its number, or a human by his. */
export const ownerInput = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('legal'), unifiedNumber, name: legalName }),
    z.strictObject({ kind: z.literal('natural'), identifiers: humanIdentifiers, name: personName }),
  ])
  .meta({ description: 'Owner: a legal person (open) or a human (sealed)' });

export type OwnerInput = z.output<typeof ownerInput>;

const establishmentDescription = {
  number: establishmentNumber,
  name: legalName,
  isicActivity: isicCode,
  nitaqatActivity: nitaqatActivityCode,
  region: regionCode,
};

export const registerCompany = z
  .strictObject({
    unifiedNumber,
    name: legalName,
    legalForm,
    contact: companyContact.optional(),
    owner: ownerInput,
    foundedOn: isoDate.meta({ description: 'Day of founding, not in the future' }),
    establishment: z.strictObject(establishmentDescription).optional().meta({ description: 'The main establishment' }),
    effectiveOn,
  })
  .meta({ description: 'A legal register, its owner and, if it has one, its main establishment' });

export const describeCompany = z
  .strictObject({ name: legalName, legalForm, contact: companyContact, effectiveOn })
  .meta({ description: 'The whole new description; it replaces the earlier one' });

export const openEstablishment = z
  .strictObject({
    ...establishmentDescription,
    main: z.boolean().meta({ description: 'True for the main establishment, false for a branch' }),
    owner: ownerInput.optional().meta({ description: "Owner of the establishment; the company's when left out" }),
    effectiveOn,
  })
  .meta({ description: 'A new establishment of the company' });

export const closeEstablishment = z
  .strictObject({ establishmentId, reason: establishmentClosureReason.exclude(['company-closed']), effectiveOn })
  .meta({ description: 'The establishment that ends' });

export const changeEstablishmentActivity = z
  .strictObject({ establishmentId, isicActivity: isicCode, nitaqatActivity: nitaqatActivityCode, effectiveOn })
  .meta({ description: 'The new activity of an establishment' });

export const suspendCompany = z.strictObject({ reason: suspensionReason, effectiveOn }).meta({ description: 'Why and since when' });

export const resumeCompany = z.strictObject({ effectiveOn }).meta({ description: 'From when the company may act again' });

export const closeCompany = z.strictObject({ reason: closureReason, effectiveOn }).meta({ description: 'Why and when the company ended' });

export const appointAuthorisedPerson = z
  .strictObject({
    identifiers: humanIdentifiers,
    name: personName,
    employeeId: z.uuid().optional().meta({ description: 'His employee record, where he has one' }),
    scopes: z
      .array(authorityScope)
      .min(1)
      .max(authorityScope.options.length)
      .refine((scopes) => new Set(scopes).size === scopes.length, { error: 'a scope is named twice' }),
    from: isoDate.optional().meta({ description: 'First day of the authority, which may lie ahead; today when left out' }),
    to: isoDate.optional().meta({ description: 'First day without the authority; until removed when left out' }),
  })
  .meta({ description: 'A human who may act for the company' });

export const removeAuthorisedPerson = z
  .strictObject({ personId: z.uuid().meta({ description: 'Id of the authorised person' }), effectiveOn })
  .meta({ description: 'Who may no longer act for the company, from which day on' });

export const recordMowaamahCertificate = z
  .strictObject({
    certificateNumber,
    validFrom: isoDate.meta({ description: 'First day of the certificate, which may lie ahead' }),
    validTo: isoDate.meta({ description: 'Last day of the certificate' }),
  })
  .meta({ description: 'A Mowaamah certificate; it replaces what was recorded under its number' });

export const withdrawMowaamahCertificate = z
  .strictObject({ certificateNumber, reason: certificateWithdrawalReason, effectiveOn })
  .meta({ description: 'Which certificate is void, and from which day on' });

export const recordWageProtection = z
  .strictObject({
    establishmentId,
    month: isoMonth.meta({ description: 'The month, YYYY-MM, that has begun' }),
    standing: wageProtectionStanding,
    compliance: compliancePercent.optional(),
  })
  .refine(({ standing, compliance }) => standing !== 'no-file' || compliance === undefined, { error: 'not told where no file came', path: ['compliance'] })
  .meta({ description: 'How an establishment stood with the protection of wages in a month; it replaces the earlier reading' });

export type RegisterCompany = { readonly type: 'RegisterCompany'; readonly data: z.output<typeof registerCompany> };
export type DescribeCompany = { readonly type: 'DescribeCompany'; readonly data: z.output<typeof describeCompany> };
export type OpenEstablishment = { readonly type: 'OpenEstablishment'; readonly data: z.output<typeof openEstablishment> };
export type CloseEstablishment = { readonly type: 'CloseEstablishment'; readonly data: z.output<typeof closeEstablishment> };
export type ChangeEstablishmentActivity = {
  readonly type: 'ChangeEstablishmentActivity';
  readonly data: z.output<typeof changeEstablishmentActivity>;
};
export type SuspendCompany = { readonly type: 'SuspendCompany'; readonly data: z.output<typeof suspendCompany> };
export type ResumeCompany = { readonly type: 'ResumeCompany'; readonly data: z.output<typeof resumeCompany> };
export type CloseCompany = { readonly type: 'CloseCompany'; readonly data: z.output<typeof closeCompany> };
export type AppointAuthorisedPerson = {
  readonly type: 'AppointAuthorisedPerson';
  readonly data: z.output<typeof appointAuthorisedPerson>;
};
export type RemoveAuthorisedPerson = {
  readonly type: 'RemoveAuthorisedPerson';
  readonly data: z.output<typeof removeAuthorisedPerson>;
};
export type RecordMowaamahCertificate = {
  readonly type: 'RecordMowaamahCertificate';
  readonly data: z.output<typeof recordMowaamahCertificate>;
};
export type WithdrawMowaamahCertificate = {
  readonly type: 'WithdrawMowaamahCertificate';
  readonly data: z.output<typeof withdrawMowaamahCertificate>;
};
export type RecordWageProtection = { readonly type: 'RecordWageProtection'; readonly data: z.output<typeof recordWageProtection> };

export type CompanyCommand =
  | RegisterCompany
  | DescribeCompany
  | OpenEstablishment
  | CloseEstablishment
  | ChangeEstablishmentActivity
  | SuspendCompany
  | ResumeCompany
  | CloseCompany
  | AppointAuthorisedPerson
  | RemoveAuthorisedPerson
  | RecordMowaamahCertificate
  | WithdrawMowaamahCertificate
  | RecordWageProtection;
