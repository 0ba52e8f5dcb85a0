import { describe, expect, it } from 'vitest';
import { billNumber, paymentReference, permitNumber } from './permit-numbers.js';

describe('numbers on bills and permits', () => {
  it.each([
    ['bill', billNumber, '٠٠٥٠٠١٢٣', '00500123'],
    ['permit', permitNumber, ' 4100012345 ', '4100012345'],
    ['payment', paymentReference, 'SADAD-2026-1', 'SADAD-2026-1'],
  ] as const)('%s: are cleaned and kept as text', (_, schema, text, value) => {
    expect(schema.parse(text)).toBe(value);
  });

  it.each([
    ['bill', billNumber, 'B-1'],
    ['bill', billNumber, '1'.repeat(21)],
    ['permit', permitNumber, '123'],
    ['permit', permitNumber, 'A123456'],
    ['payment', paymentReference, 'paid by hand'],
    ['payment', paymentReference, ''],
  ] as const)('%s: refuses what is none (%#)', (_, schema, text) => {
    expect(schema.safeParse(text).success).toBe(false);
  });
});
