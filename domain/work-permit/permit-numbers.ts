// Law: bill, permit and payment numbers are text; leading zeros belong to them.
import { z } from 'zod';
import { cleanEntry } from '../standards/digits.js';

/** SADAD bill number of an employer: digits (confidence T; the length is not published, so up to 20 pass). */
export const billNumber = z
  .string()
  .overwrite(cleanEntry)
  .regex(/^\d{1,20}$/, 'a bill number is 1 to 20 digits')
  .meta({ description: 'Bill number: digits', examples: ['500012345'] });

/** Number printed on a work permit: digits (confidence G). It names a person's document, so events seal it. */
export const permitNumber = z
  .string()
  .overwrite(cleanEntry)
  .regex(/^\d{4,15}$/, 'a work permit number is 4 to 15 digits')
  .meta({ description: 'Work permit number: digits', examples: ['4100012345'] });

/** The bank's reference of a payment: Latin letters, digits and hyphens. */
export const paymentReference = z
  .string()
  .overwrite(cleanEntry)
  .regex(/^[A-Za-z0-9-]{1,40}$/, 'a payment reference is 1 to 40 letters, digits and hyphens')
  .meta({ description: 'Reference of the payment at the bank', examples: ['SADAD-20260426-001'] });
