/** A configuration value that stops the start; the message is one line that names the variable. */
export class ConfigError extends Error {
  /** The environment variable at fault. */
  readonly variable: string;

  constructor(variable: string, reason: string) {
    super(`${variable}: ${reason.replace(/\s+/g, ' ')}`);
    this.name = 'ConfigError';
    this.variable = variable;
  }
}
