// Law: a reason is a code from a closed list, so that it can be counted and holds nothing personal.
import { z } from 'zod';

/** Whether the current employer must agree, and if not, why. */
export const consentGround = z.enum(['needed', 'served-long-enough', 'permit-expired', 'contract-ended', 'employer-red']);
export type ConsentGround = z.infer<typeof consentGround>;

/** Why the employee or the current employer said no. */
export const transferRejectionReason = z.enum(['terms-not-agreed', 'employee-stays', 'obligation-open', 'no-reason-given']);

/** Why a transfer ended by itself: nobody answered, or its time or its ground was gone when it fell due. */
export const transferLapseReason = z.enum([
  'employee-silent',
  'current-employer-silent',
  'term-over',
  'new-employer-not-active',
  'establishment-not-open',
  'employee-not-registered',
  'under-another-contract',
]);
export type TransferLapseReason = z.infer<typeof transferLapseReason>;
