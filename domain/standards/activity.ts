// Law: an economic activity is an ISIC Rev. 4 class, or one of the national classes under it: class + two digits.
import { z } from 'zod';
import { cleanEntry } from './digits.js';
import { isicClassRows, isicSectionRows } from './isic-classes.js';
import type { IsicClassRow } from './isic-classes.js';

const byClass: ReadonlyMap<string, IsicClassRow> = new Map(isicClassRows.map((row) => [row[0], row]));
const bySection = new Map(isicSectionRows.map((row) => [row[0], row]));

/** Whether the text is 4 or 6 digits whose ISIC class exists. The list of 6-digit national classes is not published in a stored form: any two digits pass. */
export function isIsicCode(text: string): boolean {
  return /^(\d{4}|\d{6})$/.test(text) && byClass.has(text.slice(0, 4));
}

/** An economic activity: ISIC Rev. 4 class (4 digits) or Saudi national class (6 digits). Arabic-Indic digits are accepted. */
export const isicCode = z
  .string()
  .overwrite(cleanEntry)
  .refine(isIsicCode, { error: 'not an activity: 4 digits of an ISIC Rev. 4 class, or 6 digits that begin with one' })
  .meta({ description: 'Economic activity: ISIC Rev. 4 class or Saudi national class', examples: ['4100', '861011'] });

/** Section letter (A to U) of an activity code, or null when its class does not exist. */
export function isicSection(code: string): string | null {
  return byClass.get(code.slice(0, 4))?.[1] ?? null;
}

/** Title of the class of an activity code, or null when it does not exist. */
export function isicClassTitle(code: string, language: 'ar' | 'en'): string | null {
  return byClass.get(code.slice(0, 4))?.[language === 'ar' ? 3 : 2] ?? null;
}

/** Title of a section, or null when the letter is none. */
export function isicSectionTitle(section: string, language: 'ar' | 'en'): string | null {
  return bySection.get(section)?.[language === 'ar' ? 2 : 1] ?? null;
}
