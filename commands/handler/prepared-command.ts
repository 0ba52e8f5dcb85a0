import type { AnyCommandDefinition } from '../registry/definition.js';
import type { CommandRequest } from './request.js';

/** A command that passed its schema, with the id that makes it one command however often it is sent. */
export interface PreparedCommand {
  readonly definition: AnyCommandDefinition;
  readonly data: object;
  readonly commandId: string;
  readonly request: CommandRequest;
}
