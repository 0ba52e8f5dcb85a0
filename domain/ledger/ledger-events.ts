import { z } from 'zod';
import { isoDate } from '../standards/calendar.js';
import { defineEvent, type EventOf } from './event-definition.js';

/** First event of a log, in stream `ledger-<ledgerId>`: binds log, vault and read models. */
export const LedgerFounded = defineEvent({
  type: 'LedgerFounded',
  summary: 'The ledger was founded; log, vault and read models carry its id.',
  data: z.object({ effectiveOn: isoDate, ledgerId: z.uuid() }),
});

/** Fences a command that claimed something and then fell silent: its late append conflicts with this event. */
export const CommandAbandoned = defineEvent({
  type: 'CommandAbandoned',
  summary: 'A command that slept after its claim was fenced off; it is nobody’s answer.',
  data: z.object({ effectiveOn: isoDate, abandonedCommandId: z.uuid() }),
});

/** A person's key was destroyed: nothing of that subject opens from here on. */
export const SubjectKeyDestroyed = defineEvent({
  type: 'SubjectKeyDestroyed',
  summary: 'The key of a person was destroyed: his sealed values read as erased.',
  data: z.object({
    effectiveOn: isoDate,
    subjectId: z.uuid(),
    reason: z.string().max(100),
    legalBasis: z.string().max(200),
    method: z.string().max(100),
  }),
});

/** A hard rule's claim: which command holds it for which stream at which revision (see commands/claims). */
export const ClaimTaken = defineEvent({
  type: 'ClaimTaken',
  summary: 'A hard rule’s single place was taken by a command for its record.',
  data: z.object({
    effectiveOn: isoDate,
    holderCommandId: z.uuid(),
    holderStream: z.string(),
    holderRevision: z.int().min(0),
    takenAt: z.iso.datetime(),
  }),
});

/** The holder of a claim has ended; a later command finds the place free at once. Only tidies. */
export const ClaimReleased = defineEvent({
  type: 'ClaimReleased',
  summary: 'A hard rule’s place was tidied up after its holder ended.',
  data: z.object({ effectiveOn: isoDate, holderStream: z.string() }),
});

export const ledgerEvents = [LedgerFounded, CommandAbandoned, SubjectKeyDestroyed, ClaimTaken, ClaimReleased] as const;
export type LedgerEvent = EventOf<(typeof ledgerEvents)[number]>;

const ledgerTypes: ReadonlySet<string> = new Set(ledgerEvents.map((event) => event.type));

/** True for events of the ledger itself, which record folds never see. */
export function isLedgerEvent(type: string): boolean {
  return ledgerTypes.has(type);
}
