/** Families of commands: what one service is let into at a time. Each is the commands of one category of record. */
export const COMMAND_FAMILIES = ['company', 'employee', 'contract', 'workPermit', 'visa', 'transfer', 'insurance'] as const;
export type CommandFamily = (typeof COMMAND_FAMILIES)[number];

const PREFIX = 'command:';

/** The scope that opens reading to a service that sends nothing. Who sends a family of commands reads with it. */
export const READ_SCOPE = 'read:*';

/** All scopes that a service may be given. */
export const serviceScope = [`${PREFIX}*`, ...COMMAND_FAMILIES.map((family) => PREFIX + family), READ_SCOPE].join(' ');

/** Whether an OAuth scope opens reading by itself. */
export function readsBy(scope: string | undefined): boolean {
  return (scope ?? '').split(' ').includes(READ_SCOPE);
}

/**
 * The families that an OAuth scope names (RFC 6749 3.3: words parted by spaces): `command:<family>` for one, `command:*`
 * for all. Words that are no family's are somebody else's and open nothing.
 */
export function familiesOf(scope: string | undefined): readonly CommandFamily[] {
  const words = new Set((scope ?? '').split(' '));
  return words.has(`${PREFIX}*`) ? COMMAND_FAMILIES : COMMAND_FAMILIES.filter((family) => words.has(PREFIX + family));
}
