// Where visas are issued, by nationality (UN/LOCODE): invented assignments, one a nationality.

const consulates: Readonly<Record<string, string>> = {
  BGD: 'BDDAC',
  IND: 'INBOM',
  PAK: 'PKKHI',
  YEM: 'YEADE',
  EGY: 'EGCAI',
  PHL: 'PHMNL',
  SDN: 'SDPZU',
  NPL: 'NPKTM',
  SYR: 'SYDAM',
  LKA: 'LKCMB',
  JOR: 'JOAMM',
  KEN: 'KENBO',
  UGA: 'UGKLA',
  ETH: 'ETADD',
  IDN: 'IDJKT',
  MMR: 'MMRGN',
  LBN: 'LBBEY',
  MAR: 'MACAS',
  TUN: 'TNTUN',
  TUR: 'TRIST',
  GBR: 'GBLON',
  USA: 'USWAS',
};

/** Most people of other nationalities come from here. */
const ELSEWHERE = 'AEDXB';

/** The consulate that issues the visas of a nationality. */
export function consulateOf(nationality: string): string {
  return consulates[nationality] ?? ELSEWHERE;
}
