// Law: an owner is a legal person, named openly, or a human, of whom only the directory id is open.
import { z } from 'zod';
import { unifiedNumber } from '../standards/identifiers/unified-number.js';
import { legalName } from './legal-name.js';

/** An owner as events and states carry him. */
export const owner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('legal'), unifiedNumber, name: legalName }),
  z.object({ kind: z.literal('natural'), personId: z.uuid() }),
]);

/** An owner as events and states carry him. */
export type Owner = z.infer<typeof owner>;
