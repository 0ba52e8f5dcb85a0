import { z } from 'zod';
import { defineEvent, type EventOf } from '../ledger/event-definition.js';
import { visaKinds } from '../rules/visa-rules.js';
import { isoDate } from '../standards/calendar.js';
import { visaNumber } from '../standards/identifiers/visa-number.js';
import { money } from '../standards/money.js';
import { nationalityCode } from '../standards/nationality.js';
import { occupationCode } from '../standards/occupation.js';
import { sex } from '../standards/sex.js';
import { billNumber, paymentReference } from '../work-permit/permit-numbers.js';

/** Permanent: more than three months; temporary: up to three months; seasonal: Hajj. */
export const visaKind = z.enum(visaKinds);

/** The balance that the visas come from: that of a new establishment, or that of a growing one. */
export const visaPhase = z.enum(['establishment', 'expansion']);

/** Why a line was rejected. The published sources name no list: this one is ours. */
export const visaRejectionReason = z.enum([
  'balance-exceeded',
  'occupation-not-allowed',
  'nationality-not-allowed',
  'employer-not-eligible',
  'inspection-failed',
]);

/** The place of the consulate, UN/LOCODE. */
export const consulateCode = z
  .string()
  .regex(/^[A-Z]{2}[A-Z2-9]{3}$/, 'a consulate is named by the UN/LOCODE of its place: five letters and digits')
  .meta({ description: 'Place of the consulate, UN/LOCODE', examples: ['INBOM'] });

/** Lines a request may have. A limit of the ledger: each line has a deadline of its own. */
export const MAX_LINES = 50;
const count = z.int().min(1).max(10_000);

/** Every event says who asked, so that no reader needs a look-up. */
const about = { effectiveOn: isoDate, companyId: z.uuid(), establishmentId: z.uuid() };
/** What a line is for; stands in every event that changes one of its counts. Religion is not kept. */
const terms = { nationality: nationalityCode, occupation: occupationCode, sex, consulate: consulateCode };
const lineRef = { lineId: z.uuid(), lineNumber: z.int().min(0).max(MAX_LINES - 1), ...terms };

export const VisasRequested = defineEvent({
  type: 'VisasRequested',
  summary: 'An employer asked for work visas, line by line.',
  data: z.object({
    ...about,
    kind: visaKind,
    phase: visaPhase,
    lines: z.array(z.object({ ...lineRef, count })).min(1).max(MAX_LINES),
  }),
});

export const VisaLineAccepted = defineEvent({
  type: 'VisaLineAccepted',
  summary: 'A line of a visa request was accepted, in full or in part.',
  data: z.object({ ...about, ...lineRef, requested: count, accepted: count }),
});

export const VisaLineRejected = defineEvent({
  type: 'VisaLineRejected',
  summary: 'A line of a visa request was rejected.',
  data: z.object({ ...about, ...lineRef, requested: count, reason: visaRejectionReason }),
});

export const VisaRequestAnswered = defineEvent({
  type: 'VisaRequestAnswered',
  summary: 'The last line of a visa request was answered.',
  data: z.object({
    ...about,
    outcome: z.enum(['accepted', 'partly-accepted', 'rejected']),
    requested: z.int().min(1),
    accepted: z.int().min(0),
  }),
});

export const VisasBilled = defineEvent({
  type: 'VisasBilled',
  summary: 'The fee of the accepted visas was billed.',
  data: z.object({ ...about, billNumber, count: z.int().min(1), feePerVisa: money, total: money, dueOn: isoDate, lapsesOn: isoDate }),
});

export const VisaBillCancelled = defineEvent({
  type: 'VisaBillCancelled',
  summary: 'The bill of a visa request was cancelled before payment, and with it the request.',
  data: z.object({ ...about, billNumber, amount: money }),
});

export const VisaBillLapsed = defineEvent({
  type: 'VisaBillLapsed',
  summary: 'The bill of a visa request was not paid in time, and the request ended with it.',
  data: z.object({ ...about, billNumber, amount: money, dueOn: isoDate }),
});

export const VisasPaid = defineEvent({
  type: 'VisasPaid',
  summary: 'The bill of a visa request was paid.',
  data: z.object({ ...about, billNumber, amount: money, reference: paymentReference }),
});

export const VisasIssued = defineEvent({
  type: 'VisasIssued',
  summary: 'The visas of an accepted line were issued.',
  data: z.object({ ...about, ...lineRef, kind: visaKind, count, validTo: isoDate }),
});

export const VisaUsed = defineEvent({
  type: 'VisaUsed',
  summary: 'A named person entered the Kingdom on a visa of a line.',
  data: z.object({
    ...about,
    ...lineRef,
    kind: visaKind,
    employeeId: z.uuid(),
    enteredOn: isoDate,
    /** Last day of the stay on a temporary visa; null for the others. */
    stayUntil: isoDate.nullable(),
    /** The entry lay in the visa's validity but was reported after its expiry: one expired visa of the line counts as used instead. */
    afterExpiry: z.boolean(),
    /** Visas of the line still to be used. */
    balance: z.int().min(0),
  }),
  personal: [{ part: 'employeeId', schema: z.object({ visaNumber: visaNumber.nullable() }) }],
});

export const VisaStayExtended = defineEvent({
  type: 'VisaStayExtended',
  summary: 'The stay of a person on a temporary visa was extended, once.',
  data: z.object({ ...about, ...lineRef, employeeId: z.uuid(), previousStayUntil: isoDate, stayUntil: isoDate }),
});

export const VisasCancelled = defineEvent({
  type: 'VisasCancelled',
  summary: 'Unused visas of a line were cancelled.',
  data: z.object({ ...about, ...lineRef, kind: visaKind, count, refundDue: money, balance: z.int().min(0) }),
});

export const VisasExpired = defineEvent({
  type: 'VisasExpired',
  summary: 'The unused visas of a line ran out of time.',
  data: z.object({ ...about, ...lineRef, kind: visaKind, count, validTo: isoDate }),
});

export const visaEvents = [
  VisasRequested,
  VisaLineAccepted,
  VisaLineRejected,
  VisaRequestAnswered,
  VisasBilled,
  VisaBillCancelled,
  VisaBillLapsed,
  VisasPaid,
  VisasIssued,
  VisaUsed,
  VisaStayExtended,
  VisasCancelled,
  VisasExpired,
] as const;

export type VisaEvent = EventOf<(typeof visaEvents)[number]>;
