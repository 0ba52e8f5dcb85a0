// Law: a refusal for a quota that is used up is held as the limits say, and nothing of its request is read meanwhile.
import type { FastifyReply } from 'fastify';
import type { Problem } from '../../domain/access/problem.js';
import type { HeldRefusals } from '../rate-limits/held-refusals.js';
import { sendProblem } from './problem-document.js';
import { whenOver } from './when-over.js';

/** Refuses a request when it is its time, or ends its connection without a word. `whose` is who was counted. */
export function refuseInTime(refusals: HeldRefusals, reply: FastifyReply, whose: string, problem: Problem): void {
  const { socket } = reply.request.raw;
  // It stood behind another on a connection that was ended.
  if (socket.destroyed) return;
  // The way of all other errors costs half as much again as the answer itself.
  const giveUp = refusals.give(whose, () => void sendProblem(reply, problem));
  if (giveUp === undefined) socket.destroy();
  else whenOver(reply, giveUp);
}
