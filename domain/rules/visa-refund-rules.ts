// Whether the fee of a visa that was cancelled unused is paid back.
import { ruleTable } from './rule-table.js';
import type { RuleTable } from './rule-table.js';

/** `full`: the fee of each cancelled visa is returned; `none`: nothing is, because the package was begun. */
export type VisaRefund = 'full' | 'none';

/** The refund of cancelled visas by the balance they came from, once visas of the request were issued. */
export const visaRefund: RuleTable<{ readonly expansion: VisaRefund; readonly establishment: VisaRefund }> = ruleTable('visa.refund', '1', [
  {
    from: '2018-01-01',
    value: { expansion: 'full', establishment: 'none' },
    source: 'hrsd.gov.sa, visa cancellation: the fee returns to the same account; a package is not refundable once one visa is issued',
    confidence: 'O',
  },
]);
