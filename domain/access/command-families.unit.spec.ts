import { describe, expect, it } from 'vitest';
import { COMMAND_FAMILIES, familiesOf, readsBy } from './command-families.js';

describe('the families that a scope names', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['command:visa', ['visa']],
    ['openid command:contract command:company', ['company', 'contract']],
    ['command:*', COMMAND_FAMILIES],
    ['command: command:visas COMMAND:visa visa *', []],
  ])('%s', (scope, families) => expect(familiesOf(scope)).toEqual(families));
});

describe('the scope that opens reading', () => {
  it.each([
    [undefined, false],
    ['', false],
    ['command:*', false],
    ['openid', false],
    ['read:', false],
    ['read:*x', false],
    ['READ:*', false],
    ['read:*', true],
    ['openid read:* command:visa', true],
  ])('%s', (scope, reads) => expect(readsBy(scope)).toBe(reads));
});
