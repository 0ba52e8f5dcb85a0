// Law: what adopts a rule set carries the whole of it: no rule lies in a file, or in a program's version, where the ledger cannot see it.
import { z } from 'zod';
import { defineEvent, type EventOf } from '../ledger/event-definition.js';
import { ruleSetSchema } from '../saudization/rule-set.js';
import { isoDate } from '../standards/calendar.js';

/** SHA-256 over the RFC 8785 text of a rule set. */
export const ruleSetHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, { error: 'must be the 64 hexadecimal digits of a SHA-256' })
  .meta({ description: 'SHA-256 over the RFC 8785 text of the rule set, in hexadecimal' });

/** Why a proposal was taken back. */
export const withdrawalReason = z.enum(['mistaken', 'superseded', 'not-agreed']);

export const RuleSetProposed = defineEvent({
  type: 'RuleSetProposed',
  version: 2,
  summary: 'Somebody proposed a rule set of Saudization.',
  data: z.object({
    effectiveOn: isoDate,
    hash: ruleSetHash,
    set: ruleSetSchema,
    /** Directory id of who said it. */
    proposedBy: z.string().min(1).max(100),
    proposedByHuman: z.string().min(1).max(100).nullable().meta({ description: 'Id of the human whose account it was, the same under all his accounts; null: it was not known' }),
  }),
  // Accounts alone were known.
  upcasts: [(data) => ({ ...data, proposedByHuman: null })],
});

export const RuleSetConfirmed = defineEvent({
  type: 'RuleSetConfirmed',
  summary: 'A second person confirmed a proposed rule set: it is adopted, and holds from its first day on.',
  data: z.object({ effectiveOn: isoDate, hash: ruleSetHash, set: ruleSetSchema, proposedBy: z.string().min(1).max(100), confirmedBy: z.string().min(1).max(100) }),
});

export const RuleSetWithdrawn = defineEvent({
  type: 'RuleSetWithdrawn',
  summary: 'A proposed rule set was taken back before it was confirmed.',
  data: z.object({ effectiveOn: isoDate, hash: ruleSetHash, reason: withdrawalReason, withdrawnBy: z.string().min(1).max(100) }),
});

export const ruleSetEvents = [RuleSetProposed, RuleSetConfirmed, RuleSetWithdrawn] as const;

export type RuleSetEvent = EventOf<(typeof ruleSetEvents)[number]>;
