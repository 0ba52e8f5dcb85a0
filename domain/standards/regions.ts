// Law: a place is one of the thirteen regions of the Kingdom, by its ISO 3166-2 code (there is no SA-13).
import { z } from 'zod';

/** The regions with English and Arabic name. Source: ISO 3166-2:SA. */
export const regions = {
  'SA-01': { en: 'Riyadh', ar: 'الرياض' },
  'SA-02': { en: 'Makkah', ar: 'مكة المكرمة' },
  'SA-03': { en: 'Madinah', ar: 'المدينة المنورة' },
  'SA-04': { en: 'Eastern Province', ar: 'المنطقة الشرقية' },
  'SA-05': { en: 'Qassim', ar: 'القصيم' },
  'SA-06': { en: 'Hail', ar: 'حائل' },
  'SA-07': { en: 'Tabuk', ar: 'تبوك' },
  'SA-08': { en: 'Northern Borders', ar: 'الحدود الشمالية' },
  'SA-09': { en: 'Jazan', ar: 'جازان' },
  'SA-10': { en: 'Najran', ar: 'نجران' },
  'SA-11': { en: 'Al Bahah', ar: 'الباحة' },
  'SA-12': { en: 'Al Jawf', ar: 'الجوف' },
  'SA-14': { en: 'Asir', ar: 'عسير' },
} as const;

/** ISO 3166-2 code of a region. */
export type RegionCode = keyof typeof regions;

/** The codes in order. */
export const regionCodes = Object.keys(regions) as readonly RegionCode[] as readonly [RegionCode, ...RegionCode[]];

/** ISO 3166-2 code of one of the thirteen regions, `SA-01` to `SA-12` and `SA-14`. */
export const regionCode = z.enum(regionCodes).meta({ description: 'Region of the Kingdom, ISO 3166-2', examples: ['SA-01'] });
