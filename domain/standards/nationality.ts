// Law: a nationality is an ISO 3166-1 alpha-3 code.
import { z } from 'zod';
import { countryRows } from './countries.js';
import type { CountryRow } from './countries.js';

const byCode: ReadonlyMap<string, CountryRow> = new Map(countryRows.map((row) => [row[0], row]));
// Members of the Gulf Cooperation Council: their nationals work in the Kingdom without a permit and are not counted as expatriates.
const gccMembers: ReadonlySet<string> = new Set(['ARE', 'BHR', 'KWT', 'OMN', 'QAT', 'SAU']);

/** An ISO 3166-1 alpha-3 country code, such as SAU. */
export const nationalityCode = z
  .string()
  .refine((code) => byCode.has(code), { error: 'not an ISO 3166-1 alpha-3 country code' })
  .meta({ description: 'ISO 3166-1 alpha-3 country code', examples: ['SAU', 'IND'] });

/** Whether the code is Saudi Arabia's. */
export function isSaudi(code: string): boolean {
  return code === 'SAU';
}

/** Whether the code is that of a state of the Gulf Cooperation Council, Saudi Arabia included. */
export function isGcc(code: string): boolean {
  return gccMembers.has(code);
}

/** The country's display name, or the code itself when it is unknown. */
export function countryName(code: string, language: 'ar' | 'en'): string {
  const row = byCode.get(code);
  return row === undefined ? code : language === 'ar' ? row[3] : row[2];
}

/** The alpha-2 code of an alpha-3 code, or null when it is unknown. */
export function alpha2Of(code: string): string | null {
  return byCode.get(code)?.[1] ?? null;
}
