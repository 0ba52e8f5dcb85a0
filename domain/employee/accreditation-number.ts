import { z } from 'zod';

/** Number under which a professional body knows its member. Each body writes its own: kept as text, and sealed. */
export const accreditationNumber = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9/-]{0,28}[A-Za-z0-9])?$/, 'not a number of membership: 1 to 30 letters, digits, hyphens and slashes')
  .meta({ description: 'Number of the accreditation (sealed)', examples: ['RX-2026-00123'] });
