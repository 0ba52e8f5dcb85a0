// Law: who reads on record says for what and in which case, in words that can be checked.
import { Problem, type FieldFault } from './problem.js';
import { isPurpose, PURPOSES } from './purposes.js';

/** For what, and in which case, a regulator reads. */
export interface ReadGrounds {
  readonly purpose: string;
  readonly caseId: string;
}

/** A case as its authority numbers it: 1 to 64 letters, digits and `. _ / : # -`, of which the first is a letter or a digit. */
export const CASE_ID = /^[A-Za-z0-9][A-Za-z0-9._/:#-]{0,63}$/;

type Header = string | readonly string[] | undefined;

/** The grounds that the headers `Purpose` and `Case-Id` name. Throws Problem 400 that names each header at fault. */
export function readGrounds(headers: Readonly<Record<string, Header>>): ReadGrounds {
  const { purpose, 'case-id': caseId } = headers;
  const faults = [...purposeFaults(purpose), ...caseFaults(caseId)];
  const [first] = faults;
  if (first !== undefined) throw new Problem(400, first.code, first.detail, { errors: faults });
  return { purpose: String(purpose), caseId: String(caseId) };
}

function purposeFaults(purpose: Header): readonly FieldFault[] {
  const known = `one of ${PURPOSES.map(({ code }) => code).join(', ')}`;
  if (isAbsent(purpose)) return [fault('purpose', 'purpose-missing', `A regulator’s read needs a Purpose header: ${known}.`)];
  if (typeof purpose === 'string' && isPurpose(purpose)) return [];
  return [fault('purpose', 'purpose-unknown', `Purpose is ${known}.`)];
}

function caseFaults(caseId: Header): readonly FieldFault[] {
  if (isAbsent(caseId)) return [fault('case-id', 'case-missing', 'A regulator’s read needs a Case-Id header: the case that it belongs to.')];
  if (typeof caseId === 'string' && CASE_ID.test(caseId)) return [];
  return [fault('case-id', 'case-invalid', 'Case-Id is 1 to 64 letters, digits and . _ / : # -, and begins with a letter or a digit.')];
}

function isAbsent(header: Header): boolean {
  return header === undefined || header === '';
}

function fault(header: string, code: string, detail: string): FieldFault {
  return { pointer: `/headers/${header}`, code, detail };
}
