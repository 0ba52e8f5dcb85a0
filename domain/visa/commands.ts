import { z } from 'zod';
import { isoDate } from '../standards/calendar.js';
import { visaNumber } from '../standards/identifiers/visa-number.js';
import { nationalityCode } from '../standards/nationality.js';
import { occupationCode } from '../standards/occupation.js';
import { sex } from '../standards/sex.js';
import { billNumber, paymentReference } from '../work-permit/permit-numbers.js';
import { consulateCode, MAX_LINES, visaKind, visaPhase, visaRejectionReason } from './events.js';

const effectiveOn = isoDate.optional().meta({ description: 'The day on which it happened; today unless said' });
const count = z.int().min(1).max(10_000);
const lineId = z.uuid().meta({ description: 'The line of the request' });

export const requestVisas = z
  .strictObject({
    companyId: z.uuid(),
    establishmentId: z.uuid(),
    kind: visaKind.meta({ description: 'Permanent: more than three months; temporary: up to three; seasonal: Hajj' }),
    phase: visaPhase.meta({ description: 'The balance they come from: of a new establishment, or of a growing one' }),
    lines: z
      .array(z.strictObject({ nationality: nationalityCode, occupation: occupationCode, sex, consulate: consulateCode, count }))
      .min(1)
      .max(MAX_LINES),
    effectiveOn,
  })
  .meta({ description: 'A request for work visas, line by line' });

export const acceptVisaLine = z.strictObject({ lineId, accepted: count, effectiveOn }).meta({ description: 'The acceptance of a line, in full or in part' });

export const rejectVisaLine = z.strictObject({ lineId, reason: visaRejectionReason, effectiveOn }).meta({ description: 'The rejection of a line' });

export const billVisas = z
  .strictObject({
    billNumber,
    dueOn: isoDate.optional().meta({ description: 'Last day of payment; the usual term unless said' }),
    effectiveOn,
  })
  .meta({ description: 'The bill of the accepted visas; the fee is computed' });

export const cancelVisaBill = z.strictObject({ effectiveOn }).meta({ description: 'The cancelling of an unpaid bill' });

export const payVisas = z
  .strictObject({ paidOn: isoDate.optional().meta({ description: 'Day of payment; today unless said' }), reference: paymentReference })
  .meta({ description: 'The payment of the bill' });

export const issueVisas = z.strictObject({ lineId, effectiveOn }).meta({ description: 'The issue of the visas of an accepted line' });

export const useVisa = z
  .strictObject({
    lineId,
    employeeId: z.uuid(),
    enteredOn: isoDate.optional().meta({ description: 'Day of entry; today unless said' }),
    visaNumber,
  })
  .meta({ description: 'The entry of a named person on a visa of a line' });

export const extendVisaStay = z
  .strictObject({ lineId, employeeId: z.uuid(), effectiveOn })
  .meta({ description: 'The extension of the stay on a temporary visa, once' });

export const cancelVisas = z.strictObject({ lineId, count, effectiveOn }).meta({ description: 'The cancelling of unused visas of a line' });

/** Payload of the commands that the ledger's clock sends. */
export const visaSweep = z.strictObject({}).meta({ description: 'Sent by the clock of the ledger' });

interface Command<T extends string, S extends z.ZodType> {
  readonly type: T;
  readonly data: z.output<S>;
}

export type RequestVisas = Command<'RequestVisas', typeof requestVisas>;
export type AcceptVisaLine = Command<'AcceptVisaLine', typeof acceptVisaLine>;
export type RejectVisaLine = Command<'RejectVisaLine', typeof rejectVisaLine>;
export type BillVisas = Command<'BillVisas', typeof billVisas>;
export type CancelVisaBill = Command<'CancelVisaBill', typeof cancelVisaBill>;
export type LapseVisaBill = Command<'LapseVisaBill', typeof visaSweep>;
export type PayVisas = Command<'PayVisas', typeof payVisas>;
export type IssueVisas = Command<'IssueVisas', typeof issueVisas>;
export type UseVisa = Command<'UseVisa', typeof useVisa>;
export type ExtendVisaStay = Command<'ExtendVisaStay', typeof extendVisaStay>;
export type CancelVisas = Command<'CancelVisas', typeof cancelVisas>;
export type ExpireVisas = Command<'ExpireVisas', typeof visaSweep>;

export type VisaCommand =
  | RequestVisas
  | AcceptVisaLine
  | RejectVisaLine
  | BillVisas
  | CancelVisaBill
  | LapseVisaBill
  | PayVisas
  | IssueVisas
  | UseVisa
  | ExtendVisaStay
  | CancelVisas
  | ExpireVisas;
