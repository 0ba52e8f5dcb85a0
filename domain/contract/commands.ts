import { z } from 'zod';
import { isoDate } from '../standards/calendar.js';
import { nationalityCode } from '../standards/nationality.js';
import { money, zeroMoney } from '../standards/money.js';
import { contractPart, contractRejectionReason, endedBy, noticeReason, party, terminationArticle } from './codes.js';
import { nationalityGroup } from './nationality-group.js';
import { settlement } from './settlement.js';
import { contractTerms, wage } from './terms.js';

const effectiveOn = isoDate.optional().meta({ description: 'The day on which it happened; today unless said' });
const lastDayAsEffective = isoDate.optional().meta({ description: 'The last day under the contract, today or past; today unless said' });

/** Terms as they are sent in: a fixed term of a non-Saudi may leave out its end. */
export const termsInput = contractTerms
  .extend({
    wage: wage.extend({ housing: money.default(zeroMoney), other: money.default(zeroMoney) }),
    endsOn: isoDate.nullable().default(null).meta({ description: 'Last day of a fixed term; null for an indefinite contract' }),
    probationDays: contractTerms.shape.probationDays.default(0),
    payPeriod: contractTerms.shape.payPeriod.default('monthly'),
    renewable: z.boolean().default(false).meta({ description: 'Renews for the same length when its term ends and nobody gave notice' }),
  })
  .meta({ description: 'The terms of an employment contract, whole' });

export const draftContract = z
  .strictObject({ companyId: z.uuid(), establishmentId: z.uuid(), employeeId: z.uuid(), terms: termsInput, effectiveOn })
  .meta({ description: 'A draft of an employment contract' });

export const reviseContract = z.strictObject({ terms: termsInput, effectiveOn }).meta({ description: 'The draft, written anew' });

/** For commands that say nothing but the day. */
export const contractStep = z.strictObject({ effectiveOn }).meta({ description: 'The day of the step' });

export const rejectContract = z
  .strictObject({ reason: contractRejectionReason, effectiveOn })
  .meta({ description: 'The employee’s refusal' });

export const askForChange = z
  .strictObject({
    parts: z
      .array(contractPart)
      .min(1)
      .max(contractPart.options.length)
      .refine((parts) => new Set(parts).size === parts.length, { error: 'a part is named twice' }),
    effectiveOn,
  })
  .meta({ description: 'What the employee wants changed' });

export const proposeAmendment = z.strictObject({ by: party, terms: termsInput, effectiveOn }).meta({ description: 'New terms, whole' });

export const answerAmendment = z.strictObject({ by: party, effectiveOn }).meta({ description: 'The answer of the other party' });

export const renewContract = z
  .strictObject({ endsOn: isoDate.meta({ description: 'Last day of the new term' }), effectiveOn })
  .meta({ description: 'A renewal that both parties agreed on' });

export const resign = z
  .strictObject({
    lastDay: isoDate.optional().meta({ description: 'The last day asked for; as soon as accepted unless said' }),
    effectiveOn,
  })
  .meta({ description: 'The employee’s resignation from a fixed term' });

export const deferResignation = z
  .strictObject({ deferredTo: isoDate.meta({ description: 'The day on which the resignation will count as accepted' }), effectiveOn })
  .meta({ description: 'The employer’s written deferral' });

export const giveNotice = z
  .strictObject({ by: party, reason: noticeReason, effectiveOn })
  .meta({ description: 'Notice; its last day is computed' });

export const terminateContract = z
  .strictObject({
    article: terminationArticle,
    by: endedBy.optional().meta({ description: 'Who ends it, where the article leaves a choice' }),
    effectiveOn: lastDayAsEffective,
  })
  .meta({ description: 'An end at once; award, compensation and the day of the final pay are computed' });

/** Payload of the commands that the ledger's clock sends. */
export const contractSweep = z.strictObject({}).meta({ description: 'Sent by the clock of the ledger' });

export const endContractByTransfer = z
  .strictObject({ transferId: z.uuid(), successorContractId: z.uuid(), settlement: z.object(settlement) })
  .meta({ description: 'The old contract’s part of a completed transfer' });

export const beginContractByTransfer = z
  .strictObject({
    transferId: z.uuid(),
    previousContractId: z.uuid(),
    companyId: z.uuid(),
    establishmentId: z.uuid(),
    employeeId: z.uuid(),
    nationality: nationalityCode,
    nationalityGroup,
    terms: contractTerms,
    probationEndsOn: isoDate.nullable(),
  })
  .meta({ description: 'The new contract’s part of a completed transfer' });

export type TermsInput = z.output<typeof termsInput>;

interface Command<T extends string, S extends z.ZodType> {
  readonly type: T;
  readonly data: z.output<S>;
}

export type DraftContract = Command<'DraftContract', typeof draftContract>;
export type SendContract = Command<'SendContract', typeof contractStep>;
export type AcceptContract = Command<'AcceptContract', typeof contractStep>;
export type RejectContract = Command<'RejectContract', typeof rejectContract>;
export type AskForChange = Command<'AskForChange', typeof askForChange>;
export type ReviseContract = Command<'ReviseContract', typeof reviseContract>;
export type WithdrawContract = Command<'WithdrawContract', typeof contractStep>;
export type LapseContract = Command<'LapseContract', typeof contractSweep>;
export type ProposeAmendment = Command<'ProposeAmendment', typeof proposeAmendment>;
export type AcceptAmendment = Command<'AcceptAmendment', typeof answerAmendment>;
export type DeclineAmendment = Command<'DeclineAmendment', typeof answerAmendment>;
export type LapseAmendment = Command<'LapseAmendment', typeof contractSweep>;
export type RenewContract = Command<'RenewContract', typeof renewContract>;
export type EndContractTerm = Command<'EndContractTerm', typeof contractSweep>;
export type Resign = Command<'Resign', typeof resign>;
export type WithdrawResignation = Command<'WithdrawResignation', typeof contractStep>;
export type DeferResignation = Command<'DeferResignation', typeof deferResignation>;
export type AcceptResignation = Command<'AcceptResignation', typeof contractStep>;
export type DeemResignationAccepted = Command<'DeemResignationAccepted', typeof contractSweep>;
export type GiveNotice = Command<'GiveNotice', typeof giveNotice>;
export type TerminateContract = Command<'TerminateContract', typeof terminateContract>;
export type EndContractOnLastDay = Command<'EndContractOnLastDay', typeof contractSweep>;
export type EndContractByTransfer = Command<'EndContractByTransfer', typeof endContractByTransfer>;
export type BeginContractByTransfer = Command<'BeginContractByTransfer', typeof beginContractByTransfer>;

export type ContractCommand =
  | DraftContract
  | SendContract
  | AcceptContract
  | RejectContract
  | AskForChange
  | ReviseContract
  | WithdrawContract
  | LapseContract
  | ProposeAmendment
  | AcceptAmendment
  | DeclineAmendment
  | LapseAmendment
  | RenewContract
  | EndContractTerm
  | Resign
  | WithdrawResignation
  | DeferResignation
  | AcceptResignation
  | DeemResignationAccepted
  | GiveNotice
  | TerminateContract
  | EndContractOnLastDay
  | EndContractByTransfer
  | BeginContractByTransfer;
