import { it } from 'vitest';

it('passes, and leaves a variable behind', () => {
  process.env['SIJIL_LEFT_BEHIND'] = 'left';
});
