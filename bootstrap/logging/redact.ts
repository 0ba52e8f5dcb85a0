// Law: no line of the log holds a secret or a human's number, whoever wrote it there: the second wall behind not writing them.
import { passesLuhn } from '../../domain/standards/identifiers/luhn.js';

/** Members that hold a secret, whatever it looks like; in lower case. */
const SECRET_NAMES = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'password',
  'secret',
  'client_secret',
  'clientsecret',
  'token',
  'access_token',
  'refresh_token',
  'id_token',
  'code_verifier',
]);

const REDACTED = '[redacted]';

/** What is a secret by its looks, and what stands in its place. */
const SECRETS: readonly (readonly [pattern: RegExp, instead: string])[] = [
  // Tokens: three parts of base64url, of which the first is a JSON object.
  [/\beyJ[\w-]{8,}\.[\w-]*\.[\w-]*/g, REDACTED],
  [/\b(Bearer|Basic|DPoP)\s+[\w.~+/=-]{4,}/gi, `$1 ${REDACTED}`],
  // Passwords of addresses: all up to the last @ of their host.
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:@/"]*):[^\s/"]*@/gi, `$1:${REDACTED}@`],
  [/\b(password|client_secret|access_token|refresh_token|id_token|code_verifier)=[^\s&"]+/gi, `$1=${REDACTED}`],
];

/** A national id or iqama number by its looks. */
const NUMBER_OF_HUMAN = /(?<![\w.-])[12]\d{9}(?![\w-])/g;

/** A text without secrets and numbers of humans. */
export function redactText(text: string): string {
  const open = SECRETS.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
  return open.replace(NUMBER_OF_HUMAN, (digits) => (passesLuhn(digits) ? REDACTED : digits));
}

/** A line of the log, which is JSON, without them. */
export function redactLine(line: string): string {
  try {
    return `${JSON.stringify(redactValue(JSON.parse(line)))}\n`;
  } catch {
    return redactText(line);
  }
}

function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'number') return redactText(String(value)) === String(value) ? value : REDACTED;
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [redactText(name), SECRET_NAMES.has(name.toLowerCase()) ? REDACTED : redactValue(member)]),
  );
}
