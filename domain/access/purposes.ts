// Law: a regulator reads for a purpose that stands here, or not at all.
import type { Confidence } from '../rules/rule-table.js';

/** What a record may be read for by a regulator. */
export interface Purpose {
  /** As it stands in the header and in the entry; never used anew for something else. */
  readonly code: string;
  readonly meaning: string;
  readonly source: string;
  readonly confidence: Confidence;
}

/**
 * The purposes of regulators’ reads. No list of the state’s own was seen: the codes are the operator’s to set, the sources say
 * which duty each stands for.
 */
export const PURPOSES: readonly Purpose[] = [
  { code: 'inspection', meaning: 'An inspection of an establishment.', source: 'Labour Law, part XIII (labour inspection)', confidence: 'assumed' },
  { code: 'complaint', meaning: 'A complaint or a dispute before its amicable settlement.', source: 'Labour Law, part XIV (settlement of disputes)', confidence: 'assumed' },
  { code: 'court-order', meaning: 'An order of a court or of the public prosecution.', source: 'PDPL art. 15: disclosure that the judiciary asks for', confidence: 'assumed' },
  { code: 'audit', meaning: 'An audit of how the ledger, or who works with it, is run.', source: 'no text seen; usual duty of a supervising authority', confidence: 'assumed' },
  { code: 'quality-review', meaning: 'A look at whether records are right and whole.', source: 'PDPL art. 14: data are to be accurate, complete and up to date', confidence: 'assumed' },
  { code: 'data-subject-request', meaning: 'An answer to a person who asks what is held of him.', source: 'PDPL art. 4 and 9: the right of access', confidence: 'assumed' },
  { code: 'policy-study', meaning: 'A study of a rule of the labour market on single cases.', source: 'no text seen; counts are asked of the statistics instead', confidence: 'assumed' },
];

const codes: ReadonlySet<string> = new Set(PURPOSES.map(({ code }) => code));

/** True for the code of a purpose. */
export function isPurpose(code: string): boolean {
  return codes.has(code);
}
