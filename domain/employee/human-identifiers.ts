// Law: a human is named by the numbers the state gave him, one of a kind; a passport number alone names nobody for sure.
import { z } from 'zod';
import { borderNumber } from '../standards/identifiers/border-number.js';
import { iqama } from '../standards/identifiers/iqama.js';
import { nationalId } from '../standards/identifiers/national-id.js';

/** A number by which the directory finds a human. */
export const humanIdentifier = z.discriminatedUnion('scheme', [
  z.strictObject({ scheme: z.literal('national-id'), value: nationalId }),
  z.strictObject({ scheme: z.literal('iqama'), value: iqama }),
  z.strictObject({ scheme: z.literal('border-number'), value: borderNumber }),
]);

/** A number by which the directory finds a human. */
export type HumanIdentifier = z.infer<typeof humanIdentifier>;

/** The numbers of one human: at least one, and at most one of each kind. */
export const humanIdentifiers = z
  .array(humanIdentifier)
  .min(1)
  .max(3)
  .refine((all) => new Set(all.map((one) => one.scheme)).size === all.length, { error: 'two numbers of the same kind' })
  .meta({ description: 'National id, iqama or border number of a human' });
