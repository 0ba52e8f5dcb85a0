// Law: a file holds a rule set when its schema takes all of it and nothing in it contradicts; else each fault is told with its field.
import { readFile } from 'node:fs/promises';
import type { RuleSetFault } from '../../../domain/saudization/rule-set-fault.js';
import { ruleSetFaults } from '../../../domain/saudization/rule-set-faults.js';
import { ruleSetSchema, type RuleSet } from '../../../domain/saudization/rule-set.js';
import { jsonLimits, parseStrictJson } from '../../../domain/standards/strict-json.js';
import { UsageError } from '../exit-codes.js';
import { unreadable } from '../saudization/unreadable.js';

/** A file that was looked through: the set, or what is wrong. */
export type CheckedFile = { readonly ok: true; readonly set: RuleSet } | { readonly ok: false; readonly faults: readonly RuleSetFault[] };

/** Looks through a file of one rule set as JSON. Throws UsageError for a file that cannot be read. */
export async function checkRuleSetFile(file: string): Promise<CheckedFile> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable(file, error);
  });
  const json = parseStrictJson(text.replace(/^\uFEFF/, ''), jsonLimits);
  if (!json.ok) return { ok: false, faults: [{ field: json.problem.pointer.slice(1), fault: json.problem.message }] };
  const parsed = ruleSetSchema.safeParse(json.value);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => ({ field: [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].join('/'), fault: issue.message }));
    return { ok: false, faults };
  }
  const faults = ruleSetFaults(parsed.data);
  return faults.length === 0 ? { ok: true, set: parsed.data } : { ok: false, faults };
}

/** The rule set of a file. Throws UsageError naming the file and the first fault’s field. */
export async function readRuleSet(file: string): Promise<RuleSet> {
  const checked = await checkRuleSetFile(file);
  if (checked.ok) return checked.set;
  throw new UsageError(`${file}: ${faultsInWords(checked.faults)}`);
}

/** The first fault, and how many more there are. */
export function faultsInWords([first, ...more]: readonly RuleSetFault[]): string {
  if (first === undefined) return 'no fault';
  const field = first.field === '' ? '' : `${first.field}: `;
  return `${field}${first.fault}${more.length === 0 ? '' : ` (and ${more.length} more)`}`;
}
