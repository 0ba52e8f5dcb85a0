import { z } from 'zod';
import { nationalityGroup } from '../contract/nationality-group.js';
import { settlement } from '../contract/settlement.js';
import { contractTerms } from '../contract/terms.js';
import { defineEvent, type EventOf } from '../ledger/event-definition.js';
import { isoDate } from '../standards/calendar.js';
import { money } from '../standards/money.js';
import { nationalityCode } from '../standards/nationality.js';
import { consentGround, transferLapseReason, transferRejectionReason } from './codes.js';

/**
 * Every event names both employers: `companyId` and `establishmentId` are the new one's (it asked for the
 * transfer), `fromCompanyId` and `fromEstablishmentId` the current one's.
 */
const about = {
  effectiveOn: isoDate,
  companyId: z.uuid(),
  establishmentId: z.uuid(),
  fromCompanyId: z.uuid(),
  fromEstablishmentId: z.uuid(),
  fromContractId: z.uuid(),
  employeeId: z.uuid(),
};

/** The day from which the employee may work for the new employer, and the notice that was counted. */
const course = {
  /** Days of notice towards the current employer; 0 where none is owed or it was waived. */
  noticeDays: z.int().min(0),
  completesOn: isoDate,
};

export const TransferRequested = defineEvent({
  type: 'TransferRequested',
  summary: 'A company asked for the transfer of another company’s employee.',
  data: z.object({
    ...about,
    terms: contractTerms,
    permitId: z.uuid().nullable(),
    /** Earlier transfers of the employee, as declared; the fee depends on it. Null: not declared. */
    declaredEarlierTransfers: z.int().min(0).max(100).nullable(),
    consent: consentGround,
    /** Last day on which the employee may answer. */
    answerBy: isoDate,
  }),
});

export const TransferAcceptedByEmployee = defineEvent({
  type: 'TransferAcceptedByEmployee',
  summary: 'The employee agreed to the transfer; the current employer is asked next where the law asks for consent.',
  data: z.object({
    ...about,
    consent: consentGround,
    /** Last day on which the current employer may answer; null when not asked. */ answerBy: isoDate.nullable(),
  }),
});

export const TransferRejectedByEmployee = defineEvent({
  type: 'TransferRejectedByEmployee',
  summary: 'The employee rejected the transfer.',
  data: z.object({ ...about, reason: transferRejectionReason }),
});

export const TransferAcceptedByCurrentEmployer = defineEvent({
  type: 'TransferAcceptedByCurrentEmployer',
  summary: 'The current employer agreed to the transfer.',
  data: z.object({ ...about, noticeWaived: z.boolean() }),
});

export const TransferRejectedByCurrentEmployer = defineEvent({
  type: 'TransferRejectedByCurrentEmployer',
  summary: 'The current employer rejected the transfer.',
  data: z.object({ ...about, reason: transferRejectionReason }),
});

export const TransferNoticeBegun = defineEvent({
  type: 'TransferNoticeBegun',
  summary: 'All who had to agree did; the transfer completes when the notice has run.',
  data: z.object({ ...about, consent: consentGround, ...course }),
});

export const TransferCompleted = defineEvent({
  type: 'TransferCompleted',
  summary: 'The employee passed to the new company: the old contract ends, the new one begins.',
  data: z.object({
    ...about,
    /** This transfer, so that the contracts can name it. */
    transferId: z.uuid(),
    nationality: nationalityCode,
    nationalityGroup,
    /** False when the old contract had ended before. */
    endsOldContract: z.boolean(),
    /** What the old contract’s end leaves to be paid; null when it had ended before. */
    settlement: z.object(settlement).nullable(),
    newContractId: z.uuid(),
    /** Terms of the new contract; `startsOn` is its actual first day. */
    terms: contractTerms,
    probationEndsOn: isoDate.nullable(),
    /** Which transfer of the employee it counts as for the fee. */
    transferNumber: z.int().min(1),
    fee: money,
  }),
});

export const TransferCancelled = defineEvent({
  type: 'TransferCancelled',
  summary: 'The new employer or the employee called the transfer off.',
  data: z.object({ ...about, by: z.enum(['new-employer', 'employee']) }),
});

export const TransferLapsed = defineEvent({
  type: 'TransferLapsed',
  summary: 'The transfer ended by itself: an answer did not come in time, or its ground was gone.',
  data: z.object({ ...about, reason: transferLapseReason }),
});

export const transferEvents = [
  TransferRequested,
  TransferAcceptedByEmployee,
  TransferRejectedByEmployee,
  TransferAcceptedByCurrentEmployer,
  TransferRejectedByCurrentEmployer,
  TransferNoticeBegun,
  TransferCompleted,
  TransferCancelled,
  TransferLapsed,
] as const;

export type TransferEvent = EventOf<(typeof transferEvents)[number]>;
