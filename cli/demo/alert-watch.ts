import { addDays } from '../../domain/calendar.ts';
import { atLocalTime } from '../../domain/local-time.ts';
import { answerAlert } from '../../domain/portfolio/alert-answers.ts';
import { supervisorOf } from '../../domain/portfolio/roster.ts';
import type { AlertReply, BankApi } from './bank-api.ts';
import { ZONE } from './loan-books.ts';
import type { VirtualTime } from './virtual-time.ts';

/** When supervisors look at what has been raised with the morning. */
const LOOK_AT = '11:00';

interface AlertWatchDeps {
  api: BankApi;
  time: VirtualTime;
  asOf: string;
  /** whose supervisor looks at what belongs to no region */
  region: string;
}

/**
 * Each day the supervisors take or dismiss what is open, the most urgent first; what a case refuses is dismissed. Until the demo
 * is stopped.
 */
export async function watchAlerts(deps: AlertWatchDeps): Promise<void> {
  const { api, time, asOf, region } = deps;
  for (let day = 1; ; day += 1) {
    await time.until(atLocalTime(addDays(asOf, day), LOOK_AT, ZONE));
    const path = '/v1/alerts?state=open&limit=200';
    const { reply } = await api.read({ path, actor: supervisorOf(region) });
    for (const alert of reply.items ?? []) await decide(deps, alert as AlertReply, day);
  }
}

async function decide({ api, region }: AlertWatchDeps, alert: AlertReply, day: number): Promise<void> {
  const { alertId, subject } = alert;
  const actor = supervisorOf(subject.region ?? region);
  const { take, action, why } = answerAlert(alert);
  const ask = (verb: 'take' | 'dismiss', body: unknown) =>
    api.ask(`demo-${verb}-${alertId}-${day}`, {
      ...{ path: `/v1/alerts/${encodeURIComponent(alertId)}/${verb}`, actor, body },
    });
  const taken = take && (await ask('take', { action, why })).answer === 'done';
  if (!taken) await ask('dismiss', { why: take ? 'the case does not allow it' : why });
}
