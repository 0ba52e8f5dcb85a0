import { z } from 'zod';

/** Number of a certificate of a company. Its form was not seen in any source: letters, digits and hyphens, as printed. */
export const certificateNumber = z
  .string()
  .regex(/^[A-Z0-9](?:[A-Z0-9/-]{0,38}[A-Z0-9])?$/, 'not the number of a certificate: 1 to 40 capitals, digits, hyphens and slashes')
  .meta({ description: 'Number of the certificate, as printed', examples: ['MW-2026-000123'] });
