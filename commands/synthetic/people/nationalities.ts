import {
  arabNames,
  bengalNames,
  eastAfricanNames,
  filipinoNames,
  indianNames,
  saudiNames,
  type NameWords,
} from '../words/names.js';

/** A nationality of the market: its names, its weight among residents, and the consulate that issues its visas (UN/LOCODE). */
export interface MarketNationality {
  readonly code: string;
  readonly words: NameWords;
  readonly weight: number;
  readonly consulate: string;
}

/** Residents by nationality, roughly as the census of 2022 has them. */
export const residentNationalities: readonly MarketNationality[] = [
  { code: 'BGD', words: bengalNames, weight: 16, consulate: 'BDDAC' },
  { code: 'IND', words: indianNames, weight: 14, consulate: 'INBOM' },
  { code: 'PAK', words: bengalNames, weight: 14, consulate: 'PKKHI' },
  { code: 'YEM', words: arabNames, weight: 12, consulate: 'YEADE' },
  { code: 'EGY', words: arabNames, weight: 12, consulate: 'EGCAI' },
  { code: 'PHL', words: filipinoNames, weight: 8, consulate: 'PHMNL' },
  { code: 'SDN', words: arabNames, weight: 6, consulate: 'SDPZU' },
  { code: 'NPL', words: indianNames, weight: 5, consulate: 'NPKTM' },
  { code: 'SYR', words: arabNames, weight: 4, consulate: 'SYDAM' },
  { code: 'LKA', words: indianNames, weight: 3, consulate: 'LKCMB' },
  { code: 'JOR', words: arabNames, weight: 3, consulate: 'JOAMM' },
  { code: 'KEN', words: eastAfricanNames, weight: 2, consulate: 'KENBO' },
  { code: 'UGA', words: eastAfricanNames, weight: 1, consulate: 'UGKLA' },
];

/** Nationals of the Gulf Cooperation Council: they work without a permit. */
export const gulfNationalities: readonly MarketNationality[] = [
  { code: 'KWT', words: saudiNames, weight: 1, consulate: 'KWKWI' },
  { code: 'BHR', words: saudiNames, weight: 1, consulate: 'BHBAH' },
];

/** A nationality of the market by its code; throws RangeError for one that is none. */
export function nationalityOf(code: string): MarketNationality {
  const found = [...residentNationalities, ...gulfNationalities].find((one) => one.code === code);
  if (found === undefined) throw new RangeError(`no such nationality in the market: ${code}`);
  return found;
}
