// Law: every table of the rules is in this list, so that one check and one page cover them all.
import * as bill from './bill-rules.js';
import * as company from './company-rules.js';
import * as contract from './contract-rules.js';
import * as reasons from './end-reasons.js';
import * as endOfService from './end-of-service-rules.js';
import * as insurance from './insurance-rules.js';
import type { RuleTable } from './rule-table.js';
import * as statistics from './statistics-rules.js';
import * as transfer from './transfer-rules.js';
import * as visaRefund from './visa-refund-rules.js';
import * as visa from './visa-rules.js';
import * as workPermit from './work-permit-rules.js';
import * as workingTerms from './working-terms-rules.js';

function isTable(exported: unknown): exported is RuleTable<unknown> {
  return typeof exported === 'object' && exported !== null && 'rule' in exported && 'entries' in exported;
}

/** Every dated rule of the state that the ledger knows, in order of name. */
export const allRuleTables: readonly RuleTable<unknown>[] = [
  bill,
  company,
  contract,
  endOfService,
  insurance,
  reasons,
  statistics,
  transfer,
  visa,
  visaRefund,
  workPermit,
  workingTerms,
]
  .flatMap((module) => Object.values(module).filter(isTable))
  .sort((a, b) => (a.rule < b.rule ? -1 : 1));
