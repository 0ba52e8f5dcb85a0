import { expect, it } from 'vitest';
import { configTable } from './config-table.js';
import { environmentSchema } from './schema.js';

it('gives a row to every variable, with its default and a meaning', () => {
  const rows = configTable().split('\n').slice(2);
  expect(rows).toHaveLength(Object.keys(environmentSchema.shape).length);
  for (const row of rows) expect(row).toMatch(/^\| `[A-Z_]+` \| (`[^`]+`)? \| \S.*\. \|$/);
  expect(rows).toContain('| `PORT` | `3000` | Port the HTTP server listens on; 0 takes a free one and prints it. |');
  expect(configTable()).toContain('| `SIJIL_ROLES` | `commands,queries,projector,reactor,auditor` |');
});
