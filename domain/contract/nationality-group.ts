// Law: the rules of contracts tell three groups of nationalities apart.
import { z } from 'zod';
import { isGcc, isSaudi } from '../standards/nationality.js';

/** Saudi, of another state of the Gulf Cooperation Council, or of any other state. */
export const nationalityGroup = z.enum(['saudi', 'gcc', 'other']);
export type NationalityGroup = z.infer<typeof nationalityGroup>;

/** The group of a nationality that the rules of contracts tell apart. */
export function groupOf(nationality: string): NationalityGroup {
  if (isSaudi(nationality)) return 'saudi';
  return isGcc(nationality) ? 'gcc' : 'other';
}
