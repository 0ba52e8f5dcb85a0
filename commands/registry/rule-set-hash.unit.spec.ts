import { describe, expect, it } from 'vitest';
import { nitaqat2026 } from '../../domain/saudization/nitaqat-2026.js';
import { hashOfRuleSet } from './rule-set-hash.js';

describe('the hash of a rule set', () => {
  it('is the same in whatever order its members were written, and another for another set', () => {
    const reversed = Object.fromEntries(Object.entries(nitaqat2026).reverse()) as typeof nitaqat2026;
    expect(hashOfRuleSet(reversed)).toBe(hashOfRuleSet(nitaqat2026));
    expect(hashOfRuleSet({ ...nitaqat2026, version: '2' })).not.toBe(hashOfRuleSet(nitaqat2026));
  });
});
