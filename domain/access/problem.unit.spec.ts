import { describe, expect, it } from 'vitest';
import { Problem } from './problem.js';

describe('a problem', () => {
  it('is an error that does not write down where it was made, and leaves others their stacks', () => {
    const problem = new Problem(404, 'record-not-found', 'There is no such record.');
    expect(problem).toBeInstanceOf(Error);
    expect(problem.message).toBe('record-not-found: There is no such record.');
    expect(problem.stack).not.toMatch(/\n\s+at /);
    expect(new Error('another').stack).toMatch(/\n\s+at /);
  });
});
