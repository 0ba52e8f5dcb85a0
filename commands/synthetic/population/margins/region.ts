// Employees by region. Riyadh's share and construction's three largest were found; the rest of the thirteen is assumed.
import { regionCodes, type RegionCode } from '../../../../domain/standards/regions.js';

export const regionSource = {
  published: 'GASTAT, private-sector subscribers Q3-23: Riyadh 44 % (press); construction: Riyadh 47.3 %, Eastern 26.5 %, Makkah 17.6 % (press)',
} as const;

/** Riyadh's share over all sections, in hundredths. */
export const RIYADH_SHARE = 44;

/** Published cells of construction, in hundredths. */
export const constructionRegions: Readonly<Partial<Record<RegionCode, number>>> = { 'SA-01': 47.3, 'SA-04': 26.5, 'SA-02': 17.6 };

/** Regions beside Riyadh, by weight (assumed, in the order of the census 2022). */
const others: Readonly<Partial<Record<RegionCode, number>>> = {
  'SA-02': 39.5,
  'SA-04': 33,
  'SA-03': 7,
  'SA-05': 5,
  'SA-14': 5,
  'SA-07': 2.6,
  'SA-09': 2.6,
  'SA-06': 2,
  'SA-10': 1.3,
  'SA-08': 0.9,
  'SA-12': 0.9,
  'SA-11': 0.7,
};

/** Shares of the regions in the order of their codes, for construction and for everything else, given construction's share of all employees. */
export function regionShares(constructionShare: number): { readonly construction: readonly number[]; readonly others: readonly number[] } {
  const riyadhElsewhere = (RIYADH_SHARE - (constructionRegions['SA-01'] ?? 0) * constructionShare) / (1 - constructionShare);
  const elsewhere = sharesBeside({ 'SA-01': riyadhElsewhere });
  return { construction: sharesBeside(constructionRegions), others: elsewhere };
}

/** What is given, and what it leaves to the regions that are not. */
function sharesBeside(given: Readonly<Partial<Record<RegionCode, number>>>): readonly number[] {
  const left = 100 - Object.values(given).reduce((sum, share) => sum + share, 0);
  const weights = regionCodes.map((region) => (given[region] === undefined ? (others[region] ?? 0) : 0));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return regionCodes.map((region, n) => (given[region] ?? ((weights[n] ?? 0) * left) / all) / 100);
}

/** Labour offices carry one number a region here (assumed: their list is not published). */
export function officeOf(region: RegionCode): number {
  return regionCodes.indexOf(region) + 1;
}

/** Chief cities, for names of branches. */
export const cities: Readonly<Record<RegionCode, readonly (readonly [ar: string, en: string])[]>> = {
  'SA-01': [['الرياض', 'Riyadh'], ['الخرج', 'Al Kharj']],
  'SA-02': [['جدة', 'Jeddah'], ['مكة', 'Makkah'], ['الطائف', 'Taif']],
  'SA-03': [['المدينة', 'Madinah'], ['ينبع', 'Yanbu']],
  'SA-04': [['الدمام', 'Dammam'], ['الجبيل', 'Jubail'], ['الأحساء', 'Al Ahsa'], ['الخبر', 'Khobar']],
  'SA-05': [['بريدة', 'Buraydah'], ['عنيزة', 'Unayzah']],
  'SA-06': [['حائل', 'Hail']],
  'SA-07': [['تبوك', 'Tabuk']],
  'SA-08': [['عرعر', 'Arar']],
  'SA-09': [['جازان', 'Jazan']],
  'SA-10': [['نجران', 'Najran']],
  'SA-11': [['الباحة', 'Al Bahah']],
  'SA-12': [['سكاكا', 'Sakaka']],
  'SA-14': [['أبها', 'Abha'], ['خميس مشيط', 'Khamis Mushait']],
};
