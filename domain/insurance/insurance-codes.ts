// Law: in which capacity somebody is insured, and why his registration ended or was wrong, is told by a code, never by free text.
import { z } from 'zod';

/**
 * In which capacity a human is insured with an establishment. The head-count weights tell these apart (Nitaqat guide 2026, confidence T);
 * what makes a single human count otherwise (a disability, …) is no capacity and stands sealed in his own record.
 */
export const insuredCapacity = z
  .enum(['employee', 'owner', 'trainee', 'outsourced', 'ajeer-guard', 'athlete'])
  .meta({ description: 'In which capacity he is insured: an employee, the owner himself, a trainee of a strategic partnership …' });

/** Why a registration ended. The published sources name no list: this one is ours. */
export const insuranceEndReason = z
  .enum(['employment-ended', 'transferred', 'retired', 'deceased', 'establishment-closed'])
  .meta({ description: 'Why the registration ended' });

/** Why a registration is read otherwise than before, or should never have been. The list is ours. */
export const insuranceCorrectionReason = z
  .enum(['typing-error', 'late-report', 'inspection', 'court-order', 'other-department'])
  .meta({ description: 'Why the registration is corrected' });

export type InsuredCapacity = z.infer<typeof insuredCapacity>;
export type InsuranceEndReason = z.infer<typeof insuranceEndReason>;
export type InsuranceCorrectionReason = z.infer<typeof insuranceCorrectionReason>;
