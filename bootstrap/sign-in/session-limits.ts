/** How long a session lives, in milliseconds. */
export interface SessionLimits {
  /** Without a request. */
  readonly idle: number;
  /** From sign-in, whatever happens. */
  readonly absolute: number;
}

const MINUTE = 60_000;

/**
 * Defaults, in the units of the configuration. OWASP ASVS 5.0, 7.3.1 and 7.3.2 ask for both limits and leave the figures to a
 * documented analysis of risk; NIST SP 800-63B (rev. 3) 4.2.3 sets at most 30 minutes and 12 hours for its second level. 8 hours
 * are a working day.
 */
export const DEFAULT_IDLE_MINUTES = 30;
export const DEFAULT_MAX_HOURS = 8;

/** Limits from configured figures. */
export function sessionLimits(idleMinutes: number, maxHours: number): SessionLimits {
  return { idle: idleMinutes * MINUTE, absolute: maxHours * 60 * MINUTE };
}
