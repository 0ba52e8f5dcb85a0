import { describe, expect, it } from 'vitest';
import { ruleEntryAt } from '../rules/rule-table.js';
import { transferReceiver } from '../rules/transfer-rules.js';
import { gates2026, gatesOf, leastBand } from './gate-rules.js';
import { nitaqat2026 } from './nitaqat-2026.js';
import { ruleSetFaults } from './rule-set-faults.js';
import { ruleSetSchema } from './rule-set.js';

describe('the gates of a rule set', () => {
  it('are those of 2026 where it says nothing of them, as the sets from before do; these stay as they were', () => {
    const { gates: _gates, ...before } = nitaqat2026;
    // Nothing is added to it: its hash is that which two people have named.
    expect(ruleSetSchema.parse(before)).toEqual(before);
    expect(gatesOf(before)).toEqual(gates2026);
    expect(ruleSetFaults(before)).toEqual([]);
  });

  it('let LOW_GREEN in beside what they ask for, never the other way round', () => {
    const lowGreen = { renewPermit: true, receiveTransfer: true, establishmentVisas: true };
    const open = { ...gates2026, least: { ...gates2026.least, renewPermit: 'RED' as const } };
    expect(leastBand({ gates: gates2026, lowGreen }, 'renewPermit')).toBe('LOW_GREEN');
    expect(leastBand({ gates: open, lowGreen }, 'renewPermit')).toBe('RED');
    expect(leastBand({ gates: gates2026, lowGreen }, 'issuePermit')).toBe('MEDIUM_GREEN');
  });

  it('ask of a receiver what the rule of before them asks, which no band answered then', () => {
    const { value } = ruleEntryAt(transferReceiver, nitaqat2026.from);
    expect(value).toEqual({ band: gates2026.least.receiveTransfer, weeksOnEnd: gates2026.held.onEnd, weeksOf: { weeks: gates2026.held.of.weeks, of: gates2026.held.of.within } });
  });
});
