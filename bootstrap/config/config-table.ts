import { z } from 'zod';
import { environmentSchema } from './schema.js';

/** The configuration as a markdown table (name, default, meaning), made from the schema. */
export function configTable(): string {
  const rows = Object.entries(environmentSchema.shape).map(([name, field]) => {
    const meaning = field.meta()?.description ?? '';
    return `| \`${name}\` | ${defaultOf(field)} | ${meaning} |`;
  });
  return ['| Variable | Default | Meaning |', '|---|---|---|', ...rows].join('\n');
}

function defaultOf(field: z.ZodType): string {
  if (!(field instanceof z.ZodDefault)) return '';
  const value: unknown = field.def.defaultValue;
  return `\`${Array.isArray(value) ? value.join(',') : String(value)}\``;
}
