import { z } from 'zod';
import { defineEvent, type EventOf } from '../ledger/event-definition.js';
import { isoDate } from '../standards/calendar.js';
import { nationalityCode } from '../standards/nationality.js';
import { contractPart, contractRejectionReason, endArticle, endedBy, noticeReason, party } from './codes.js';
import { nationalityGroup } from './nationality-group.js';
import { settlement } from './settlement.js';
import { contractTerms } from './terms.js';

/** Every event says whose contract it is, so that no reader needs a look-up. */
const about = { effectiveOn: isoDate, companyId: z.uuid(), establishmentId: z.uuid(), employeeId: z.uuid() };
/** The worker's nationality as it was when the contract began to run: rules differ by it. */
const worker = { nationality: nationalityCode, nationalityGroup };

export const ContractDrafted = defineEvent({
  type: 'ContractDrafted',
  summary: 'An employer drafted an employment contract.',
  data: z.object({ ...about, terms: contractTerms }),
});

export const ContractSent = defineEvent({
  type: 'ContractSent',
  summary: 'The contract was sent to the employee for an answer.',
  data: z.object({ ...about, /** Last day on which the employee may answer. */ answerBy: isoDate }),
});

export const ContractAccepted = defineEvent({
  type: 'ContractAccepted',
  summary: 'The employee accepted: the contract is authenticated.',
  data: z.object({
    ...about,
    ...worker,
    terms: contractTerms,
    /** Last day of probation; null without probation. */
    probationEndsOn: isoDate.nullable(),
  }),
});

export const ContractRejected = defineEvent({
  type: 'ContractRejected',
  summary: 'The employee rejected the contract.',
  data: z.object({ ...about, reason: contractRejectionReason }),
});

export const ContractChangeRequested = defineEvent({
  type: 'ContractChangeRequested',
  summary: 'The employee asked for a change before accepting.',
  data: z.object({ ...about, parts: z.array(contractPart).min(1).max(contractPart.options.length) }),
});

export const ContractRevised = defineEvent({
  type: 'ContractRevised',
  summary: 'The employer wrote the draft anew.',
  data: z.object({ ...about, terms: contractTerms }),
});

export const ContractWithdrawn = defineEvent({
  type: 'ContractWithdrawn',
  summary: 'The employer withdrew the contract before it was accepted.',
  data: z.object({ ...about }),
});

export const ContractLapsed = defineEvent({
  type: 'ContractLapsed',
  summary: 'The employee did not answer in time.',
  data: z.object({ ...about, answerBy: isoDate }),
});

export const AmendmentProposed = defineEvent({
  type: 'AmendmentProposed',
  summary: 'A party proposed new terms; the old ones hold until the other accepts.',
  data: z.object({ ...about, by: party, terms: contractTerms, answerBy: isoDate }),
});

export const AmendmentAccepted = defineEvent({
  type: 'AmendmentAccepted',
  summary: 'The other party accepted the new terms.',
  data: z.object({ ...about, by: party, terms: contractTerms, probationEndsOn: isoDate.nullable() }),
});

export const AmendmentDeclined = defineEvent({
  type: 'AmendmentDeclined',
  summary: 'The other party declined the new terms.',
  data: z.object({ ...about, by: party }),
});

export const AmendmentLapsed = defineEvent({
  type: 'AmendmentLapsed',
  summary: 'The other party did not answer the new terms in time.',
  data: z.object({ ...about, answerBy: isoDate }),
});

export const ContractRenewed = defineEvent({
  type: 'ContractRenewed',
  summary: 'A fixed term was renewed.',
  data: z.object({
    ...about,
    /** First and last day of the new term. */
    startsOn: isoDate,
    endsOn: isoDate,
    /** How many times in a row it has been renewed now. */
    renewals: z.int().min(1),
    /** By itself at the term's end, rather than by agreement before. */
    automatic: z.boolean(),
  }),
});

export const ContractBecameIndefinite = defineEvent({
  type: 'ContractBecameIndefinite',
  summary: 'A Saudi’s fixed term, renewed often or long enough, became indefinite instead of being renewed once more (Art. 55).',
  data: z.object({
    ...about,
    /** First day without a term. */
    startsOn: isoDate,
    /** How many times in a row it would have been renewed now. */
    renewals: z.int().min(1),
    automatic: z.boolean(),
  }),
});

export const ResignationSubmitted = defineEvent({
  type: 'ResignationSubmitted',
  summary: 'The employee resigned from a fixed term.',
  data: z.object({
    ...about,
    /** The last day the employee asked for; null: as soon as it is accepted. */
    requestedLastDay: isoDate.nullable(),
    /** Last day on which it may be withdrawn, unless it is accepted before. */
    withdrawableUntil: isoDate,
    /** The day on which silence has become acceptance. */
    deemedAcceptedOn: isoDate,
  }),
});

export const ResignationWithdrawn = defineEvent({
  type: 'ResignationWithdrawn',
  summary: 'The employee withdrew the resignation.',
  data: z.object({ ...about }),
});

export const ResignationDeferred = defineEvent({
  type: 'ResignationDeferred',
  summary: 'The employer put off the resignation’s acceptance.',
  data: z.object({ ...about, deferredTo: isoDate }),
});

export const ResignationAccepted = defineEvent({
  type: 'ResignationAccepted',
  summary: 'The resignation was accepted, by the employer or by silence.',
  data: z.object({ ...about, deemed: z.boolean(), lastDay: isoDate }),
});

export const NoticeGiven = defineEvent({
  type: 'NoticeGiven',
  summary: 'A party gave notice: of an indefinite contract’s end (Art. 75), or that a fixed term will not be renewed (Art. 74).',
  data: z.object({
    ...about,
    by: party,
    reason: noticeReason,
    article: z.enum(['74', '75']),
    /** Days of notice the law asks for; null where the term’s own end is the last day. */
    noticeDays: z.int().min(0).nullable(),
    lastDay: isoDate,
  }),
});

export const ContractTerminated = defineEvent({
  type: 'ContractTerminated',
  summary: 'The contract ended before its term, by an article of the law, notice run out, or a resignation.',
  data: z.object({ ...about, article: endArticle, by: endedBy, ...settlement }),
});

export const ContractExpired = defineEvent({
  type: 'ContractExpired',
  summary: 'A fixed term ended and was not renewed.',
  data: z.object({ ...about, ...settlement }),
});

export const ContractEndedByTransfer = defineEvent({
  type: 'ContractEndedByTransfer',
  summary: 'The contract ended because the employee was transferred to another company.',
  data: z.object({ ...about, transferId: z.uuid(), successorContractId: z.uuid(), ...settlement }),
});

export const ContractBegunByTransfer = defineEvent({
  type: 'ContractBegunByTransfer',
  summary: 'A contract began because the employee was transferred to this company.',
  data: z.object({
    ...about,
    ...worker,
    transferId: z.uuid(),
    previousContractId: z.uuid(),
    terms: contractTerms,
    probationEndsOn: isoDate.nullable(),
  }),
});

export const contractEvents = [
  ContractDrafted,
  ContractSent,
  ContractAccepted,
  ContractRejected,
  ContractChangeRequested,
  ContractRevised,
  ContractWithdrawn,
  ContractLapsed,
  AmendmentProposed,
  AmendmentAccepted,
  AmendmentDeclined,
  AmendmentLapsed,
  ContractRenewed,
  ContractBecameIndefinite,
  ResignationSubmitted,
  ResignationWithdrawn,
  ResignationDeferred,
  ResignationAccepted,
  NoticeGiven,
  ContractTerminated,
  ContractExpired,
  ContractEndedByTransfer,
  ContractBegunByTransfer,
] as const;

export type ContractEvent = EventOf<(typeof contractEvents)[number]>;
