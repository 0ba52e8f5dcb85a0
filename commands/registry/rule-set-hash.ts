import { createHash } from 'node:crypto';
import { canonicalText } from '../../domain/ledger/canonical.js';
import type { RuleSet } from '../../domain/saudization/rule-set.js';

/** SHA-256 over the RFC 8785 text of a rule set: the same however it was written down. */
export function hashOfRuleSet(set: RuleSet): string {
  return createHash('sha256').update(canonicalText(set)).digest('hex');
}
