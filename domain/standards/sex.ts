// Law: sex is what the civil register says, one of two codes.
import { z } from 'zod';

/** Sex as the civil register says it. Open: counts and visa lines need it. */
export const sex = z.enum(['female', 'male']).meta({ description: 'Sex as in the civil register' });

/** Sex as the civil register says it. */
export type Sex = z.infer<typeof sex>;
