import { nameUuid } from './name-uuid.js';

/** The id of a command's n-th event in a stream: a retry makes the same event again. */
export function eventId(commandId: string, stream: string, index: number): string {
  return nameUuid(`${stream}:${index}`, commandId);
}

/** The id of the n-th thing of a kind that a command creates: a record without identifiers, an establishment, a visa line. */
export function createdId(commandId: string, kind: string, n: number): string {
  return nameUuid(`${kind}:${n}`, commandId);
}

/** The command id of a reaction to an event, for one target: however often it runs, it is one command. */
export function reactionCommandId(event: string, reaction: string, target: string): string {
  return nameUuid(`${reaction}:${target}`, event);
}

/** The command id of a sweep: made from the event that set the deadline, and the rule. */
export function sweepCommandId(settingEvent: string, rule: string): string {
  return nameUuid(rule, settingEvent);
}
