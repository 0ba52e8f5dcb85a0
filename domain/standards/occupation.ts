// Law: an occupation is an ISCO-08 unit group, or one of the national titles (SSCO) under it: unit group + two digits.
import { z } from 'zod';
import { cleanEntry } from './digits.js';
import { occupationUnitRows } from './occupation-units.js';

const titles: ReadonlyMap<string, string> = new Map(occupationUnitRows);

/** The ten major groups of SSCO and ISCO-08 with English and Arabic name. */
export const majorGroups = {
  '0': { en: 'Armed forces occupations', ar: 'مهن القوات المسلحة' },
  '1': { en: 'Managers', ar: 'المديرون' },
  '2': { en: 'Professionals', ar: 'الاختصاصيون' },
  '3': { en: 'Technicians and associate professionals', ar: 'الفنيون ومساعدو الاختصاصيين' },
  '4': { en: 'Clerical support workers', ar: 'العاملون في الأعمال الكتابية المساندة' },
  '5': { en: 'Service and sales workers', ar: 'العاملون في الخدمات والبيع' },
  '6': { en: 'Skilled agricultural, forestry and fishery workers', ar: 'العاملون المهرة في الزراعة والغابات وصيد الأسماك' },
  '7': { en: 'Craft and related trades workers', ar: 'العاملون في الحرف والمهن المرتبطة بها' },
  '8': { en: 'Plant and machine operators, and assemblers', ar: 'مشغلو المصانع والآلات وعمال التجميع' },
  '9': { en: 'Elementary occupations', ar: 'المهن الأولية' },
} as const;

/** First digit of an occupation code. */
export type MajorGroup = keyof typeof majorGroups;

/** Whether the text is 4 or 6 digits whose unit group exists. The official list of 6-digit titles is not published in a stored form: any two digits pass. */
export function isOccupationCode(text: string): boolean {
  return /^(\d{4}|\d{6})$/.test(text) && titles.has(text.slice(0, 4));
}

/** An occupation: ISCO-08 unit group (4 digits) or SSCO national title (6 digits). Arabic-Indic digits are accepted. */
export const occupationCode = z
  .string()
  .overwrite(cleanEntry)
  .refine(isOccupationCode, { error: 'not an occupation: 4 digits of an ISCO-08 unit group, or 6 digits that begin with one' })
  .meta({ description: 'Occupation: ISCO-08 unit group or SSCO title', examples: ['2142', '214201'] });

/** The major group of an occupation code; throws RangeError for a code of no group. */
export function majorGroup(code: string): MajorGroup {
  const first = code.charAt(0);
  if (!(first in majorGroups)) throw new RangeError(`not an occupation code: ${JSON.stringify(code)}`);
  return first as MajorGroup;
}

/** The unit group of an occupation code: its first four digits. */
export function unitGroup(code: string): string {
  return code.slice(0, 4);
}

/** English title of the unit group of an occupation code, or null when it does not exist. */
export function unitGroupTitle(code: string): string | null {
  return titles.get(unitGroup(code)) ?? null;
}
