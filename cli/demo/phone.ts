import { shareOf } from '../../domain/money.ts';
import { callEnd, toldEnd, type CallEnd } from '../../domain/portfolio/calls.ts';
import type { Action, Intent } from '../../domain/portfolio/intents.ts';
import type { Answer } from './bank-api.ts';
import type { Asking, LoanDesk } from './loan-desk.ts';

/** One call of a collector, with what it needs of the customer who is called. */
export interface Call {
  desk: LoanDesk;
  call: Extract<Action, { do: 'call' }>;
  /** calls to this customer so far */
  calls: number;
  arrearsMinor: number;
  /** the customer answers, or does not */
  listen: () => { reached: boolean; intents: Intent[] };
  promise: (said: Extract<Action, { do: 'promise' }>, say: Asking) => Promise<Answer>;
}

/** A collector calls; what the customer says on the phone is the outcome, what the customer does comes later. */
export async function makeCall(asked: Call): Promise<{ made: boolean; later: Intent[] }> {
  const { desk, call, calls } = asked;
  const { api } = desk;
  const begun = await api.ask(desk.key(), {
    path: '/v1/calls',
    actor: call.by,
    body: { taskId: call.taskId },
  });
  const { callId } = begun.reply;
  if (callId === undefined) return { made: false, later: [] };
  // Somebody has forgotten to report it: the case finds out by itself.
  if (call.silent) return { made: true, later: [] };
  const end: Asking = (body) =>
    api.ask(desk.key(), { path: `/v1/calls/${callId}/outcome`, actor: call.by, body });
  const told = toldEnd(desk.loan.hidden, { calls });
  if (told) {
    await end({ result: told });
    return { made: true, later: [] };
  }
  const { reached, intents } = asked.listen();
  const { outcome, said, later } = callEnd(reached, { intents }, desk.draws(`call:${callId}`));
  if ((await say(said, asked, end)) === 'done') return { made: true, later };
  const ended = await end({ result: said ? 'refuses' : outcome });
  // Reported too late it is not known: what was said is said again, and not to the collector.
  const again: Intent[] =
    said && ended.answer !== 'done' ? [{ afterDays: 1, by: 'customer', action: said }] : [];
  return { made: true, later: [...again, ...later] };
}

/** @returns undefined when nothing is said that the bank has to record */
async function say(
  said: CallEnd['said'],
  { desk: { api }, arrearsMinor, promise }: Call,
  end: Asking,
): Promise<Answer | undefined> {
  switch (said?.do) {
    case undefined:
      return undefined;
    case 'promise':
      return promise(said, (body) => end({ result: 'promise', ...(body as object) }));
    case 'grace':
      return (await end({ result: 'hardship', reason: said.reason, days: said.days })).answer;
    case 'dispute': {
      const amount = said.share < 1 && { amount: api.money(shareOf(arrearsMinor, said.share)) };
      return (await end({ result: 'dispute', subject: said.subject, ...amount })).answer;
    }
  }
}
