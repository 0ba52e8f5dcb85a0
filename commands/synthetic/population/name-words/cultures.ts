// Law: every nationality of the market has a culture of names.
import * as arab from './arab.js';
import type { NameCulture } from './name-word.js';
import * as other from './other.js';
import * as southAsian from './south-asian.js';

const cultures: Readonly<Record<string, NameCulture>> = {
  SAU: arab.gulf, KWT: arab.gulf, BHR: arab.gulf, OMN: arab.gulf, ARE: arab.gulf, QAT: arab.gulf,
  YEM: arab.yemeni, EGY: arab.nile, SDN: arab.nile, TCD: arab.nile,
  SYR: arab.levantine, JOR: arab.levantine, PSE: arab.levantine, LBN: arab.levantine, TUN: arab.maghrebi, MAR: arab.maghrebi,
  BGD: southAsian.bangladeshi, PAK: southAsian.pakistani, AFG: southAsian.afghan, IND: southAsian.indian, NPL: southAsian.nepali, LKA: southAsian.sriLankan,
  PHL: other.filipino, IDN: other.indonesian, MMR: other.burmese, CHN: other.chinese, KEN: other.eastAfrican, UGA: other.eastAfrican,
  ETH: other.horn, ERI: other.horn, NGA: other.westAfrican, TUR: other.turkish, GBR: other.western, USA: other.western, FRA: other.western,
};

/** The names of a nationality. */
export function cultureOf(nationality: string): NameCulture {
  return cultures[nationality] ?? other.western;
}

/** Whether a nationality has names of its own. */
export function hasCulture(nationality: string): boolean {
  return nationality in cultures;
}
