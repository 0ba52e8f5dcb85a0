import { describe, expect, it } from 'vitest';
import { COMMAND_FAMILIES, familiesOf } from './command-families.js';

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
