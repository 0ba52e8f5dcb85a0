import { pino, type DestinationStream, type Logger } from 'pino';
import { redactLine } from './redact.js';

/** JSON lines, on stderr unless said. Of an error only what tells what failed: drivers hang whole connections on theirs. */
export function createLogger(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino({ level, serializers: { err: brief }, hooks: { streamWrite: redactLine } }, destination);
}

function brief(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  return { type: error.name, message: error.message, ...(typeof code === 'string' ? { code } : {}), stack: error.stack };
}
