import { z } from 'zod';
import { termsInput } from '../contract/commands.js';
import { isoDate } from '../standards/calendar.js';
import { transferRejectionReason } from './codes.js';

const effectiveOn = isoDate.optional().meta({ description: 'The day on which it happened; today unless said' });

export const requestTransfer = z
  .strictObject({
    employeeId: z.uuid(),
    fromContractId: z.uuid().meta({ description: 'The employee’s contract with the current employer' }),
    toCompanyId: z.uuid(),
    toEstablishmentId: z.uuid(),
    terms: termsInput.meta({
      description: 'Terms of the new contract; it begins on `startsOn` or when the transfer completes, whichever is later',
    }),
    permitId: z
      .uuid()
      .optional()
      .meta({ description: 'The employee’s work permit: an expired one makes the current employer’s consent unnecessary' }),
    earlierTransfers: z
      .int()
      .min(0)
      .max(100)
      .optional()
      .meta({ description: 'How often the employee was transferred before, as declared; the fee depends on it' }),
    effectiveOn,
  })
  .meta({ description: 'A request of a company for another company’s employee' });

const rejection = z.strictObject({ answer: z.literal('reject'), reason: transferRejectionReason, effectiveOn });

export const answerAsEmployee = z
  .discriminatedUnion('answer', [z.strictObject({ answer: z.literal('accept'), effectiveOn }), rejection])
  .meta({ description: 'The employee’s answer' });

export const answerAsCurrentEmployer = z
  .discriminatedUnion('answer', [
    z.strictObject({
      answer: z.literal('accept'),
      waiveNotice: z.boolean().default(false).meta({ description: 'Lets the employee go without notice' }),
      effectiveOn,
    }),
    rejection,
  ])
  .meta({ description: 'The current employer’s answer' });

export const completeTransfer = z.strictObject({ effectiveOn }).meta({ description: 'Completion of a transfer whose notice has run' });

export const cancelTransfer = z
  .strictObject({ by: z.enum(['new-employer', 'employee']), effectiveOn })
  .meta({ description: 'Calling a transfer off' });

/** Payload of the commands that the ledger's clock sends. */
export const transferSweep = z.strictObject({}).meta({ description: 'Sent by the clock of the ledger' });

interface Command<T extends string, S extends z.ZodType> {
  readonly type: T;
  readonly data: z.output<S>;
}

export type RequestTransfer = Command<'RequestTransfer', typeof requestTransfer>;
export type AnswerAsEmployee = Command<'AnswerAsEmployee', typeof answerAsEmployee>;
export type AnswerAsCurrentEmployer = Command<'AnswerAsCurrentEmployer', typeof answerAsCurrentEmployer>;
export type CompleteTransfer = Command<'CompleteTransfer', typeof completeTransfer>;
export type CompleteDueTransfer = Command<'CompleteDueTransfer', typeof transferSweep>;
export type CancelTransfer = Command<'CancelTransfer', typeof cancelTransfer>;
export type LapseTransfer = Command<'LapseTransfer', typeof transferSweep>;

export type TransferCommand =
  RequestTransfer | AnswerAsEmployee | AnswerAsCurrentEmployer | CompleteTransfer | CompleteDueTransfer | CancelTransfer | LapseTransfer;
