import { z } from 'zod';
import { isoDate } from '../standards/calendar.js';
import { occupationCode } from '../standards/occupation.js';
import { permitRejectionReason } from './events.js';
import { billNumber, paymentReference, permitNumber } from './permit-numbers.js';

const effectiveOn = isoDate.optional().meta({ description: 'The day on which it happened; today unless said' });
const months = z.int().min(1).max(120).meta({ description: 'Length of the term in months, one of the terms in force', examples: [12] });

const declared = {
  declaredExpats: z.int().min(1).max(1_000_000).meta({ description: 'Non-Saudi workers of the establishment, this one included, as reported' }),
  declaredSaudis: z.int().min(0).max(1_000_000).meta({ description: 'Saudi workers of the establishment, as reported' }),
  declaredLicensedIndustry: z.boolean().meta({ description: 'Whether the establishment holds an industrial licence, as reported' }),
  declaredOwnerWorksFullTime: z.boolean().meta({ description: 'Whether the owner works in it full time, as reported' }),
  declaredPlace: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .meta({ description: 'Place of this worker among the non-Saudis by joining, as reported: the levy depends on it; the last when left out' }),
};

export const requestWorkPermit = z
  .strictObject({
    companyId: z.uuid(),
    establishmentId: z.uuid(),
    employeeId: z.uuid(),
    contractId: z.uuid().optional().meta({ description: 'The authenticated contract it rests on' }),
    occupation: occupationCode,
    months,
    arrivedOn: isoDate.optional().meta({ description: 'The day on which the employee arrived in the Kingdom' }),
    ...declared,
    effectiveOn,
  })
  .meta({ description: 'A request for the work permit of an employee' });

export const renewWorkPermit = z
  .strictObject({
    months,
    contractId: z.uuid().optional().meta({ description: 'The contract it rests on, when it is another than before' }),
    ...declared,
    effectiveOn,
  })
  .meta({ description: 'A request for the renewal of a work permit' });

export const billWorkPermit = z
  .strictObject({
    billNumber,
    dueOn: isoDate.optional().meta({ description: 'Last day of payment; the usual term unless said' }),
    effectiveOn,
  })
  .meta({ description: 'The bill of a work permit; fee and levy are computed' });

export const payWorkPermitBill = z
  .strictObject({ paidOn: isoDate.optional().meta({ description: 'Day of payment; today unless said' }), reference: paymentReference })
  .meta({ description: 'The payment of the bill' });

export const cancelWorkPermitBill = z.strictObject({ effectiveOn }).meta({ description: 'The cancelling of an unpaid bill' });

export const issueWorkPermit = z
  .strictObject({
    permitNumber,
    validFrom: isoDate.optional().meta({ description: 'First day of the term; a renewal that was billed in time follows the old term' }),
    effectiveOn,
  })
  .meta({ description: 'The issue of the permit, or of its renewal, once paid' });

export const rejectWorkPermit = z.strictObject({ reason: permitRejectionReason, effectiveOn }).meta({ description: 'The rejection of the application' });

/** Payload of the commands that the ledger's clock sends. */
export const workPermitSweep = z.strictObject({}).meta({ description: 'Sent by the clock of the ledger' });

interface Command<T extends string, S extends z.ZodType> {
  readonly type: T;
  readonly data: z.output<S>;
}

export type RequestWorkPermit = Command<'RequestWorkPermit', typeof requestWorkPermit>;
export type RenewWorkPermit = Command<'RenewWorkPermit', typeof renewWorkPermit>;
export type BillWorkPermit = Command<'BillWorkPermit', typeof billWorkPermit>;
export type PayWorkPermitBill = Command<'PayWorkPermitBill', typeof payWorkPermitBill>;
export type CancelWorkPermitBill = Command<'CancelWorkPermitBill', typeof cancelWorkPermitBill>;
export type LapseWorkPermitBill = Command<'LapseWorkPermitBill', typeof workPermitSweep>;
export type IssueWorkPermit = Command<'IssueWorkPermit', typeof issueWorkPermit>;
export type RejectWorkPermit = Command<'RejectWorkPermit', typeof rejectWorkPermit>;
export type ExpireWorkPermit = Command<'ExpireWorkPermit', typeof workPermitSweep>;

export type WorkPermitCommand =
  | RequestWorkPermit
  | RenewWorkPermit
  | BillWorkPermit
  | PayWorkPermitBill
  | CancelWorkPermitBill
  | LapseWorkPermitBill
  | IssueWorkPermit
  | RejectWorkPermit
  | ExpireWorkPermit;
