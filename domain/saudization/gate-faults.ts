import { compareBands } from './band.js';
import { gatesOf, type GatedService, type GateParameters } from './gate-rules.js';
import type { RuleSetFault } from './rule-set-fault.js';

/** What is wrong with the gates of a rule set beyond their schema. */
export function gateFaults(rules: GateParameters): readonly RuleSetFault[] {
  const { least, held } = gatesOf(rules);
  const found: RuleSetFault[] = [];
  for (const [service, letsIn] of Object.entries(rules.lowGreen) as [GatedService & keyof GateParameters['lowGreen'], boolean][]) {
    if (letsIn && compareBands(least[service], 'MEDIUM_GREEN') > 0) {
      found.push({ field: `lowGreen/${service}`, fault: `a gap: LOW_GREEN is let in, and MEDIUM_GREEN is not, for the gate asks for ${least[service]}` });
    }
  }
  if (held.of.weeks > held.of.within) found.push({ field: 'gates/held/of', fault: `there are no ${held.of.weeks} weeks within ${held.of.within}` });
  return found;
}
