import { Problem } from '../../domain/access/problem.js';
import type { Refused } from '../../domain/ledger/decider.js';

/** A refusal as the problem that HTTP and bulk lines show: 422 with its stable code, rule, version and what would clear it; 503 where nothing was decided. */
export function refusalProblem(refused: Refused): Problem {
  if (refused.retryAfter !== undefined) {
    const headers = { 'Retry-After': String(refused.retryAfter) };
    return new Problem(503, refused.code, refused.detail, { headers, members: { clearedBy: refused.clears } });
  }
  return new Problem(422, refused.code, refused.detail, {
    errors: refused.pointer === null ? [] : [{ pointer: refused.pointer, code: refused.code, detail: refused.detail }],
    members: {
      clearedBy: refused.clears,
      ...(refused.rule === null ? {} : { rule: refused.rule.rule, ruleVersion: refused.rule.version }),
      ...refused.members,
    },
  });
}
