// Law: an identifier of a record is a scheme and a value that its scheme has checked and normalised.
import { z } from 'zod';
import { borderNumber, parseBorderNumber } from './identifiers/border-number.js';
import { crNumber, parseCrNumber } from './identifiers/cr-number.js';
import { establishmentNumber, parseEstablishmentNumber } from './identifiers/establishment-number.js';
import type { IdentifierParse } from './identifiers/identifier-parse.js';
import { iqama, parseIqama } from './identifiers/iqama.js';
import { nationalId, parseNationalId } from './identifiers/national-id.js';
import { parsePassport, passport } from './identifiers/passport.js';
import { parseUnifiedNumber, unifiedNumber } from './identifiers/unified-number.js';

const parsers = {
  'national-id': parseNationalId,
  iqama: parseIqama,
  'border-number': parseBorderNumber,
  passport: parsePassport,
  'unified-number': parseUnifiedNumber,
  'establishment-number': parseEstablishmentNumber,
  'cr-number': parseCrNumber,
} as const satisfies Record<string, (text: string) => IdentifierParse>;

/** How a record can be named by a number that others gave it. */
export type IdentifierScheme = keyof typeof parsers;

/** The schemes. */
export const identifierSchemes = Object.keys(parsers) as readonly IdentifierScheme[] as readonly [IdentifierScheme, ...IdentifierScheme[]];

/** A normalised identifier of a record. */
export interface Identifier {
  readonly scheme: IdentifierScheme;
  readonly value: string;
}

/** Checks and normalises a value by its scheme. */
export function parseIdentifier(scheme: IdentifierScheme, text: string): IdentifierParse {
  return parsers[scheme](text);
}

/** An identifier of a record, its value checked and normalised by its scheme. */
export const identifierSchema = z.discriminatedUnion('scheme', [
  z.strictObject({ scheme: z.literal('national-id'), value: nationalId }),
  z.strictObject({ scheme: z.literal('iqama'), value: iqama }),
  z.strictObject({ scheme: z.literal('border-number'), value: borderNumber }),
  z.strictObject({ scheme: z.literal('passport'), value: passport }),
  z.strictObject({ scheme: z.literal('unified-number'), value: unifiedNumber }),
  z.strictObject({ scheme: z.literal('establishment-number'), value: establishmentNumber }),
  z.strictObject({ scheme: z.literal('cr-number'), value: crNumber }),
]);
