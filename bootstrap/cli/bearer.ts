import type { z } from 'zod';
import { bearerSchema } from '../auth/verify-token.js';
import { UsageError } from './exit-codes.js';

const OPTIONS: Readonly<Record<string, string>> = { sub: '--subject', role: '--as', department: '--department' };

/** Who a token, or an import, speaks for. Throws UsageError for what no token could say. */
export function bearerOf(named: { subject: string; role: string; department?: string; synthetic?: boolean }): z.output<typeof bearerSchema> {
  const { subject: sub, ...rest } = named;
  const parsed = bearerSchema.safeParse({ sub, ...rest });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new UsageError(`${OPTIONS[String(issue?.path[0])] ?? 'options'}: ${issue?.message ?? 'not valid'}`);
}
