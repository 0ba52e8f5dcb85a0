import { z } from 'zod';
import { defineEvent, type EventOf } from '../ledger/event-definition.js';
import { isoDate } from '../standards/calendar.js';
import { money } from '../standards/money.js';
import { occupationCode } from '../standards/occupation.js';
import { billNumber, paymentReference, permitNumber } from './permit-numbers.js';

/** Whether the step belongs to the first issue of the permit or to a renewal. */
export const applicationKind = z.enum(['first', 'renewal']);

/** Why an application was rejected. The published sources name no list: this one is ours. */
export const permitRejectionReason = z.enum([
  'occupation-not-allowed',
  'documents-incomplete',
  'employer-not-eligible',
  'employee-not-eligible',
  'withdrawn-by-employer',
]);

/** What the employer reports of the establishment for the levy: no read model gives these counts yet. */
export const declaredFacts = {
  declaredExpats: z.int().min(1).max(1_000_000),
  declaredSaudis: z.int().min(0).max(1_000_000),
  declaredLicensedIndustry: z.boolean(),
  declaredOwnerWorksFullTime: z.boolean(),
  /** Place of this worker among the establishment's non-Saudis by joining; null: not declared, and taken to be the last. */
  declaredPlace: z.int().min(1).max(1_000_000).nullable(),
};

/** A line of the bill: the fee, or the levy of a run of days with one rate (its months written `a/b`). */
const chargeLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fee'), from: isoDate, to: isoDate, amount: money }),
  z.object({
    kind: z.literal('levy'),
    from: isoDate,
    to: isoDate,
    monthly: money,
    ground: z.enum(['licensed-industry', 'small-establishment', 'within-saudis', 'beyond-saudis']),
    months: z.string().regex(/^\d+(\/\d+)?$/),
    amount: money,
  }),
]);

/** Every event says whose permit it is and who employs him, so that no reader needs a look-up. */
const about = { effectiveOn: isoDate, companyId: z.uuid(), establishmentId: z.uuid(), employeeId: z.uuid() };
const months = z.int().min(1).max(120);
/** The sealed set of an event that prints a permit. */
const printed = { part: 'employeeId', schema: z.object({ permitNumber: permitNumber.nullable() }) };

export const WorkPermitRequested = defineEvent({
  type: 'WorkPermitRequested',
  summary: 'An employer asked for the work permit of an employee.',
  data: z.object({ ...about, contractId: z.uuid().nullable(), occupation: occupationCode, months, arrivedOn: isoDate.nullable(), ...declaredFacts }),
});

export const WorkPermitRenewalRequested = defineEvent({
  type: 'WorkPermitRenewalRequested',
  summary: 'The employer asked for the renewal of a work permit.',
  data: z.object({ ...about, contractId: z.uuid().nullable(), occupation: occupationCode, months, ...declaredFacts }),
});

export const WorkPermitBilled = defineEvent({
  type: 'WorkPermitBilled',
  summary: 'The fee and the levy of a work permit were billed.',
  data: z.object({
    ...about,
    kind: applicationKind,
    billNumber,
    months,
    /** First day of the term that is charged. */
    chargedFrom: isoDate,
    fee: money,
    levy: money,
    total: money,
    lines: z.array(chargeLine).min(1).max(60),
    /** Last day on which the bill can be paid. */
    dueOn: isoDate,
    /** Day on which it lapses, when no payment is reported until then. */
    lapsesOn: isoDate,
  }),
});

export const WorkPermitBillPaid = defineEvent({
  type: 'WorkPermitBillPaid',
  summary: 'The bill of a work permit was paid.',
  data: z.object({ ...about, kind: applicationKind, billNumber, amount: money, reference: paymentReference }),
});

export const WorkPermitBillCancelled = defineEvent({
  type: 'WorkPermitBillCancelled',
  summary: 'The bill of a work permit was cancelled before payment, and with it the application.',
  data: z.object({ ...about, kind: applicationKind, billNumber, amount: money }),
});

export const WorkPermitBillLapsed = defineEvent({
  type: 'WorkPermitBillLapsed',
  summary: 'The bill of a work permit was not paid in time, and the application ended with it.',
  data: z.object({ ...about, kind: applicationKind, billNumber, amount: money, dueOn: isoDate }),
});

export const WorkPermitIssued = defineEvent({
  type: 'WorkPermitIssued',
  summary: 'A work permit was issued for its first term.',
  data: z.object({ ...about, occupation: occupationCode, months, validFrom: isoDate, validTo: isoDate }),
  personal: [printed],
});

export const WorkPermitRenewed = defineEvent({
  type: 'WorkPermitRenewed',
  summary: 'A work permit was issued for a further term.',
  data: z.object({ ...about, occupation: occupationCode, months, validFrom: isoDate, validTo: isoDate, previousValidTo: isoDate }),
  personal: [printed],
});

export const WorkPermitRejected = defineEvent({
  type: 'WorkPermitRejected',
  summary: 'The application for a work permit or its renewal was rejected.',
  data: z.object({ ...about, kind: applicationKind, reason: permitRejectionReason, refundDue: money.nullable() }),
});

export const WorkPermitExpired = defineEvent({
  type: 'WorkPermitExpired',
  summary: 'The term of a work permit ended without a renewal.',
  data: z.object({ ...about, occupation: occupationCode, validTo: isoDate }),
});

export const workPermitEvents = [
  WorkPermitRequested,
  WorkPermitRenewalRequested,
  WorkPermitBilled,
  WorkPermitBillPaid,
  WorkPermitBillCancelled,
  WorkPermitBillLapsed,
  WorkPermitIssued,
  WorkPermitRenewed,
  WorkPermitRejected,
  WorkPermitExpired,
] as const;

export type WorkPermitEvent = EventOf<(typeof workPermitEvents)[number]>;
