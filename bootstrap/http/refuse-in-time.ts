// Law: a refusal for a quota that is used up is held as the limits say, and nothing of its request is read meanwhile.
import type { FastifyReply } from 'fastify';
import type { Problem } from '../../domain/access/problem.js';
import type { HeldRefusals } from '../rate-limits/held-refusals.js';
import type { LeaveUnread } from './leave-unread.js';
import { sendProblem } from './problem-document.js';
import { whenOver } from './when-over.js';

/** Refuses a request when it is its time, or ends its connection without a word. `whose` is who was counted. */
export type RefuseInTime = (reply: FastifyReply, whose: string, problem: Problem) => void;

/** Refusals as they are held for all clients of a process. */
export function refusingInTime(refusals: HeldRefusals, leaveUnread: LeaveUnread): RefuseInTime {
  return (reply, whose, problem) => {
    const { socket } = reply.request.raw;
    // It stood behind another on a connection that was ended.
    if (socket.destroyed) return;
    // The way of all other errors costs half as much again as the answer itself.
    const giveUp = refusals.give(whose, () => void sendProblem(reply, problem));
    if (giveUp === undefined) {
      socket.destroy();
      return;
    }
    whenOver(reply, () => {
      giveUp();
      if (refusals.isAhead(whose)) leaveUnread(reply, (back) => refusals.standAside(whose, back));
    });
  };
}
